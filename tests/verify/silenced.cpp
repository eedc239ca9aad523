// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// NOLINT and no-checks silence warnings, never an error.
// options: no-checks=njmpi-contiguity,buffer
#include <list>
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] void errors(std::list<int> &l, int *p) {
  njmpi::send(l, 1); // NOLINT expected-error {{'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::send(p, 1); // NOLINT(njmpi-buffer) expected-error {{a pointer of type 'int *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  njmpi::send(*p, 1); // NOLINT
}
