#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A file with ordinary compile errors gives exactly Clang's own errors, once, and nothing is rewritten.
. "$NJMPI_TOOLS_DIR/lib.sh"
cat >kernels.hpp <<'END'
#include <njmpi/njmpi.hpp>
#include <list>
template <class T> [[njmpi::kernel]] int share(T &x) { return njmpi::bcast(x, undeclared_root); }
END
cat >unknown.cpp <<'END'
#include <njmpi/njmpi.hpp>
#include <list>
[[njmpi::kernel]] int f(int *p) {
  int unused;
  njmpi::send(undeclared, 1);
  return njmpi::send(*p, 1, "tag") + no_such_function();
}
END
cat >syntax.cpp <<'END'
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]] int f(int x) {
  njmpi::send(x, 1
  return 0;
}
int g( {
END
cat >header.cpp <<'END'
#include "kernels.hpp"
int main() { int i = 0; return share(i); }
END
cat >missing.cpp <<'END'
#include <njmpi/njmpi.hpp>
#include "no-such-header.hpp"
[[njmpi::kernel]] int f(int x) { return njmpi::send(x, 1); }
END
cat >arguments.cpp <<'END'
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]] int f(int x) { return njmpi::send(x) + njmpi::bcast(x, 0, 1, 2) + njmpi::no_operation(x); }
END
cat >after.cpp <<'END'
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]] int f(int x) { return njmpi::send(x, 1); }
static_assert(sizeof(int) == 3, "not here");
#error said by the user
END
cat >mixed.cpp <<'END'
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] int f(std::vector<int> &x) {
  return njmpi::bcast(x, 0) + 1 +;
}
END
for source in mixed unknown syntax header missing arguments after; do
  "$NJMPI_CLANG" $flags -Wall -Wno-unknown-attributes -fsyntax-only $source.cpp >$source.clang 2>&1 && fail "$source.cpp compiles"
  "$NJMPI_CLANG" $flags -Wall -Wno-unknown-attributes "$plugin" -fsyntax-only $source.cpp >$source.plugin 2>&1
  [ $? -eq 1 ] || fail "the plugin does not exit with 1 on $source.cpp"
  diff -u $source.clang $source.plugin || fail "$source.cpp: other messages with the plugin than without"
  "$NJMPI_REWRITE" $source.cpp -- $flags >$source.text 2>$source.rewrite
  [ $? -eq 1 ] || fail "njmpi-rewrite does not exit with 1 on $source.cpp"
  [ ! -s $source.text ] || fail "njmpi-rewrite writes text for $source.cpp, which has errors"
  for door in clang rewrite; do
    # The tool names files by their whole path.
    sed -n "s,^$PWD/,,; s,^\./,,; s/^\([^ :]*:[0-9]*:[0-9]*: \(fatal \)\{0,1\}error: .*\)/\1/p" $source.$door >$source.$door.errors
  done
  same $source.clang.errors $source.rewrite.errors
done
# An older standard is named before all that it lacks.
older=$(echo "$flags" | sed 's/-std=c++20/-std=c++17/')
for compiler in "$NJMPI_CLANG" "$NJMPI_GCC"; do
  "$compiler" $older -fsyntax-only after.cpp >older 2>&1 && fail "$compiler compiles C++17"
  grep -m 1 error: older | grep -q 'njmpi needs C++20: compile with -std=c++20' || fail "$compiler does not say C++20 first: $(cat older)"
done
