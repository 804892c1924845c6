// Version 10: how sure the parts of an indicator's row are.
#pragma once

namespace gongwen {

extern const char* const kSchemaV10;

}  // namespace gongwen
