#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Every action of the compiler sees the rewritten unit: -c -S -emit-llvm -fsyntax-only -E -flto -save-temps, stdin.
. "$NJMPI_TOOLS_DIR/lib.sh"
kernel_source >x.cpp
cxx="$NJMPI_CLANG $flags $plugin"

for level in -O0 -O2 -Os; do
  quietly $cxx $level -c x.cpp -o c.o
  calls_mpi c.o
done

quietly $cxx -S x.cpp -o x.s
contains x.s 'call.*MPI_Send'
quietly $cxx -S -emit-llvm x.cpp -o x.ll
contains x.ll 'call .*@MPI_Send'
quietly $cxx -c -emit-llvm x.cpp -o x.bc
[ -s x.bc ] || fail "no bitcode"
quietly $cxx -c -flto x.cpp -o lto.o
quietly $cxx -c -flto=thin x.cpp -o thin.o
quietly $cxx -fsyntax-only x.cpp
[ ! -e x.o ] || fail "-fsyntax-only writes an object"

# -E prints the user's text, which gives the same rewritten unit when it is compiled.
expect_status 0 $cxx -E x.cpp
[ ! -s err.txt ] || { cat err.txt; fail "-E prints messages"; }
cp out.txt e.ii
quietly "$NJMPI_CLANG" -std=c++20 "$plugin" -c e.ii -o e.o
calls_mpi e.o

# -save-temps: preprocesses, compiles and assembles in steps of their own.
mkdir temps
(cd temps && quietly $cxx -save-temps -c ../x.cpp -o x.o) || exit 1
calls_mpi temps/x.o
[ -s temps/x.ii ] && [ -s temps/x.s ] || fail "-save-temps left no files"
contains temps/x.s 'MPI_Send'

# Preprocessed by itself, with the attribute still in it, then compiled with the plugin.
quietly "$NJMPI_CLANG" $flags -E x.cpp -o plain.ii
quietly "$NJMPI_CLANG" -std=c++20 "$plugin" -c plain.ii -o plain.o
calls_mpi plain.o

# Standard input.
$cxx -x c++ -c - -o stdin.o <x.cpp >out.txt 2>&1 || { cat out.txt; fail "standard input"; }
[ ! -s out.txt ] || { cat out.txt; fail "messages for standard input"; }
calls_mpi stdin.o
sed 's/njmpi::send(x, /njmpi::send(\&x[0], /' x.cpp | $cxx -x c++ -fsyntax-only - >out.txt 2>&1 && fail "an error in standard input is not seen"
contains out.txt '^<stdin>:4:22: error: .*\[njmpi-buffer\]$'

# Several files in one command; -Werror and -Weverything have nothing to say of generated code.
sed 's/exchange/other/' x.cpp >y.cpp
quietly $cxx -c x.cpp y.cpp
calls_mpi x.o
calls_mpi y.o
quietly $cxx -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wuseless-cast -Wno-unknown-warning-option -Werror -c x.cpp
quietly "$NJMPI_CLANG" -std=c++20 -isystem "${NJMPI_INCLUDE#-I}" $mpi_includes $plugin -Weverything -Wno-c++98-compat -Wno-c++98-compat-pedantic \
  -Wno-missing-prototypes -Wno-pre-c++20-compat-pedantic -Wno-pre-c++17-compat -Werror -c x.cpp
