// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the facts of one annotated loop are gathered: nest.cpp reads its form, loop_body.cpp walks the
// statements, loop_places.cpp and loop_call_places.cpp say what expressions name, loop_arrays.cpp records
// accesses, loop_aliases.cpp what else may be part of an array, loop_keys.cpp what indirect ones are computed
// from, loop_tables.cpp tells apart what one read stands for, loop_calls.cpp looks into calls,
// loop_effects.cpp says what functions do, loop_known_functions.cpp what some are known to do,
// loop_functions.cpp into the bodies of what is called, reductions.cpp recognises updates of scalars,
// loop_scalars.cpp looks at all of them, dependences.cpp and congruences.cpp compare accesses.
#ifndef NJMPI_PLUGIN_FACTS_LOOP_READER_H
#define NJMPI_PLUGIN_FACTS_LOOP_READER_H

#include "facts/loop_terms.h"
#include "facts/loops.h"
#include "facts/types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <set>

namespace njmpi {

/// What an expression names.
struct Place {
  enum Kind {
    Private, ///< a variable of the body, or a temporary
    Index,   ///< of a level, or of a loop in the body
    Outer,   ///< a variable or member outside the nest, all of it
    Element, ///< of an array outside the nest
    Unknown, ///< memory that is reached by a pointer or reference nobody can follow
    Value,   ///< nothing in memory: a function, a constant
  } K = Value;
  struct Step {                                      ///< one subscript
    llvm::SmallVector<const clang::Expr *, 2> Added; ///< the subscript is their sum
    llvm::SmallVector<const clang::Expr *, 1> Subtracted;
    std::optional<int64_t> Extent;         ///< of this dimension, where the type has it
    int Dimension = -1;                    ///< of an mdspan
    const clang::Stmt *Position = nullptr; ///< the range-for whose position this is
    bool Any = false;                      ///< some element
  };
  const clang::Expr *Where = nullptr; ///< Element: the whole expression
  const clang::Expr *Base = nullptr;  ///< Element: the array. Outer: the expression
  const clang::ValueDecl *Variable = nullptr;
  std::string Key;                 ///< of Base
  std::vector<std::string> Within; ///< of one of several vectors: the keys of what it is an element of
  std::string Member;              ///< of the element, if only a part of it is named
  llvm::SmallVector<Step, 4> Steps;
  bool IsField = false;
  bool IsAddress = false; ///< a pointer to an element of a field, beside which nobody knows what lies
  bool Closed = false;    ///< a member of the element, or an element of one that has its own memory, follows
  bool Scattered = false; ///< elements of elements that have their own memory
  bool Pending = false;   ///< a pointer to the first element of Base: the next subscript is its first
};

/// p->x, one object behind an outer pointer.
Place oneBehind(Place P);

/// What may change in the nest, found before the expressions are read.
struct Change {
  std::string Key;
  const clang::Expr *What;
  clang::QualType Type; ///< of what is changed
  bool Surely;          ///< assigned; else only passed where it might be
};

enum class Use { Read, Write, Update };

/// What a function reads of an object.
struct ObjectRead {
  bool Whole = true;                                      ///< nobody knows
  llvm::SmallVector<const clang::ValueDecl *, 4> Members; ///< else these

  void add(const ObjectRead &Other) {
    Whole |= Other.Whole;
    Members.append(Other.Members.begin(), Other.Members.end());
  }
};

/// What a function does beside computing its result.
struct Effects {
  bool Known = true;
  llvm::StringRef Tag; ///< not empty: why it cannot be called, see Reason
  std::string Reason;  ///< "it writes 'total'"
  clang::SourceLocation Where;
  llvm::SmallVector<bool, 4> Written; ///< by parameter: what it refers or points to; empty: by its type
  llvm::SmallVector<bool, 4> Beyond; ///< by parameter: what lies beside that; empty: nobody knows of pointers
  bool WritesObject = false;
  bool NamesFields = false;                             ///< elements of fields are named
  ObjectRead Object;                                    ///< of the object
  llvm::SmallVector<ObjectRead, 4> Arguments;           ///< by parameter; empty: nobody knows
  llvm::SmallVector<const clang::VarDecl *, 2> Globals; ///< read
};

/// Looks into functions, each once.
class EffectsCache {
public:
  explicit EffectsCache(clang::ASTContext &Context) : Context(Context) {}
  const Effects &of(const clang::FunctionDecl *F);
  /// What a parameter that is no constant refers to.
  bool mayWrite(const clang::FunctionDecl *F, unsigned Parameter);
  /// A pointer that is more than dereferenced, a reference whose address is taken.
  void findBeyond(const clang::FunctionDecl *F, const clang::Stmt *S, Effects &Into);
  clang::ASTContext &Context;

private:
  std::map<const clang::FunctionDecl *, Effects> Known;
};

class NestReader {
public:
  using Expressions = llvm::DenseSet<const clang::Expr *>;

  /// Reads of fields in Listed are taken for reads of elements that only running the loop tells.
  NestReader(clang::Sema &S, const Kernel &K, const LoopMark &Mark, Expressions Listed = {});
  Loop read(const clang::Stmt *Annotated);
  /// Reads that are refused where their elements are near those that are written, and may be listed.
  const Expressions &scattered() const { return Scattered; }

private:
  clang::ASTContext &Context;
  const Kernel &K;
  Loop L;

  llvm::DenseMap<const clang::ValueDecl *, unsigned> Indices; ///< of Levels and Inner
  llvm::DenseMap<const clang::Stmt *, unsigned> Positions;    ///< range-for statements that are levels
  llvm::DenseSet<const clang::ValueDecl *> Private;
  llvm::DenseSet<const clang::VarDecl *> OldIndices; ///< of Inner loops left: unknown outside
  llvm::DenseMap<const clang::ValueDecl *, const clang::CXXForRangeStmt *> RangeVariables;
  std::vector<Change> Changes;
  llvm::SmallVector<const clang::Stmt *, 8> Path; ///< inner loops and ifs around what is read now
  llvm::SmallVector<const clang::DeclStmt *, 8> Declared;
  llvm::SmallVector<const clang::IfStmt *, 4>
      Exits;                              ///< `if (c) continue;` and the like before what is read now
  llvm::SmallVector<Guard, 4> Guards;     ///< conditions within the expression around what is read now
  const clang::Stmt *Part = nullptr;      ///< the statement being read, as an owner would run it
  std::vector<const clang::Stmt *> Parts; ///< by access
  Expressions Expanded;                   ///< accesses that stand for several
  const Expressions Listed;
  Expressions Scattered;
  std::map<int, int64_t> Counted; ///< while such are told apart: what the indices of inner loops are
  unsigned Breakable = 0, Lambdas = 0, LambdaWalks = 0;
  llvm::DenseSet<const clang::FunctionDecl *> Walking;                    ///< bodies of lambdas and functions
  llvm::DenseMap<const clang::ParmVarDecl *, const clang::Expr *> Passed; ///< to those being read
  llvm::SmallVector<const clang::CallExpr *, 4> Calls;                    ///< of functions being read
  llvm::SmallVector<const clang::CallExpr *, 2> Holders; ///< calls of lambdas that the kernel is given
  llvm::SmallVector<const clang::Expr *, 4> Objects;     ///< of those calls, or null: what their `this` is
  /// What is known to hold where an access stands: conditions, or their contrary.
  using Condition = std::pair<const clang::Expr *, bool>;
  std::vector<Condition> Conditions;
  std::vector<std::vector<Condition>> Holding; ///< by access
  llvm::DenseSet<const clang::LabelDecl *> Labels;
  unsigned Depth = 0;
  EffectsCache Functions;

  struct ScalarUse {
    const clang::Expr *E;
    std::optional<ReductionKind> Kind; ///< none: a read, a write
    bool Write = false;
    bool Located = false;
    const clang::Stmt *Update = nullptr;
    std::string LocatedOf; ///< key of the minimum it is kept beside
    std::vector<OuterVariable> Beside;
  };
  struct Scalar {
    OuterVariable Variable;
    std::vector<ScalarUse> Uses;
  };
  std::map<std::string, Scalar> Scalars;
  std::vector<std::string> ScalarOrder;
  struct UnknownRead {
    const clang::Expr *E;
    clang::QualType Element;
  };
  std::vector<UnknownRead> UnknownReads;
  /// A read that names no element.
  struct WholeUse {
    const clang::Expr *E; ///< what a message points at
    std::string Key;
    const clang::Expr *Object = nullptr;    ///< that a function reads: an object or a pointer
    const clang::ValueDecl *Part = nullptr; ///< the member of it that is read, or a global variable
  };
  std::vector<WholeUse> WholeReads;
  std::vector<const clang::Expr *> Handed; ///< fields in the body, to functions

  // ---- messages ----
  LoopProblem &problem(llvm::StringRef Tag, const clang::Stmt *At, const llvm::Twine &Message);
  LoopProblem &problem(llvm::StringRef Tag, clang::SourceLocation At, clang::SourceRange Range,
                       const llvm::Twine &Message);
  std::string quoted(const clang::Stmt *E) const { return "'" + sourceText(E, Context) + "'"; }
  std::string typeText(clang::QualType T) const;

  // ---- nest.cpp ----
  void readLevels(const clang::Stmt *Annotated);
  /// The level that a statement is, or why it is none.
  std::optional<Level> asLevel(const clang::Stmt *Loop, LoopProblem &Why);
  bool readHeader(const clang::ForStmt *For, Level &Into, LoopProblem &Why);
  bool readIndex(const clang::Expr *Side, Level &Into);
  bool readStep(const clang::ForStmt *For, Level &Into, LoopProblem &Why);
  bool readRange(const clang::CXXForRangeStmt *For, Level &Into, LoopProblem &Why);
  bool isSteady(Level &Of, LoopProblem &Why);
  bool isArithmetic(const clang::Expr *E);
  static const clang::Stmt *bodyOf(const clang::Stmt *Loop);
  static const clang::Stmt *onlyLoop(const clang::Stmt *Body);
  std::optional<Level> enterInner(const clang::Stmt *Loop);

  // ---- loop_changes.cpp ----
  void findChanges(const clang::Stmt *Nest);
  void addHeaderChanges(const clang::Stmt *Loop);
  const Change *changeOf(const clang::Expr *E) const;
  const Change *changeOf(
      llvm::StringRef Key,
      llvm::function_ref<bool(const Change &)> Counts = [](const Change &) { return true; }) const;
  /// Whether a value is the same in every iteration; of what stands for it outside, if not, why.
  bool isInvariant(const clang::Expr *E, const clang::Expr **Why = nullptr);
  /// Whether it is the same object in every iteration, whatever happens to the rest of what it is part of.
  bool isSameObject(const clang::Expr *E, const clang::Expr **Why = nullptr);
  bool namesPassed(const clang::Stmt *S) const;
  std::optional<Polynomial> polynomial(const clang::Expr *E);
  std::optional<Polynomial> polynomial(const Place::Step &Step);

  // ---- loop_places.cpp ----
  Place placeOf(const clang::Expr *E);
  Place placeOfCall(const clang::CallExpr *E);
  Place placeOfIterator(const clang::Expr *E);
  bool isNamedBefore(const clang::Expr *E);
  bool isFollowed(clang::QualType T, const clang::Expr *Init);
  bool isPartOfElement(const Place &Range, const clang::CXXForRangeStmt *For) const;
  Place pointee(const clang::Expr *Pointer);
  bool isZero(const clang::Expr *E);
  Place subscripted(Place Base, const clang::Expr *Where, llvm::ArrayRef<const clang::Expr *> Subscripts);
  Place placeOfVariable(const clang::Expr *E, const clang::ValueDecl *D);
  bool isUnchanged(const clang::ValueDecl *D) const;
  const clang::Expr *valueOf(const clang::ValueDecl *D) const;

  // ---- loop_arrays.cpp ----
  unsigned arrayOf(const Place &P, clang::QualType Element);
  void access(const Place &P, const clang::Expr *E, Use U);
  void addSubscript(Access &A, Subscript S);
  void accessField(Access &A, const Place &P);
  void accessReplicated(Access &A, const Place &P);
  void indirect(Access &A, const Place &P);
  const Change *changeInBody(const clang::ValueDecl *D) const;
  bool canList(const clang::Expr *Condition) const;
  static llvm::SmallVector<const clang::Stmt *, 3> headerOf(const clang::Stmt *S);

  // ---- loop_aliases.cpp ----
  Lies liesWhere(const clang::Expr *E) const;
  void findAliases();
  void addCalledReads();
  bool isHidden(const Array &A) const;
  bool isOutside(const clang::Expr *E) const;

  // ---- loop_keys.cpp ----
  void findKeys();
  bool addKeys(Access &Of, const clang::Stmt *S);
  bool addKeysOfCall(Access &Of, const clang::CallExpr *Call);

  // ---- loop_body.cpp ----
  void statement(const clang::Stmt *St);
  bool exitStatement(const clang::Stmt *St);
  void declaration(const clang::DeclStmt *St);
  void loopStatement(const clang::Stmt *St);
  void ifStatement(const clang::IfStmt *If);
  void expression(const clang::Expr *E, Use U = Use::Read);
  void bindReference(const clang::Expr *E);
  void recordAccess(Access A);
  bool namesPrivate(const clang::Stmt *S) const;
  void use(const clang::Expr *E, Use U);
  void useSubscripts(const clang::Expr *E);
  void enterRange(const clang::CXXForRangeStmt *For);
  void patternExits(const clang::Stmt *St, bool Outermost = true);

  // ---- loop_calls.cpp ----
  void call(const clang::CallExpr *E, Use U);
  bool elementCall(const clang::CallExpr *E, Use U);
  bool fieldCall(const clang::CallExpr *E);
  void construct(const clang::CXXConstructExpr *E);
  void destroyed(clang::QualType T, const clang::Expr *Object);
  void arguments(const clang::FunctionDecl *Callee, llvm::ArrayRef<const clang::Expr *> Arguments,
                 const struct Effects &Of, const clang::Expr *Call);
  void argument(const clang::Expr *Argument, clang::QualType Parameter, const clang::Expr *Call,
                std::optional<bool> Written = std::nullopt, std::optional<bool> Beyond = std::nullopt,
                const ObjectRead *Of = nullptr);
  bool hasOneElement(const clang::Expr *Call, const clang::Expr *Element);
  void object(const clang::Expr *Object, bool Written, const clang::Expr *Call,
              const struct Effects *Of = nullptr);
  const struct Effects &effects(const clang::FunctionDecl *Callee, const clang::Expr *Call);
  void iterators(const clang::FunctionDecl *Callee, llvm::ArrayRef<const clang::Expr *> Arguments,
                 const clang::Expr *Call);
  void wholeRead(const clang::Expr *E, const clang::Expr *By = nullptr, const ObjectRead *Of = nullptr);

  // ---- loop_functions.cpp ----
  void lambdaBody(const clang::CXXMethodDecl *Operator, const clang::CallExpr *Call = nullptr);
  void resolveLent();
  void functionBody(const clang::FunctionDecl *Callee, const clang::CallExpr *Call, const Effects &Of);
  bool handFields(const clang::FunctionDecl *Callee, const clang::CallExpr *Call, const Effects &Of);
  bool enterBody(const clang::FunctionDecl *Definition);
  void walkBody(const clang::FunctionDecl *Definition, const clang::CallExpr *Call, unsigned First);
  /// What an object in a function is called where the loop calls it.
  const clang::Expr *resolved(const clang::Expr *E);
  bool isElsewhere(const clang::Expr *E) const;
  bool isHere(const clang::Expr *E) const;
  static void noteCall(LoopProblem &Into, const Access &A);

  // ---- reductions.cpp, loop_scalars.cpp ----
  bool update(const clang::Expr *E);
  bool assignment(const clang::Expr *E, const clang::Expr *Target, const clang::Expr *Value);
  bool conditionalUpdate(const clang::IfStmt *If);
  bool isTarget(const clang::Expr *E);
  void scalarUse(const clang::Expr *E, const Place &P, Use U);
  Scalar &scalarOf(const clang::Expr *E);
  const clang::Expr *outside(const clang::Expr *E) const;
  void record(const clang::Expr *Target, ReductionKind Kind, const clang::Stmt *Update,
              std::vector<OuterVariable> Beside = {});
  bool fits(const clang::Expr *Target, ReductionKind Kind, llvm::ArrayRef<const clang::Expr *> Operands);
  void resolveScalars();

  // ---- dependences.cpp ----
  void resolveArrays();
  void checkHidden();
  void checkIndices();
  void checkPipeline();
  std::pair<const Access *, const Access *> twoWritten() const;
  static bool areApart(llvm::StringRef X, llvm::StringRef Y);
  void compare(unsigned Write, unsigned Other);
  bool neverMeet(unsigned Write, unsigned Other, llvm::ArrayRef<std::optional<int64_t>> Distance);
  void separate(unsigned Read);
  std::optional<Polynomial> residue(const clang::Expr *E, int64_t Modulus);
  std::optional<std::pair<Polynomial, int64_t>> congruence(const Condition &C);
  void conflict(unsigned Write, unsigned Other, const std::vector<std::optional<int64_t>> &Distance);
  void cannotTell(unsigned Write, unsigned Other);

  // ---- loop_tables.cpp ----
  std::optional<int64_t> entryOfTable(const clang::Expr *E);
  void collectCounting(const clang::Stmt *S, bool InTable, llvm::SmallVectorImpl<int> &Into);
  std::optional<Subscript> countedSubscript(const Place::Step &Step);
  llvm::SmallVector<int, 4> countingLoops(const Place &P);
  std::optional<llvm::SmallVector<int64_t, 16>> valuesOf(const Level &Of);
  bool expand(const Access &A, const Place &P);
  void checkExpanded();

  // ---- loop_ranges.cpp ----
  void checkWrite(unsigned A);
  std::vector<unsigned> distributedLevels() const;
  Polynomial restOf(const Subscript &S);
  bool isApart(const Subscript &Fixed, const Subscript &Moving);
  bool isExcluded(unsigned By, const Subscript &Fixed, const Subscript &Moving);
  std::vector<Condition> known(unsigned Access) const;
  void alignScales();
  void splitParts(unsigned Array);
  bool isWalked(unsigned Array, size_t Dimension) const;
  std::optional<bool> staysWithin(const Subscript &Inner, const Polynomial &Extent);
  bool isNested(unsigned Number);

  // ---- statements.cpp ----
  void assignStatements();
  bool sameElement(const Access &A, const Access &B) const;
};

const clang::LambdaExpr *lambdaOf(const clang::Expr *E);
/// The type of the function that is called, through a pointer, too.
const clang::FunctionProtoType *prototypeOf(const clang::CallExpr *E);

// ---- loop_known_functions.cpp ----
bool doesOutput(const clang::FunctionDecl *F);
/// Standard functions that call what nobody sees.
bool callsUnseen(const clang::FunctionDecl *F);
/// Standard functions with a state of their own.
bool hasHiddenState(const clang::FunctionDecl *F);
/// Whether a standard function makes something of an argument that it takes by T &&, as emplace_back does.
bool forwards(const clang::FunctionDecl *F, unsigned I);
/// What writes only where its arguments and its object say.
bool isHarmless(const clang::FunctionDecl *F);

} // namespace njmpi

#endif
