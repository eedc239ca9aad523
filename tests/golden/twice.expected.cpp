#define __NJMPI__ 1
# 1 "twice.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>
#define NAME ints
#define EXCHANGE exchange_ints
#define TYPE int
#include "twice.hpp"
#undef NAME
#undef TYPE
#define NAME doubles
#undef EXCHANGE
#define EXCHANGE exchange_doubles
#define LOOKS
#define TYPE double
#include "twice.hpp"

                  int both(std::vector<int> &i, std::vector<double> &d) { return ints(i, 0) + doubles(d, 0) + 
# 18 "twice.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 18 "twice.cpp"
                                                                                                                              ; }
