// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The operations of the table as functions.
#pragma once

#include <njmpi/call.hpp>

namespace njmpi {
namespace rt {

#define NJMPI_OPERATION(group_, name_, mpi, section, result_, rule_, parameters, arguments)                  \
  struct NJMPI_COMPARED_ROW(name_) {                                                                         \
    using result = NJMPI_RESULT_##result_;                                                                   \
    static constexpr const char* name = #name_;                                                              \
    static constexpr rt::group group = rt::group::group_;                                                    \
    static constexpr rt::rule rule = rt::rule::rule_;                                                        \
    NJMPI_INLINE static int call(auto&&... facts) { return rt::NJMPI_COMPARED(name_)(facts...); }            \
  };
#define NJMPI_IN_PLACE(name)                                                                                 \
  template <> inline constexpr bool in_place_allowed<NJMPI_COMPARED_ROW(name)> = true;
#include <njmpi/operations.def>

} // namespace rt

/// The operations, one function per row of the table. A parameter with a default takes its value, or the
/// communicator. The last parameter is not for users: it holds where the call stands.
#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments)                      \
  template <class Operator = op::sum_type NJMPI_COMPARED_PARAMETER>                                          \
  NJMPI_RESULT_##result name(NJMPI_SIGNATURE_LIST(parameters) rt::comm_argument comm = {},                   \
                             rt::where origin = rt::where::current()) NJMPI_BODY({                           \
    return rt::invoke<rt::NJMPI_COMPARED_ROW(name)>(comm.state ? *comm.state : rt::world,                    \
                                                    origin NJMPI_ARGUMENT_LIST(parameters));                 \
  })

#define NJMPI_QUERY(name, mpi, section, result) NJMPI_QUERY_##result(name)
#define NJMPI_QUERY_int(name)                                                                                \
  inline int name(rt::comm_argument comm = {}) { return rt::name(comm.state ? *comm.state : rt::world); }
#define NJMPI_QUERY_double(name)                                                                             \
  inline double name() { return rt::name(); }
#include <njmpi/operations.def>

} // namespace njmpi
