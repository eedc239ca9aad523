#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Options of the plugin: remarks, print, werror, no-checks; an unknown one is an error in one line.
. "$NJMPI_TOOLS_DIR/lib.sh"
cat >x.cpp <<'END'
#include <njmpi/njmpi.hpp>
#include <vector>
#define SEND(x) njmpi::send(x, 1)
[[njmpi::kernel]] int f(std::vector<double> &x) { return SEND(x) + njmpi::bcast(x, 0); }
END
cxx="$NJMPI_CLANG $flags $plugin"
expect_status 1 $cxx -fplugin-arg-njmpi-verbose -fsyntax-only x.cpp
grep -v generated err.txt >errors.txt
one_line errors.txt "^error: unknown option 'verbose' of the njmpi plugin; the options are remarks, print, werror and no-checks=<tag,...>$"
expect_status 1 $cxx -fplugin-arg-njmpi-no-checks -fsyntax-only x.cpp

quietly $cxx -fsyntax-only x.cpp
expect_status 0 $cxx -fplugin-arg-njmpi-remarks -fno-caret-diagnostics -fsyntax-only x.cpp
contains err.txt "^x.cpp:4:58: remark: .*macro"
expect_status 0 $cxx -fplugin-arg-njmpi-print -fsyntax-only x.cpp
contains out.txt '^// x.cpp$'
contains out.txt 'MPI_Bcast('
# Printing and compiling go together.
expect_status 0 $cxx -fplugin-arg-njmpi-print -c x.cpp -o x.o
contains out.txt 'MPI_Bcast('
[ -s x.o ] || fail "print writes no object"
quietly $cxx -fplugin-arg-njmpi-werror -fplugin-arg-njmpi-no-checks=divergence,njmpi-unmatched -fsyntax-only x.cpp
# The plugin given twice is one plugin.
quietly $cxx $plugin -fsyntax-only x.cpp
