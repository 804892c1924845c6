// Version 1 of the schema, as an SQL script. docs/store.md explains the tables and views.
#pragma once

namespace gongwen {

extern const char* const kSchemaV1;

}  // namespace gongwen
