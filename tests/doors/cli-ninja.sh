#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# --depfile as ninja uses it: built once, again when a header changes, and then only what depends on it.
. "$NJMPI_TOOLS_DIR/lib.sh"
command -v ninja >/dev/null || skip "no ninja"
mkdir "a b" build
cat >"a b/kernels.hpp" <<'END'
#pragma once
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] inline int in_header(std::vector<int> &x) { return njmpi::bcast(x, 0); }
END
cat >x.cpp <<'END'
#include "kernels.hpp"
[[njmpi::kernel]] int own(std::vector<int> &x) { return in_header(x); }
END
kernel_source >y.cpp
cat >build.ninja <<END
rule rewrite
  command = "$NJMPI_REWRITE" --output-dir build --depfile \$out.d \$in -- $flags "-I$PWD/a b"
  depfile = \$out.d
rule compile
  command = "$NJMPI_GCC" $flags -Wno-attributes -MD -MF \$out.d -c \$in -o \$out
  depfile = \$out.d
build build/x.cpp: rewrite x.cpp
build build/y.cpp: rewrite y.cpp
build build/x.o: compile build/x.cpp
build build/y.o: compile build/y.cpp
END
run_ninja() { ninja >ninja.txt 2>&1 || { cat ninja.txt; fail "ninja"; }; }
run_ninja
contains build/x.cpp.d '^[^ ]*build/x.cpp:'
contains build/x.cpp.d 'a\\ b/kernels.hpp'
run_ninja
contains ninja.txt 'no work to do'
sleep 1.1
sed -i 's/bcast(x, 0)/bcast(x, 1)/' "a b/kernels.hpp"
run_ninja
grep -q 'x.cpp' ninja.txt || grep -q '\[[0-9]*/[0-9]*\]' ninja.txt || { cat ninja.txt; fail "the change of a header rebuilt nothing"; }
grep -rq 'MPI_Bcast(.*, 1, MPI_COMM_WORLD)' build || fail "the header's new text is not in the output"
lacks ninja.txt 'y\.cpp.*y\.o'
run_ninja
contains ninja.txt 'no work to do'
