// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Annotated loops: the nest, what it reads and writes and where, its reductions; and what stands in the way of
// distributing it.
#ifndef NJMPI_PLUGIN_FACTS_LOOPS_H
#define NJMPI_PLUGIN_FACTS_LOOPS_H

#include "attributes.h"
#include "facts/calls.h"
#include "clang/AST/StmtCXX.h"
#include <optional>
#include <string>
#include <vector>

namespace njmpi {

/// One canonical loop of a nest: for (index = First; index Compare Bound; index += Step). Range-for is a level
/// without First and Bound.
struct Level {
  const clang::Stmt *Loop = nullptr;           ///< ForStmt or CXXForRangeStmt
  const clang::VarDecl *Index = nullptr;       ///< of a range-for: its loop variable
  bool Declared = true;                        ///< the index is declared in the header, not before
  const clang::Expr *First = nullptr;          ///< initial value as written
  const clang::Expr *Bound = nullptr;          ///< what the index is compared with, as written
  clang::BinaryOperatorKind Compare = clang::BO_LT; ///< with the index on the left
  const clang::Expr *Condition = nullptr, *Increment = nullptr; ///< as written
  const clang::Expr *Step = nullptr;           ///< c of += c or -= c, as written; null: 1
  bool Descending = false;
  bool Invariant = true; ///< bounds and step do not name an index of an outer level
};

/// index = Factor * i(Level) + Constant + the sum of Terms; Level -1: it does not move with the nest.
struct Subscript {
  int Level = -1;
  int Factor = 0;                  ///< 1 or -1 with a level
  int64_t Constant = 0;
  struct Term {
    bool Negative;
    const clang::Expr *E; ///< does not change in the nest
  };
  std::vector<Term> Terms;
  const clang::Expr *Whole = nullptr; ///< as written

  /// This minus the other, where that is one number in every iteration.
  std::optional<int64_t> minus(const Subscript &Other) const;
};

enum class ArrayKind {
  Field,      ///< njmpi::field
  Replicated, ///< a vector, span, C array, pointer, mdspan: every rank holds all of it
};

/// An array of the nest: one object that is subscripted, however often.
struct Array {
  ArrayKind Kind;
  const clang::Expr *Base;               ///< as written where it is seen first: `u`, `this->u`, `s.grid[1]`
  const clang::ValueDecl *Variable = nullptr; ///< when Base is the name of a variable
  clang::QualType Element;
  unsigned Dimensions = 1;
  bool Written = false;
  bool OwnMemory = false; ///< cannot overlap another array: a local container, a field, __restrict
};

/// One place where an element is named.
struct Access {
  unsigned Array = 0;                     ///< into Loop::Arrays
  const clang::Expr *Where = nullptr;     ///< the whole expression, `u(i - 1, j)`
  const clang::Expr *Base = nullptr;      ///< the array in it
  bool Read = false, Write = false;
  int Statement = -1;                     ///< into Loop::Statements; -1: it serves all of them
  std::vector<Subscript> Subscripts;      ///< empty where Indirect
  /// u(col[k]): the index is read from replicated arrays. Chain: what has to run to enumerate the indices, from
  /// the outside: inner `for` statements, `if` statements, declarations of private variables.
  const clang::Expr *Indirect = nullptr;
  std::vector<const clang::Stmt *> Chain;
};

/// A statement of the body that writes elements; with one owner rule for all of them there is one.
struct WritingStatement {
  const clang::Stmt *S = nullptr; ///< null: the whole body
};

enum class ReductionKind { Sum, Product, Min, Max, BitAnd, BitOr, BitXor, LogicalAnd, LogicalOr };

/// An outer variable that the nest accumulates.
struct Reduction {
  ReductionKind Kind;
  const clang::VarDecl *Variable = nullptr; ///< null for a member: see Target
  const clang::Expr *Target = nullptr;      ///< as written at the first update
  clang::QualType Type;
  std::vector<const clang::Stmt *> Updates;
  /// if (e < s) { s = e; at = i; }: the index expressions kept beside a minimum or maximum, and the compound
  /// statements of each update.
  std::vector<const clang::Expr *> Located;
};

/// Why a nest cannot be distributed.
struct LoopProblem {
  llvm::StringRef Tag; ///< "loop-form", "loop-dependence", "loop-scalar", "loop-access", "loop-call", "loop-exit"
  clang::SourceLocation Where;
  clang::SourceRange Range;
  std::string Message;
  std::vector<std::pair<clang::SourceLocation, std::string>> Notes;
};

/// A dependence of the nest on itself: written minus read index by level, in the distributed dimensions.
struct Dependence {
  unsigned Write, Read;             ///< into Accesses
  std::vector<int64_t> Distance;    ///< by level, in iterations: positive, written earlier (carried)
  bool Carried = false;             ///< lexicographically positive: an earlier iteration writes what a later one reads
};

/// Everything known of one annotated loop in one function (in each instantiation of a template).
struct Loop {
  const LoopMark *Mark = nullptr;
  std::vector<Level> Levels;
  const clang::Stmt *Body = nullptr; ///< of the innermost level
  std::vector<Array> Arrays;
  std::vector<Access> Accesses;
  std::vector<WritingStatement> Statements;
  std::vector<Reduction> Reductions;
  std::vector<Dependence> Dependences;
  std::vector<LoopProblem> Problems;

  bool hasFields() const;
};

/// The annotated loops of a kernel, in source order; loops inside an annotated nest belong to it.
std::vector<Loop> describeLoops(clang::Sema &S, const Kernel &K);

/// All of it as text, a line per fact, for tests.
std::string print(const Loop &L, clang::ASTContext &Context);

} // namespace njmpi

#endif
