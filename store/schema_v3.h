// Version 3 of the schema, as an SQL script: the columns of an indicator table beside its first
// value.
#pragma once

namespace gongwen {

extern const char* const kSchemaV3;

}  // namespace gongwen
