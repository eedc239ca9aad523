#define __NJMPI__ 1
# 1 "crlf.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
                  int f(int &x) {
  return 
# 4 "crlf.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 5 "crlf.cpp"
                        ;
}
