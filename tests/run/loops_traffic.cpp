// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts what the program sends (MPI 4.0, section 15.2: the profiling interface).
#include "traffic.hpp"

traffic total_traffic;

extern "C" int MPI_Isend(const void* data, int count, MPI_Datatype type, int dest, int tag, MPI_Comm comm,
                         MPI_Request* request) {
  int size = 0;
  PMPI_Type_size(type, &size);
  ++total_traffic.messages;
  total_traffic.bytes += static_cast<long>(size) * count;
  return PMPI_Isend(data, count, type, dest, tag, comm, request);
}

extern "C" int MPI_Allreduce(const void* in, void* out, int count, MPI_Datatype type, MPI_Op op,
                             MPI_Comm comm) {
  ++total_traffic.collectives;
  return PMPI_Allreduce(in, out, count, type, op, comm);
}

extern "C" int MPI_Alltoallv(const void* in, const int* counts, const int* places, MPI_Datatype type,
                             void* out, const int* out_counts, const int* out_places, MPI_Datatype out_type,
                             MPI_Comm comm) {
  ++total_traffic.collectives;
  return PMPI_Alltoallv(in, counts, places, type, out, out_counts, out_places, out_type, comm);
}
