// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// operations.def as plain data: what the engine knows of each operation.
#ifndef NJMPI_PLUGIN_FACTS_OPERATIONS_H
#define NJMPI_PLUGIN_FACTS_OPERATIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace njmpi {

enum class ParameterKind {
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
  COUNTS,
  ROOT_COUNTS,
  STATUS
};
enum class ArgumentRole {
  POINTER,
  COUNT,
  TYPE,
  EACH,
  COUNTS,
  DISPLACEMENTS,
  VALUE,
  OPERATOR,
  STATUS,
  COMM,
  REQUEST,
  FLAG
};
enum class CountRule { own, equal, gather, scatter, alltoall, reduce_scatter, varying };
enum class ResultKind { code, pending, flagged, indexed, some, flagged_index };
enum class OperationFamily { Communication, Completion, Query };

struct Parameter {
  ParameterKind Kind;
  llvm::StringRef Name;

  bool isBuffer() const { return Kind <= ParameterKind::ROOT_OUT; }
  bool isWritten() const {
    return Kind == ParameterKind::OUT || Kind == ParameterKind::INOUT || Kind == ParameterKind::ROOT_OUT;
  }
  bool isRootOnly() const {
    return Kind == ParameterKind::ROOT_IN || Kind == ParameterKind::ROOT_OUT ||
           Kind == ParameterKind::ROOT_COUNTS;
  }
  bool isCounts() const { return Kind == ParameterKind::COUNTS || Kind == ParameterKind::ROOT_COUNTS; }
};

struct MpiArgument {
  ArgumentRole Role;
  llvm::StringRef Parameter;
};

struct Operation {
  OperationFamily Family;
  llvm::StringRef Group, Name, MpiName, Section;
  ResultKind Result;
  CountRule Rule;
  llvm::ArrayRef<Parameter> Parameters;
  llvm::ArrayRef<MpiArgument> Arguments;
  bool InPlace;      ///< accepts njmpi::in_place as its first argument
  bool ManyRequests; ///< Completion: a range of requests, or several

  const Parameter *parameter(llvm::StringRef Name) const;
  bool startsRequest() const { return Result == ResultKind::pending; }
  bool takesCommunicator() const {
    return Family == OperationFamily::Communication || (Family == OperationFamily::Query && Name != "wtime");
  }
};

/// The row named `njmpi::Name`, or null.
const Operation *findOperation(llvm::StringRef Name);

/// The constants a parameter of this kind defaults to when the call leaves it out, as C++ text for
/// MPI (the null string if it has no such default).
llvm::StringRef defaultText(ParameterKind Kind);

} // namespace njmpi

#endif
