#define __NJMPI__ 1
# 1 "varying.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

                  int all(const std::vector<double> &x, std::vector<double> &y, const std::vector<int> &counts, int root) {
  int code = 
# 7 "varying.cpp" 3
([&]() __attribute__((always_inline)) { if (njmpi::rt::limit == 0) njmpi::rt::ready(); const njmpi::rt::counts njmpi_counts(counts, njmpi::rt::world.rank == root ? njmpi::rt::world.size : 0, 1); const int njmpi_code = y.size() < njmpi::rt::limit && njmpi_counts.total() < njmpi::rt::limit && (njmpi::rt::world.rank != root || x.size() >= njmpi_counts.total()) ? MPI_Scatterv(x.data(), njmpi_counts.data(), njmpi_counts.displacements(), MPI_DOUBLE, y.data(), static_cast<int>(y.size()), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::scatterv({x.data(), x.size(), MPI_DOUBLE}, njmpi_counts, {y.data(), y.size(), MPI_DOUBLE}, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scatterv(x, counts, y, root)"}) : njmpi_code; }())
# 7 "varying.cpp"
                                                ;
  code += 
# 8 "varying.cpp" 3
([&]() __attribute__((always_inline)) { if (njmpi::rt::limit == 0) njmpi::rt::ready(); const njmpi::rt::counts njmpi_counts(counts, njmpi::rt::world.rank == root ? njmpi::rt::world.size : 0, 1); const int njmpi_code = x.size() < njmpi::rt::limit && njmpi_counts.total() < njmpi::rt::limit && (njmpi::rt::world.rank != root || y.size() >= njmpi_counts.total()) ? MPI_Gatherv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), njmpi_counts.data(), njmpi_counts.displacements(), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::gatherv({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_counts, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gatherv(x, y, counts, root)"}) : njmpi_code; }())
# 8 "varying.cpp"
                                            ;
  code += 
# 9 "varying.cpp" 3
([&]() __attribute__((always_inline)) { if (njmpi::rt::limit == 0) njmpi::rt::ready(); const njmpi::rt::counts njmpi_counts(counts, njmpi::rt::world.rank == 0 ? njmpi::rt::world.size : 0, 1); const int njmpi_code = x.size() < njmpi::rt::limit && njmpi_counts.total() < njmpi::rt::limit && (njmpi::rt::world.rank != 0 || y.size() >= njmpi_counts.total()) ? MPI_Gatherv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), njmpi_counts.data(), njmpi_counts.displacements(), MPI_DOUBLE, 0, MPI_COMM_WORLD) : njmpi::rt::gatherv({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_counts, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gatherv(x, y, counts)"}) : njmpi_code; }())
# 9 "varying.cpp"
                                      ;
  code += 
# 10 "varying.cpp" 3
([&]() __attribute__((always_inline)) { if (njmpi::rt::limit == 0) njmpi::rt::ready(); const njmpi::rt::counts njmpi_counts(counts, njmpi::rt::world.size, 1); const int njmpi_code = x.size() < njmpi::rt::limit && njmpi_counts.total() < njmpi::rt::limit && y.size() >= njmpi_counts.total() ? MPI_Allgatherv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), njmpi_counts.data(), njmpi_counts.displacements(), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::allgatherv({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_counts, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allgatherv(x, y, counts)"}) : njmpi_code; }())
# 10 "varying.cpp"
                                         ;
  return code + 
# 11 "varying.cpp" 3
([&]() __attribute__((always_inline)) { if (njmpi::rt::limit == 0) njmpi::rt::ready(); const njmpi::rt::counts njmpi_sendcounts(counts, njmpi::rt::world.size, 1); const njmpi::rt::counts njmpi_recvcounts(counts, njmpi::rt::world.size, 1); const int njmpi_code = njmpi_sendcounts.total() < njmpi::rt::limit && x.size() >= njmpi_sendcounts.total() && njmpi_recvcounts.total() < njmpi::rt::limit && y.size() >= njmpi_recvcounts.total() ? MPI_Alltoallv(x.data(), njmpi_sendcounts.data(), njmpi_sendcounts.displacements(), MPI_DOUBLE, y.data(), njmpi_recvcounts.data(), njmpi_recvcounts.displacements(), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::alltoallv({x.data(), x.size(), MPI_DOUBLE}, njmpi_sendcounts, {y.data(), y.size(), MPI_DOUBLE}, njmpi_recvcounts, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::alltoallv(x, counts, y, counts)"}) : njmpi_code; }())
# 11 "varying.cpp"
                                                      ;
}

                  int points(const std::vector<std::array<double, 3>> &x, std::vector<std::array<double, 3>> &y,
                             const std::vector<int> &sent, const std::vector<int> &received) {
  return 
# 16 "varying.cpp" 3
([&]() __attribute__((always_inline)) { if (njmpi::rt::limit == 0) njmpi::rt::ready(); const njmpi::rt::counts njmpi_sendcounts(sent, njmpi::rt::world.size, 3); const njmpi::rt::counts njmpi_recvcounts(received, njmpi::rt::world.size, 3); const int njmpi_code = njmpi_sendcounts.total() < njmpi::rt::limit && x.size() * 3 >= njmpi_sendcounts.total() && njmpi_recvcounts.total() < njmpi::rt::limit && y.size() * 3 >= njmpi_recvcounts.total() ? MPI_Alltoallv(x.data(), njmpi_sendcounts.data(), njmpi_sendcounts.displacements(), MPI_DOUBLE, y.data(), njmpi_recvcounts.data(), njmpi_recvcounts.displacements(), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::alltoallv({x.data(), x.size() * 3, MPI_DOUBLE}, njmpi_sendcounts, {y.data(), y.size() * 3, MPI_DOUBLE}, njmpi_recvcounts, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::alltoallv(x, sent, y, received)"}) : njmpi_code; }())
# 16 "varying.cpp"
                                               ;
}

// The receive counts are exchanged by the library, which may resize y.
                  int inferred(const std::vector<double> &x, std::vector<double> &y, const std::vector<int> &counts, std::vector<int> &found) {
  return njmpi::alltoallv(x, counts, y, njmpi::infer) + njmpi::alltoallv(x, counts, y, njmpi::infer(found));
}
