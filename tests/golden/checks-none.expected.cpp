#define __NJMPI__ 1
# 1 "checks-none.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// checks: none
#include <njmpi/njmpi.hpp>
#include <vector>

                  int calls(const std::vector<double> &x, std::vector<double> &y, double (&z)[8], int root) {
  int code = 
# 7 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, 1)"}) : njmpi_code; }())
# 7 "checks-none.cpp"
                              ;
  code += 
# 8 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 8 < njmpi::rt::limit ? MPI_Bcast(z, 8, MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::bcast({z, 8, MPI_DOUBLE}, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(z, root)"}) : njmpi_code; }())
# 8 "checks-none.cpp"
                               ;
  code += 
# 9 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Reduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_MAX, root, MPI_COMM_WORLD) : njmpi::rt::reduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_MAX, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::reduce(x, y, njmpi::op::max, root)"}) : njmpi_code; }())
# 9 "checks-none.cpp"
                                                   ;
  code += 
# 10 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Allreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, y)"}) : njmpi_code; }())
# 10 "checks-none.cpp"
                                ;
  code += 
# 11 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Allreduce(MPI_IN_PLACE, y.data(), static_cast<int>(y.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::allreduce({MPI_IN_PLACE, 0, MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(njmpi::in_place, y)"}) : njmpi_code; }())
# 11 "checks-none.cpp"
                                              ;
  code += 
# 12 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 3 < njmpi::rt::limit ? MPI_Gather(x.data(), 3, MPI_DOUBLE, y.data(), 3, MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::gather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, 3, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(x, y, 3, root)"}) : njmpi_code; }())
# 12 "checks-none.cpp"
                                      ;
  code += 
# 13 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = 3; const int njmpi_code = njmpi_n < njmpi::rt::limit ? MPI_Gather((njmpi::rt::world.rank == root ? MPI_IN_PLACE : y.data()), static_cast<int>(njmpi_n), MPI_DOUBLE, y.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::gather({MPI_IN_PLACE, 0, MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, 3, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(njmpi::in_place, y, 3, root)"}) : njmpi_code; }())
# 13 "checks-none.cpp"
                                                    ;
  code += 
# 14 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Scatter(x.data(), static_cast<int>(y.size()), MPI_DOUBLE, y.data(), static_cast<int>(y.size()), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::scatter({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scatter(x, y, root)"}) : njmpi_code; }())
# 14 "checks-none.cpp"
                                    ;
  code += 
# 15 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = x.size() / static_cast<std::size_t>(njmpi::rt::world.size); const int njmpi_code = njmpi_n < njmpi::rt::limit ? MPI_Alltoall(x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, y.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::alltoall({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::alltoall(x, y)"}) : njmpi_code; }())
# 15 "checks-none.cpp"
                               ;
  return code + 
# 16 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Reduce_scatter_block(x.data(), y.data(), static_cast<int>(y.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::reduce_scatter_block({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::reduce_scatter_block(x, y)"}) : njmpi_code; }())
# 16 "checks-none.cpp"
                                                 ;
}

                  int varying(const std::vector<double> &x, std::vector<double> &y, const std::vector<int> &counts) {
  return 
# 20 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { if (njmpi::rt::limit == 0) njmpi::rt::ready(); const njmpi::rt::counts njmpi_counts(counts, njmpi::rt::world.size, 1); const int njmpi_code = x.size() < njmpi::rt::limit && njmpi_counts.total() < njmpi::rt::limit ? MPI_Allgatherv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), njmpi_counts.data(), njmpi_counts.displacements(), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::allgatherv({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_counts, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allgatherv(x, y, counts)"}) : njmpi_code; }())
# 20 "checks-none.cpp"
                                        ;
}

                  int requests(std::vector<double> &x, njmpi::pending &kept, std::vector<njmpi::request> &many) {
  int code = 
# 24 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::start(kept)"}; auto &&njmpi_request = kept.req; const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Start(&njmpi_request.handle()) : njmpi::rt::start(njmpi_request.handle(), njmpi_request.active()); if (njmpi_code == MPI_SUCCESS) njmpi_request.started(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 24 "checks-none.cpp"
                               ;
  code += 
# 25 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::startall(many)"}; njmpi::rt::request_array njmpi_requests(many); njmpi::rt::request_handles njmpi_handles(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Startall(njmpi_requests.size(), njmpi_handles.data()) : njmpi::rt::startall(njmpi_requests.size(), njmpi_handles.data(), njmpi_requests.active()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.started(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 25 "checks-none.cpp"
                               ;
  auto pending = 
# 26 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::irecv(x, 1)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Irecv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 1, MPI_ANY_TAG, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::irecv({x.data(), x.size(), MPI_DOUBLE}, 1, MPI_ANY_TAG, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 26 "checks-none.cpp"
                                   ;
  return code + 
# 27 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::wait(pending)"}; auto &&njmpi_request = pending.req; MPI_Request njmpi_handle = njmpi_request.handle(); const int njmpi_code = njmpi_request.active() ? MPI_Wait(&njmpi_handle, MPI_STATUS_IGNORE) : njmpi::rt::wait(MPI_STATUS_IGNORE); njmpi_request.completed(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 27 "checks-none.cpp"
                                     + 
# 27 "checks-none.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(many)"}; njmpi::rt::request_array njmpi_requests(many); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 27 "checks-none.cpp"
                                                           ;
}
