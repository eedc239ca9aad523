#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What a kernel sends, the library's own call receives, and the other way round: both describe a class the same way,
# in one unit and between a plain and a rewritten one.
. "$NJMPI_TOOLS_DIR/lib.sh"
link=$("$(command -v mpicxx.$NJMPI_MPI || echo mpicxx)" -show | tr ' ' '\n' | grep -e '^-L' -e '^-l' -e '^-Wl' | tr '\n' ' ')
cat >types.hpp <<'END'
#include <array>
#include <cstdio>
#include <njmpi/njmpi.hpp>
#include <tuple>
#include <utility>
struct particle { char kind; double mass; int id; bool operator==(const particle &) const = default; };
NJMPI_DESCRIBE(particle, id, mass, kind); // in another order than they are declared
using tuple = std::tuple<char, int, double, std::array<short, 3>>;
using pair = std::pair<char, double>;
template <class T> int receive(T &x);
END
cat >plain.cpp <<'END'
#include "types.hpp"
template <class T> int receive(T &x) { return njmpi::recv(x, 0); }
template int receive(particle &);
template int receive(tuple &);
template int receive(pair &);
END
cat >kernels.cpp <<'END'
#include "types.hpp"
[[njmpi::kernel]] njmpi::pending send(particle &x) { return njmpi::isend(x, 0); }
[[njmpi::kernel]] njmpi::pending send(tuple &x) { return njmpi::isend(x, 0); }
[[njmpi::kernel]] njmpi::pending send(pair &x) { return njmpi::isend(x, 0); }
template <class T> int here(T &x) { return njmpi::recv(x, 0); }
template <class T> int check(const char *name, T value) {
  T first{}, second{};
  auto a = send(value);
  receive(first);
  auto b = send(value);
  here(second);
  njmpi::waitall(a, b);
  if (first != value) std::printf("%s: wrong in the plain unit\n", name);
  if (second != value) std::printf("%s: wrong outside the kernel\n", name);
  return first != value || second != value;
}
int main() {
  return check("pair", pair{'a', 1.5}) + check("class", particle{'b', 2.5, 3}) + check("tuple", tuple{'c', 4, 5.5, {6, 7, 8}});
}
END
library=$(dirname "$NJMPI_LIBRARY")
quietly "$NJMPI_CLANG" $flags "$plugin" -c kernels.cpp -o kernels.o
quietly "$NJMPI_GCC" $flags -Wno-attributes -c plain.cpp -o plain.o
quietly "$NJMPI_CLANG" kernels.o plain.o -o x -L"$library" -lnjmpi -Wl,-rpath,"$library" $link
"$NJMPI_RUN_RANKS" "$NJMPI_MPI" 1 60 ./x >out.txt 2>&1 || { cat out.txt; fail "what is received is not what was sent"; }
