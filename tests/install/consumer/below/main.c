// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "kernels.hpp"
#include "made.hpp"

#include <cstdio>

int late(int x);
int brought(int x);
int sharp(int x);

int main() {
  const int all = total(made(late(brought(sharp(NUMBER)))));
  if (njmpi::rank() == 0)
    std::printf("%s: %d\n", NAME, all);
}
