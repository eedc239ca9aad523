#define __NJMPI__ 1
# 1 "macros.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call in a macro's argument is rewritten; one in its body, or in an argument that is turned into a string or
// pasted, is a call of the header function.
#include <cassert>
#include <njmpi/njmpi.hpp>
#include <vector>

#define CHECK(call) do { if ((call) != MPI_SUCCESS) return 1; } while (false)
#define CHECK_NAMED(call) do { if ((call) != MPI_SUCCESS) return #call[0]; } while (false)
#define TWICE(call) ((call) + (call))
#define IDENTITY(...) __VA_ARGS__
#define SEND(x) njmpi::send(x, 1)
#define PASTE(a, b) a##b
#define KERNEL                  
#define PARTNER 1
#define DATA x

                  int arguments(std::vector<int> &x) {
  CHECK(([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }()));
  CHECK(
      ([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, PARTNER, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, PARTNER, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, PARTNER)"}) : njmpi_code; }())
);
  CHECK_NAMED(njmpi::bcast(x, 0));
  IDENTITY(([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, 1)"}) : njmpi_code; }()), ([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_INT, 2, 0, MPI_COMM_WORLD) : njmpi::rt::send({x.data(), x.size(), MPI_INT}, 2, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, 2)"}) : njmpi_code; }()));
  return IDENTITY(IDENTITY(([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }()))) + __LINE__;
}

                  int bodies(std::vector<int> &x) {
  SEND(x);
  return 
# 31 "macros.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::PASTE(bc, ast)(x, 0)"}) : njmpi_code; }())
# 31 "macros.cpp"
                                     + TWICE(([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }()));
}

KERNEL int marked(std::vector<int> &x) { return 
# 34 "macros.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = DATA.size() < njmpi::rt::limit ? MPI_Send(DATA.data(), static_cast<int>(DATA.size()), MPI_INT, PARTNER, __LINE__, MPI_COMM_WORLD) : njmpi::rt::send({DATA.data(), DATA.size(), MPI_INT}, PARTNER, __LINE__, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(DATA, PARTNER, __LINE__)"}) : njmpi_code; }())
# 34 "macros.cpp"
                                                                                    ; }

#define WHOLE(name)                   inline int name(std::vector<int> &x) { return njmpi::bcast(x, 0); }
WHOLE(first)
WHOLE(second)

                  int asserted([[maybe_unused]] std::vector<int> &x) {
  assert(njmpi::barrier() == MPI_SUCCESS);
  return 0;
}
