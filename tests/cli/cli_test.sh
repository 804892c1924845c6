#!/usr/bin/env bash
# The command line as a user meets it.   cli_test.sh GONGWEN FIXTURES
set -u
gongwen=$1 fixtures=$2
scratch=$(mktemp -d)
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failures=0

fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

# expect CODE ARGS...: runs gongwen, keeps its output in out and err.
expect() {
  local code=$1 got
  shift
  "$gongwen" "$@" > out 2> err
  got=$?
  [ "$got" = "$code" ] || { fail "exit code $got, not $code: gongwen $*"; cat err; }
}
has() { grep -qF -- "$2" "$1" || { fail "'$2' is not in $1:"; head -20 "$1"; }; }

# The README's first screen.
expect 3 import "$fixtures/dumps"  # stored, with values to review
has err "260 indicator rows"
expect 0 indicators --name 城镇新增就业
has out 木垒县
has out 22号
has out "10 rows"

# A second import changes nothing and says so.
expect 0 import "$fixtures/dumps"
has err "nothing new"

# Machines read JSON; stdout is data only.
expect 0 indicators --name 城镇新增就业 --region 木垒 --json
has out '"value_number":750'
[ "$(wc -l < out)" = 1 ] || fail "one row is one line"
expect 0 allocations --recipient 阜康市 --json
has out '"amount_yuan":9190000'
expect 0 search 业补
has out "1 found"
expect 0 show 昌州财社〔2023〕22号
has out 昌吉回族自治州财政局
expect 0 export --to csv --rows allocations
has out 昌吉州合计
expect 0 export --to jsonl -o all.jsonl
has all.jsonl '"document_number"'
expect 0 export --to xlsx -o all.xlsx
has err "rows"
[ "$(head -c 2 all.xlsx)" = PK ] || fail "a workbook is a zip file"
expect 1 export --to xlsx
has err "needs a file"
expect 0 export --to html -o notices
has err "1 notices"
has "notices/000001-昌州财社〔2023〕22号.html" 城镇新增就业人数
expect 0 export --to md --document 昌州财社〔2023〕22号
has out "| 一级指标 |"
expect 1 export --to md
has err "--document"
expect 0 export --to bulk --index gw
has out '{"index":{"_index":"gw"'
[ "$(wc -l < out)" = 2 ] || fail "an action and a document are two lines"

# The language of search.
expect 0 search '就业 (木垒 OR 不存在) -量子 year:2023 kind:通知'
has out "1 found"
expect 0 search 就業補助
has out "1 found"
expect 0 search '就业 NOT 补助'
has out "0 found"
expect 1 search 'AND'
has err "no letter, digit or Chinese character"

# Sums by region, and what is missing.
expect 0 indicators --name 城镇新增就业 --by region --year 2022..2023
has out "22000 (10)"
has out "缺 missing: 木垒县 2022"
expect 0 indicators --name 城镇新增就业 --by region --chart
has out "████"
expect 0 indicators --name 城镇新增就业 --by year --json
has out '"sum":22000.0'
expect 0 reprocess --dry-run
has err "1 documents understood again, 0 changed"

# What does not agree, what is doubtful, what a person says of it.
expect 3 check
has out "写 2022 年"
has out 奇台县
has out "城镇新增就业人数(人) 10 张表合计 22000人"
expect 3 check 昌州财社〔2023〕22号 --json --name years
has out '"outcome":"fail"'
expect 0 citations --dangling
has out 新财社〔2023〕74号
expect 0 show 昌州财社〔2023〕22号
has out "未入库"
has out "✗ years"
sed 's/919/920/' "$fixtures/dumps/changji-2023-22.md" > corrected.md
expect 3 import corrected.md
expect 0 diff "$fixtures/dumps/changji-2023-22.md" corrected.md
has out "9200000元"
has out "1 differences"
expect 3 check corrected.md --name sum_down
has out "差 -1"
rm corrected.md
expect 0 review list --limit 1 --json
item=$(sed 's/.*"item_id":"\([0-9a-f]*\)".*/\1/' out)
field=$(sed 's/.*"field":"\([a-z0-9]*\)".*/\1/' out)
expect 0 review accept "$item" --by 李 --note "read on page 3"
expect 0 review list --state accepted
has out "$item"
has out 李
expect 0 review export -o answers.jsonl
has answers.jsonl '"verdict":"accepted"'
expect 3 import "$fixtures/dumps" --force
expect 0 review list --state accepted
has out "$item"
expect 0 review import answers.jsonl
has err "1 answers applied"
expect 1 review accept 0123456789abcdef
has err "no item"
expect 1 review set "$item"
expect 0 review list --limit 1 --json
item=$(sed 's/.*"item_id":"\([0-9a-f]*\)".*/\1/' out)
expect 0 review set "$item" "产出指标 / 数量指标" --by 李 --note "read on page 3"
expect 0 review list --state corrected
has out "$item"
has out "→ 产出指标 / 数量指标"
expect 0 review set --by 李 "$item" -- -31.5  # said again, options first, a value like an option
expect 0 review list --state corrected
has out "→ -31.5"
expect 1 review set "$item" one two
expect 0 review reject "$item"

# Without a database.
expect 0 tables "$fixtures/dumps/changji-2023-22.md" --to json
has out '"kind":"indicator"'
expect 0 tables "$fixtures/rendered/qiandongnan-rural-2023-41.pdf" --to json --debug-overlay overlay
has out '"origin":"rulings"'
has err 'pages drawn in overlay'
[ -s overlay/page-0001.png ] || fail "no picture of page 1"
expect 0 repair "$fixtures/dumps/changji-2023-22.md" --to csv
has out 效益指标,经济效益指标,城镇新增就业人数
expect 0 repair - --to md < "$fixtures/dumps/changji-2023-22.md"
has out 六、各地要加强资金使用监督管理
expect 0 repair "$fixtures/shapes/09-blank-level1.md" --explain
has out '| 效益指标 | 经济效益指标 |'
has err 'row 1–7 level1: 「」 → 「产出指标」'
has err leaf_words
expect 0 repair "$fixtures/shapes/34-commas.csv"
cmp out "$fixtures/shapes/34-commas.csv"
expect 0 repair "$fixtures/shapes/22-rowspan-off-by-one.html"
has out '<td rowspan="7">产出指标</td>'
expect 0 repair "$fixtures/shapes/35-outline.txt" --to json
has out '"level2": "可持续影响指标"'
expect 0 import "$fixtures/shapes/17-village-columns.md" --db shapes.db --learn-from-archive
expect 0 indicators --db shapes.db --json
has out 石门坎村

# Bad files cost themselves only.
mkdir mixed mixed/locked
cp "$fixtures"/bad/* mixed
cp "$fixtures/dumps/changji-2023-22.md" mixed/good.md
chmod 000 mixed/locked
expect 2 import mixed --db mixed.db
has err encrypted.pdf
has err empty.pdf
has err password
[ "$(id -u)" = 0 ] || has err locked
expect 0 show 昌州财社〔2023〕22号 --db mixed.db
expect 2 import nowhere.pdf --db mixed.db
has err "nowhere.pdf"
# Nothing named, and nothing left to do.
expect 1 import --db mixed.db
has err "--resume"
expect 0 import --resume --db mixed.db
expect 2 import mixed --db logged.db --log json
has err '"event":"stored"'
has err '"event":"summary"'
has err '"errors":[{'
# A disk without room: what was stored stays, and the same command goes on when there is room.
expect 3 import "$fixtures/dumps" --db full.db
(trap '' XFSZ; ulimit -f 700; "$gongwen" import "$fixtures/rendered" --ocr never --db full.db > out 2> err)
got=$?
[ "$got" = 4 ] || fail "exit code $got of an import without room, not 4"
has err "run the same command again"
expect 2 import "$fixtures/rendered" --ocr never --db full.db  # manifest.json is no notice
has err "manifest.json (open): format unknown: JSON"
has err "failed: 1 unsupported"
expect 0 search 水利 --db full.db

# Bad usage.
expect 1
expect 1 indicators --no-such-option
expect 1 indicators --db missing.db
expect 1 indicators --year x
expect 0 --help
has out "Exit codes"
expect 0 import --help
has out Example
expect 0 --version

# A list of paths on stdin, a database of a name of its own.
printf '%s\n' "$fixtures/dumps/changji-2023-22.md" | GONGWEN_DB=named.db "$gongwen" import - 2> err
[ -f named.db ] || fail "GONGWEN_DB is not used"

[ "$failures" = 0 ] && echo "all as expected"
exit $((failures > 0))
