// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <njmpi/njmpi.hpp>
#include <vector>

struct message {
  int id;
  double value;
};

[[njmpi::kernel]] inline int in_header(std::vector<message> &x) { return njmpi::bcast(x, 0); }

template <class T> [[njmpi::kernel]] int template_in_header(T &x) { return njmpi::bcast(x, 0); }

inline int left_alone(std::vector<int> &x) { return njmpi::bcast(x, 0); }
