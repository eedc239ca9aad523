#define __NJMPI__ 1
# 1 "lines.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The user's text keeps its lines and columns: __LINE__ is right after a call, inside one, and in its cold branch.
#include <njmpi/njmpi.hpp>
#include <vector>

                  int lines(std::vector<int> &x, std::vector<int> &y) {
  int a = 
# 8 "lines.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_INT, __LINE__, 0, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), MPI_INT}, __LINE__, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, __LINE__)"}) : njmpi_code; }())
# 8 "lines.cpp"
                                  ; int b = __LINE__;
  int c = 
# 9 "lines.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() < njmpi::rt::limit ? MPI_Sendrecv(x.data(), static_cast<int>(x.size()), MPI_INT, 1, 0, y.data(), static_cast<int>(y.size()), MPI_INT, 
# 13 "lines.cpp"
                          __LINE__
# 9 "lines.cpp" 3
, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::sendrecv({x.data(), x.size(), MPI_INT}, 1, {y.data(), y.size(), MPI_INT}, 
# 13 "lines.cpp"
                          __LINE__
# 9 "lines.cpp" 3
, 0, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::sendrecv(x, 1, y, __LINE__)"}) : njmpi_code; }())
# 13 "lines.cpp"
                                    + __LINE__;
  
# 14 "lines.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_callable = 
# 18 "lines.cpp"
               [](int p,
                  int q) {
            return p + q +
                   __LINE__;
          }
# 14 "lines.cpp" 3
; const njmpi::rt::operation<njmpi::rt::element_t<std::remove_reference_t<decltype(x)>>> njmpi_op(njmpi_callable); const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Allreduce(MPI_IN_PLACE, x.data(), static_cast<int>(x.size()), MPI_INT, njmpi_op.handle(), MPI_COMM_WORLD) : njmpi::rt::allreduce({MPI_IN_PLACE, 0, MPI_INT}, {x.data(), x.size(), MPI_INT}, njmpi_op.handle(), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi:: allreduce ( njmpi::in_place , x, [](int p, int q) { return p + q + __LINE__; } )"}) : njmpi_code; }())
# 23 "lines.cpp"
       
      ; int d = __LINE__;
  static_assert(__LINE__ == 25);
  return a + b + c + d;
}
static_assert(__LINE__ == 28);
#line 100 "elsewhere.cpp"
                  int after_line(std::vector<int> &x) {
  return 
# 101 "elsewhere.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 101 "elsewhere.cpp"
                           ;
}
static_assert(__LINE__ == 103);
