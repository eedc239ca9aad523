// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "headers.hpp"

[[njmpi::kernel]] int own(std::vector<message> &x, std::vector<int> &y) {
  return in_header(x) + template_in_header(x) + template_in_header(y) + left_alone(y) + njmpi::send(x, 1);
}
