#define __NJMPI__ 1
# 1 "collectives.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
#include <vector>

                  int all(const std::vector<double> &x, std::vector<double> &y, int root) {
  int code = 
# 6 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 6 "collectives.cpp"
                             ;
  code += 
# 7 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Bcast(y.data(), static_cast<int>(y.size()), MPI_DOUBLE, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({y.data(), y.size(), MPI_DOUBLE}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(y)"}) : njmpi_code; }())
# 7 "collectives.cpp"
                         ;
  code += 
# 8 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Bcast(y.data(), static_cast<int>(y.size()), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::bcast({y.data(), y.size(), MPI_DOUBLE}, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(y, root)"}) : njmpi_code; }())
# 8 "collectives.cpp"
                               ;
  code += 
# 9 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && (njmpi::rt::world.rank != 0 || y.size() >= x.size()) ? MPI_Reduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD) : njmpi::rt::reduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::reduce(x, y)"}) : njmpi_code; }())
# 9 "collectives.cpp"
                             ;
  code += 
# 10 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && (njmpi::rt::world.rank != root || y.size() >= x.size()) ? MPI_Reduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_MAX, root, MPI_COMM_WORLD) : njmpi::rt::reduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_MAX, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::reduce(x, y, njmpi::op::max, root)"}) : njmpi_code; }())
# 10 "collectives.cpp"
                                                   ;
  code += 
# 11 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Allreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, y)"}) : njmpi_code; }())
# 11 "collectives.cpp"
                                ;
  code += 
# 12 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Allreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_PROD, MPI_COMM_WORLD) : njmpi::rt::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_PROD, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, y, njmpi::op::prod)"}) : njmpi_code; }())
# 12 "collectives.cpp"
                                                 ;
  code += 
# 13 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Scan(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::scan({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scan(x, y)"}) : njmpi_code; }())
# 13 "collectives.cpp"
                           ;
  code += 
# 14 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Exscan(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_MIN, MPI_COMM_WORLD) : njmpi::rt::exscan({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_MIN, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::exscan(x, y, njmpi::op::min)"}) : njmpi_code; }())
# 14 "collectives.cpp"
                                             ;
  code += 
# 15 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < njmpi::rt::limit && (njmpi::rt::world.rank != root || x.size() >= y.size() * static_cast<std::size_t>(njmpi::rt::world.size)) ? MPI_Scatter(x.data(), static_cast<int>(y.size()), MPI_DOUBLE, y.data(), static_cast<int>(y.size()), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::scatter({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scatter(x, y, root)"}) : njmpi_code; }())
# 15 "collectives.cpp"
                                    ;
  code += 
# 16 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && (njmpi::rt::world.rank != root || y.size() >= x.size() * static_cast<std::size_t>(njmpi::rt::world.size)) ? MPI_Gather(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), static_cast<int>(x.size()), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::gather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(x, y, root)"}) : njmpi_code; }())
# 16 "collectives.cpp"
                                   ;
  code += 
# 17 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && (njmpi::rt::world.rank != 0 || y.size() >= x.size() * static_cast<std::size_t>(njmpi::rt::world.size)) ? MPI_Gather(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, MPI_COMM_WORLD) : njmpi::rt::gather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(x, y)"}) : njmpi_code; }())
# 17 "collectives.cpp"
                             ;
  code += 
# 18 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Allgather(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::allgather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allgather(x, y)"}) : njmpi_code; }())
# 18 "collectives.cpp"
                                ;
  code += 
# 19 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = x.size() / static_cast<std::size_t>(njmpi::rt::world.size); const int njmpi_code = njmpi_n < njmpi::rt::limit && y.size() >= njmpi_n * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Alltoall(x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, y.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::alltoall({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::alltoall(x, y)"}) : njmpi_code; }())
# 19 "collectives.cpp"
                               ;
  return code + 
# 20 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < njmpi::rt::limit && x.size() >= y.size() * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Reduce_scatter_block(x.data(), y.data(), static_cast<int>(y.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::reduce_scatter_block({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::reduce_scatter_block(x, y)"}) : njmpi_code; }())
# 20 "collectives.cpp"
                                                 ;
}

                  int counted(const std::vector<double> &x, std::vector<double> &y, int n, int root) {
  int code = 
# 24 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = static_cast<std::size_t>(n); const int njmpi_code = njmpi_n < njmpi::rt::limit && y.size() >= njmpi_n && (njmpi::rt::world.rank != root || x.size() >= njmpi_n * static_cast<std::size_t>(njmpi::rt::world.size)) ? MPI_Scatter(x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, y.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::scatter({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, static_cast<std::ptrdiff_t>(static_cast<std::size_t>(n)), root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scatter(x, y, n, root)"}) : njmpi_code; }())
# 24 "collectives.cpp"
                                          ;
  code += 
# 25 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 3 < njmpi::rt::limit && x.size() >= 3 && (njmpi::rt::world.rank != root || y.size() >= 3 * static_cast<std::size_t>(njmpi::rt::world.size)) ? MPI_Gather(x.data(), 3, MPI_DOUBLE, y.data(), 3, MPI_DOUBLE, root, MPI_COMM_WORLD) : njmpi::rt::gather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, 3, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(x, y, 3, root)"}) : njmpi_code; }())
# 25 "collectives.cpp"
                                      ;
  code += 
# 26 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = static_cast<std::size_t>(n); const int njmpi_code = njmpi_n < njmpi::rt::limit && x.size() >= njmpi_n && y.size() >= njmpi_n * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Allgather(x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, y.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::allgather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, static_cast<std::ptrdiff_t>(static_cast<std::size_t>(n)), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allgather(x, y, n)"}) : njmpi_code; }())
# 26 "collectives.cpp"
                                   ;
  return code + 
# 27 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = static_cast<std::size_t>((n * 2)); const int njmpi_code = njmpi_n < njmpi::rt::limit && x.size() >= njmpi_n * static_cast<std::size_t>(njmpi::rt::world.size) && y.size() >= njmpi_n * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Alltoall(x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, y.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_COMM_WORLD) : njmpi::rt::alltoall({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, static_cast<std::ptrdiff_t>(static_cast<std::size_t>((n * 2))), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::alltoall(x, y, n * 2)"}) : njmpi_code; }())
# 27 "collectives.cpp"
                                            ;
}

                  int started(const std::vector<double> &x, std::vector<double> (&y)[7], int root) {
  auto a = 
# 31 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::ibarrier()"}; MPI_Request njmpi_request; const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Ibarrier(MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::ibarrier(njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 31 "collectives.cpp"
                            ;
  auto b = 
# 32 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::ibcast(y[0], root)"}; MPI_Request njmpi_request; const int njmpi_code = (y[0]).size() < njmpi::rt::limit ? MPI_Ibcast((y[0]).data(), static_cast<int>((y[0]).size()), MPI_DOUBLE, root, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::ibcast({(y[0]).data(), (y[0]).size(), MPI_DOUBLE}, root, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 32 "collectives.cpp"
                                    ;
  auto c = 
# 33 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::ireduce(x, y[1], njmpi::op::sum, root)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit && (njmpi::rt::world.rank != root || (y[1]).size() >= x.size()) ? MPI_Ireduce(x.data(), (y[1]).data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, root, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::ireduce({x.data(), x.size(), MPI_DOUBLE}, {(y[1]).data(), (y[1]).size(), MPI_DOUBLE}, MPI_SUM, root, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 33 "collectives.cpp"
                                                        ;
  auto d = 
# 34 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::iallreduce(x, y[2])"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit && (y[2]).size() >= x.size() ? MPI_Iallreduce(x.data(), (y[2]).data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::iallreduce({x.data(), x.size(), MPI_DOUBLE}, {(y[2]).data(), (y[2]).size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 34 "collectives.cpp"
                                     ;
  auto e = 
# 35 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::igather(x, y[3], root)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit && (njmpi::rt::world.rank != root || (y[3]).size() >= x.size() * static_cast<std::size_t>(njmpi::rt::world.size)) ? MPI_Igather(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, (y[3]).data(), static_cast<int>(x.size()), MPI_DOUBLE, root, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::igather({x.data(), x.size(), MPI_DOUBLE}, {(y[3]).data(), (y[3]).size(), MPI_DOUBLE}, njmpi::rt::left_out, root, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 35 "collectives.cpp"
                                        ;
  auto f = 
# 36 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::iscatter(x, y[4], 4, root)"}; MPI_Request njmpi_request; const int njmpi_code = 4 < njmpi::rt::limit && (y[4]).size() >= 4 && (njmpi::rt::world.rank != root || x.size() >= 4 * static_cast<std::size_t>(njmpi::rt::world.size)) ? MPI_Iscatter(x.data(), 4, MPI_DOUBLE, (y[4]).data(), 4, MPI_DOUBLE, root, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::iscatter({x.data(), x.size(), MPI_DOUBLE}, {(y[4]).data(), (y[4]).size(), MPI_DOUBLE}, 4, root, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 36 "collectives.cpp"
                                            ;
  auto g = 
# 37 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::iallgather(x, y[5])"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit && (y[5]).size() >= x.size() * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Iallgather(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, (y[5]).data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::iallgather({x.data(), x.size(), MPI_DOUBLE}, {(y[5]).data(), (y[5]).size(), MPI_DOUBLE}, njmpi::rt::left_out, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 37 "collectives.cpp"
                                     ;
  auto h = 
# 38 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::ialltoall(x, y[6])"}; const std::size_t njmpi_n = x.size() / static_cast<std::size_t>(njmpi::rt::world.size); MPI_Request njmpi_request; const int njmpi_code = njmpi_n < njmpi::rt::limit && (y[6]).size() >= njmpi_n * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Ialltoall(x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, (y[6]).data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::ialltoall({x.data(), x.size(), MPI_DOUBLE}, {(y[6]).data(), (y[6]).size(), MPI_DOUBLE}, njmpi::rt::left_out, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 38 "collectives.cpp"
                                    ;
  return 
# 39 "collectives.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(a, b, c, d, e, f, g, h)"}; njmpi::rt::request_array njmpi_requests(a, b, c, d, e, f, g, h); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 39 "collectives.cpp"
                                               ;
}
