#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Options of the plugin: remarks, print, werror, checks, no-checks; an unknown one is an error in one line.
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
one_line errors.txt "^error: unknown option 'verbose' of the njmpi plugin; the options are check-mpi, remarks, print, werror, checks=none|local|collective and no-checks=<tag,...>$"
expect_status 1 $cxx -fplugin-arg-njmpi-no-checks -fsyntax-only x.cpp
for value in all '' Local local,none; do
  expect_status 1 $cxx "-fplugin-arg-njmpi-checks=$value" -fsyntax-only x.cpp
  grep -v generated err.txt >errors.txt
  one_line errors.txt "^error: unknown value '$value' of the njmpi plugin's option checks; it is none, local or collective$"
done
expect_status 1 $cxx -fplugin-arg-njmpi-checks -fsyntax-only x.cpp
contains err.txt "unknown option 'checks' of the njmpi plugin"

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

# What calls check at run time: with none, only what MPI needs; collective asks the other ranks, also for the call in
# the macro, which goes through the header. The last of several counts.
cat >sizes.cpp <<'END'
#define OMPI_SKIP_MPICXX // bindings of Open MPI that call it, too
#include <njmpi/njmpi.hpp>
#include <vector>
#define ALL(x, y) njmpi::allreduce(x, y)
[[njmpi::kernel]] int f(std::vector<double> &x, std::vector<double> &y) { return njmpi::allreduce(x, y); }
[[njmpi::kernel]] int g(std::vector<double> &x, std::vector<double> &y) { return ALL(x, y); }
END
quietly $cxx -fplugin-arg-njmpi-checks=collective -c sizes.cpp -o collective.o
quietly $cxx -fplugin-arg-njmpi-checks=collective -fplugin-arg-njmpi-checks=local -c sizes.cpp -o local.o
nm -C local.o | grep 'checked' && fail "local: calls compare the ranks"
nm -C collective.o | grep -q ' U njmpi::rt::checked::allreduce(' || fail "collective: calls do not compare the ranks"
quietly $cxx -c sizes.cpp -o default.o
cmp default.o local.o || fail "local is not the default"
$cxx -fplugin-arg-njmpi-print -fplugin-arg-njmpi-checks=none -fsyntax-only sizes.cpp >none.txt || fail "print and checks=none"
contains none.txt '= x.size() < njmpi::rt::limit ? MPI_Allreduce('
nm -C collective.o | grep -q ' U MPI_Allreduce$' && fail "collective: a call enters MPI by itself"
# Templates of compared units are others to the linker.
nm -C local.o | sed -n 's/.* W //p' | grep '^int njmpi::allreduce' >local.txt
nm -C collective.o | sed -n 's/.* W //p' | grep '^int njmpi::allreduce' >collective.txt
[ -s local.txt ] && [ -s collective.txt ] && ! cmp -s local.txt collective.txt || fail "one function for two meanings"
