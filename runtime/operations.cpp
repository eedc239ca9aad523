// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The entry points of the table: checks, then MPI, with large counts where they are needed.

#include "plan.hpp"

namespace njmpi::rt {

// What MPI gets; each begins with the separator, which the first call of NJMPI_WITHOUT_FIRST takes away.
#define NJMPI_PASS_POINTER(Count, name) , plan.pointer(name)
#define NJMPI_PASS_COUNT(Count, name) , static_cast<Count>(plan.size(name))
#define NJMPI_PASS_EACH(Count, name) , static_cast<Count>(plan.each())
#define NJMPI_PASS_TYPE(Count, name) , plan.type(name)
#define NJMPI_PASS_VALUE(Count, name) , name
#define NJMPI_PASS_OPERATOR(Count, name) , name
#define NJMPI_PASS_STATUS(Count, name) , name
#define NJMPI_PASS_COMM(Count, name) , handle
#define NJMPI_PASS_REQUEST(Count, name) , &name
#define NJMPI_PASS_FLAG(Count, name) , &name
#define NJMPI_PASS_COUNTS(Count, name) , NJMPI_PASS_COUNTS_##Count(name)
#define NJMPI_PASS_COUNTS_int(name) name.data()
#define NJMPI_PASS_COUNTS_MPI_Count(name) large_counts(name)
#define NJMPI_PASS_DISPLACEMENTS(Count, name) , NJMPI_PASS_DISPLACEMENTS_##Count(name)
#define NJMPI_PASS_DISPLACEMENTS_int(name) name.displacements()
#define NJMPI_PASS_DISPLACEMENTS_MPI_Count(name) large_displacements(name)
#define NJMPI_PASS_int(role, name) NJMPI_PASS_##role(int, name)
#define NJMPI_PASS_MPI_Count(role, name) NJMPI_PASS_##role(MPI_Count, name)
#define NJMPI_PASS(Count, argument) NJMPI_PASS_##Count argument
#define NJMPI_WITHOUT_FIRST(first, ...) __VA_ARGS__
#define NJMPI_WITHOUT_FIRST_EXPANDED(...) NJMPI_WITHOUT_FIRST(__VA_ARGS__)
#define NJMPI_CALL(mpi, Count, arguments)                                                                    \
  mpi(NJMPI_WITHOUT_FIRST_EXPANDED(NJMPI_FOR_EACH_16(NJMPI_PASS, Count, NJMPI_UNPACK arguments)))

namespace {

#if MPI_VERSION >= 4
// Operations without buffers have no function for large counts; then the call is never instantiated.
template <bool Exists> int call_large(MPI_Comm handle, auto call) {
  if constexpr (Exists)
    return call(handle);
  else
    return MPI_ERR_INTERN; // GCOVR_EXCL_LINE: what has no buffers has no large counts
}
#define NJMPI_IS_BUFFER_IN || true
#define NJMPI_IS_BUFFER_OUT || true
#define NJMPI_IS_BUFFER_INOUT || true
#define NJMPI_IS_BUFFER_ROOT_IN || true
#define NJMPI_IS_BUFFER_ROOT_OUT || true
#define NJMPI_IS_BUFFER_DEST
#define NJMPI_IS_BUFFER_SOURCE
#define NJMPI_IS_BUFFER_ROOT
#define NJMPI_IS_BUFFER_TAG
#define NJMPI_IS_BUFFER_RTAG
#define NJMPI_IS_BUFFER_OP
#define NJMPI_IS_BUFFER_COUNT
#define NJMPI_IS_BUFFER_COUNTS
#define NJMPI_IS_BUFFER_ROOT_COUNTS
#define NJMPI_IS_BUFFER_STATUS
#define NJMPI_IS_BUFFER_OF(which, name) NJMPI_IS_BUFFER_##which
#define NJMPI_IS_BUFFER(data, parameter) NJMPI_IS_BUFFER_OF parameter
#define NJMPI_CALL_LARGE(mpi, parameters, arguments)                                                         \
  if (plan.large())                                                                                          \
    return call_large<false NJMPI_FOR_EACH(NJMPI_IS_BUFFER, , NJMPI_UNPACK parameters)>(                     \
        handle, [&](auto handle) { return NJMPI_CALL(mpi##_c, MPI_Count, arguments); });
#else
#define NJMPI_CALL_LARGE(mpi, parameters, arguments)
#endif

} // namespace

#define NJMPI_OPERATION(group_, name, mpi, section, result, rule_, parameters, arguments)                    \
  NJMPI_ENTRY_DECLARATION(name, result, parameters) noexcept {                                               \
    rt::plan plan(comm, rule::rule_, group::group_);                                                         \
    NJMPI_FOR_EACH(NJMPI_PLAN, , NJMPI_UNPACK parameters)                                                    \
    if (const int code = plan.check())                                                                       \
      return code;                                                                                           \
    const MPI_Comm handle = comm.handle;                                                                     \
    NJMPI_CALL_LARGE(mpi, parameters, arguments)                                                             \
    return NJMPI_CALL(mpi, int, arguments);                                                                  \
  }

#define NJMPI_QUERY(name, mpi, section, result) NJMPI_DEFINE_QUERY_##result(name, mpi)
#define NJMPI_DEFINE_QUERY_int(name, mpi)                                                                    \
  int name(const communicator& comm) {                                                                       \
    int value = MPI_UNDEFINED;                                                                               \
    if (need() == MPI_SUCCESS && comm.handle != MPI_COMM_NULL)                                               \
      mpi(comm.handle, &value);                                                                              \
    return value;                                                                                            \
  }
#define NJMPI_DEFINE_QUERY_double(name, mpi)                                                                 \
  double name() {                                                                                            \
    need();                                                                                                  \
    return mpi();                                                                                            \
  }
#include <njmpi/operations.def>

} // namespace njmpi::rt
