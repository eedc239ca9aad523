#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A file without kernels compiles to the same bytes with the plugin as without, with njmpi or not; so does C.
. "$NJMPI_TOOLS_DIR/lib.sh"
cat >plain.cpp <<'END'
#include <cmath>
#include <vector>
#define __NAME "[[njmpi::kernel]]"
const char *name() { return __NAME; } // [[njmpi::kernel]]
double sum(const std::vector<double> &x) { double s = 0; for (double v : x) s += std::sqrt(v); return s; }
int line() { return __LINE__; }
END
cat >library.cpp <<'END'
#include <njmpi/njmpi.hpp>
#include <vector>
int exchange(std::vector<double> &x, int partner) { return njmpi::send(x, partner, 7); }
END
cat >c.c <<'END'
int f(int x) { return x + 1; }
END
for options in -O0 -O2 "-O1 -g"; do
  for source in plain.cpp library.cpp; do
    quietly "$NJMPI_CLANG" $flags $options -c $source -o without.o
    quietly "$NJMPI_CLANG" $flags "$plugin" $options -c $source -o with.o
    cmp without.o with.o || fail "$source ($options) compiles to something else with the plugin"
  done
  quietly "${NJMPI_CLANG%++*}${NJMPI_CLANG##*++}" $options -c c.c -o without.o
  quietly "${NJMPI_CLANG%++*}${NJMPI_CLANG##*++}" "$plugin" $options -c c.c -o with.o
  cmp without.o with.o || fail "c.c ($options) compiles to something else with the plugin"
done
# Assembler and linker runs load no plugin, and do not mind its flags.
printf '\t.text\n' >s.s
quietly "$NJMPI_CLANG" "$plugin" -c s.s -o s.o
