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
