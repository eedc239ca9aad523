#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Fields of plain and of rewritten units do not meet: what shares one does not link, and what uses both ends at start
# with one line. Units rewritten by the plugin and by the command are of one kind.
. "$NJMPI_TOOLS_DIR/lib.sh"
link=$("$(command -v mpicxx.$NJMPI_MPI || echo mpicxx)" -show | tr ' ' '\n' | grep -e '^-L' -e '^-l' -e '^-Wl' | tr '\n' ' ')
library=$(dirname "$NJMPI_LIBRARY")
link="-L$library -lnjmpi -Wl,-rpath,$library $link"
cat >shared.cpp <<'END'
#include <njmpi/njmpi.hpp>
void fill(njmpi::field<double, 2> &u) { u.fill(1.5); }
END
cat >own.cpp <<'END'
#include <njmpi/njmpi.hpp>
double own() {
  njmpi::field<float, 1> x(5);
  x.fill(2.5);
  return x.at(3);
}
END
cat >main.cpp <<'END'
#include <cstdio>
#include <njmpi/njmpi.hpp>
#ifdef SHARED
void fill(njmpi::field<double, 2> &u);
#else
double own();
#endif
int main() {
  njmpi::field<double, 2> u({4, 6});
#ifdef SHARED
  fill(u);
  const bool right = u.at(3, 5) == 1.5;
#else
  const bool right = u.at(3, 5) == 0 && own() == 2.5;
#endif
  std::puts(right ? "right" : "wrong");
}
END
for unit in shared own; do
  definition=$([ $unit = own ] || echo -DSHARED)
  quietly "$NJMPI_CLANG" $flags "$plugin" -c $unit.cpp -o $unit.plugin.o
  quietly "$NJMPI_REWRITE" -o $unit.rewritten.cpp $unit.cpp -- $flags
  quietly "$NJMPI_GCC" $flags -Wno-attributes -c $unit.rewritten.cpp -o $unit.rewrite.o
  quietly "$NJMPI_GCC" $flags -Wno-attributes -c $unit.cpp -o $unit.plain.o
  quietly "$NJMPI_CLANG" $flags "$plugin" $definition -c main.cpp -o $unit-main.plugin.o
  quietly "$NJMPI_GCC" $flags -Wno-attributes $definition -c main.cpp -o $unit-main.plain.o
  for together in plugin:plugin plugin:rewrite plain:plain; do
    quietly "$NJMPI_CLANG" $unit-main.${together%:*}.o $unit.${together#*:}.o -o x $link
    "$NJMPI_RUN_RANKS" "$NJMPI_MPI" 2 60 ./x >out.txt 2>&1 || { cat out.txt; fail "$unit.cpp, $together"; }
    contains out.txt right
    lacks out.txt wrong
  done
done
for together in plugin:plain plain:plugin plain:rewrite; do
  "$NJMPI_CLANG" own-main.${together%:*}.o own.${together#*:}.o -o x $link || fail "own.cpp, $together: does not link"
  expect_status 1 ./x
  [ ! -s out.txt ] || fail "own.cpp, $together: it ran"
  one_line err.txt '^njmpi: both rewritten and plain objects of this program use njmpi::field'
  expect_status 1 "$NJMPI_CLANG" shared-main.${together%:*}.o shared.${together#*:}.o -o x $link
  contains err.txt 'undefined reference to .fill(njmpi::\(distributed\|replicated\)::field<double, 2>&)'
done
