// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flags: -isystem system
#include <library.hpp>

[[njmpi::kernel]] int own(std::vector<int> &x) { return in_library(x) + njmpi::bcast(x, 1); }
