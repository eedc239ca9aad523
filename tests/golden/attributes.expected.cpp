#define __NJMPI__ 1
# 1 "attributes.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attributes become blanks; the others stay as they are.
#include <njmpi/njmpi.hpp>

                        int with_using(int &x) { return 
# 6 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 6 "attributes.cpp"
                                                                          ; }
[[nodiscard               ]] int last(int &x) { return 
# 7 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 7 "attributes.cpp"
                                                                         ; }
[[               nodiscard]] int first(int &x) { return 
# 8 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 8 "attributes.cpp"
                                                                          ; }
[[nodiscard               , gnu::noinline]] int middle(int &x) { return 
# 9 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 9 "attributes.cpp"
                                                                                          ; }
[[nodiscard]]                   [[gnu::noinline]] int several(int &x) { return 
# 10 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 10 "attributes.cpp"
                                                                                                 ; }
                      int spaced(int &x) { return 
# 11 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 11 "attributes.cpp"
                                                                    ; }
                    int parentheses(int &x) { return 
# 12 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 12 "attributes.cpp"
                                                                       ; }
         
               int on_two_lines(int &x) { return 
# 14 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 14 "attributes.cpp"
                                                                   ; }
int after_the_name                   (int &x) { return 
# 15 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 15 "attributes.cpp"
                                                                         ; }
                  int only_here(int &x);
int only_here(int &x) { return 
# 17 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 17 "attributes.cpp"
                                                 ; }
                  int here_and_there(int &x);
                  int here_and_there(int &x) { return 
# 19 "attributes.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 19 "attributes.cpp"
                                                                        ; }
                  int never_defined(int &x);
const char *text = "[[njmpi::kernel]]"; // [[njmpi::kernel]]
