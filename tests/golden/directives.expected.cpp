#define __NJMPI__ 1
# 1 "directives.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A directive inside a call: the call stays one of the library. Conditions around calls change nothing.
#include <njmpi/njmpi.hpp>
#include <vector>

                  int inside(std::vector<int> &x) {
  return njmpi::bcast(x,
#ifdef ROOT
                      ROOT
#else
                      0
#endif
  );
}

                  int around(std::vector<int> &x) {
#ifdef ROOT
  return njmpi::bcast(x, ROOT);
#else
  return 
# 21 "directives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 21 "directives.cpp"
                           ;
#endif
}
