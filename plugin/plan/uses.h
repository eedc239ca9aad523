// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the body of a loop names its arrays.
#ifndef NJMPI_PLUGIN_PLAN_USES_H
#define NJMPI_PLUGIN_PLAN_USES_H

#include "facts/loops.h"

namespace njmpi {

/// The identifier, where E is nothing but the unqualified name of a variable or of a member of *this; or
/// empty.
llvm::StringRef namedPlainly(const clang::Expr *E);

/// The last name in `s.grid[1]`: grid; "array" if there is none.
llvm::StringRef lastName(const clang::Expr *E);

/// Whether the nest names the variable of an array only to subscript it, or to ask for its extent.
bool onlyAccessed(const Loop &L, unsigned Array);

/// A lambda around an expression that names all it captures.
const clang::LambdaExpr *closedLambda(const clang::Stmt *S, const clang::Expr *E);

/// Whether an iteration may run without evaluating E: it stands under a condition, or in a loop of the body.
bool isConditional(const clang::Stmt *Body, const clang::Expr *E);

/// Whether a statement names a variable, or holds another one (null holds nothing).
bool mentions(const clang::Stmt *S, const clang::VarDecl *V);
bool encloses(const clang::Stmt *Outer, const clang::Stmt *S);

/// Whether a statement needs a variable that is declared in the nest, other than one.
bool namesInside(const clang::Stmt *S, clang::SourceRange Nest, const clang::VarDecl *But);
/// Whether it needs one that is declared in the body.
bool namesBody(const clang::Stmt *S, const Loop &L);

} // namespace njmpi

#endif
