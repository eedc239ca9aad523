// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]]	int f(int &x) {
	int größe = 1, π = 3;	/* ∑ */ int code = njmpi::bcast(x, größe);	return code + π;
}
[[njmpi::kernel]] int g(int &x) {
	return njmpi::send(x, 1) + njmpi::allreduce(njmpi::in_place, x, [](int a, int b) { return a + b + "\t\"é?"[0]; });
}
[[njmpi::kernel]] int h(const char (&text)[4], int to) {
	return njmpi::send(text, R"(x
y)"[0] + to);
}
