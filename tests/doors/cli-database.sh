#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Compile databases as they are found: of g++ with options that Clang does not know, of MPI's wrapper, behind
# ccache, with paths relative to the directory, as a list of arguments, found above the source.
. "$NJMPI_TOOLS_DIR/lib.sh"
mkdir build src
kernel_source >src/x.cpp
sed -i '1i #include "own.hpp"' src/x.cpp
mkdir inc
echo '#pragma once' >inc/own.hpp
database() { printf '[{"directory": "%s", "file": "../src/x.cpp", %s}]\n' "$PWD/build" "$1" >build/compile_commands.json; }
rewrites() {
  expect_status 0 "$NJMPI_REWRITE" -p build src/x.cpp
  [ ! -s err.txt ] || { cat err.txt; fail "messages for $1"; }
  contains out.txt 'MPI_Send(x.data()'
}
common="-I../inc $NJMPI_INCLUDE $mpi_includes -std=gnu++20"
database "\"command\": \"$NJMPI_GCC $common -O2 -Wall -Wlogical-op -Wduplicated-cond -fconserve-stack -fno-tree-pre -fmax-errors=3 -march=native -MD -MF x.d -o x.o -c ../src/x.cpp\""
rewrites "g++"
[ ! -e build/x.d ] && [ ! -e build/x.o ] && [ ! -e x.d ] && [ ! -e x.o ] || fail "outputs of the compilation were written"
# What it depends on is there, or ninja would run the rule for ever: /lib is a link, and its ".." is not "/".
quietly "$NJMPI_REWRITE" -p build -o d.cpp --depfile d.d src/x.cpp
sed -e 1d -e 's/ *\\$//' -e 's/^ *//' d.d | while read -r file; do
  [ -e "$file" ] || fail "the dependency '$file' does not exist"
done || exit 1
database "\"command\": \"$NJMPI_CLANG $common -fplugin=/nowhere/njmpi.so -fplugin-arg-njmpi-remarks -Werror -c ../src/x.cpp -o x.o\""
rewrites "clang++ with the plugin"
database "\"command\": \"/usr/bin/ccache $NJMPI_GCC $common -c ../src/x.cpp\""
rewrites "ccache"
database "\"arguments\": [\"$NJMPI_GCC\", \"-I../inc\", \"-DNAME=\\\"a b\\\"\", \"-I\", \"${NJMPI_INCLUDE#-I}\", \"${mpi_includes%% *}\", \"-c\", \"../src/x.cpp\"]"
rewrites "a list of arguments, without a standard"
# Precompiled headers of the build, found by clang's driver or named by CMake: the header itself is read.
cat >inc/pre.hpp <<'END'
#pragma once
#include <vector>
struct in_pre {};
END
printf '#include "pre.hpp"\nin_pre use(in_pre x) { return x; }\n' >>src/x.cpp
quietly "$NJMPI_CLANG" $common -x c++-header inc/pre.hpp -o inc/pre.hpp.pch
database "\"command\": \"$NJMPI_CLANG $common -include $PWD/inc/pre.hpp -c ../src/x.cpp\""
rewrites "a precompiled header by -include"
for pch in "$PWD/inc/pre.hpp.pch" "$PWD/inc/pre.hpp.gone"; do
  database "\"command\": \"$NJMPI_CLANG $common -Xclang -include-pch -Xclang $pch -Xclang -include -Xclang $PWD/inc/pre.hpp -c ../src/x.cpp\""
  rewrites "a precompiled header as CMake names it"
done
# Loops need what the header declares for the analysis, which a precompiled header must not take away.
cp src/x.cpp src/without_loop.cpp
echo '[[njmpi::kernel]] void clear(njmpi::field<double, 1>& u) { [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) u(i) = 0; }' >>src/x.cpp
database "\"command\": \"$NJMPI_CLANG $common -include-pch $PWD/inc/pre.hpp.pch -c ../src/x.cpp\""
rewrites "a precompiled header by -include-pch"
contains out.txt 'njmpi::rt::loop'
mv src/without_loop.cpp src/x.cpp
for mpi in mpich openmpi; do
  wrapper=$(command -v mpicxx.$mpi) || continue
  database "\"command\": \"$wrapper -I../inc $NJMPI_INCLUDE -std=c++20 -c ../src/x.cpp\""
  rewrites "mpicxx.$mpi"
done
# Found above the source, where no -p says otherwise.
database "\"command\": \"$NJMPI_GCC $common -c ../src/x.cpp\""
cp build/compile_commands.json .
expect_status 0 "$NJMPI_REWRITE" src/x.cpp
contains out.txt 'MPI_Send('
# One source compiled twice, with different meanings: two texts, which cannot both be the result.
printf '[{"directory": "%s", "file": "../src/x.cpp", "command": "%s"},\n {"directory": "%s", "file": "../src/x.cpp", "command": "%s"}]\n' \
  "$PWD/build" "$NJMPI_GCC $common -c ../src/x.cpp" "$PWD/build" "$NJMPI_GCC $common -O2 -c ../src/x.cpp" >build/compile_commands.json
quietly "$NJMPI_REWRITE" -p build --output-dir out src/x.cpp
contains out/x.cpp 'MPI_Send('
# Of a build that is gone.
printf '[{"directory": "%s", "file": "%s", "command": "%s"}]\n' "$PWD/gone" "$PWD/src/x.cpp" "$NJMPI_GCC $common -c ../src/x.cpp" >build/compile_commands.json
expect_status 2 "$NJMPI_REWRITE" -p build --check src/x.cpp
contains err.txt "the directory '.*gone', in which 'src/x.cpp' is compiled by the compile database, does not exist"

# Flags after "--" may stand in a file, as a compiler's.
mkdir in-file && cd in-file || fail "no directory"
cat >x.cpp <<'END'
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]] int share(NUMBER &x) { return njmpi::bcast(x, 0); }
END
echo '-DNUMBER=float @more.rsp' >flags.rsp
echo '"-DUNUSED=a b"' >more.rsp
expect_status 0 "$NJMPI_REWRITE" x.cpp -- $flags @flags.rsp
grep -q 'MPI_Bcast(&x, 1, MPI_FLOAT, 0, MPI_COMM_WORLD)' out.txt || fail "the flags in the file do not count"
cd ..
