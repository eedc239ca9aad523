#define __NJMPI__ 1
# 1 "characters.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
                 	int f(int &x) {
	int größe = 1, π = 3;	/* ∑ */ int code = 
# 4 "characters.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, größe, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, größe, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, gr\303\266\303\237e)"}) : njmpi_code; }())
# 4 "characters.cpp"
	                        	                                             ;	return code + π;
}
                  int g(int &x) {
	return 
# 7 "characters.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&x, 1, MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&x, 1, MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, 1)"}) : njmpi_code; }())
# 7 "characters.cpp"
	                         + 
# 7 "characters.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_callable = 
# 7 "characters.cpp"
	                                                                [](int a, int b) { return a + b + "\t\"é?"[0]; }
# 7 "characters.cpp" 3
; const njmpi::rt::operation<njmpi::rt::element_t<std::remove_reference_t<decltype(x)>>> njmpi_op(njmpi_callable); const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Allreduce(MPI_IN_PLACE, &x, 1, MPI_INT, njmpi_op.handle(), MPI_COMM_WORLD) : njmpi::rt::allreduce({MPI_IN_PLACE, 0, MPI_INT}, {&x, 1, MPI_INT}, njmpi_op.handle(), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(njmpi::in_place, x, [](int a, int b) { return a + b + \"\\t\\\"\303\251?\"[0]; })"}) : njmpi_code; }())
# 7 "characters.cpp"
	                                                                                                                  ;
}
                  int h(const char (&text)[4], int to) {
	return 
# 10 "characters.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_dest = 
# 10 "characters.cpp"
	                         R"(x
y)"[0] + to
# 10 "characters.cpp" 3
; const int njmpi_code = 4 < njmpi::rt::limit ? MPI_Send(text, 4, MPI_CHAR, njmpi_dest, 0, MPI_COMM_WORLD) : njmpi::rt::send({text, 4, MPI_CHAR}, njmpi_dest, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(text, R\"(x y)\"[0] + to)"}) : njmpi_code; }())
# 11 "characters.cpp"
            ;
}
