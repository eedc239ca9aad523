// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What rewritten code and the templates of this library call: the interface of libnjmpi.
#pragma once

#include <mpi.h>

#include <cstddef>

#include <njmpi/foreach.hpp>

// Calls through the headers are compared with those of the other ranks where checks=collective says so.
// Templates of such units are others to the linker.
#if defined(NJMPI_CHECKS_COLLECTIVE) && !defined(__NJMPI_ANALYSIS__)
#define NJMPI_COMPARES 1
#define NJMPI_COMPARED(name) checked::name
#define NJMPI_COMPARED_ROW(name) compared_row_##name
#define NJMPI_COMPARED_PARAMETER , class Compared = rt::compared
#define NJMPI_COMPARED_TEMPLATE template <class Compared = rt::compared>
#define NJMPI_COMPARED_SITE , intern(Row::name, origin)
#define NJMPI_COMPARED_ONE one,
#define NJMPI_COMPARED_MANY list.requests.items(),
#else
#define NJMPI_COMPARED(name) name
#define NJMPI_COMPARED_ROW(name) row_##name
#define NJMPI_COMPARED_PARAMETER
#define NJMPI_COMPARED_TEMPLATE
#define NJMPI_COMPARED_SITE
#define NJMPI_COMPARED_ONE
#define NJMPI_COMPARED_MANY
#endif

// MPI is C, and throws nothing: what is alive around a call need not be kept for it. (Clang takes this for
// another exception specification; the plugin says so instead.)
#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wredundant-decls"
#define NJMPI_NOTHROW(mpi) extern "C" __attribute__((nothrow)) decltype(mpi) mpi;
#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments) NJMPI_NOTHROW(mpi)
#define NJMPI_COMPLETION(name, mpi, section, requests, result) NJMPI_NOTHROW(mpi)
#define NJMPI_QUERY(name, mpi, section, result) NJMPI_NOTHROW(mpi)
#include <njmpi/operations.def>
#undef NJMPI_NOTHROW
#pragma GCC diagnostic pop
#endif

namespace njmpi {

class request;
class status;
class comm;
struct pending;

/// Accepts a message from any rank; the default of a source.
inline constexpr int any_source = MPI_ANY_SOURCE;
/// Accepts a message with any tag; the default of a received tag.
inline constexpr int any_tag = MPI_ANY_TAG;
/// A partner that does not exist: communication with it does nothing (MPI 4.0, section 3.10).
inline constexpr int proc_null = MPI_PROC_NULL;

namespace rt {

/// Tells the templates of units that compare their calls from those of others.
struct compared;

/// A buffer that is read: count is in elements of the MPI type.
struct input {
  const void* data;
  std::size_t count;
  MPI_Datatype type;
};

/// A buffer that is written.
struct output {
  void* data;
  std::size_t count;
  MPI_Datatype type;
};

/// The count of a buffer whose layout turned out not to be contiguous at run time.
inline constexpr std::size_t not_contiguous = std::size_t{1} << 63;

/// The count of a call that gives none: no number that a program computes.
inline constexpr std::ptrdiff_t left_out = -__PTRDIFF_MAX__ - 1;

/// A communicator with what the size rules need; sources and destinations count its neighbours.
struct communicator {
  MPI_Comm handle;
  int rank;
  int size;
  int sources = 0;
  int destinations = 0;
};

/// Where a call stands, and the call as written.
struct site {
  const char* file;
  int line;
  const char* call;
};

/// Where a call stands in a plain build; the call is read from the source file when it fails.
struct where {
  const char* file;
  int line;
  int column;

#if defined(__clang__)
  NJMPI_INLINE static constexpr where current(const char* file = __builtin_FILE(),
                                              int line = __builtin_LINE(), int column = __builtin_COLUMN()) {
    return {file, line, column};
  }
#else
  NJMPI_INLINE static constexpr where current(const char* file = __builtin_FILE(),
                                              int line = __builtin_LINE()) {
    return {file, line, 0};
  }
#endif
};

/// Counts below it may go straight to MPI: 2^31 while MPI is initialised, 0 before and after. Defined here so
/// that programs read it without a detour; there is one of it, whatever the visibility of the program's own
/// symbols.
[[gnu::visibility("default")]] inline std::size_t limit = 0;
/// Frees a persistent request: MPI_Request_free while MPI is initialised, and nothing before and after.
inline int keep_request(MPI_Request*) { return MPI_SUCCESS; }
[[gnu::visibility("default")]] inline int (*free_request)(MPI_Request*) = keep_request;
extern communicator world;
extern communicator self;
/// The state of a null communicator.
extern const communicator null;

/// Initialises MPI on first use; an error once it is finalised.
[[gnu::cold]] int ready();

/// Applies the error policy: aborts, throws, or returns the code.
[[gnu::cold]] int apply_policy(int code, const site& origin);
[[gnu::cold]] int failed(int code, const char* operation, const where& origin);

/// The same in rewritten code, where the code is positive: what is returned is no success, either.
NJMPI_INLINE inline int failed(int code, const site& origin) {
  const int same = apply_policy(code, origin);
  if (same <= MPI_SUCCESS)
    __builtin_unreachable(); // GCOVR_EXCL_LINE: the policy returns the code that it is given
  return same;
}

/// The one object that stands for a call site of a plain build; takes no lock.
const site& intern(const char* operation, const where& origin);

/// A failure found before MPI is entered: remembers the text for the error line and returns the code.
[[gnu::cold]] [[gnu::format(printf, 2, 3)]] int refuse(int code, const char* format, ...);

/// MPI's constants for text in which no macros are left.
NJMPI_INLINE inline void* mpi_in_place() { return MPI_IN_PLACE; }

class counts;

// One entry point per row of the table, as njmpi::name with the three facts of each buffer. It repeats
// the checks of the hot path, says which one failed, and uses mpi##_c for large counts. It is cold, which is
// how rewritten calls see it; a plain one, which goes this way, pays no more than a jump. It throws nothing:
// to clang what may throw is not cold.
#define NJMPI_ENTRY_IN(name) input name,
#define NJMPI_ENTRY_ROOT_IN(name) input name,
#define NJMPI_ENTRY_OUT(name) output name,
#define NJMPI_ENTRY_INOUT(name) output name,
#define NJMPI_ENTRY_ROOT_OUT(name) output name,
#define NJMPI_ENTRY_DEST(name) int name,
#define NJMPI_ENTRY_SOURCE(name) int name,
#define NJMPI_ENTRY_ROOT(name) int name,
#define NJMPI_ENTRY_TAG(name) int name,
#define NJMPI_ENTRY_RTAG(name) int name,
#define NJMPI_ENTRY_OP(name) MPI_Op name,
#define NJMPI_ENTRY_COUNT(name) std::ptrdiff_t name,
#define NJMPI_ENTRY_COUNTS(name) const rt::counts &name,
#define NJMPI_ENTRY_ROOT_COUNTS(name) const rt::counts &name,
#define NJMPI_ENTRY_STATUS(name) MPI_Status *name,
#define NJMPI_ENTRY_OF(kind, name) NJMPI_ENTRY_##kind(name)
#define NJMPI_ENTRY(data, parameter) NJMPI_ENTRY_OF parameter
#define NJMPI_ENTRY_RESULT_code
#define NJMPI_ENTRY_RESULT_pending , MPI_Request& request
#define NJMPI_ENTRY_RESULT_flagged , int& flag
#define NJMPI_ENTRY_DECLARATION(name, result, parameters)                                                    \
  int name(NJMPI_FOR_EACH(NJMPI_ENTRY, , NJMPI_UNPACK parameters)                                            \
               const communicator& comm NJMPI_ENTRY_RESULT_##result)

#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments)                      \
  [[gnu::cold]] NJMPI_ENTRY_DECLARATION(name, result, parameters) noexcept;
#define NJMPI_QUERY(name, mpi, section, result) NJMPI_ENTRY_QUERY_##result(name)
#define NJMPI_ENTRY_QUERY_int(name) int name(const communicator& comm);
#define NJMPI_ENTRY_QUERY_double(name) double name();
#include <njmpi/operations.def>

} // namespace rt
} // namespace njmpi
