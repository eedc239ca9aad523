// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros: a message stands where the user wrote the argument.
#include <list>
#include <njmpi/njmpi.hpp>
#include <vector>

#define CHECK(call) if ((call) != MPI_SUCCESS) return
#define SEND_TO_ONE(x) njmpi::send(x, 1)
#define ROOT -2
#define KERNEL [[njmpi::kernel]]

[[njmpi::kernel]] void arguments(std::vector<int> &v, std::list<int> &l) {
  CHECK(njmpi::send(v, 1));
  CHECK(njmpi::send(l, 1)); // expected-error {{'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  CHECK(njmpi::send(l.front(), 1));
}

[[njmpi::kernel]] void bodies(std::vector<int> &v, std::list<int> &l) {
  SEND_TO_ONE(v);
  SEND_TO_ONE(l); // expected-error {{'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
}

KERNEL void constants(std::vector<int> &v) {
  njmpi::bcast(v, ROOT); // expected-error {{-2 is no root of 'bcast': it must be a rank [njmpi-argument]}}
  njmpi::bcast(v, -ROOT);
}

#if 0
[[njmpi::kernel]] void excluded(std::list<int> &l) { njmpi::send(l, 1); }
#endif
