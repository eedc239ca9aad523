#define __NJMPI__ 1
# 1 "evaluation.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every argument is evaluated once, in the order of the text where it matters.
#include <njmpi/njmpi.hpp>
#include <vector>

std::vector<double> make();
std::vector<double> &next();
int partner();
int tag();
struct source {
  std::vector<double> &operator*();
  std::vector<double> *operator->();
  std::vector<std::vector<double>> rows;
};

                  void once(std::vector<double> &x, std::vector<double> &y, source &s, int i, volatile int &v, double *p, std::vector<double> *q) {
  
# 18 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = make(); const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(make(), 1)"}) : njmpi_code; }())
# 18 "evaluation.cpp"
                        ;
  
# 19 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = next(); const int njmpi_dest = partner(); const int njmpi_tag = tag(); const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_DOUBLE, njmpi_dest, njmpi_tag, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_DOUBLE}, njmpi_dest, njmpi_tag, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(next(), partner(), tag())"}) : njmpi_code; }())
# 19 "evaluation.cpp"
                                       ;
  
# 20 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_dest = i++; const int njmpi_tag = ++i; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, njmpi_dest, njmpi_tag, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), MPI_DOUBLE}, njmpi_dest, njmpi_tag, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, i++, ++i)"}) : njmpi_code; }())
# 20 "evaluation.cpp"
                          ;
  
# 21 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_dest = v; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, njmpi_dest, 0, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), MPI_DOUBLE}, njmpi_dest, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, v)"}) : njmpi_code; }())
# 21 "evaluation.cpp"
                   ;
  
# 22 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = *s; const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(*s, 1)"}) : njmpi_code; }())
# 22 "evaluation.cpp"
                    ;
  
# 23 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = s.rows[i++]; const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(s.rows[i++], 1)"}) : njmpi_code; }())
# 23 "evaluation.cpp"
                             ;
  
# 24 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = s.rows[i]; const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(s.rows[i], 1)"}) : njmpi_code; }())
# 24 "evaluation.cpp"
                           ;
  
# 25 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = *p++; const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&njmpi_data, 1, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&njmpi_data, 1, MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(*p++, 1)"}) : njmpi_code; }())
# 25 "evaluation.cpp"
                      ;
  
# 26 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = *q++; const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(*q++, 1)"}) : njmpi_code; }())
# 26 "evaluation.cpp"
                      ;
  
# 27 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = i ? x : y; const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(i ? x : y, 1)"}) : njmpi_code; }())
# 27 "evaluation.cpp"
                           ;
  
# 28 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = (i++, x); const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send((i++, x), 1)"}) : njmpi_code; }())
# 28 "evaluation.cpp"
                          ;
  
# 29 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { const auto njmpi_data = p++; const auto njmpi_data_count = i--; const int njmpi_code = static_cast<std::size_t>(njmpi_data_count) < njmpi::rt::limit ? MPI_Send(njmpi_data, static_cast<int>(static_cast<std::size_t>(njmpi_data_count)), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data, static_cast<std::size_t>(njmpi_data_count), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(njmpi::buffer(p++, i--), 1)"}) : njmpi_code; }())
# 29 "evaluation.cpp"
                                         ;
  
# 30 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_senddata = next(); auto &&njmpi_recvdata = next(); const int njmpi_dest = partner(); const int njmpi_source = partner(); const int njmpi_sendtag = tag(); const int njmpi_recvtag = tag(); const int njmpi_code = njmpi_senddata.size() < njmpi::rt::limit && njmpi_recvdata.size() < njmpi::rt::limit ? MPI_Sendrecv(njmpi_senddata.data(), static_cast<int>(njmpi_senddata.size()), MPI_DOUBLE, njmpi_dest, njmpi_sendtag, njmpi_recvdata.data(), static_cast<int>(njmpi_recvdata.size()), MPI_DOUBLE, njmpi_source, njmpi_recvtag, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::sendrecv({njmpi_senddata.data(), njmpi_senddata.size(), MPI_DOUBLE}, njmpi_dest, {njmpi_recvdata.data(), njmpi_recvdata.size(), MPI_DOUBLE}, njmpi_source, njmpi_sendtag, njmpi_recvtag, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::sendrecv(next(), partner(), next(), partner(), tag(), tag())"}) : njmpi_code; }())
# 30 "evaluation.cpp"
                                                                     ;
  
# 31 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_in = next(); auto &&njmpi_out = next(); const auto njmpi_count = tag(); const int njmpi_root = partner(); const std::size_t njmpi_n = static_cast<std::size_t>(njmpi_count); const int njmpi_code = njmpi_n < njmpi::rt::limit && njmpi_in.size() >= njmpi_n && (njmpi::rt::world.rank != njmpi_root || njmpi_out.size() >= njmpi_n * static_cast<std::size_t>(njmpi::rt::world.size)) ? MPI_Gather(njmpi_in.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, njmpi_out.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, njmpi_root, MPI_COMM_WORLD) : njmpi::rt::gather({njmpi_in.data(), njmpi_in.size(), MPI_DOUBLE}, {njmpi_out.data(), njmpi_out.size(), MPI_DOUBLE}, static_cast<std::ptrdiff_t>(static_cast<std::size_t>(njmpi_count)), njmpi_root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::gather(next(), next(), tag(), partner())"}) : njmpi_code; }())
# 31 "evaluation.cpp"
                                                 ;
  
# 32 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_out = next(); const int njmpi_root = partner(); const std::size_t njmpi_n = njmpi::rt::world.rank == njmpi_root ? (njmpi_out.size()) / static_cast<std::size_t>(njmpi::rt::world.size) : njmpi_out.size(); const int njmpi_code = njmpi_n < njmpi::rt::limit ? MPI_Scatter(njmpi_out.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, (njmpi::rt::world.rank == njmpi_root ? MPI_IN_PLACE : njmpi_out.data()), static_cast<int>(njmpi_n), MPI_DOUBLE, njmpi_root, MPI_COMM_WORLD) : njmpi::rt::scatter({MPI_IN_PLACE, 0, MPI_DOUBLE}, {njmpi_out.data(), njmpi_out.size(), MPI_DOUBLE}, njmpi::rt::left_out, njmpi_root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scatter(njmpi::in_place, next(), partner())"}) : njmpi_code; }())
# 32 "evaluation.cpp"
                                                    ;
  
# 33 "evaluation.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_callable = 
# 33 "evaluation.cpp"
                                            [k = tag()](double a, double b) { return a + b * k; }
# 33 "evaluation.cpp" 3
; const njmpi::rt::operation<njmpi::rt::element_t<std::remove_reference_t<decltype(next())>>> njmpi_op(njmpi_callable); auto &&njmpi_out = next(); const int njmpi_code = njmpi_out.size() < njmpi::rt::limit ? MPI_Allreduce(MPI_IN_PLACE, njmpi_out.data(), static_cast<int>(njmpi_out.size()), MPI_DOUBLE, njmpi_op.handle(), MPI_COMM_WORLD) : njmpi::rt::allreduce({MPI_IN_PLACE, 0, MPI_DOUBLE}, {njmpi_out.data(), njmpi_out.size(), MPI_DOUBLE}, njmpi_op.handle(), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(njmpi::in_place, next(), [k = tag()](double a, double b) { return a + b * k; })"}) : njmpi_code; }())
# 33 "evaluation.cpp"
                                                                                                  ;
}
