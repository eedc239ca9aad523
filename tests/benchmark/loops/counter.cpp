// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library that stands before MPI's. With NJMPI_BENCHMARK_MEMORY set, each rank says in the end how much
// memory it had at most.
#include "counter.hpp"
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mpi.h>
#include <sys/resource.h>

namespace {

counts sum{0, 0, 0};
struct prepared {
  int count, destination;
  MPI_Datatype type;
  MPI_Comm comm;
};
std::map<MPI_Request, prepared> persistent;

long size_of(MPI_Datatype type) {
  int size = 0;
  PMPI_Type_size(type, &size);
  return size;
}
int rank_in(MPI_Comm comm) {
  int rank = 0;
  PMPI_Comm_rank(comm, &rank);
  return rank;
}
int ranks_in(MPI_Comm comm) {
  int ranks = 0;
  PMPI_Comm_size(comm, &ranks);
  return ranks;
}
void sent(int count, MPI_Datatype type, int destination, MPI_Comm comm) {
  if (destination == MPI_PROC_NULL || destination == rank_in(comm))
    return;
  sum.messages += 1;
  sum.bytes += count * size_of(type);
}
// To every other rank.
void sent_to_all(int count, MPI_Datatype type, MPI_Comm comm) {
  for (int rank = 0; rank < ranks_in(comm); ++rank)
    sent(count, type, rank, comm);
}
void sent_to_each(const int* counts, MPI_Datatype type, MPI_Comm comm) {
  for (int rank = 0; rank < ranks_in(comm); ++rank)
    if (counts[rank] > 0)
      sent(counts[rank], type, rank, comm);
}

} // namespace

counts counted() { return sum; }
void count_from_here() { sum = {0, 0, 0}; }

extern "C" {

#define NJMPI_COUNT_SEND(name)                                                                               \
  int MPI_##name(const void* data, int count, MPI_Datatype type, int to, int tag, MPI_Comm comm) {           \
    sent(count, type, to, comm);                                                                             \
    return PMPI_##name(data, count, type, to, tag, comm);                                                    \
  }
NJMPI_COUNT_SEND(Send)
NJMPI_COUNT_SEND(Ssend)
#define NJMPI_COUNT_ISEND(name)                                                                              \
  int MPI_##name(const void* data, int count, MPI_Datatype type, int to, int tag, MPI_Comm comm,             \
                 MPI_Request* request) {                                                                     \
    sent(count, type, to, comm);                                                                             \
    return PMPI_##name(data, count, type, to, tag, comm, request);                                           \
  }
NJMPI_COUNT_ISEND(Isend)
NJMPI_COUNT_ISEND(Issend)

int MPI_Send_init(const void* data, int count, MPI_Datatype type, int to, int tag, MPI_Comm comm,
                  MPI_Request* request) {
  const int code = PMPI_Send_init(data, count, type, to, tag, comm, request);
  persistent[*request] = {count, to, type, comm};
  return code;
}
int MPI_Start(MPI_Request* request) {
  if (const auto p = persistent.find(*request); p != persistent.end())
    sent(p->second.count, p->second.type, p->second.destination, p->second.comm);
  return PMPI_Start(request);
}
int MPI_Startall(int count, MPI_Request requests[]) {
  for (int i = 0; i < count; ++i)
    if (const auto p = persistent.find(requests[i]); p != persistent.end())
      sent(p->second.count, p->second.type, p->second.destination, p->second.comm);
  return PMPI_Startall(count, requests);
}
int MPI_Request_free(MPI_Request* request) {
  persistent.erase(*request);
  return PMPI_Request_free(request);
}
int MPI_Sendrecv(const void* out, int count, MPI_Datatype type, int to, int tag, void* in, int room,
                 MPI_Datatype in_type, int from, int in_tag, MPI_Comm comm, MPI_Status* status) {
  sent(count, type, to, comm);
  return PMPI_Sendrecv(out, count, type, to, tag, in, room, in_type, from, in_tag, comm, status);
}

int MPI_Alltoall(const void* out, int count, MPI_Datatype type, void* in, int room, MPI_Datatype in_type,
                 MPI_Comm comm) {
  sent_to_all(count, type, comm);
  return PMPI_Alltoall(out, count, type, in, room, in_type, comm);
}
int MPI_Alltoallv(const void* out, const int counts[], const int places[], MPI_Datatype type, void* in,
                  const int rooms[], const int in_places[], MPI_Datatype in_type, MPI_Comm comm) {
  sent_to_each(counts, type, comm);
  return PMPI_Alltoallv(out, counts, places, type, in, rooms, in_places, in_type, comm);
}
int MPI_Ialltoallv(const void* out, const int counts[], const int places[], MPI_Datatype type, void* in,
                   const int rooms[], const int in_places[], MPI_Datatype in_type, MPI_Comm comm,
                   MPI_Request* request) {
  sent_to_each(counts, type, comm);
  return PMPI_Ialltoallv(out, counts, places, type, in, rooms, in_places, in_type, comm, request);
}
int MPI_Allgather(const void* out, int count, MPI_Datatype type, void* in, int room, MPI_Datatype in_type,
                  MPI_Comm comm) {
  sent_to_all(count, type, comm);
  return PMPI_Allgather(out, count, type, in, room, in_type, comm);
}
int MPI_Allgatherv(const void* out, int count, MPI_Datatype type, void* in, const int rooms[],
                   const int places[], MPI_Datatype in_type, MPI_Comm comm) {
  sent_to_all(count, type, comm);
  return PMPI_Allgatherv(out, count, type, in, rooms, places, in_type, comm);
}
int MPI_Bcast(void* data, int count, MPI_Datatype type, int root, MPI_Comm comm) {
  if (rank_in(comm) == root)
    sent_to_all(count, type, comm);
  return PMPI_Bcast(data, count, type, root, comm);
}

int MPI_Allreduce(const void* out, void* in, int count, MPI_Datatype type, MPI_Op op, MPI_Comm comm) {
  ++sum.reductions;
  return PMPI_Allreduce(out, in, count, type, op, comm);
}
int MPI_Iallreduce(const void* out, void* in, int count, MPI_Datatype type, MPI_Op op, MPI_Comm comm,
                   MPI_Request* request) {
  ++sum.reductions;
  return PMPI_Iallreduce(out, in, count, type, op, comm, request);
}

int MPI_Finalize(void) {
  if (std::getenv("NJMPI_BENCHMARK_MEMORY") != nullptr) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::fprintf(stderr, "resident %ld\n", usage.ru_maxrss);
  }
  return PMPI_Finalize();
}

} // extern "C"
