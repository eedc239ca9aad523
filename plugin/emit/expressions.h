// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The user's expressions inside generated code: repeated where that is the same as evaluating once,
// and bound to a name otherwise.
#ifndef NJMPI_PLUGIN_EMIT_EXPRESSIONS_H
#define NJMPI_PLUGIN_EMIT_EXPRESSIONS_H

#include "edits.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/Twine.h"
#include <string>

namespace njmpi {

/// Evaluating `E` twice is the same as once, and costs nothing: names, literals, members, arithmetic.
bool isRepeatable(const clang::Expr *E);

/// `E` is good only where the user wrote it: it holds a temporary that the end of a declaration would destroy
/// before MPI is entered, or the name of the function.
bool belongsToCall(const clang::Expr *E);

class Expressions {
  Edits &Source;
  std::string Parameters, Arguments; ///< of the lambda: evaluated outside of it
  std::string Bindings;
  bool Complete = true;

  std::string pass(llvm::StringRef Text, llvm::StringRef Name);

public:
  explicit Expressions(Edits &Source) : Source(Source) {}

  /// The text of `E`; repeatable ones as they are, others through `const Type Name = E;`.
  std::string value(const clang::Expr *E, llvm::StringRef Type, llvm::StringRef Name);
  /// The text of an object, to be followed by `.member`; others through `auto &&Name = E;`, or a parameter
  /// of the lambda, so that its temporaries live as long as in the user's own call.
  std::string object(const clang::Expr *E, llvm::StringRef Name);
  /// The text of `E` inside the parentheses of a declaration: `functor()` would make it that of a function.
  std::string initialiser(const clang::Expr *E);
  /// The text of `E` for a place where it is evaluated once.
  std::string once(const clang::Expr *E);

  /// Adds a declaration.
  void declare(const llvm::Twine &Declaration) { Bindings += (Declaration + "; ").str(); }
  const std::string &bindings() const { return Bindings; }
  /// The lambda around `Body`, called.
  std::string lambda(const llvm::Twine &Body) const;
  /// False if some expression's text could not be had.
  bool complete() const { return Complete; }
};

} // namespace njmpi

#endif
