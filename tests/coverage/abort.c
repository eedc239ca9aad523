// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In coverage builds: a process that is about to be aborted first writes what it executed.
#include <mpi.h>

void __gcov_dump(void);

int MPI_Abort(MPI_Comm comm, int code) {
  __gcov_dump();
  return PMPI_Abort(comm, code);
}
