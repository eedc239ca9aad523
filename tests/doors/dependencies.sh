#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# -MD and its like name the same files with the plugin as without, once each, by any way to ask; and with it
# njmpi/loop.hpp and what it includes, for rewritten units.
. "$NJMPI_TOOLS_DIR/lib.sh"
kernel_source >x.cpp
printf '#pragma once\n' >own.hpp
sed -i '1i #include "own.hpp"' x.cpp
for flag in -MD -MMD; do
  quietly "$NJMPI_CLANG" $flags -Wno-unknown-attributes $flag -MF without.d -MT x.o -c x.cpp -o x.o
  quietly "$NJMPI_CLANG" $flags "$plugin" $flag -MF with.d -MT x.o -c x.cpp -o x.o
  tr ' ' '\n' <without.d | grep -v '^\\*$' >without.txt
  tr ' ' '\n' <with.d | grep -v '^\\*$' >all.txt
  contains all.txt 'own.hpp'
  contains all.txt 'njmpi/loop.hpp'
  grep -v 'njmpi/loop\(_terms\|_runtime\)*\.hpp$' all.txt >with.txt
  same without.txt with.txt
done
expect_status 0 "$NJMPI_CLANG" $flags "$plugin" -MM x.cpp
contains out.txt 'own.hpp'
contains out.txt '^x.o:'
quietly "$NJMPI_CLANG" $flags "$plugin" -MJ x.json -c x.cpp -o x.o
[ -s x.json ] || fail "-MJ wrote nothing"
quietly "$NJMPI_CLANG" $flags "$plugin" --serialize-diagnostics x.dia -c x.cpp -o x.o
