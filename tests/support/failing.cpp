// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "failing.hpp"
#include <cstring>
#include <utility>

namespace {

failing* innermost = nullptr;

} // namespace

failing::failing(const char* function, int calls_before, int code)
    : function_(function), calls_left_(calls_before), code_(code), around_(std::exchange(innermost, this)) {}
failing::~failing() { innermost = around_; }

bool failing::next(const char* function, int& code) {
  for (failing* f = innermost; f; f = f->around_)
    if (std::strcmp(f->function_, function) == 0 && f->calls_left_-- <= 0) {
      code = f->code_;
      ++f->times_;
      return true;
    }
  return false;
}

void (*within_type_create_struct)() = nullptr;

#define NJMPI_TEST_FAILING(name, parameters, arguments)                                                      \
  extern "C" int MPI_##name parameters {                                                                     \
    int failure = MPI_SUCCESS;                                                                               \
    return failing::next("MPI_" #name, failure) ? failure : PMPI_##name arguments;                           \
  }

NJMPI_TEST_FAILING(Init_thread, (int* argc, char*** argv, int required, int* provided),
                   (argc, argv, required, provided))
NJMPI_TEST_FAILING(Comm_rank, (MPI_Comm comm, int* rank), (comm, rank))
NJMPI_TEST_FAILING(Comm_size, (MPI_Comm comm, int* size), (comm, size))
NJMPI_TEST_FAILING(Comm_get_errhandler, (MPI_Comm comm, MPI_Errhandler* handler), (comm, handler))
NJMPI_TEST_FAILING(Comm_create_keyval,
                   (MPI_Comm_copy_attr_function * copy, MPI_Comm_delete_attr_function* del, int* key,
                    void* state),
                   (copy, del, key, state))
NJMPI_TEST_FAILING(Topo_test, (MPI_Comm comm, int* kind), (comm, kind))
NJMPI_TEST_FAILING(Error_class, (int code, int* error_class), (code, error_class))
NJMPI_TEST_FAILING(Send, (const void* data, int count, MPI_Datatype type, int dest, int tag, MPI_Comm comm),
                   (data, count, type, dest, tag, comm))
NJMPI_TEST_FAILING(Send_init,
                   (const void* data, int count, MPI_Datatype type, int dest, int tag, MPI_Comm comm,
                    MPI_Request* request),
                   (data, count, type, dest, tag, comm, request))
NJMPI_TEST_FAILING(Isend,
                   (const void* data, int count, MPI_Datatype type, int dest, int tag, MPI_Comm comm,
                    MPI_Request* request),
                   (data, count, type, dest, tag, comm, request))
NJMPI_TEST_FAILING(Irecv,
                   (void* data, int count, MPI_Datatype type, int source, int tag, MPI_Comm comm,
                    MPI_Request* request),
                   (data, count, type, source, tag, comm, request))
NJMPI_TEST_FAILING(Recv,
                   (void* data, int count, MPI_Datatype type, int source, int tag, MPI_Comm comm,
                    MPI_Status* status),
                   (data, count, type, source, tag, comm, status))
NJMPI_TEST_FAILING(Bcast, (void* data, int count, MPI_Datatype type, int root, MPI_Comm comm),
                   (data, count, type, root, comm))
NJMPI_TEST_FAILING(Allreduce,
                   (const void* in, void* out, int count, MPI_Datatype type, MPI_Op op, MPI_Comm comm),
                   (in, out, count, type, op, comm))
NJMPI_TEST_FAILING(Gatherv,
                   (const void* in, int count, MPI_Datatype type, void* out, const int* counts,
                    const int* places, MPI_Datatype out_type, int root, MPI_Comm comm),
                   (in, count, type, out, counts, places, out_type, root, comm))
NJMPI_TEST_FAILING(Scatterv,
                   (const void* in, const int* counts, const int* places, MPI_Datatype type, void* out,
                    int count, MPI_Datatype out_type, int root, MPI_Comm comm),
                   (in, counts, places, type, out, count, out_type, root, comm))
NJMPI_TEST_FAILING(Allgatherv,
                   (const void* in, int count, MPI_Datatype type, void* out, const int* counts,
                    const int* places, MPI_Datatype out_type, MPI_Comm comm),
                   (in, count, type, out, counts, places, out_type, comm))
NJMPI_TEST_FAILING(Alltoall,
                   (const void* in, int count, MPI_Datatype type, void* out, int out_count,
                    MPI_Datatype out_type, MPI_Comm comm),
                   (in, count, type, out, out_count, out_type, comm))
NJMPI_TEST_FAILING(Alltoallv,
                   (const void* in, const int* counts, const int* places, MPI_Datatype type, void* out,
                    const int* out_counts, const int* out_places, MPI_Datatype out_type, MPI_Comm comm),
                   (in, counts, places, type, out, out_counts, out_places, out_type, comm))
NJMPI_TEST_FAILING(Comm_dup, (MPI_Comm comm, MPI_Comm* made), (comm, made))
NJMPI_TEST_FAILING(Comm_get_attr, (MPI_Comm comm, int key, void* value, int* found),
                   (comm, key, value, found))
NJMPI_TEST_FAILING(Comm_set_attr, (MPI_Comm comm, int key, void* value), (comm, key, value))
NJMPI_TEST_FAILING(Type_contiguous, (int count, MPI_Datatype old, MPI_Datatype* made), (count, old, made))
NJMPI_TEST_FAILING(Op_create, (MPI_User_function * function, int commutes, MPI_Op* op),
                   (function, commutes, op))
NJMPI_TEST_FAILING(Waitall, (int count, MPI_Request* requests, MPI_Status* statuses),
                   (count, requests, statuses))
#if MPI_VERSION >= 4
NJMPI_TEST_FAILING(Op_create_c, (MPI_User_function_c * function, int commutes, MPI_Op* op),
                   (function, commutes, op))
#endif

extern "C" int MPI_Type_create_struct(int count, const int* lengths, const MPI_Aint* offsets,
                                      const MPI_Datatype* types, MPI_Datatype* made) {
  if (void (*const call)() = std::exchange(within_type_create_struct, nullptr))
    call();
  int code = MPI_SUCCESS;
  return failing::next("MPI_Type_create_struct", code)
             ? code
             : PMPI_Type_create_struct(count, lengths, offsets, types, made);
}
