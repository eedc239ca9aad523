#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The headers, and what becomes of a kernel, are C++20 and whatever came later: every standard of each compiler
# takes them, with and without its extensions.
. "$NJMPI_TOOLS_DIR/lib.sh"
cat >x.cpp <<'END'
#include <njmpi/njmpi.hpp>
#include <utility>
#include <vector>
struct pair_of { char a; double b; };
[[njmpi::kernel]] int all(std::vector<double>& x, const std::vector<pair_of>& y, int partner) {
  auto receiving = njmpi::irecv(x, partner);
  auto [status, sending] = njmpi::isend(y, partner);
  njmpi::wait(receiving);
  const int code = njmpi::waitall(std::move(sending), njmpi::ibarrier());
  return code + njmpi::wait(njmpi::ibcast(x, 0)) + njmpi::allreduce(njmpi::in_place, x, [code](double a, double b) {
    return a + b + code;
  });
}
#if __cpp_if_consteval
[[njmpi::kernel]] constexpr int constants_apart(int n) {
  if consteval {
    return n;
  }
  njmpi::bcast(n);
  return n;
}
[[njmpi::kernel]] double sum(const std::vector<double>& x) {
  double s = 0;
  [[njmpi::loop]] for (std::size_t i = 0; i < x.size(); ++i) {
    if !consteval {
      s += x[i];
    }
  }
  if consteval {
    s = 3;
  } else {
    njmpi::barrier();
  }
  return s;
}
static_assert(constants_apart(3) == 3);
#endif
int outside(std::vector<double>& x) { return njmpi::wait(njmpi::ibcast(x, 0)) + njmpi::test(njmpi::ibarrier()).status; }
END
loose=$(printf %s "$flags" | sed 's/-std=[^ ]* *//')
tried=0
for standard in c++20 gnu++23 c++26; do
  for compiler in "$NJMPI_CLANG" "$NJMPI_GCC"; do
    "$compiler" -std=$standard -x c++ -fsyntax-only - </dev/null 2>err.txt || continue
    tried=$((tried + 1))
    quietly "$compiler" -std=$standard $loose -Wall -Wextra -Werror -Wno-attributes -Wno-unknown-attributes \
      -include njmpi/njmpi.hpp -x c++ -fsyntax-only /dev/null
    case $compiler in
      *clang*)
        quietly "$compiler" -std=$standard $loose $plugin -Wall -Wextra -Werror -c x.cpp -o x.o
        ;;
    esac
  done
  "$NJMPI_REWRITE" -o y.cpp x.cpp -- -std=$standard $loose 2>err.txt || { cat err.txt; fail "not rewritten as $standard"; }
  for compiler in "$NJMPI_CLANG" "$NJMPI_GCC"; do
    "$compiler" -std=$standard -x c++ -fsyntax-only - </dev/null 2>err.txt || continue
    quietly "$compiler" -std=$standard $loose -Wall -Wextra -Werror -c y.cpp -o y.o
    nm -C y.o | grep -q ' U MPI_Irecv$' || fail "the kernel is not rewritten as $standard by $compiler"
  done
done
[ $tried -ge 5 ] || fail "only $tried standards were tried"
