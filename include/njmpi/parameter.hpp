// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parameters of the table as the parameters of C++ functions.
#pragma once

#include <njmpi/op.hpp>
#include <njmpi/packed.hpp>

namespace njmpi::rt {

/// The kinds and rules of the table.
enum class kind {
  IN,
  OUT,
  INOUT,
  ROOT_IN,
  ROOT_OUT,
  DEST,
  SOURCE,
  ROOT,
  TAG,
  RTAG,
  OP,
  COUNT,
  ROOT_COUNTS,
  COUNTS,
  STATUS
};
enum class rule { own, equal, gather, scatter, alltoall, reduce_scatter, varying };

/// One argument as the user gave it: T is the type of a parameter by value, or a reference.
template <kind K, class T> struct parameter {
  static constexpr rt::kind kind = K;
  static constexpr bool reads = K == rt::kind::IN || K == rt::kind::ROOT_IN;
  static constexpr bool writes = K == rt::kind::OUT || K == rt::kind::INOUT || K == rt::kind::ROOT_OUT;
  static constexpr bool is_buffer = reads || writes;
  static constexpr bool at_root =
      K == rt::kind::ROOT_IN || K == rt::kind::ROOT_OUT || K == rt::kind::ROOT_COUNTS;
  static constexpr bool is_counts = K == rt::kind::COUNTS || K == rt::kind::ROOT_COUNTS;
  static constexpr rt::direction direction = reads                  ? rt::direction::in
                                             : K == rt::kind::INOUT ? rt::direction::inout
                                                                    : rt::direction::out;
  using type = T;
  using plain = std::remove_cvref_t<T>;
  T value;
  std::size_t multiplicity = 1; ///< of counts: the values in an element of the buffer before them
};

/// The last parameter of an operation: a communicator, world() if there is none.
struct comm_argument {
  const communicator *state = nullptr;
  NJMPI_INLINE comm_argument() = default;
  NJMPI_INLINE comm_argument(const njmpi::comm &c);
};

/// A parameter with a default: its value, or the communicator, which may follow the last argument given. Its
/// name is none of the macros of <getopt.h>.
template <class T> struct argument_or_comm {
  T value{};
  bool given = false;
  const communicator *state = nullptr;
  NJMPI_INLINE constexpr argument_or_comm() = default;
  NJMPI_INLINE constexpr argument_or_comm(T v) : value(v), given(true) {}
  /// A class that converts to T, as a parameter of type T takes it.
  template <class U>
    requires(std::is_class_v<std::remove_cvref_t<U>> && std::is_convertible_v<U, T> &&
             !std::is_base_of_v<njmpi::comm, std::remove_cvref_t<U>>)
  NJMPI_INLINE constexpr argument_or_comm(U &&u) : argument_or_comm(static_cast<T>(static_cast<U &&>(u))) {}
  NJMPI_INLINE argument_or_comm(const njmpi::comm &c);
};

// Each operation is a class of its own to the templates behind the header.
#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments)                      \
  struct NJMPI_COMPARED_ROW(name);
#include <njmpi/operations.def>

/// Every call through the header ends here; call.hpp defines it.
template <class Row, class... P>
typename Row::result invoke(const communicator &comm, const where &origin, P... parameters);

} // namespace njmpi::rt

// The signature of an operation, and its arguments with their kinds.
#define NJMPI_SIGNATURE_IN(name) auto &&name,
#define NJMPI_SIGNATURE_OUT(name) auto &&name,
#define NJMPI_SIGNATURE_INOUT(name) auto &&name,
#define NJMPI_SIGNATURE_ROOT_IN(name) auto &&name,
#define NJMPI_SIGNATURE_ROOT_OUT(name) auto &&name,
#define NJMPI_SIGNATURE_COUNTS(name) auto &&name,
#define NJMPI_SIGNATURE_ROOT_COUNTS(name) auto &&name,
#define NJMPI_SIGNATURE_DEST(name) int name,
#define NJMPI_SIGNATURE_SOURCE(name) rt::argument_or_comm<int> name = {},
#define NJMPI_SIGNATURE_ROOT(name) rt::argument_or_comm<int> name = {},
#define NJMPI_SIGNATURE_TAG(name) rt::argument_or_comm<int> name = {},
#define NJMPI_SIGNATURE_RTAG(name) rt::argument_or_comm<int> name = {},
#define NJMPI_SIGNATURE_COUNT(name) rt::argument_or_comm<std::ptrdiff_t> name = {},
#define NJMPI_SIGNATURE_STATUS(name) rt::argument_or_comm<njmpi::status *> name = {},
#define NJMPI_SIGNATURE_OP(name) Operator &&name = {},
#define NJMPI_SIGNATURE_OF(kind, name) NJMPI_SIGNATURE_##kind(name)
#define NJMPI_SIGNATURE(data, parameter) NJMPI_SIGNATURE_OF parameter
#define NJMPI_SIGNATURE_LIST(parameters) NJMPI_FOR_EACH(NJMPI_SIGNATURE, , NJMPI_UNPACK parameters)

#define NJMPI_ARGUMENT_OF(which, name)                                                                       \
  , rt::parameter<rt::kind::which, decltype(name)> { static_cast<decltype(name)>(name) }
#define NJMPI_ARGUMENT(data, parameter) NJMPI_ARGUMENT_OF parameter
#define NJMPI_ARGUMENT_LIST(parameters) NJMPI_FOR_EACH(NJMPI_ARGUMENT, , NJMPI_UNPACK parameters)

#define NJMPI_RESULT_code int
#define NJMPI_RESULT_pending pending
#define NJMPI_RESULT_flagged flagged

#ifdef __NJMPI_ANALYSIS__
// The rewriter reads calls, and gives the diagnostics itself: nothing of the library is instantiated. A
// body there must be, or arguments of local types were uses of functions that nobody can define.
#define NJMPI_BODY(...)                                                                                      \
  {                                                                                                          \
    return {};                                                                                               \
  }
#else
#define NJMPI_BODY(...) __VA_ARGS__
#endif
