// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#pragma GCC system_header
#include <njmpi/njmpi.hpp>
#include <vector>
                  inline int in_library(std::vector<int> &x) { return 
# 6 "system/library.hpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 6 "system/library.hpp" 3
                                                                                        ; }
