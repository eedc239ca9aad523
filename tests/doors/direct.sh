#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# At -O0, on the way that succeeds, an operation on a known-contiguous buffer is one call, of MPI. The way is
# followed through the assembler text: every conditional jump of a generated line falls to the hot side.
. "$NJMPI_TOOLS_DIR/lib.sh"
cat >x.cpp <<'END'
#include <array>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>
struct sample { int id; double value; };
#define KERNEL(name, ...) extern "C" [[njmpi::kernel]] void name(__VA_ARGS__)
KERNEL(k_send, double *p, int n) { njmpi::send(njmpi::buffer(p, n), 1, 7); }
KERNEL(k_scalar, double &x) { njmpi::send(x, 1); }
KERNEL(k_array, double (&x)[8]) { njmpi::bcast(x, 0); }
KERNEL(k_allreduce, double (&x)[8], double (&y)[8]) { njmpi::allreduce(x, y); }
KERNEL(k_reduce, double (&x)[8], double (&y)[8]) { njmpi::reduce(x, y, njmpi::op::max, 0); }
KERNEL(k_barrier) { njmpi::barrier(); }
KERNEL(k_gather, double (&x)[8], double (&y)[64]) { njmpi::gather(x, y, 0); }
KERNEL(k_alltoall, double (&x)[8], double (&y)[8]) { njmpi::alltoall(x, y); }
KERNEL(k_in_place, double (&x)[8]) { njmpi::allreduce(njmpi::in_place, x); }
KERNEL(k_sendrecv, double (&x)[8], double (&y)[8]) { njmpi::sendrecv(x, 1, y, 1); }
KERNEL(k_probe) { njmpi::probe(); }
END
quietly "$NJMPI_CLANG" $flags "$plugin" -O0 -S -emit-llvm x.cpp -o x.ll
# In each kernel: one call of MPI; calls of njmpi functions stand in blocks that a branch leads to, never in the
# entry block, and each block with one is the false side of its branch.
awk '
  /^define .* @k_/ { match($0, /@k_[a-z_]*/); kernel = substr($0, RSTART + 1, RLENGTH - 1); block = "entry"; next }
  /^}/ { kernel = "" }
  kernel == "" { next }
  /^[0-9a-zA-Z._]+:/ { block = $1; sub(/:.*/, "", block); next }
  /br i1 / { n = split($0, part, "%"); hot = part[n - 1]; sub(/,.*/, "", hot); branch[kernel, hot] = 1 }
  /call .*@MPI_/ { match($0, /@MPI_[A-Za-z_]*/); ++mpi[kernel]; where[kernel] = block; next }
  /(call|invoke) .*@_ZN[K]*5njmpi/ { if (block == "entry") { print kernel ": " $0; bad = 1 } ++ours[kernel, block]; next }
  END {
    for (kernel in mpi) {
      ++kernels
      if (mpi[kernel] != 1) { print kernel ": " mpi[kernel] " calls of MPI"; bad = 1 }
      if (ours[kernel, where[kernel]]) { print kernel ": an njmpi function beside the call of MPI"; bad = 1 }
    }
    if (kernels != 11) { print kernels + 0 " kernels call MPI, of 11"; bad = 1 }
    exit bad
  }' x.ll || { grep -n 'njmpi' x.ll | head -60; fail "not direct at -O0"; }
