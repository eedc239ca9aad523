// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every name of the runtime that generated code refers to, and how MPI's handles are spelled.
#ifndef NJMPI_PLUGIN_EMIT_NAMES_H
#define NJMPI_PLUGIN_EMIT_NAMES_H

#include "facts/datatypes.h"
#include "facts/loops.h"
#include "facts/operations.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang {
class Preprocessor;
}

namespace njmpi::names {

inline constexpr llvm::StringLiteral Limit = "njmpi::rt::limit";
inline constexpr llvm::StringLiteral World = "njmpi::rt::world";
inline constexpr llvm::StringLiteral Failed = "njmpi::rt::failed";
inline constexpr llvm::StringLiteral Started = "njmpi::rt::started";
inline constexpr llvm::StringLiteral Initialised = "njmpi::rt::initialised";
inline constexpr llvm::StringLiteral Site = "njmpi::rt::site";
inline constexpr llvm::StringLiteral InputOf = "njmpi::rt::input_of";
inline constexpr llvm::StringLiteral OutputOf = "njmpi::rt::output_of";
inline constexpr llvm::StringLiteral Input = "njmpi::rt::input";
inline constexpr llvm::StringLiteral Output = "njmpi::rt::output";
inline constexpr llvm::StringLiteral ElementOf = "njmpi::rt::element_t";
inline constexpr llvm::StringLiteral Operation = "njmpi::rt::operation";
inline constexpr llvm::StringLiteral KeptOperation = "njmpi::rt::kept_operation";
inline constexpr llvm::StringLiteral Counts = "njmpi::rt::counts";
inline constexpr llvm::StringLiteral LeftOut = "njmpi::rt::left_out";
inline constexpr llvm::StringLiteral Ready = "njmpi::rt::ready";
inline constexpr llvm::StringLiteral RawStatus = "njmpi::rt::raw";
inline constexpr llvm::StringLiteral RawStatuses = "njmpi::rt::raw_all";
inline constexpr llvm::StringLiteral RequestArray = "njmpi::rt::request_array";
inline constexpr llvm::StringLiteral RequestHandles = "njmpi::rt::request_handles";
inline constexpr llvm::StringLiteral LocalRequests = "njmpi::rt::local_requests";
inline constexpr llvm::StringLiteral FailureStatuses = "njmpi::rt::failure_statuses";
inline constexpr llvm::StringLiteral CodeIn = "njmpi::rt::code_in";
inline constexpr llvm::StringLiteral Record = "njmpi::rt::record";
inline constexpr llvm::StringLiteral Field = "njmpi::rt::field";
inline constexpr llvm::StringLiteral FieldAt = "njmpi::rt::field_at";
inline constexpr llvm::StringLiteral Described = "njmpi::rt::described";
inline constexpr llvm::StringLiteral Loop = "njmpi::rt::loop";
inline constexpr llvm::StringLiteral LoopSite = "njmpi::rt::loop_site";
inline constexpr llvm::StringLiteral LoopPostponed = "njmpi::rt::postponed";
inline constexpr llvm::StringLiteral LoopAhead = "njmpi::rt::ahead";
inline constexpr llvm::StringLiteral LoopInOrder = "njmpi::rt::in_order";
inline constexpr llvm::StringLiteral LoopPipelined = "njmpi::rt::pipelined";
inline constexpr llvm::StringLiteral LoopGuarded = "njmpi::rt::guarded";
inline constexpr llvm::StringLiteral LoopWithoutSign = "njmpi::rt::without_sign";
inline constexpr llvm::StringLiteral AsCompared = "njmpi::rt::as_compared";
inline constexpr llvm::StringLiteral Flatten = "NJMPI_FLATTEN";
inline constexpr llvm::StringLiteral LoopInFunction = "njmpi::rt::in_function";
inline constexpr llvm::StringLiteral LoopNeverWritten = "njmpi::rt::never_written";
inline constexpr llvm::StringLiteral LoopNeverMet = "njmpi::rt::never_met";
inline constexpr llvm::StringLiteral LoopUnbounded = "njmpi::rt::unbounded";
inline constexpr llvm::StringLiteral Elements = "njmpi::rt::elements";
inline constexpr llvm::StringLiteral Memory = "njmpi::rt::memory";
inline constexpr llvm::StringLiteral MemoryOf = "njmpi::rt::memory_of";
inline constexpr llvm::StringLiteral Flat = "njmpi::rt::flat";
inline constexpr llvm::StringLiteral Inline = "__attribute__((always_inline))";

/// The runtime's entry point of an operation: the cold branch of a rewritten call.
inline std::string entry(const njmpi::Operation &Op) { return "njmpi::rt::" + Op.Name.str(); }

/// The entry point that compares the call with those of the other ranks before it enters MPI.
inline std::string checkedEntry(const njmpi::Operation &Op) { return "njmpi::rt::checked::" + Op.Name.str(); }

/// How the partial results of a loop are combined, `njmpi::rt::combine::max` say.
llvm::StringRef combine(ReductionKind Kind);

/// The result type of an operation, `njmpi::flagged` say.
llvm::StringRef result(ResultKind Kind);

/// MPI's handles and constants by MPI's own names, which are macros. Preprocessed input has no macros
/// left: there the runtime's names stand for them.
class Handles {
  bool HaveMacros;

public:
  explicit Handles(clang::Preprocessor &PP);

  std::string constant(llvm::StringRef Mpi) const;
  std::string datatype(const PredefinedType &Type) const;
  std::string operation(const PredefinedOperator &Op) const;
};

/// A record as a template argument of njmpi::datatype or njmpi::rt::described.
std::string record(const Datatype &Type);

} // namespace njmpi::names

#endif
