#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# package.sh <compiler> <mode> <directory of njmpiConfig.cmake> <generator>...: a project that uses the package is built
# and run, and built again after a header has changed.
. "$NJMPI_TOOLS_DIR/lib.sh"
compiler=$1 mode=$2 package=$3
shift 3
cp -r "$source_dir/consumer" "a project"
cd "a project" || exit 1
build() { # <tree> [--target <target>]: builds it, or all; what is said goes to build.txt
  "$CMAKE" --build "$@" >build.txt 2>&1 || { cat build.txt; fail "the project does not build"; }
  lacks build.txt 'warning:'
}
prints() { # <program> <line>: on two ranks
  "$NJMPI_RUN_RANKS" "$NJMPI_MPI" 2 60 "$1" >out.txt 2>&1 || { cat out.txt; fail "$1 fails"; }
  [ "$(cat out.txt)" = "$2" ] || { cat out.txt; fail "'$2' was expected of $1"; }
}
if [ "$mode" = rewrite ]; then
  expect_status 1 "$CMAKE" -S . -B "tree #" -G "$1" "-Dnjmpi_DIR=$package" -DNJMPI_MODE=rewrite \
    "-DCMAKE_CXX_COMPILER=$compiler"
  tr -s ' \n' ' ' <err.txt >said.txt # CMake breaks lines
  contains said.txt 'MODE rewrite cannot generate files in .*/tree #: CMake allows no "#" in their names'
fi
for generator; do
  tree="tree of $generator"
  # The compiler as by CXX="<launcher> <compiler> <flag>".
  if ! CXX="env $compiler -DIN_CXX=1" "$CMAKE" -S . -B "$tree" -G "$generator" "-Dnjmpi_DIR=$package" \
    -DNJMPI_MODE="$mode" >build.txt 2>&1; then
    cat build.txt
    fail "the project cannot be configured"
  fi
  tr -s ' \n' ' ' <build.txt >configured.txt
  if [ "$mode" = rewrite ]; then
    contains configured.txt '"below" has the source "[^"]*/late.cpp" only since .* is not rewritten'
    contains configured.txt '"below" has the source "[^"]*/brought.cpp" from the library "brings" .* is not rewritten'
  else
    lacks configured.txt 'not rewritten'
  fi
  build "$tree" --target below # alone, so that nothing else delays what it depends on
  build "$tree"
  prints "./$tree/below/below" "a;below: 20"
  for kind in plain precompiled late; do
    prints "./$tree/$kind" "a $kind: 23"
    [ "$mode" = plain ] || nm -C "$tree/$kind" | grep -q ' U MPI_Reduce$' || fail "$kind is not rewritten"
  done
  prints "./$tree/compared" "a compared: 23"
  nm -C "$tree/compared" | grep -q ' U njmpi::rt::checked::reduce(' || fail "compared does not compare the ranks"
  # A header, and a generated one: what depends on them is made anew, and nothing else.
  sleep 1
  sed -i 's/return all;/return 2 * all;/' include/kernels.hpp
  sed -i 's/= 10/= 20/' number.in
  build "$tree"
  for kind in plain precompiled late; do
    prints "./$tree/$kind" "a $kind: 85"
  done
  "$CMAKE" --build "$tree" >build.txt 2>&1
  lacks build.txt 'Rewriting\|Building'
  sed -i 's/return 2 [*] all;/return all;/' include/kernels.hpp
  sed -i 's/= 20/= 10/' number.in
done
if [ "$mode" = rewrite ]; then # a header that has no kernels any more is itself compiled again
  sed -i 's/ \[\[njmpi::kernel\]\]//' include/kernels.hpp
  build "$tree"
  prints "./$tree/plain" "a plain: 23"
  [ -z "$(find "$tree" -name kernels.hpp)" ] || fail "a copy of a header without kernels is left"
fi
