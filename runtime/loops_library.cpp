// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The doors to the library of fields and loops: programs name libnjmpi only.

#include <njmpi/loop.hpp>

namespace njmpi::rt {

[[gnu::visibility("default")]] field_runtime& the_fields();

[[gnu::visibility("default")]] loop_runtime& the_loops();

field_runtime& fields() { return the_fields(); }
loop_runtime& loops() { return the_loops(); }

} // namespace njmpi::rt
