// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernels in a header.
#pragma once

#include <njmpi/njmpi.hpp>
#include <vector>

namespace in_header {

[[njmpi::kernel]] inline int total(int mine) {
  int sum = 0;
  return njmpi::allreduce(mine, sum) == MPI_SUCCESS ? sum : -1;
}

template <class T> [[njmpi::kernel]] T total_of(const T& mine) {
  T sum{};
  njmpi::allreduce(mine, sum, njmpi::op::sum);
  return sum;
}

struct counter {
  int value = 0;
  [[njmpi::kernel]] int reduce() const {
    int sum = 0;
    njmpi::allreduce(value, sum);
    return sum;
  }
};

[[njmpi::kernel]] int declared_here(int mine);

} // namespace in_header
