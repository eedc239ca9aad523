#define __NJMPI__ 1
# 1 "unevaluated.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is not evaluated is not rewritten; default arguments and member initialisers are.
#include <njmpi/njmpi.hpp>
#include <type_traits>
#include <vector>

                  auto all(std::vector<int> &x) -> decltype(njmpi::bcast(x, 0)) {
  decltype(njmpi::bcast(x, 0)) code = 
# 9 "unevaluated.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 9 "unevaluated.cpp"
                                                        ;
  static_assert(sizeof(njmpi::bcast(x, 0)) == sizeof(int));
  static_assert(!noexcept(njmpi::bcast(x, 0)));
  static_assert(std::is_same_v<decltype(njmpi::isend(x, 0)), njmpi::pending>);
  static_assert(requires { njmpi::bcast(x, 0); });
  if constexpr (sizeof(int) == 4)
    code += 
# 15 "unevaluated.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 15 "unevaluated.cpp"
                            ;
  else
    code += 
# 17 "unevaluated.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 1, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 1, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 1)"}) : njmpi_code; }())
# 17 "unevaluated.cpp"
                              ;
  return code;
}
