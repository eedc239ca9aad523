#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A C++20 module unit holds kernels like any other; -fmodules, whose implicit modules would hide them, is refused.
. "$NJMPI_TOOLS_DIR/lib.sh"
cxx="$NJMPI_CLANG $flags $plugin"
cat >m.cppm <<'END'
module;
#include <njmpi/njmpi.hpp>
#include <vector>
export module m;
export [[njmpi::kernel]] int exchange(std::vector<double> &x, int partner) { return njmpi::send(x, partner, 7); }
export template <class T> [[njmpi::kernel]] int share(T &x) { return njmpi::bcast(x, 0); }
END
cat >use.cpp <<'END'
#include <vector>
import m;
int main() { std::vector<double> x(3); return exchange(x, 0) + share(x); }
END
quietly $cxx --precompile m.cppm -o m.pcm
quietly "$NJMPI_CLANG" -std=c++20 "$plugin" -c m.pcm -o m.o
calls_mpi m.o
quietly $cxx -fmodule-file=m=m.pcm -c use.cpp -o use.o
nm -C use.o | grep -q ' U MPI_Bcast$' || fail "the kernel template of the module was not rewritten"
quietly $cxx -c m.cppm -o direct.o
calls_mpi direct.o

kernel_source >x.cpp
expect_status 1 $cxx -fmodules -fmodules-cache-path=cache -c x.cpp -o refused.o
grep 'error' err.txt | grep -v generated >errors.txt
one_line errors.txt 'error: .*-fmodules'
[ ! -e refused.o ] || fail "an object was written"
