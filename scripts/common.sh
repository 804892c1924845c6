# Shared by the scripts beside it; sourced, not run. Needs: root = the source folder.

say() { printf '%s\n' "$*" >&2; }

# Installs those packages of packages.txt that are missing, and says so before it does.
install_packages() {
  local missing=() package
  while read -r package; do
    case "$package" in '' | '#'*) continue ;; esac
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done < "$root/scripts/packages.txt"
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "gongwen: please install as root: apt-get install ${missing[*]}"; exit 1; }
    as_root=(sudo)
  fi
  say "gongwen: installing with ${as_root[*]:+sudo }apt-get: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >&2
}

# build PRESET TARGET...: configures when needed and builds; quiet unless it takes long or fails.
build() {
  local preset=$1
  shift
  local folder="$root/build/$preset" log
  mkdir -p "$folder"
  log="$folder/build.log"
  local launcher=()
  command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  if [ ! -f "$folder/build.ninja" ]; then
    (cd "$root" && cmake --preset "$preset" "${launcher[@]}") > "$log" 2>&1 || { cat "$log" >&2; exit 1; }
  fi
  if ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do'; then return 0; fi
  say "gongwen: building ($preset; the first time takes some minutes)"
  ninja -C "$folder" "$@" > "$log" 2>&1 || { grep -vE '^\[[0-9]+/' "$log" >&2; exit 1; }
}
