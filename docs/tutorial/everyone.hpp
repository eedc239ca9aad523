// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <njmpi/njmpi.hpp>

#include <vector>

// One value of each rank, on every rank.
template <class T> [[njmpi::kernel]] std::vector<T> everyones(const T& mine) {
  std::vector<T> all(njmpi::size());
  njmpi::allgather(mine, all);
  return all;
}
