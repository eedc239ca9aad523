// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "kernels.hpp"
#include "number.hpp"
#include "sub dir/sum.hpp"

#include <cstdio>

extern "C" int one(int);

[[njmpi::kernel]] static int greatest(int mine) {
  int all = 0;
  njmpi::reduce(mine, all, njmpi::op::max, 0);
  return all;
}

int main() {
  const int all = total(number) + sum(one(IN_CXX)) + greatest(1);
  if (njmpi::rank() == 0)
    std::printf("%s: %d\n", NAME, all);
}
