// Version 9: the project under a recipient, and how sure the parts of an amount's row are.
#pragma once

namespace gongwen {

extern const char* const kSchemaV9;

}  // namespace gongwen
