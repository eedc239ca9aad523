#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Preprocessed input has no macro of MPI's left: handles and constants are spelled by the runtime's names.
. "$NJMPI_TOOLS_DIR/lib.sh"
cat >x.cpp <<'END'
#include <complex>
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] int all(std::vector<double> &x, std::vector<std::complex<float>> &z, bool &b, njmpi::pending &p) {
  njmpi::recv(x);
  njmpi::allreduce(njmpi::in_place, z, njmpi::op::prod);
  njmpi::bcast(b, 0, njmpi::self());
  njmpi::waitall(p, p);
  return njmpi::wait(p);
}
END
for mpi in mpich openmpi; do
  eval "includes=\${NJMPI_MPI_$mpi:-}"
  [ -n "$includes" ] || continue
  quietly "$NJMPI_CLANG" -std=c++20 $NJMPI_INCLUDE $includes -E x.cpp -o x.ii
  expect_status 0 "$NJMPI_CLANG" -std=c++20 "$plugin" -fplugin-arg-njmpi-print -fsyntax-only x.ii
  sed -n '/int all(/,$p' out.txt >text.txt
  contains text.txt 'MPI_Recv('
  for name in MPI_DOUBLE MPI_CXX_FLOAT_COMPLEX MPI_CXX_BOOL MPI_COMM_WORLD MPI_COMM_SELF MPI_SUCCESS MPI_IN_PLACE MPI_ANY_SOURCE MPI_ANY_TAG \
    MPI_STATUS_IGNORE MPI_STATUSES_IGNORE MPI_PROD; do
    lacks text.txt "$name"
  done
  quietly "$NJMPI_CLANG" -std=c++20 "$plugin" -Wall -Wextra -c x.ii -o x.o
  nm -C x.o | grep -q ' U MPI_Recv$' || fail "$mpi: no direct call"
done

# Loops, fields and MPI's own calls: preprocessed in a job of its own, the text is the same program.
cat >y.cpp <<'END'
#include <cstdio>
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] double total(njmpi::field<double, 1> &u, std::vector<double> &x) {
  double sum = 0;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) u(i) = x[i] = 1.5 * i;
  [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) sum += u(i);
  MPI_Barrier(MPI_COMM_WORLD);
  int rank = 0, got = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0)
    MPI_Send(&rank, 1, MPI_INT, MPI_PROC_NULL, 0, MPI_COMM_WORLD);
  MPI_Recv(&got, 1, MPI_INT, MPI_PROC_NULL, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return sum;
}
int main() {
  njmpi::field<double, 1> u({10});
  std::vector<double> x(10);
  std::printf("total %g\n", total(u, x));
}
END
link=$("$(command -v mpicxx.$NJMPI_MPI || echo mpicxx)" -show | tr ' ' '\n' | grep -e '^-L' -e '^-l' -e '^-Wl' | tr '\n' ' ')
library=$(dirname "$NJMPI_LIBRARY")
for form in "" -dD -fdirectives-only -frewrite-includes; do
  quietly "$NJMPI_CLANG" -std=c++20 $NJMPI_INCLUDE $mpi_includes "$plugin" -E $form y.cpp -o y.ii
  quietly "$NJMPI_CLANG" -std=c++20 "$plugin" -x c++ -c y.ii -o y.o
  nm -C y.o | grep -q 'njmpi::rt::loop::next' || fail "the loop is not distributed with -E $form"
done
quietly "$NJMPI_CLANG" -std=c++20 $NJMPI_INCLUDE $mpi_includes "$plugin" -Wall -Wextra -Werror -save-temps -c y.cpp -o y.o
nm -C y.o | grep -q 'njmpi::rt::loop::next' || fail "the loop is not distributed with -save-temps"
quietly "$NJMPI_CLANG" y.o -o y -L"$library" -lnjmpi -Wl,-rpath,"$library" $link
"$NJMPI_RUN_RANKS" "$NJMPI_MPI" 2 60 ./y >out.txt 2>&1 || { cat out.txt; fail "on two ranks"; }
[ "$(grep -c '^total 67.5$' out.txt)" = 2 ] || { cat out.txt; fail "another result"; }
# Without the plugin, the headers of a plain build were chosen: calls are rewritten all the same, loops are not.
quietly "$NJMPI_CLANG" -std=c++20 $NJMPI_INCLUDE $mpi_includes -Wall -Wno-unknown-attributes -Werror -E y.cpp -o y.ii
quietly "$NJMPI_CLANG" -std=c++20 -Wall -Wno-unknown-attributes -Werror -c y.ii -o y.o
expect_status 1 "$NJMPI_CLANG" -std=c++20 "$plugin" -c y.ii -o y.o
contains err.txt "y.cpp:6:12: error: 'njmpi::loop' needs <njmpi/njmpi.hpp>, which is not included, or was preprocessed for a plain build"
[ "$(grep -c ': error: ' err.txt)" = 2 ] || { cat err.txt; fail "not one error for each loop"; }
quietly "$NJMPI_CLANG" -std=c++20 $NJMPI_INCLUDE $mpi_includes -E -dD x.cpp -o x.ii
quietly "$NJMPI_CLANG" -std=c++20 "$plugin" -x c++ -c x.ii -o x.o
nm -C x.o | grep -q ' U MPI_Recv$' || fail "no direct call in text with macros"
