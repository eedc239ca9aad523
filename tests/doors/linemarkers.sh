#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Lines are the user's: in debug information, coverage, warnings and errors, in the main file and in headers.
. "$NJMPI_TOOLS_DIR/lib.sh"
dwarfdump=$(command -v llvm-dwarfdump-19 || echo /usr/lib/llvm-19/bin/llvm-dwarfdump)
[ -x "$dwarfdump" ] || skip "no llvm-dwarfdump"
cat >kernels.hpp <<'END'
#pragma once
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] inline int in_header(std::vector<double> &x) {
  int before = 1;
  int code = njmpi::bcast(x,
                          0);
  int after = 2;
  return code + before + after;
}
END
cat >x.cpp <<'END'
#include "kernels.hpp"
[[njmpi::kernel]] int own(std::vector<double> &x) {
  int before = 3;
  before += njmpi::send(x, 1) + njmpi::send(x, 2);
  int after = in_header(x);
  return before + after;
}
int unrelated(int x) {
  return x + 1;
}
END
lines=$(wc -l <x.cpp)
header_lines=$(wc -l <kernels.hpp)
quietly "$NJMPI_CLANG" $flags "$plugin" -g -O0 -c x.cpp -o x.o
"$dwarfdump" --debug-line x.o >line.txt 2>&1
# Rows: address line column file ...; no row of a user's file lies behind its end.
awk -v max="$lines" -v header_max="$header_lines" '
  /file_names\[ *[0-9]+\]:/ { match($0, /[0-9]+\]/); index_ = substr($0, RSTART, RLENGTH - 1) + 0; next }
  /^ *name: "/ { name = $0; sub(/^ *name: "/, "", name); sub(/".*/, "", name); sub(/.*\//, "", name); names[index_] = name; next }
  /^0x/ {
    name = names[$4 + 0]
    if (name == "x.cpp") { seen[$2] = 1; if ($2 > max) { print "x.cpp has no line " $2; bad = 1 } }
    if (name == "kernels.hpp") { header[$2] = 1; if ($2 > header_max) { print "kernels.hpp has no line " $2; bad = 1 } }
  }
  END {
    for (i = 3; i <= 6; ++i) if (!seen[i]) { print "no code in line " i " of x.cpp"; bad = 1 }
    if (!seen[9]) { print "no code in line 9 of x.cpp"; bad = 1 }
    for (i = 5; i <= 9; ++i) if (i != 7 && !header[i]) { print "no code in line " i " of kernels.hpp"; bad = 1 }
    exit bad
  }' line.txt || { cat line.txt; fail "the line table is not the user's"; }
"$dwarfdump" --name=unrelated x.o >unrelated.txt
contains unrelated.txt 'DW_AT_decl_line.*(8)'
# No file but those of the same unit without the plugin (Open MPI's headers bring a <stdin> of their own).
quietly "$NJMPI_CLANG" $flags -Wno-unknown-attributes -g -O0 -c x.cpp -o without.o
file_names() { sed -n 's/^ *name: "\(.*\)".*/\1/p' "$1" | sort -u; }
"$dwarfdump" --debug-line without.o >without.txt 2>&1
{ file_names without.txt; echo x.cpp; } | sort -u >expected.txt
file_names line.txt | comm -13 expected.txt - >more.txt
[ ! -s more.txt ] || { cat more.txt; fail "the line table names other files"; }

# Coverage regions start at user's lines.
quietly "$NJMPI_CLANG" $flags "$plugin" -fprofile-instr-generate -fcoverage-mapping -c x.cpp -o coverage.o

# Warnings and errors after a rewritten call, in it, and in a header, at their lines and columns.
cat >y.cpp <<'END'
#include "kernels.hpp"
[[njmpi::kernel]] int own(std::vector<double> &x) {
  int code = njmpi::send(x, 1); int unused_1;
  njmpi::allreduce(njmpi::in_place, x, [](double a, double b) {
    int unused_2;
    return a + b;
  }); int unused_3;
  return code;
}
int g() { int unused_4; return __LINE__; }
END
"$NJMPI_CLANG" $flags "$plugin" -Wall -fno-caret-diagnostics -fno-color-diagnostics -fsyntax-only y.cpp >messages.txt 2>&1
"$NJMPI_CLANG" $flags -Wno-unknown-attributes -Wall -fno-caret-diagnostics -fno-color-diagnostics -fsyntax-only y.cpp >without.txt 2>&1
sort messages.txt >a.txt
sort without.txt >b.txt
same b.txt a.txt
