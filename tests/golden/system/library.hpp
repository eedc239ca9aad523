// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#pragma GCC system_header
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] inline int in_library(std::vector<int> &x) { return njmpi::bcast(x, 0); }
