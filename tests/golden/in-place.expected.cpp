#define __NJMPI__ 1
# 1 "in-place.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

                  int everywhere(std::vector<double> &x, std::array<int, 4> &a) {
  int code = 
# 7 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Allreduce(MPI_IN_PLACE, x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::allreduce({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(njmpi::in_place, x)"}) : njmpi_code; }())
# 7 "in-place.cpp"
                                                 ;
  code += 
# 8 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 4 < njmpi::rt::limit ? MPI_Allreduce(MPI_IN_PLACE, a.data(), 4, MPI_INT, MPI_MAX, MPI_COMM_WORLD) : njmpi::rt::allreduce({MPI_IN_PLACE, 0, MPI_INT}, {a.data(), 4, MPI_INT}, MPI_MAX, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(njmpi::in_place, a, njmpi::op::max)"}) : njmpi_code; }())
# 8 "in-place.cpp"
                                                              ;
  code += 
# 9 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Scan(MPI_IN_PLACE, x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::scan({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scan(njmpi::in_place, x)"}) : njmpi_code; }())
# 9 "in-place.cpp"
                                          + 
# 9 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Exscan(MPI_IN_PLACE, x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::exscan({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::exscan(njmpi::in_place, x)"}) : njmpi_code; }())
# 9 "in-place.cpp"
                                                                             ;
  code += 
# 10 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = (x.size()) / static_cast<std::size_t>(njmpi::rt::world.size); const int njmpi_code = njmpi_n < njmpi::rt::limit ? MPI_Allgather(MPI_IN_PLACE, static_cast<int>(njmpi_n), MPI_DOUBLE, x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::allgather({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, njmpi::rt::left_out, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allgather(njmpi::in_place, x)"}) : njmpi_code; }())
# 10 "in-place.cpp"
                                              ;
  code += 
# 11 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = 3; const int njmpi_code = njmpi_n < njmpi::rt::limit && x.size() >= njmpi_n * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Allgather(MPI_IN_PLACE, static_cast<int>(njmpi_n), MPI_DOUBLE, x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::allgather({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, 3, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allgather(njmpi::in_place, x, 3)"}) : njmpi_code; }())
# 11 "in-place.cpp"
                                                 ;
  code += 
# 12 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = (x.size()) / static_cast<std::size_t>(njmpi::rt::world.size); const int njmpi_code = njmpi_n < njmpi::rt::limit ? MPI_Alltoall(MPI_IN_PLACE, static_cast<int>(njmpi_n), MPI_DOUBLE, x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::alltoall({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, njmpi::rt::left_out, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::alltoall(njmpi::in_place, x)"}) : njmpi_code; }())
# 12 "in-place.cpp"
                                             ;
  return code + 
# 13 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = (x.size()) / static_cast<std::size_t>(njmpi::rt::world.size); const int njmpi_code = njmpi_n < njmpi::rt::limit ? MPI_Reduce_scatter_block(MPI_IN_PLACE, x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::reduce_scatter_block({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::reduce_scatter_block(njmpi::in_place, x)"}) : njmpi_code; }())
# 13 "in-place.cpp"
                                                               ;
}

                  int rooted(std::vector<double> &x, std::vector<std::array<float, 2>> &pairs, int root, const njmpi::comm &c) {
  int code = 
# 17 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Reduce((njmpi::rt::world.rank == 0 ? MPI_IN_PLACE : x.data()), x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD) : njmpi::rt::reduce({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, MPI_SUM, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::reduce(njmpi::in_place, x)"}) : njmpi_code; }())
# 17 "in-place.cpp"
                                              ;
  code += 
# 18 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Reduce((c.state().rank == root ? MPI_IN_PLACE : x.data()), x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, root, c.handle()) : njmpi::rt::reduce({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, MPI_SUM, root, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::reduce(njmpi::in_place, x, njmpi::op::sum, root, c)"}) : njmpi_code; }())
# 18 "in-place.cpp"
                                                                    ;
  code += 
# 19 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = njmpi::rt::world.rank == root ? (x.size()) / static_cast<std::size_t>(njmpi::rt::world.size) : x.size(); const int njmpi_code = njmpi_n < njmpi::rt::limit ? MPI_Gather((njmpi::rt::world.rank == root ? MPI_IN_PLACE : x.data()), static_cast<int>(njmpi_n), MPI_DOUBLE, x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::gather({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, njmpi::rt::left_out, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(njmpi::in_place, x, root)"}) : njmpi_code; }())
# 19 "in-place.cpp"
                                                 ;
  code += 
# 20 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = 5; const int njmpi_code = njmpi_n < njmpi::rt::limit && x.size() >= (njmpi::rt::world.rank == root ? njmpi_n * static_cast<std::size_t>(njmpi::rt::world.size) : njmpi_n) ? MPI_Gather((njmpi::rt::world.rank == root ? MPI_IN_PLACE : x.data()), static_cast<int>(njmpi_n), MPI_DOUBLE, x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::gather({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, 5, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(njmpi::in_place, x, 5, root)"}) : njmpi_code; }())
# 20 "in-place.cpp"
                                                    ;
  code += 
# 21 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = njmpi::rt::world.rank == root ? (x.size()) / static_cast<std::size_t>(njmpi::rt::world.size) : x.size(); const int njmpi_code = njmpi_n < njmpi::rt::limit ? MPI_Scatter(x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, (njmpi::rt::world.rank == root ? MPI_IN_PLACE : x.data()), static_cast<int>(njmpi_n), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::scatter({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, njmpi::rt::left_out, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scatter(njmpi::in_place, x, root)"}) : njmpi_code; }())
# 21 "in-place.cpp"
                                                  ;
  return code + 
# 22 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = njmpi::rt::world.rank == root ? (pairs.size() * 2) / 2 / static_cast<std::size_t>(njmpi::rt::world.size) * 2 : pairs.size() * 2; const int njmpi_code = njmpi_n < njmpi::rt::limit ? MPI_Scatter(pairs.data(), static_cast<int>(njmpi_n), MPI_FLOAT, (njmpi::rt::world.rank == root ? MPI_IN_PLACE : pairs.data()), static_cast<int>(njmpi_n), MPI_FLOAT, root, MPI_COMM_WORLD) : njmpi::rt::scatter({MPI_IN_PLACE, 0, MPI_FLOAT}, {pairs.data(), pairs.size() * 2, MPI_FLOAT}, njmpi::rt::left_out, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scatter(njmpi::in_place, pairs, root)"}) : njmpi_code; }())
# 22 "in-place.cpp"
                                                            ;
}

                  int started(std::vector<double> &x, int root) {
  auto a = 
# 26 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::iallreduce(njmpi::in_place, x)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Iallreduce(MPI_IN_PLACE, x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::iallreduce({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 26 "in-place.cpp"
                                                ;
  auto b = 
# 27 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::ireduce(njmpi::in_place, x, njmpi::op::sum, root)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Ireduce((njmpi::rt::world.rank == root ? MPI_IN_PLACE : x.data()), x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, root, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::ireduce({MPI_IN_PLACE, 0, MPI_DOUBLE}, {x.data(), x.size(), MPI_DOUBLE}, MPI_SUM, root, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 27 "in-place.cpp"
                                                                   ;
  return 
# 28 "in-place.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(a, b)"}; njmpi::rt::request_array njmpi_requests(a, b); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 28 "in-place.cpp"
                             ;
}
