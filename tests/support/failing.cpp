// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "failing.hpp"
#include <cstring>
#include <utility>

namespace {

const char* failing_function = nullptr;
int calls_left = 0;
int failing_code = MPI_SUCCESS;

bool fails(const char* function) {
  return failing_function && std::strcmp(failing_function, function) == 0 && calls_left-- <= 0;
}

} // namespace

failing::failing(const char* function, int calls_before, int code) {
  failing_function = function;
  calls_left = calls_before;
  failing_code = code;
}
failing::~failing() { failing_function = nullptr; }

void (*within_type_create_struct)() = nullptr;

#define NJMPI_TEST_FAILING(name, parameters, arguments)                                                      \
  extern "C" int MPI_##name parameters { return fails("MPI_" #name) ? failing_code : PMPI_##name arguments; }

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
  return fails("MPI_Type_create_struct") ? failing_code
                                         : PMPI_Type_create_struct(count, lengths, offsets, types, made);
}
