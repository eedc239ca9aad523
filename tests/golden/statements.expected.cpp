#define __NJMPI__ 1
# 1 "statements.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every place where an expression can stand.
#include <njmpi/njmpi.hpp>
#include <vector>

                  int all(std::vector<int> &x, int n) {
  if (
# 8 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 8 "statements.cpp"
                       != MPI_SUCCESS) return 1;
  if (int code = 
# 9 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 9 "statements.cpp"
                                   ; code) return code;
  if (auto p = 
# 10 "statements.cpp" 3
([&]() __attribute__((always_inline)) { int njmpi_flag = 0; const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Iprobe(0, MPI_ANY_TAG, MPI_COMM_WORLD, &njmpi_flag, MPI_STATUS_IGNORE) : njmpi::rt::iprobe(0, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world, njmpi_flag); return njmpi::flagged{njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::iprobe(0)"}) : njmpi_code, njmpi_flag != 0}; }())
# 10 "statements.cpp"
                               ; p.flag) return p.status;
  for (int i = 
# 11 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 11 "statements.cpp"
                               ; i < n && 
# 11 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 11 "statements.cpp"
                                                           == 0; i += 1 + 
# 11 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 11 "statements.cpp"
                                                                                          ) 
# 11 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_INT, i, 0, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), MPI_INT}, i, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, i)"}) : njmpi_code; }())
# 11 "statements.cpp"
                                                                                                             ;
  while (
# 12 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 12 "statements.cpp"
                         ) ;
  do 
# 13 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 13 "statements.cpp"
                     ; while (
# 13 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 13 "statements.cpp"
                                              );
  switch (
# 14 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 14 "statements.cpp"
                          ) { case MPI_SUCCESS: 
# 14 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 14 "statements.cpp"
                                                                ; break; default: return 
# 14 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 14 "statements.cpp"
                                                                                                         ; }
  (void)
# 15 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 15 "statements.cpp"
                        , 
# 15 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 15 "statements.cpp"
                                          ;
  int a = !
# 16 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 16 "statements.cpp"
                            ? -
# 16 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 16 "statements.cpp"
                                                : 
# 16 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 16 "statements.cpp"
                                                                   << 2, b{
# 16 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 16 "statements.cpp"
                                                                                           }, c[] = {
# 16 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 16 "statements.cpp"
                                                                                                                     , 2};
  const int &d = 
# 17 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 17 "statements.cpp"
                                 ;
  int &&e = 
# 18 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 18 "statements.cpp"
                            ;
  static const int f = 
# 19 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 19 "statements.cpp"
                                       ;
  x[
# 20 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 20 "statements.cpp"
                    ] = static_cast<int>(sizeof(int)) + (
# 20 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 20 "statements.cpp"
                                                                         );
  return a + b + c[0] + d + e + f + [](int g = njmpi::barrier()) { return g; }();
}

                  int nested(std::vector<int> &x, std::vector<int> &y) {
  return 
# 25 "statements.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_dest = (([&]() __attribute__((always_inline)) { int njmpi_value = 0; return 0 < njmpi::rt::limit && MPI_Comm_rank(MPI_COMM_WORLD, &njmpi_value) == MPI_SUCCESS ? njmpi_value : njmpi::rank(); }()) + 1) % ([&]() __attribute__((always_inline)) { int njmpi_value = 0; return 0 < njmpi::rt::limit && MPI_Comm_size(MPI_COMM_WORLD, &njmpi_value) == MPI_SUCCESS ? njmpi_value : njmpi::size(); }()); const int njmpi_tag = ([&]() __attribute__((always_inline)) { const int njmpi_root = ([&]() __attribute__((always_inline)) { int njmpi_value = 0; return 0 < njmpi::rt::limit && MPI_Comm_size(MPI_COMM_WORLD, &njmpi_value) == MPI_SUCCESS ? njmpi_value : njmpi::size(); }()) - 1; const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Bcast(y.data(), static_cast<int>(y.size()), MPI_INT, njmpi_root, MPI_COMM_WORLD) : njmpi::rt::bcast({y.data(), y.size(), MPI_INT}, njmpi_root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(y, njmpi::size() - 1)"}) : njmpi_code; }()); const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_INT, njmpi_dest, njmpi_tag, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), MPI_INT}, njmpi_dest, njmpi_tag, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, (njmpi::rank() + 1) % njmpi::size(), njmpi::bcast(y, njmpi::size() - 1))"}) : njmpi_code; }())
# 25 "statements.cpp"
                                                                                                ;
}
