// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The doors to the library of fields and loops: programs name libnjmpi only.

#include <njmpi/field_runtime.hpp>

namespace njmpi::rt {

[[gnu::visibility("default")]] field_runtime& the_fields();

field_runtime& fields() { return the_fields(); }

} // namespace njmpi::rt
