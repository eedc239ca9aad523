// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// NJMPI_DESCRIBE: the fields of a class, for builds in which the compiler does not tell them.
#pragma once

#include <njmpi/datatype.hpp>

namespace njmpi::rt {

/// A field whose type is an array is as many of its elements.
template <std::size_t Offset, class T> using field_at = field<Offset, std::remove_cv_t<T>>;

} // namespace njmpi::rt

// The offset of a member of a class with private members or base classes is conditionally supported;
// both compilers support it.
#if defined(__clang__)
#define NJMPI_ALLOW_OFFSETS                                                                                  \
  _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Winvalid-offsetof\"")                \
      _Pragma("clang diagnostic ignored \"-Wunused-member-function\"")
#define NJMPI_FORBID_OFFSETS _Pragma("clang diagnostic pop")
#else
#define NJMPI_ALLOW_OFFSETS                                                                                  \
  _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Winvalid-offsetof\"")
#define NJMPI_FORBID_OFFSETS _Pragma("GCC diagnostic pop")
#endif

#define NJMPI_DESCRIBE_FIELD(type, name)                                                                     \
  , ::njmpi::rt::field_at<__builtin_offsetof(type, name), decltype(type::name)>
#define NJMPI_DESCRIBE_AS(description, type, ...)                                                            \
  NJMPI_ALLOW_OFFSETS                                                                                        \
  struct description {                                                                                       \
    static constexpr auto njmpi_fields() {                                                                   \
      return ::njmpi::rt::record<sizeof(type)                                                                \
                                     NJMPI_FOR_EACH_128(NJMPI_DESCRIBE_FIELD, type, __VA_ARGS__)>{};         \
    }                                                                                                        \
  };                                                                                                         \
  NJMPI_FORBID_OFFSETS static_assert(::njmpi::rt::described<type, description>);

/// NJMPI_DESCRIBE(type, members...): the members of a class that travel, in any order, next to the class
/// (in its namespace) or inside it, where private members can be named. Up to 128 members; base classes
/// count by their members. A member that is left out is not sent. A semicolon may follow; inside a class,
/// -Wpedantic calls it superfluous.
#define NJMPI_DESCRIBE(type, ...)                                                                            \
  NJMPI_DESCRIBE_AS(NJMPI_JOIN(njmpi_description_, __COUNTER__), type, __VA_ARGS__)
