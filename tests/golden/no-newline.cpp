// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]] int f(int &x) { return njmpi::bcast(x, 0); }