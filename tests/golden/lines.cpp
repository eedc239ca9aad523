// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The user's text keeps its lines and columns: __LINE__ is right after a call, inside one, and in its cold branch.
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] int lines(std::vector<int> &x, std::vector<int> &y) {
  int a = njmpi::send(x, __LINE__); int b = __LINE__;
  int c = njmpi::sendrecv(x, // what is sent
                          1, /* to whom */
                          y,
                          // from whom
                          __LINE__) + __LINE__;
  njmpi::
      allreduce
      (
          njmpi::in_place
          , x, [](int p,
                  int q) {
            return p + q +
                   __LINE__;
          }
      )
      ; int d = __LINE__;
  static_assert(__LINE__ == 25);
  return a + b + c + d;
}
static_assert(__LINE__ == 28);
#line 100 "elsewhere.cpp"
[[njmpi::kernel]] int after_line(std::vector<int> &x) {
  return njmpi::bcast(x, 0);
}
static_assert(__LINE__ == 103);
