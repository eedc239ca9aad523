// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call in a macro's argument is rewritten; one in its body, or in an argument that is turned into a string or
// pasted, is a call of the header function.
#include <cassert>
#include <njmpi/njmpi.hpp>
#include <vector>

#define CHECK(call) do { if ((call) != MPI_SUCCESS) return 1; } while (false)
#define CHECK_NAMED(call) do { if ((call) != MPI_SUCCESS) return #call[0]; } while (false)
#define TWICE(call) ((call) + (call))
#define IDENTITY(...) __VA_ARGS__
#define SEND(x) njmpi::send(x, 1)
#define PASTE(a, b) a##b
#define KERNEL [[njmpi::kernel]]
#define PARTNER 1
#define DATA x

[[njmpi::kernel]] int arguments(std::vector<int> &x) {
  CHECK(njmpi::bcast(x, 0));
  CHECK(
      njmpi::bcast(x,
                   PARTNER));
  CHECK_NAMED(njmpi::bcast(x, 0));
  IDENTITY(njmpi::send(x, 1), njmpi::send(x, 2));
  return IDENTITY(IDENTITY(njmpi::bcast(x, 0))) + __LINE__;
}

[[njmpi::kernel]] int bodies(std::vector<int> &x) {
  SEND(x);
  return njmpi::PASTE(bc, ast)(x, 0) + TWICE(njmpi::bcast(x, 0));
}

KERNEL int marked(std::vector<int> &x) { return njmpi::send(DATA, PARTNER, __LINE__); }

#define WHOLE(name) [[njmpi::kernel]] inline int name(std::vector<int> &x) { return njmpi::bcast(x, 0); }
WHOLE(first)
WHOLE(second)

[[njmpi::kernel]] int asserted([[maybe_unused]] std::vector<int> &x) {
  assert(njmpi::barrier() == MPI_SUCCESS);
  return 0;
}
