#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# njmpicxx is mpicxx with the plugin: hello in one command, on two ranks; -show; -c and linking apart.
. "$NJMPI_TOOLS_DIR/lib.sh"
[ -x "${NJMPI_WRAPPER:-}" ] || skip "njmpicxx is not built"
cat >hello.cpp <<'END'
#include <cstdio>
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]] int sum(int mine) {
  int all = 0;
  njmpi::allreduce(mine, all);
  return all;
}
int main() { std::printf("sum %d of %d\n", sum(njmpi::rank() + 1), njmpi::size()); }
END
quietly "$NJMPI_WRAPPER" -O2 hello.cpp -o hello
"$NJMPI_RUN_RANKS" "$NJMPI_MPI" 2 60 ./hello >out.txt 2>&1 || { cat out.txt; fail "hello on two ranks"; }
[ "$(grep -c '^sum 3 of 2$' out.txt)" = 2 ] || { cat out.txt; fail "hello says something else"; }
quietly "$NJMPI_WRAPPER" -c hello.cpp -o hello.o
nm -C hello.o | grep -q ' U MPI_Allreduce$' || fail "the kernel was not rewritten"
quietly "$NJMPI_WRAPPER" hello.o -o linked
# With checks of all ranks, the library of checks comes along.
quietly "$NJMPI_WRAPPER" -fplugin-arg-njmpi-checks=collective hello.cpp -o compared
nm -C compared | grep -q ' U njmpi::rt::checked::allreduce(' || fail "the kernel compares nothing"
"$NJMPI_RUN_RANKS" "$NJMPI_MPI" 2 60 ./compared >out.txt 2>&1 || { cat out.txt; fail "hello with checks on two ranks"; }
[ "$(grep -c '^sum 3 of 2$' out.txt)" = 2 ] || { cat out.txt; fail "hello with checks says something else"; }
quietly "$NJMPI_WRAPPER" -fplugin-arg-njmpi-checks=collective -save-temps -c hello.cpp -o compared.o
expect_status 0 "$NJMPI_WRAPPER" -show hello.cpp
lacks out.txt 'njmpi-checks'
expect_status 0 "$NJMPI_WRAPPER" -show -c hello.cpp
one_line out.txt 'fplugin=.*njmpi.so.*hello.cpp'
# Those who look for MPI ask without anything to compile.
expect_status 0 "$NJMPI_WRAPPER" -show
one_line out.txt '-isystem.* -lnjmpi .*-lmpi'
# What else mpicxx takes: C, assembly, and arguments in a file, where no -c is seen.
echo 'int main(void) { return 0; }' >plain.c
quietly "$NJMPI_WRAPPER" -x c -c plain.c -o plain.o
printf '.text\n' >asm.s
quietly "$NJMPI_WRAPPER" -Werror -c asm.s -o asm.o
echo '-Werror -c hello.cpp -o by_file.o' >arguments.txt
quietly "$NJMPI_WRAPPER" @arguments.txt
calls=$(nm -C by_file.o | grep -c ' U MPI_Allreduce$')
[ "$calls" = 1 ] || fail "the kernel was not rewritten by arguments in a file"
# Warnings are about the user's code.
quietly "$NJMPI_WRAPPER" -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Werror -c hello.cpp -o strict.o
expect_status 1 "$NJMPI_WRAPPER" -c missing.cpp
contains err.txt 'missing.cpp'
