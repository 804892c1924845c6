// Version 5 of the schema, as an SQL script: the seals on scanned pages.
#pragma once

namespace gongwen {

extern const char* const kSchemaV5;

}  // namespace gongwen
