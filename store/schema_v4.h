// Version 4 of the schema, as an SQL script: what stands over a table besides its title.
#pragma once

namespace gongwen {

extern const char* const kSchemaV4;

}  // namespace gongwen
