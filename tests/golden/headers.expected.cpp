#define __NJMPI__ 1
# 1 "headers.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "headers.hpp"

                  
# 4 "headers.cpp" 3
static_assert(njmpi::rt::described<message, njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>);
# 4 "headers.cpp"
                  int own(std::vector<message> &x, std::vector<int> &y) {
  return in_header(x) + template_in_header(x) + template_in_header(y) + left_alone(y) + 
# 5 "headers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, 1)"}) : njmpi_code; }())
# 5 "headers.cpp"
                                                                                                         ;
}
