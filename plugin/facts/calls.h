// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The njmpi calls of each kernel: which operation, and which expression is which parameter.
#ifndef NJMPI_PLUGIN_FACTS_CALLS_H
#define NJMPI_PLUGIN_FACTS_CALLS_H

#include "facts/buffers.h"
#include "facts/operations.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"
#include <string>
#include <vector>

namespace njmpi {

/// One call of an operation in a kernel.
struct Call {
  const Operation *Op;
  const clang::CallExpr *Expr;
  llvm::SmallVector<const clang::Expr *, 8> Arguments; ///< by parameter of Op; null where left out
  llvm::SmallVector<Buffer, 2> Buffers;                ///< by parameter of Op; Kind None where no buffer
  llvm::SmallVector<const clang::Expr *, 4> Requests;  ///< completions: what stands before the status
  const clang::Expr *Status = nullptr;                 ///< completions: the trailing njmpi::status*
  const clang::Expr *Communicator = nullptr;           ///< null: world()
  bool CommunicatorIsObject = false;                   ///< c.neighbour_allgather(...): the object of the call
  bool InPlace = false;
  std::string ThroughHeader; ///< why the call stays one of the header function; empty: it is rewritten

  const clang::Expr *argument(ParameterKind Kind) const;
  const Buffer *buffer(llvm::StringRef Parameter) const;
};

/// A function of the source that is a kernel: itself, or one of its instantiations.
struct Kernel {
  const clang::FunctionDecl *Function;
  bool IsPattern = false;       ///< depends on template parameters; edits must hold for all instantiations
  bool IsInstantiation = false; ///< of such a pattern: facts only, its text is the pattern's
  std::vector<Call> Calls;      ///< inner calls before the calls they are arguments of
};

/// All kernels of the unit, in source order, instantiations after their pattern. `Marked` tells which
/// functions are kernels.
std::vector<Kernel> collectKernels(clang::Sema &S,
                                   llvm::function_ref<bool(const clang::FunctionDecl *)> Marked);

/// The calls in the body of one function, kernel or not.
std::vector<Call> collectCalls(clang::Sema &S, const clang::FunctionDecl *F);

/// The expression as the user wrote it: implicit conversions, also by constructors of njmpi::rt, removed.
const clang::Expr *asWritten(const clang::Expr *E);

} // namespace njmpi

#endif
