// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: call ordering
// ranks: 2
// Info objects may be made before MPI is initialised, and freed after it is finalised.
#include <mpi.h>

int main(int argc, char **argv) {
  MPI_Info info;
  MPI_Info_create(&info);
  MPI_Info_set(info, "key", "value");
  MPI_Init(&argc, &argv);
  MPI_Barrier(MPI_COMM_WORLD);
  MPI_Finalize();
  MPI_Info_free(&info);
  return 0;
}
