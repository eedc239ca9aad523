#define __NJMPI__ 1
# 1 "point-to-point.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
#include <vector>

                  int sends(const std::vector<double> &x, int partner, int tag) {
  int code = 
# 6 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, tag, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), MPI_DOUBLE}, partner, tag, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, partner, tag)"}) : njmpi_code; }())
# 6 "point-to-point.cpp"
                                         ;
  code += 
# 7 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Ssend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 0, MPI_COMM_WORLD) : njmpi::rt::ssend({x.data(), x.size(), MPI_DOUBLE}, partner, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::ssend(x, partner)"}) : njmpi_code; }())
# 7 "point-to-point.cpp"
                                  ;
  code += 
# 8 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bsend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, (partner + 1), (2 * tag), MPI_COMM_WORLD) : njmpi::rt::bsend({x.data(), x.size(), MPI_DOUBLE}, (partner + 1), (2 * tag), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bsend(x, partner + 1, 2 * tag)"}) : njmpi_code; }())
# 8 "point-to-point.cpp"
                                               ;
  return code + 
# 9 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Rsend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, 7, MPI_COMM_WORLD) : njmpi::rt::rsend({x.data(), x.size(), MPI_DOUBLE}, 0, 7, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::rsend(x, 0, 7)"}) : njmpi_code; }())
# 9 "point-to-point.cpp"
                                     ;
}

                  int receives(std::vector<double> &x, int partner) {
  njmpi::status status;
  int code = 
# 14 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Recv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::recv({x.data(), x.size(), MPI_DOUBLE}, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::recv(x)"}) : njmpi_code; }())
# 14 "point-to-point.cpp"
                           ;
  code += 
# 15 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Recv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::recv({x.data(), x.size(), MPI_DOUBLE}, partner, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::recv(x, partner)"}) : njmpi_code; }())
# 15 "point-to-point.cpp"
                                 ;
  code += 
# 16 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Recv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::recv({x.data(), x.size(), MPI_DOUBLE}, partner, 7, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::recv(x, partner, 7)"}) : njmpi_code; }())
# 16 "point-to-point.cpp"
                                    ;
  code += 
# 17 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Recv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, njmpi::any_source, njmpi::any_tag, MPI_COMM_WORLD, njmpi::rt::raw(&status)) : njmpi::rt::recv({x.data(), x.size(), MPI_DOUBLE}, njmpi::any_source, njmpi::any_tag, njmpi::rt::raw(&status), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::recv(x, njmpi::any_source, njmpi::any_tag, &status)"}) : njmpi_code; }())
# 17 "point-to-point.cpp"
                                                                    ;
  code += 
# 18 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Recv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_PROC_NULL, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::recv({x.data(), x.size(), MPI_DOUBLE}, MPI_PROC_NULL, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::recv(x, MPI_PROC_NULL)"}) : njmpi_code; }())
# 18 "point-to-point.cpp"
                                       ;
  return code;
}

                  int both(const std::vector<double> &x, std::vector<int> &y, int left, int right) {
  njmpi::status status;
  int code = 
# 24 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() < njmpi::rt::limit ? MPI_Sendrecv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, right, 0, y.data(), static_cast<int>(y.size()), MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::sendrecv({x.data(), x.size(), MPI_DOUBLE}, right, {y.data(), y.size(), MPI_INT}, MPI_ANY_SOURCE, 0, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::sendrecv(x, right, y)"}) : njmpi_code; }())
# 24 "point-to-point.cpp"
                                         ;
  code += 
# 25 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() < njmpi::rt::limit ? MPI_Sendrecv(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, right, 3, y.data(), static_cast<int>(y.size()), MPI_INT, left, 4, MPI_COMM_WORLD, njmpi::rt::raw(&status)) : njmpi::rt::sendrecv({x.data(), x.size(), MPI_DOUBLE}, right, {y.data(), y.size(), MPI_INT}, left, 3, 4, njmpi::rt::raw(&status), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::sendrecv(x, right, y, left, 3, 4, &status)"}) : njmpi_code; }())
# 25 "point-to-point.cpp"
                                                           ;
  code += 
# 26 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Sendrecv_replace(y.data(), static_cast<int>(y.size()), MPI_INT, right, 0, left, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::sendrecv_replace({y.data(), y.size(), MPI_INT}, right, left, 0, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::sendrecv_replace(y, right, left)"}) : njmpi_code; }())
# 26 "point-to-point.cpp"
                                                 ;
  return code + 
# 27 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Sendrecv_replace(y.data(), static_cast<int>(y.size()), MPI_INT, right, 3, left, 4, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::sendrecv_replace({y.data(), y.size(), MPI_INT}, right, left, 3, 4, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::sendrecv_replace(y, right, left, 3, 4)"}) : njmpi_code; }())
# 27 "point-to-point.cpp"
                                                             ;
}

                  int probes(int partner) {
  njmpi::status status;
  int code = 
# 32 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Probe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::probe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::probe()"}) : njmpi_code; }())
# 32 "point-to-point.cpp"
                            + 
# 32 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Probe(partner, 7, MPI_COMM_WORLD, njmpi::rt::raw(&status)) : njmpi::rt::probe(partner, 7, njmpi::rt::raw(&status), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::probe(partner, 7, &status)"}) : njmpi_code; }())
# 32 "point-to-point.cpp"
                                                               ;
  auto [probed, found] = 
# 33 "point-to-point.cpp" 3
([&]() __attribute__((always_inline)) { int njmpi_flag = 0; const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Iprobe(partner, njmpi::any_tag, MPI_COMM_WORLD, &njmpi_flag, njmpi::rt::raw(&status)) : njmpi::rt::iprobe(partner, njmpi::any_tag, njmpi::rt::raw(&status), njmpi::rt::world, njmpi_flag); return njmpi::flagged{njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::iprobe(partner, njmpi::any_tag, &status)"}) : njmpi_code, njmpi_flag != 0}; }())
# 33 "point-to-point.cpp"
                                                                        ;
  return found ? code + probed : code;
}
