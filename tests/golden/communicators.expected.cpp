#define __NJMPI__ 1
# 1 "communicators.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
#include <vector>

struct grid {
  njmpi::comm rows;
  const njmpi::comm &columns() const;
};
njmpi::comm &current();

                  int everywhere(std::vector<double> &x, std::vector<double> &y, const njmpi::comm &c, grid &g, grid *p) {
  int code = 
# 12 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(c.handle()) : njmpi::rt::barrier(c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier(c)"}) : njmpi_code; }())
# 12 "communicators.cpp"
                              ;
  code += 
# 13 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 1, 0, c.handle()) : njmpi::rt::send({x.data(), x.size(), MPI_DOUBLE}, 1, 0, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, 1, c)"}) : njmpi_code; }())
# 13 "communicators.cpp"
                              ;
  code += 
# 14 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 1, 7, c.handle()) : njmpi::rt::send({x.data(), x.size(), MPI_DOUBLE}, 1, 7, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, 1, 7, c)"}) : njmpi_code; }())
# 14 "communicators.cpp"
                                 ;
  code += 
# 15 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Recv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_ANY_SOURCE, MPI_ANY_TAG, c.handle(), MPI_STATUS_IGNORE) : njmpi::rt::recv({x.data(), x.size(), MPI_DOUBLE}, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_STATUS_IGNORE, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::recv(x, c)"}) : njmpi_code; }())
# 15 "communicators.cpp"
                            + 
# 15 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Recv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 1, MPI_ANY_TAG, c.handle(), MPI_STATUS_IGNORE) : njmpi::rt::recv({x.data(), x.size(), MPI_DOUBLE}, 1, MPI_ANY_TAG, MPI_STATUS_IGNORE, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::recv(x, 1, c)"}) : njmpi_code; }())
# 15 "communicators.cpp"
                                                  ;
  code += 
# 16 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Allreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, c.handle()) : njmpi::rt::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, y, c)"}) : njmpi_code; }())
# 16 "communicators.cpp"
                                   ;
  code += 
# 17 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Allreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_MAX, c.handle()) : njmpi::rt::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_MAX, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, y, njmpi::op::max, c)"}) : njmpi_code; }())
# 17 "communicators.cpp"
                                                   ;
  code += 
# 18 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && (c.state().rank != 0 || y.size() >= x.size() * static_cast<std::size_t>(c.state().size)) ? MPI_Gather(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, c.handle()) : njmpi::rt::gather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, 0, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(x, y, 0, c)"}) : njmpi_code; }())
# 18 "communicators.cpp"
                                    + 
# 18 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && (c.state().rank != 0 || y.size() >= x.size() * static_cast<std::size_t>(c.state().size)) ? MPI_Gather(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, c.handle()) : njmpi::rt::gather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, 0, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(x, y, c)"}) : njmpi_code; }())
# 18 "communicators.cpp"
                                                            ;
  code += 
# 19 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_DOUBLE}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0, njmpi::world())"}) : njmpi_code; }())
# 19 "communicators.cpp"
                                            ;
  code += 
# 20 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_comm = njmpi::self(); const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, njmpi_comm.handle()) : njmpi::rt::bcast({x.data(), x.size(), MPI_DOUBLE}, 0, njmpi_comm.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0, njmpi::self())"}) : njmpi_code; }())
# 20 "communicators.cpp"
                                           ;
  code += 
# 21 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, g.rows.handle()) : njmpi::rt::bcast({x.data(), x.size(), MPI_DOUBLE}, 0, g.rows.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0, g.rows)"}) : njmpi_code; }())
# 21 "communicators.cpp"
                                     + 
# 21 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, p->rows.handle()) : njmpi::rt::bcast({x.data(), x.size(), MPI_DOUBLE}, 0, p->rows.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0, p->rows)"}) : njmpi_code; }())
# 21 "communicators.cpp"
                                                                  ;
  code += 
# 22 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_comm = g.columns(); const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, njmpi_comm.handle()) : njmpi::rt::bcast({x.data(), x.size(), MPI_DOUBLE}, 0, njmpi_comm.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0, g.columns())"}) : njmpi_code; }())
# 22 "communicators.cpp"
                                         ;
  code += 
# 23 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_comm = current(); const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, njmpi_comm.handle()) : njmpi::rt::bcast({x.data(), x.size(), MPI_DOUBLE}, 0, njmpi_comm.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0, current())"}) : njmpi_code; }())
# 23 "communicators.cpp"
                                       ;
  code += 
# 24 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_comm = njmpi::comm(MPI_COMM_SELF); const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, njmpi_comm.handle()) : njmpi::rt::bcast({x.data(), x.size(), MPI_DOUBLE}, 0, njmpi_comm.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0, njmpi::comm(MPI_COMM_SELF))"}) : njmpi_code; }())
# 24 "communicators.cpp"
                                                        ;
  return code;
}

                  int queries(const njmpi::comm &c) {
  double start = 
# 29 "communicators.cpp" 3
(0 < njmpi::rt::limit ? MPI_Wtime() : njmpi::wtime())
# 29 "communicators.cpp"
                               ;
  int mine = 
# 30 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { int njmpi_value = 0; return 0 < njmpi::rt::limit && MPI_Comm_rank(MPI_COMM_WORLD, &njmpi_value) == MPI_SUCCESS ? njmpi_value : njmpi::rank(); }())
# 30 "communicators.cpp"
                           + 
# 30 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { int njmpi_value = 0; return 0 < njmpi::rt::limit && MPI_Comm_rank(c.handle(), &njmpi_value) == MPI_SUCCESS ? njmpi_value : njmpi::rank(c); }())
# 30 "communicators.cpp"
                                           ;
  return mine + 
# 31 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { int njmpi_value = 0; return 0 < njmpi::rt::limit && MPI_Comm_size(MPI_COMM_WORLD, &njmpi_value) == MPI_SUCCESS ? njmpi_value : njmpi::size(); }())
# 31 "communicators.cpp"
                              + 
# 31 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { int njmpi_value = 0; return 0 < njmpi::rt::limit && MPI_Comm_size(c.handle(), &njmpi_value) == MPI_SUCCESS ? njmpi_value : njmpi::size(c); }())
# 31 "communicators.cpp"
                                               + (
# 31 "communicators.cpp" 3
(0 < njmpi::rt::limit ? MPI_Wtime() : njmpi::wtime())
# 31 "communicators.cpp"
                                                                 > start);
}

                  int neighbours(const std::vector<double> &x, std::vector<double> &y, njmpi::comm &c, njmpi::comm *p) {
  return 
# 35 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < ::njmpi::rt::limit && y.size() >= x.size() * static_cast<::std::size_t>(c.state().sources) ? MPI_Neighbor_allgather(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), static_cast<int>(x.size()), MPI_DOUBLE, c.handle()) : ::njmpi::rt::neighbour_allgather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, ::njmpi::rt::left_out, c.state()); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "c.neighbour_allgather(x, y)"}) : njmpi_code; }())
# 35 "communicators.cpp"
                                     + 
# 35 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const ::std::size_t njmpi_n = x.size() / static_cast<::std::size_t>(((*p).state().destinations ? (*p).state().destinations : 1)); const int njmpi_code = njmpi_n < ::njmpi::rt::limit && y.size() >= njmpi_n * static_cast<::std::size_t>((*p).state().sources) ? MPI_Neighbor_alltoall(x.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, y.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, (*p).handle()) : ::njmpi::rt::neighbour_alltoall({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, ::njmpi::rt::left_out, (*p).state()); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "p->neighbour_alltoall(x, y)"}) : njmpi_code; }())
# 35 "communicators.cpp"
                                                                   + 
# 35 "communicators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() * static_cast<std::size_t>(c.state().sources) ? MPI_Neighbor_allgather(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, y.data(), static_cast<int>(x.size()), MPI_DOUBLE, c.handle()) : njmpi::rt::neighbour_allgather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, c.state()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::neighbour_allgather(x, y, c)"}) : njmpi_code; }())
# 35 "communicators.cpp"
                                                                                                        ;
}
