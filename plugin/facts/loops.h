// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Annotated loops: the nest, what it reads and writes and where, its reductions; and what stands in the way
// of distributing it.
#ifndef NJMPI_PLUGIN_FACTS_LOOPS_H
#define NJMPI_PLUGIN_FACTS_LOOPS_H

#include "attributes.h"
#include "facts/calls.h"
#include "clang/AST/StmtCXX.h"
#include <optional>
#include <string>
#include <vector>

namespace njmpi {

/// One canonical loop: for (index = First; index Compare Bound; index += Step). A range-for has a Range
/// instead of First and Bound; its position in the range, from 0, is what subscripts are counted in.
struct Level {
  const clang::Stmt *Loop = nullptr;                ///< ForStmt or CXXForRangeStmt
  const clang::VarDecl *Index = nullptr;            ///< of a range-for: its loop variable
  bool Declared = true;                             ///< the index is declared in the header, not before
  const clang::Expr *First = nullptr;               ///< initial value as written
  const clang::Expr *Bound = nullptr;               ///< what the index is compared with, as written
  const clang::Expr *Added = nullptr;               ///< k of i + k < n, i - k < n, as written
  bool Subtracted = false;                          ///< the latter
  const clang::Expr *Range = nullptr;               ///< of a range-for: the contiguous range, as written
  clang::BinaryOperatorKind Compare = clang::BO_LT; ///< with the index on the left
  const clang::Expr *Condition = nullptr, *Increment = nullptr; ///< as written
  const clang::Expr *Step = nullptr;                            ///< c of += c or -= c, as written; null: 1
  std::optional<int64_t> Stride =
      1; ///< what is added to the index, negative if Descending, where it is known
  bool Descending = false;
  bool Invariant = true; ///< bounds and step do not name an index of an outer level
};

/// Coefficient times the product of Factors, which are integers that do not change in the nest.
struct Product {
  int64_t Coefficient = 1;
  llvm::SmallVector<const clang::Expr *, 2> Factors;
  std::string Key; ///< of the factors: two products of one key differ only in their coefficient

  bool isNumber() const { return Factors.empty(); }
};

/// index = Factor * i(Level) + Constant + the sum of Terms; Level -1: it does not move with the nest. A Level
/// from Loop::Levels.size() on is one of Loop::Inner.
struct Subscript {
  int Level = -1;
  int64_t Factor = 0; ///< not 0 with a level
  int64_t Constant = 0;
  llvm::SmallVector<Product, 2> Terms;
  const clang::Expr *Whole = nullptr; ///< as written: the subscript, or for a[i * m + j] all of it

  /// Ordinary arrays: the element's place in memory is the sum over the subscripts of subscript times Scale,
  /// in elements; times the extents of the dimensions on its right.
  Product Scale;
  int Dimension = -1; ///< of an mdspan, whose stride is known at run time only; multiplies Scale

  /// This minus the other, where that is one number in every iteration.
  std::optional<int64_t> minus(const Subscript &Other) const;
  /// Both move with the same level alike, or not at all.
  bool movesLike(const Subscript &Other) const { return Level == Other.Level && Factor == Other.Factor; }
};

enum class ArrayKind {
  Field,      ///< njmpi::field
  Replicated, ///< a vector, span, C array, pointer, mdspan: every rank holds all of it
};

/// An array of the nest: one object that is subscripted, however often.
struct Array {
  ArrayKind Kind;
  const clang::Expr *Base; ///< as written where it is seen first: `u`, `this->u`, `s.grid[1]`
  const clang::ValueDecl *Variable = nullptr; ///< when Base is the name of a variable
  std::string Key;                            ///< equal for equal objects, however they are spelled
  std::vector<std::string>
      Within; ///< of `v[k]`, one of several vectors: the keys of what it is an element of
  clang::QualType
      Element; ///< arrays in arrays taken apart: of std::vector<std::array<double, 3>> it is double
  unsigned Dimensions = 1;
  bool Written = false, Read = false;
  /// What holds it: a lambda that the kernel is given, outside of which it has no name.
  const clang::Expr *Holder = nullptr;
  const clang::Expr *Call = nullptr; ///< of the holder, where it is read first
  bool IsObject = false;             ///< a variable that is, or owns, its elements: two such never meet
  bool IsHidden = false;             ///< nothing else leads to its elements: a local container, __restrict
};

/// A condition of `&&`, `||` or `?:`, and whether it holds.
using Guard = std::pair<const clang::Expr *, bool>;

/// One place where elements are named.
struct Access {
  unsigned Array = 0;                 ///< into Loop::Arrays
  const clang::Expr *Where = nullptr; ///< the element as written, `u(i - 1, j)`
  const clang::Expr *Base = nullptr;  ///< the array in it
  bool Read = false, Write = false;
  int Statement = -1;                ///< into Loop::Statements; -1: it serves all of them
  std::vector<Subscript> Subscripts; ///< fields: by dimension; empty where Indirect or Unknown
  uint64_t Count = 1;   ///< of an ordinary array: how many elements are named at once, f[i] of f[n][3]
  std::string Member;   ///< key of the part of the element that is named, if not all of it
  bool Unknown = false; ///< of an ordinary array that is only read: any element
  /// Of a field that is only read: the writes, of any field, that no other iteration makes to these elements,
  /// though the subscripts alone do not tell.
  std::vector<unsigned> NeverMet;
  bool InFunction = false; ///< it stands in a function, or a lambda, outside the loop that the body calls
  const clang::CallExpr *Call = nullptr; ///< by which the body calls the function
  bool WithoutSign = false; ///< a subscript that may be negative has an unsigned type shorter than an address
  /// u(col[k], j): the subscripts of a field, if one of them is computed from replicated arrays. Chain: what
  /// has to run to enumerate the indices, from the outside: inner `for` statements, `if` statements,
  /// declarations of private variables, and `if` statements before it that go on with the next iteration or
  /// end a loop.
  llvm::SmallVector<const clang::Expr *, 4> Indirect;
  std::vector<const clang::Stmt *> Chain;
  std::vector<Guard> Guards;  ///< in its expression
  bool IsPerhapsRead = false; ///< there are conditions that only the body knows
  /// What the indices are computed from: numbers, and contiguous arrays of them, all outside the nest.
  llvm::SmallVector<const clang::Expr *, 4> KeyValues, KeyMemory;
  bool KeysAreKnown = true;    ///< there is nothing else
  bool KeysAreConstant = true; ///< nothing in the kernel can change them
};

/// What runs where the elements it writes live. A body that writes by one owner rule has one, with no Parts:
/// the whole body. Reductions and ordinary arrays belong to one of several, too, so that each update runs
/// once.
struct WritingStatement {
  std::vector<const clang::Stmt *> Parts; ///< expression or `if` statements, in source order
};

enum class ReductionKind { Sum, Product, Min, Max, BitAnd, BitOr, BitXor, LogicalAnd, LogicalOr };

/// A variable, or a member, outside the nest.
struct OuterVariable {
  const clang::VarDecl *Variable = nullptr; ///< null for a member: see Target
  const clang::Expr *Target = nullptr;      ///< as written at the first update
  clang::QualType Type;
};

/// An outer variable that the nest accumulates.
struct Reduction : OuterVariable {
  ReductionKind Kind;
  std::vector<const clang::Stmt *> Updates; ///< for a located one: the `if` statements
  std::vector<OuterVariable> Located;       ///< if (e < s) { s = e; at = i; }: what is kept beside the value
  int Statement = -1;                       ///< into Loop::Statements, when there are several
};

/// Where an object lies.
enum class Lies {
  Apart,    ///< where nothing else leads
  Named,    ///< where a pointer may lead
  Anywhere, ///< where a reference or pointer leads, also in an array
};

/// What is read beside the arrays: a scalar, all elements of a container, or what a function that the body
/// calls reads of an object or of a global variable, and through the pointers that are part of that.
struct OtherMemory {
  const clang::Expr *E = nullptr; ///< as written: the memory, the object, or a pointer to it
  Lies Where = Lies::Apart;
  bool Whole = false;                     ///< of a container
  const clang::Expr *By = nullptr;        ///< what calls the function
  const clang::FieldDecl *Part = nullptr; ///< of the object, what is read
  const clang::VarDecl *Global = nullptr; ///< that the function reads; there is no E
  bool Leads = false;                     ///< it may hold pointers, through which the function reads
  std::optional<unsigned> Held; ///< into Loop::Arrays: that one is read, by a lambda that the kernel is given
};

/// Two memories of which only the run knows that they are two.
struct Overlap {
  struct Side {
    enum Kind { Array, Other, Reduction } K;
    unsigned Number; ///< into Arrays, Others, Reductions
  } A, B;
};

/// a[i * m + j]: whether j stays in its row, which only the run knows.
struct WithinRow {
  unsigned Access, Subscript; ///< into Accesses, and the subscripts of that one
  Product Length;             ///< of a row
};

/// Why a nest cannot be distributed.
struct LoopProblem {
  llvm::StringRef
      Tag; ///< "loop-form", "loop-dependence", "loop-scalar", "loop-access", "loop-call", "loop-exit"
  clang::SourceLocation Where;
  clang::SourceRange Range;
  std::string Message;
  std::vector<std::pair<clang::SourceLocation, std::string>> Notes;
};

enum class DependenceKind { Flow, Anti, Output };

/// Two accesses of one array that meet in one element, in different iterations.
struct Dependence {
  DependenceKind Kind;
  unsigned From, To; ///< into Accesses: the one that comes first in serial order, and the later one
  /// By level of the nest, in iterations; none: any. Lexicographically positive.
  std::vector<std::optional<int64_t>> Distance;
};

/// Everything known of one annotated loop in one function (in each instantiation of a template).
struct Loop {
  const LoopMark *Mark = nullptr;
  std::vector<Level> Levels;
  std::vector<Level> Inner; ///< loops in the body whose index is subscripted with, and whose bounds are known
  const clang::Stmt *Body = nullptr; ///< of the innermost level
  std::vector<Array> Arrays;
  std::vector<Access> Accesses; ///< in order of evaluation
  std::vector<WritingStatement> Statements;
  /// Fields in the body that are handed to functions that name elements of them, and their arrays.
  std::vector<std::pair<const clang::Expr *, unsigned>> Lent;
  std::vector<Reduction> Reductions;
  std::vector<OtherMemory> Others;
  std::vector<Overlap> Overlaps; ///< beside those of two arrays
  std::vector<WithinRow> Rows;
  std::vector<Dependence> Dependences;
  std::vector<LoopProblem> Problems;
  const clang::FunctionDecl *Function = nullptr; ///< that the loop is in
  bool IsInstance = false; ///< of a template: its text is that of the other instantiations
  bool IsPattern =
      false; ///< depends on template parameters: form and exits only, the rest is the instantiations'

  bool hasFields() const;
  const Level &level(unsigned I) const { return I < Levels.size() ? Levels[I] : Inner[I - Levels.size()]; }
};

/// The annotated loops of a kernel, in source order; loops inside an annotated nest belong to it.
std::vector<Loop> describeLoops(clang::Sema &S, const Kernel &K);

/// All of it as text, a line per fact, for tests.
std::string print(const Loop &L, const clang::ASTContext &Context);

/// Whether a statement, or a part of it, is such (null is nothing).
bool anyWithin(const clang::Stmt *S, llvm::function_ref<bool(const clang::Stmt *)> Holds);

/// The `continue` or `break` at the end of the first branch, if there is one.
const clang::Stmt *exitOf(const clang::IfStmt *If);

/// The source text of an expression, on one line.
std::string sourceText(const clang::Stmt *S, const clang::ASTContext &Context);

} // namespace njmpi

#endif
