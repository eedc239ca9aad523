// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Included twice, with different meanings of the same text: where they differ, the text stays.
                  inline int NAME(std::vector<TYPE> &x, int root) {
  return njmpi::bcast(x, root) + 
# 4 "twice.hpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 4 "twice.hpp"
                                                 ;
}
