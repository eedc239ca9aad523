// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What calls of programs built with checks=collective enter: the interface of libnjmpi-checks, and the points
// at which libnjmpi tells it of what it does itself.
#pragma once

#include <njmpi/completion.hpp>

namespace njmpi::rt {

/// The library of checks, where a program links it.
struct checking {
  /// Before a collective operation that is not one of the table: a code if the ranks do not agree.
  int (*entering)(const communicator& comm, const char* operation, const where& origin);
  /// A communicator was made, by a call that stands there.
  void (*made)(const communicator& comm, const char* operation, const where& origin);
  /// MPI is about to be finalised.
  void (*finalising)();
};
extern const checking* checks;

#pragma GCC visibility push(default)
namespace checked {

/// The operations of the table as their entry points: each compares its call with those of the other ranks
/// before it enters MPI. On a mismatch one rank says so; all return a code.
#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments)                      \
  int name(NJMPI_FOR_EACH(NJMPI_ENTRY, , NJMPI_UNPACK parameters)                                            \
               const communicator& comm NJMPI_ENTRY_RESULT_##result,                                         \
           const site& origin);
#include <njmpi/operations.def>

/// Before the counts of an operation are exchanged among the ranks: that all of them are about to do so.
int exchange(const char* operation, int root, const communicator& comm, const site& origin);

} // namespace checked
#pragma GCC visibility pop
} // namespace njmpi::rt
