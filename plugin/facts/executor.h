// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Executes a function symbolically as one rank of a world of a given size: what depends on the rank, the size
// and constants is computed, what is unknown is decided by an assignment that all ranks share. The result is
// a trace. Nothing here judges.
#ifndef NJMPI_PLUGIN_FACTS_EXECUTOR_H
#define NJMPI_PLUGIN_FACTS_EXECUTOR_H

#include "facts/calls.h"
#include "facts/trace.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/bit.h"

namespace clang {
class Sema;
}

namespace njmpi::execution {

/// Names of the values of MPI_Comm_rank and MPI_Comm_size in the world.
constexpr llvm::StringLiteral RankName = "rank", SizeName = "size";

/// A number made of numbers, the same in every execution.
template <class... T> uint64_t identity(const T &...Parts) {
  return static_cast<size_t>(llvm::hash_combine(Parts...));
}

constexpr unsigned MostUnknownTrips = 2; ///< of a loop whose end is unknown

/// Answers to what is unknown, the same on all ranks.
class Assignment {
public:
  /// Default: the answer to what is not forced. Trips: after how many a loop whose end is unknown is left.
  explicit Assignment(bool Default = false, unsigned Trips = MostUnknownTrips)
      : Trips(Trips), Default(Default) {}
  void force(uint64_t Key, bool Taken) { Forced[Key] = Taken; }
  /// With Fixed, a question that is not to be answered otherwise.
  bool decide(Decision Question, std::optional<bool> Preferred, bool Fixed);
  /// The question that came up last, if it came up here, left a loop.
  void leaves(clang::SourceLocation Where);
  const std::vector<Decision> &asked() const { return Asked; }
  unsigned mostTrips() const { return Trips; }
  /// What an unknown number is supposed to be.
  void suppose(uint64_t Symbol, int64_t Number) { Supposed[Symbol] = Number; }
  std::optional<int64_t> supposed(uint64_t Symbol) const {
    const auto Found = Supposed.find(Symbol);
    return Found == Supposed.end() ? std::nullopt : std::optional(Found->second);
  }

private:
  unsigned Trips;
  bool Default;
  llvm::DenseMap<uint64_t, bool> Forced;
  llvm::DenseMap<uint64_t, bool> Known;
  llvm::DenseMap<uint64_t, int64_t> Supposed;
  std::vector<Decision> Asked;
};

/// What ranks learn of each other while communicators are made.
struct World {
  struct Part {
    bool Said = false;
    bool In = false; ///< takes part
    int64_t Color = 0, Key = 0;
    bool Known = true;
  };
  unsigned Size = 0;
  std::map<std::string, std::vector<Part>> Splits;           ///< by the new communicator's key
  std::map<std::string, std::map<int64_t, Cell>> Broadcasts; ///< what the root had, by communicator and order
  std::set<Line> Lines;                                      ///< that communicators are made of
  bool Learned = false;                                      ///< in this pass
};

/// The function to execute.
struct Root {
  const clang::FunctionDecl *Function = nullptr;
  bool IsMain = false;
  const Kernel *OfKernel = nullptr; ///< njmpi calls are read from here
};

/// How much work is left for one root, and what its executions need not find out again.
struct Budget {
  uint64_t Steps = 400'000;
  llvm::DenseMap<const clang::Stmt *, bool> Communicates;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::DenseSet<const clang::VarDecl *>> Counters;
  llvm::DenseMap<const clang::Type *, bool> Containers;
};

/// The body of a lambda.
inline bool isLambdaBody(const clang::FunctionDecl *F) {
  auto *Method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(F);
  return Method && Method->getParent()->isLambda();
}

class Executor {
public:
  Executor(clang::Sema &S, const Root &R, World &W, Assignment &Answers, Budget &Left, unsigned Rank);
  Trace run();

private:
  enum class Flow { Next, Break, Continue, Return, Jump, Stop };

  struct Frame {
    const clang::FunctionDecl *Function = nullptr;
    llvm::DenseMap<const clang::ValueDecl *, uint64_t> Variables;
    std::vector<uint64_t> Declared;
    std::optional<Value> This;
    Value Returned;
    bool ReturnsPlace = false;
  };

  // ---- statements (executor_statements.cpp) ----
  Flow execute(const clang::Stmt *S);
  Flow executeBlock(llvm::ArrayRef<const clang::Stmt *> Body);
  Flow executeIf(const clang::IfStmt *S);
  Flow executeLoop(const clang::Stmt *Loop, const clang::Expr *Condition, const clang::Expr *Step,
                   const clang::Stmt *Body, bool BodyFirst);
  Flow executeTry(const clang::CXXTryStmt *S);
  void unwind(clang::SourceLocation Where);
  Flow executeSwitch(const clang::SwitchStmt *S);
  Flow executeRange(const clang::CXXForRangeStmt *S);
  void declare(const clang::VarDecl *V);
  void endScope(size_t From);
  bool isTrue(const clang::Expr *Condition) const;
  bool dependsOnData(const Value &V) const;
  std::optional<int64_t> trips(const clang::Stmt *Loop, const clang::Expr *Condition,
                               const clang::Expr *Step);
  bool communicates(const clang::Stmt *S);
  void havoc(const clang::Stmt *S);
  bool truth(const clang::Expr *Condition, bool Fixed = false, std::optional<bool> Preferred = {});
  bool decide(const Value &V, clang::SourceLocation Where, bool Fixed = false,
              std::optional<bool> Preferred = {});
  Flow stop(Ending How, clang::SourceLocation Where);
  bool step(clang::SourceLocation Where);

  // ---- expressions (executor_expressions.cpp) ----
  Value evaluate(const clang::Expr *E);
  Value place(const clang::Expr *E);
  Value evaluateCast(const clang::CastExpr *E);
  Value evaluateUnary(const clang::UnaryOperator *E);
  Value evaluateBinary(const clang::BinaryOperator *E);
  Value arithmetic(clang::BinaryOperatorKind Op, const Value &L, const Value &R, clang::QualType Type,
                   clang::QualType LeftType, clang::QualType RightType);
  Value combine(clang::BinaryOperatorKind Op, const Value &L, const Value &R, clang::QualType Type,
                clang::QualType LeftType, clang::QualType RightType);
  Value compare(clang::BinaryOperatorKind Op, const Value &L, const Value &R, bool Floating = false,
                bool Unsigned = false);
  void guard(clang::BinaryOperatorKind Op, Value L, Value R);
  bool counts(const clang::Expr *E);
  Value Assigned;           ///< where the last assignment or increment was made
  bool Guards = true;       ///< comparisons tell what the program is written for
  bool UpperGuards = false; ///< and those from below do: more than tell something depends on them
  Value add(const Value &Pointer, const Value &Index, int64_t Bytes);
  Value truncate(Value V, clang::QualType To);
  void initialize(const Value &Where, clang::QualType Type, const clang::Expr *Init);
  Value constantOfMpi(const clang::Expr *E);
  llvm::StringRef macroOfMpi(clang::SourceLocation Begin) const;

  // ---- memory (executor_memory.cpp) ----
  uint64_t make(Object O);
  Object &object(uint64_t Id) { return Result.Objects[Id]; }
  uint64_t variable(const clang::ValueDecl *V);
  Value load(const Value &Where, clang::QualType Type, const clang::Stmt *Site);
  void store(const Value &Where, clang::QualType Type, const Value &V, const clang::Stmt *Site);
  void copy(const Value &To, const Value &From, int64_t Bytes);
  void blur(uint64_t Object);
  void blurAt(const Value &Where, std::optional<int64_t> Bytes);
  void escape(const Value &V, bool Handed = false, unsigned Depth = 0);
  void escapeHandles(uint64_t Object);
  void access(const Value &Where, std::optional<int64_t> Bytes, bool Write, const clang::Stmt *Site);
  Value leaf(uint64_t Key, clang::QualType Type, clang::SourceLocation Where);
  std::optional<int64_t> bytesOf(clang::QualType T);
  void watch(uint64_t Object) { Watched.insert(Object); }

  // ---- calls (executor_calls.cpp) ----
  Value call(const clang::CallExpr *E);
  Value enter(const clang::FunctionDecl *F, llvm::ArrayRef<Value> Arguments, std::optional<Value> This,
              const clang::Stmt *Site);
  std::optional<Value> libraryCall(const clang::CallExpr *E, const clang::FunctionDecl *F);
  Value unseenCall(const clang::CallExpr *E, llvm::ArrayRef<Value> Arguments);
  Value allocate(const clang::CallExpr *E, const Value &Bytes, bool Zeroed);
  uint64_t fresh(const clang::Stmt *Site);

  // ---- handles (executor_handles.cpp) ----
  uint64_t makeHandle(Handle H);
  uint64_t predefined(HandleKind Kind, llvm::StringRef Name);
  uint64_t nullHandle(HandleKind Kind);
  Handle &handle(uint64_t Id) { return Result.Handles[Id]; }
  /// The handle in a value; none if it is no handle of MPI.
  std::optional<uint64_t> handleIn(const Value &V, HandleKind Kind);
  Value makeCommunicator(const Event &E, clang::SourceLocation Where);
  Value makeGroup(const Event &E);
  Value makeDatatype(const Event &E);
  std::optional<std::vector<int64_t>> integersAt(const Value &Where, const Value &Count);
  std::optional<std::vector<int>> split(const std::string &Key, const std::vector<int> &Parent,
                                        World::Part Mine, bool &NullResult);
  Event &addEvent(EventKind Kind, const clang::Stmt *Site);

  // ---- MPI's C interface (executor_mpi.cpp, executor_requests.cpp) ----
  Value named(MpiParameter Kind, const Value &V, const clang::Expr *E);
  Value callMpi(const MpiFunction &F, const clang::CallExpr *E);
  void readBuffers(Event &E);
  void perform(Event &E, const clang::CallExpr *Site);
  void query(const Event &E);
  void complete(Event &E);
  void begin(Event &E);
  std::optional<int> rankIn(uint64_t Communicator);
  std::optional<int64_t> sizeOf(uint64_t Communicator);
  void write(const Value &Where, clang::QualType Type, const Value &V);
  void writeInt(const Value &Where, const Value &V);
  void resultOf(Event &E);
  void received(const BufferUse &B);
  void broadcast(Event &E);
  static const clang::RecordDecl *statusIn(clang::QualType T);
  void writeStatus(const Argument &Where, const Value &Source, const Value &Tag);
  Value requestAt(const Value &Where);
  void markSent(Event &E);
  void startRequest(Event &E);

  // ---- C++ (executor_cxx.cpp) ----
  std::optional<Value> evaluateCxx(const clang::Expr *E);
  std::optional<Value> placeCxx(const clang::Expr *E);
  void construct(const Value &Where, const clang::CXXConstructExpr *E);
  void initializeFields(const Value &Where, const clang::CXXRecordDecl *Class,
                        const clang::CXXConstructorDecl *Done);
  void enterConstructor(const Value &Where, const clang::CXXConstructorDecl *C,
                        llvm::ArrayRef<Value> Arguments, const clang::Stmt *Site);
  void bindParameter(Frame &F, const clang::ParmVarDecl *P, Value V);
  void destroy(uint64_t Object);
  void destroy(const Value &Where, const clang::CXXRecordDecl *Class);
  void forget(const Value &Where, clang::QualType Type);
  void release(const Value &Where, clang::QualType Type);
  Value temporary(clang::QualType Type, const clang::Stmt *Site);
  void changed(uint64_t Object, llvm::StringRef How, const clang::Stmt *Site);

  // ---- containers (executor_containers.cpp) ----
  std::optional<Value> callContainer(const clang::CallExpr *E);
  std::optional<Value> callOperator(const clang::CXXOperatorCallExpr *E);
  std::optional<Value> callStandard(const clang::CallExpr *E, llvm::StringRef Name);
  void constructContainer(const Value &Where, const clang::CXXConstructExpr *E);
  bool isContainer(clang::QualType T) const;
  /// An iterator that is a pointer in a class.
  bool isPointerLike(clang::QualType T) const;
  bool isView(clang::QualType T) const;
  clang::QualType elementOf(clang::QualType T) const;
  void makeElements(const Value &Where, clang::QualType Container, const Value &Extent,
                    const clang::Stmt *Site);
  Value elements(const Value &Container, clang::QualType Type);
  bool ownsContainers(clang::QualType T);
  void copyElements(const Value &Where, clang::QualType T, const Value &Theirs, const Value &Extent,
                    const clang::Stmt *Site);
  void copyContainers(const Value &Where, clang::QualType T, const clang::Stmt *Site);
  static std::optional<int64_t> removedAt(const clang::CallExpr *E, llvm::StringRef Name,
                                          llvm::ArrayRef<Value> Arguments, const Value &Elements,
                                          const Value &Extent, int64_t Each);
  void removeElement(const Value &Elements, int64_t Index, int64_t Extent, int64_t Each);
  Value extent(const Value &Container, clang::QualType Type);

  // ---- owning pointers (executor_owners.cpp) ----
  bool isOwner(clang::QualType T) const;
  std::optional<Value> callOwner(const clang::CallExpr *E);
  std::optional<Value> makeOwner(const clang::CallExpr *E, llvm::StringRef Name);
  void constructOwner(const Value &Where, const clang::CXXConstructExpr *E);
  Value owned(const Value &Owner);
  void setOwned(const Value &Owner, const Value &What, const clang::Stmt *Site);
  Value releaseOwned(const Value &Owner);

  // ---- njmpi (executor_njmpi.cpp) ----
  std::optional<Value> callNjmpi(const clang::CallExpr *E);
  std::optional<Value> stateOfRequest(const clang::CallExpr *E);
  std::optional<Value> partOfStatus(const clang::CallExpr *E);
  const Call *njmpiCall(const clang::CallExpr *E);
  std::optional<Value> madeCommunicator(const clang::CallExpr *E);
  std::optional<BufferUse> bufferOf(const Buffer &B, MpiParameter Kind);
  std::optional<uint64_t> communicatorIn(const clang::Expr *E);
  void requestPlaces(const clang::Expr *A, std::vector<Value> &Places, bool &Known);
  Value completion(const Call &C, const MpiFunction &F);
  void setField(const Value &Where, clang::QualType Type, llvm::StringRef Name, const Value &V);
  Value pendingOf(clang::QualType Type, uint64_t Request, const clang::Stmt *Site);
  uint64_t spent(uint64_t Request);
  Value rankOrSize(std::optional<uint64_t> Communicator, bool Rank, const clang::Stmt *Site);
  Value flagOf(clang::QualType Type, bool Flag, const clang::Stmt *Site);

  clang::Sema &S;
  clang::ASTContext &Context;
  const Root &Start;
  World &Shared;
  Assignment &Answers;
  Budget &Left;
  Trace Result;
  std::deque<Frame> Frames; ///< what is called is entered and left while references into others are held
  llvm::DenseMap<const clang::ValueDecl *, uint64_t> Globals;
  llvm::DenseMap<const clang::Stmt *, unsigned> Visits;
  llvm::DenseMap<const clang::Decl *, unsigned> Declarations;
  llvm::DenseMap<uint64_t, uint64_t> LeafObjects, LeafHandles;
  std::map<std::string, uint64_t> Predefined;
  std::map<std::string, unsigned> Created;     ///< communicators made from one, windows on one
  std::map<std::string, unsigned> Collectives; ///< calls on a communicator
  llvm::DenseMap<uint64_t, double> Literals;   ///< of the program, by their symbols
  llvm::DenseMap<uint64_t, Line> Lines;        ///< by the symbol of what a rank is in
  llvm::DenseSet<uint64_t> FromOthers;         ///< symbols made of what other ranks sent
  Value unknown(uint64_t Id) const {
    const auto Number = Answers.supposed(Id);
    return Number ? Value::integer(*Number) : Value::symbol(Id);
  }
  Value literal(double Number) {
    const uint64_t Id = identity(20, llvm::bit_cast<uint64_t>(Number));
    Literals[Id] = Number;
    return Value::symbol(Id);
  }
  /// A symbol made of others.
  Value made(uint64_t Id, const Value &L, const Value &R = {}) {
    if ((L.isSymbol() && FromOthers.contains(L.Id)) || (R.isSymbol() && FromOthers.contains(R.Id)))
      FromOthers.insert(Id);
    return Value::symbol(Id).ofRank(L.OfRank || R.OfRank);
  }
  llvm::DenseSet<uint64_t> Watched;
  llvm::DenseSet<uint64_t> Active; ///< requests
  /// Where a request was completed, out of several: the others, any of which it could have been.
  std::map<std::pair<uint64_t, int64_t>, std::vector<uint64_t>> CouldBeDone;
  llvm::DenseMap<const clang::CallExpr *, const Call *> NjmpiCalls;
  llvm::DenseSet<const clang::FunctionDecl *> Read; ///< functions whose calls of njmpi are known
  std::vector<std::unique_ptr<std::vector<Call>>> Books;
  /// What the closures of a lambda copied, by the variables that its body names.
  std::map<const clang::CXXRecordDecl *, llvm::DenseMap<const clang::ValueDecl *, uint64_t>> CopiedInto;
  std::map<uint64_t, std::vector<uint64_t>> Owned; ///< the elements of an object's containers
  std::vector<const clang::FunctionDecl *> AtExit;
  bool Watching = false; ///< some operation may be using memory
  unsigned InCall = 0;

  /// The two sides of a comparison that has no value.
  struct Comparison {
    clang::BinaryOperatorKind Op;
    Value L, R;
    bool Floating = false;
  };
  clang::SourceLocation TalkingLoop; ///< in which ranks communicate, around what is executed
  bool Again = false;                ///< it has run before
  size_t LastPass = 0; ///< of an endless loop: the depth of its frame, where an unknown way out is taken
  clang::SourceLocation Leaving; ///< the one that ends by the condition that is looked at
  llvm::DenseMap<uint64_t, Comparison> Comparisons;
  struct Interval {
    int64_t Low = INT64_MIN, High = INT64_MAX;
    std::vector<int64_t> Not;
  };
  llvm::DenseMap<uint64_t, Interval> Intervals;
  std::optional<bool> known(const Comparison &C) const;
  void learn(const Comparison &C, bool Taken);

  bool Stopped = false;
  unsigned Trying = 0;                      ///< blocks that may catch an exception
  const clang::LabelDecl *Target = nullptr; ///< of the jump under way
  uint64_t Steps = 0;
};

/// The kind of handle that a type names, MPI_Comm say.
std::optional<HandleKind> handleKind(clang::QualType T);

} // namespace njmpi::execution

#endif
