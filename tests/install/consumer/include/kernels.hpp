// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <njmpi/njmpi.hpp>
template <class T> [[njmpi::kernel]] T total(const T& mine) {
  T all{};
  njmpi::allreduce(mine, all);
  return all;
}
