# Writes OUT, a C++ source that holds each of FILES as a string: the program needs no file at run
# time to know its own defaults.
#   cmake -DOUT=x.cc -DHEADER=normalizers/data/embedded.h -DNAMESPACE=gongwen -DFILES="a.toml;b.toml"
#         -P embed_text.cmake
set(source "// Made by cmake/embed_text.cmake. Do not edit.\n#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  string(SUBSTRING ${name} 0 1 first)
  string(TOUPPER ${first} first)
  string(SUBSTRING ${name} 1 -1 rest)
  file(READ ${file} text)
  string(APPEND source "const std::string_view kDefault${first}${rest} = R\"gongwen(${text})gongwen\";\n\n")
endforeach()
string(APPEND source "}  // namespace ${NAMESPACE}\n")
file(WRITE ${OUT} "${source}")
