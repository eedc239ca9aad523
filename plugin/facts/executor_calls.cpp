// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's calls that are none of MPI: functions of the unit are entered, a few of the C library are
// known, and any other may do whatever it likes with what it is given.
#include "facts/executor.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

namespace {

constexpr size_t DeepestCall = 24;

enum class Library {
  Unknown,
  Pure,
  Allocate,
  Clear,
  Reallocate,
  Free,
  Exit,
  Fill,
  Copy,
  Print,
  Scan,
  Absolute,
  Mathematical,
  AtExit
};

Library libraryFunction(StringRef Name) {
  Name.consume_front("__builtin_");
  return StringSwitch<Library>(Name)
      .Cases("malloc", "valloc", "alloca", "aligned_alloc", Library::Allocate)
      .Case("calloc", Library::Clear)
      .Case("realloc", Library::Reallocate)
      .Cases("free", "cfree", Library::Free)
      .Cases("exit", "_exit", "_Exit", "abort", "quick_exit", "__assert_fail", "__assert", "err", "errx",
             Library::Exit)
      .Cases("trap", "unreachable", Library::Exit)
      .Cases("memset", "bzero", Library::Fill)
      .Cases("memcpy", "memmove", Library::Copy)
      .Cases("printf", "fprintf", "puts", "fputs", "putchar", "fflush", "perror", "vprintf", "fputc",
             Library::Print)
      .Cases("fwrite", "__printf_chk", "__fprintf_chk", Library::Print)
      .Cases("sprintf", "snprintf", "strcpy", "strncpy", "strcat", "sscanf", "scanf", "fscanf", "fgets",
             "gethostname", Library::Scan)
      .Case("fread", Library::Scan)
      .Cases("abs", "labs", Library::Absolute)
      .Case("atexit", Library::AtExit)
      .Cases("sleep", "usleep", "rand", "random", "srand", "srandom", "time", "getpid", "clock", "atoi",
             Library::Pure)
      .Cases("atol", "atof", "strlen", "strcmp", "strncmp", "memcmp", "getenv", "strtol", "strtod",
             Library::Pure)
      .Cases("isnan", "isfinite", "expect", "drand48", "srand48", "fclose", "fopen", "sched_yield",
             Library::Pure)
      .Cases("nanosleep", "setbuf", "setvbuf", "signal", "alarm", "difftime", Library::Pure)
      .Cases("sqrt", "fabs", "sqrtf", "fabsf", "pow", "exp", "log", "sin", "cos", "tan",
             Library::Mathematical)
      .Cases("floor", "ceil", "round", "fmax", "fmin", "atan", "atan2", Library::Mathematical)
      .Default(Library::Unknown);
}

} // namespace

uint64_t Executor::fresh(const Stmt *Site) { return identity(Site, Visits[Site]++, Frames.size(), 21); }

Value Executor::allocate(const CallExpr *E, const Value &Bytes, bool Zeroed) {
  Object O;
  O.Key = fresh(E);
  O.Where = E->getBeginLoc();
  O.Bytes = Bytes.number();
  O.Heap = true;
  O.Zeroed = Zeroed;
  return Value::pointer(make(std::move(O)), 0);
}

std::optional<Value> Executor::libraryCall(const CallExpr *E, const FunctionDecl *F) {
  if (!F->getIdentifier() || (!F->isExternC() && !F->isInStdNamespace() && Context.getLangOpts().CPlusPlus))
    return std::nullopt;
  const Library Known = libraryFunction(F->getName());
  if (Known == Library::Unknown)
    return std::nullopt;
  SmallVector<Value, 6> Arguments;
  for (const Expr *A : E->arguments())
    Arguments.push_back(A->isGLValue() ? place(A) : evaluate(A));
  if (Stopped)
    return Value();
  auto argument = [&](size_t I) { return I < Arguments.size() ? Arguments[I] : Value(); };
  switch (Known) {
  case Library::Allocate:
    return allocate(E, Arguments.empty() ? Value() : Arguments.back(), false);
  case Library::Clear: {
    const Value N = argument(0), Each = argument(1);
    return allocate(E, N.isInteger() && Each.isInteger() ? Value::integer(N.Number * Each.Number) : Value(),
                    true);
  }
  case Library::Reallocate: {
    const Value Old = argument(0), New = allocate(E, argument(1), false);
    if (Old.isPointer()) {
      copy(New, Old, object(Old.Id).Bytes.value_or(1 << 20));
      changed(Old.Id, "reallocated", E);
    }
    return New;
  }
  case Library::Free: {
    const Value Which = argument(0);
    if (Which.isPointer()) {
      object(Which.Id).Freed = true;
      if (Watched.contains(Which.Id)) {
        Event &Freed = addEvent(EventKind::Died, E);
        Freed.Place = {Which.Id, 0, object(Which.Id).Bytes, true};
        Freed.How = "freed";
      }
    }
    return Value::integer(0);
  }
  case Library::Exit: {
    // After MPI has ended, another way to return from the program.
    const bool Ended = any_of(Result.Events, [](const Event &Before) {
      return Before.Kind == EventKind::Call && Before.Function->Id == MpiId::Finalize;
    });
    const Value Status = Arguments.empty() ? Value() : Arguments[0];
    const bool Failed = Status.Number != 0 && !Answers.asked().empty();
    stop(Start.IsMain && Ended && Status.isInteger() && !Failed ? Ending::Returned : Ending::Exited,
         E->getBeginLoc());
    return Value();
  }
  case Library::Fill: {
    const Value Where = argument(0), Bytes = argument(F->getName() == "bzero" ? 1 : 2);
    access(Where, Bytes.number(), true, E);
    blurAt(Where, Bytes.number());
    if (Where.isPointer() && F->getName() != "bzero" && argument(1).isNull() && Where.Number == 0 &&
        Bytes.isInteger() && object(Where.Id).Bytes && Bytes.Number >= *object(Where.Id).Bytes) {
      object(Where.Id).Blurred = false;
      object(Where.Id).Zeroed = true;
    }
    return Where;
  }
  case Library::Copy: {
    const Value To = argument(0), From = argument(1), Bytes = argument(2);
    access(From, Bytes.number(), false, E);
    access(To, Bytes.number(), true, E);
    if (To.isPointer() && From.isPointer() && Bytes.isInteger() && To.OffsetKnown && From.OffsetKnown)
      copy(To, From, Bytes.Number);
    else
      blurAt(To, std::nullopt);
    return To;
  }
  case Library::Print:
    for (size_t I = 1; I < Arguments.size(); ++I) // strings
      if (Arguments[I].isPointer() && E->getArg(I)->IgnoreParenImpCasts()->getType()->isArrayType())
        access(Arguments[I], 1, false, E);
    return Value::symbol(fresh(E));
  case Library::Scan:
    for (const Value &A : Arguments)
      if (A.isPointer()) {
        access(A, std::nullopt, true, E);
        blurAt(A, std::nullopt);
      }
    return Value::symbol(fresh(E));
  case Library::AtExit:
    if (argument(0).Function)
      AtExit.push_back(argument(0).Function);
    return Value::integer(0);
  case Library::Absolute:
    if (argument(0).isInteger())
      return Value::integer(std::abs(argument(0).Number));
    return made(identity(argument(0).Id, argument(0).Number, 22), argument(0));
  case Library::Mathematical: {
    const Value First = argument(0), Second = argument(1);
    return made(identity(F->getName(), unsigned(First.Kind), First.Id, First.Number, unsigned(Second.Kind),
                         Second.Id, Second.Number, 24),
                First, Second);
  }
  default:
    return unknown(F->getName() == "atoi" && argument(0).isPointer()
                       ? identity(object(argument(0).Id).Key, 23)
                       : fresh(E));
  }
}

static bool startsThread(const FunctionDecl *F) {
  return F->getIdentifier() &&
         ((F->isExternC() && is_contained({"pthread_create", "thrd_create"}, F->getName())) ||
          (F->isInStdNamespace() && F->getName() == "async"));
}

/// A call whose body is not seen.
Value Executor::unseenCall(const CallExpr *E, ArrayRef<Value> Arguments) {
  const FunctionDecl *F = E->getDirectCallee();
  if (F && F->isNoReturn()) {
    stop(Ending::Exited, E->getBeginLoc());
    return Value();
  }
  if (F && startsThread(F)) // messages of its own
    addEvent(EventKind::Opaque, E).Name = F->getDeclName().getAsString();
  const bool Pure = F && (F->hasAttr<PureAttr>() || F->hasAttr<ConstAttr>());
  if (!Pure && !(F && (F->isInStdNamespace() || F->getBuiltinID()))) {
    Result.FirstUnseen = Result.FirstUnseen.value_or(Result.Events.size());
    Result.LastUnseen = Result.Events.size();
  }
  for (size_t I = 0; I < Arguments.size(); ++I) {
    const Value &A = Arguments[I];
    if (!A.isPointer() || Pure) {
      if (A.isHandle() || A.Kind == ValueKind::Aggregate)
        escape(A);
      continue;
    }
    bool Constant = false;
    if (F && I < F->getNumParams()) {
      const QualType T = F->getParamDecl(I)->getType();
      Constant = (T->isPointerType() || T->isReferenceType()) && T->getPointeeType().isConstQualified();
    }
    if (!Constant) {
      escape(A);
      blurAt(A, std::nullopt);
    }
  }
  if (!Pure)
    for (Handle &H : Result.Handles)
      H.Handed = false;
  if (!Pure) // what has been given away may change any time
    for (uint64_t Id = 1; Id < Result.Objects.size(); ++Id)
      if (object(Id).Escaped && !object(Id).Dead)
        blur(Id);
  const QualType T = E->getCallReturnType(Context);
  if (T->isReferenceType())
    return leaf(fresh(E), Context.getPointerType(T->getPointeeType()), E->getBeginLoc());
  if (T->isRecordType()) {
    const Value Where = temporary(T, E);
    blur(Where.Id);
    return Value::aggregate(Where.Id, 0);
  }
  return T->isVoidType() ? Value::integer(0) : leaf(fresh(E), T, E->getBeginLoc());
}

Value Executor::call(const CallExpr *E) {
  if (!step(E->getExprLoc()))
    return Value();
  const FunctionDecl *F = E->getDirectCallee();
  if (!F && !isa<CXXMemberCallExpr>(E)) {
    const Value V = E->getCallee()->isGLValue() ? Value() : evaluate(E->getCallee());
    if (V.Kind == ValueKind::Function)
      F = V.Function;
  }
  if (F && F->getBuiltinID() && Context.BuiltinInfo.isUnevaluated(F->getBuiltinID()))
    return Value::symbol(fresh(E)); // __builtin_constant_p(MPI_Comm_free(&c)), say
  if (F && F->getIdentifier() && (F->isExternC() || !Context.getLangOpts().CPlusPlus)) {
    const StringRef Name = F->getName();
    if (const MpiFunction *Known = findMpiFunction(Name);
        Known && E->getNumArgs() == Known->Parameters.size())
      return callMpi(*Known, E);
    if (Name.starts_with("MPI_") || Name.starts_with("PMPI_")) {
      SmallVector<Value, 8> Arguments;
      for (const Expr *A : E->arguments())
        Arguments.push_back(evaluate(A));
      if (Stopped)
        return Value();
      Event &Call = addEvent(EventKind::Opaque, E);
      Call.Name = Name.str();
      for (const Value &A : Arguments)
        if (A.isHandle())
          escape(A);
      unseenCall(E, Arguments);
      return Value::integer(0, "MPI_SUCCESS");
    }
  }
  if (F)
    if (const auto Known = libraryCall(E, F))
      return *Known;
  if (Context.getLangOpts().CPlusPlus) {
    if (const auto V = callNjmpi(E))
      return *V;
    if (const auto V = callContainer(E))
      return *V;
  }
  SmallVector<Value, 8> Arguments;
  const FunctionDecl *Body = nullptr;
  const bool Enters = F && F->hasBody(Body) && Body && !Body->isVariadic() && Frames.size() < DeepestCall &&
                      !Context.getSourceManager().isInSystemHeader(Body->getLocation()) && Body->getBody() &&
                      !Body->isDependentContext() && !F->hasSkippedBody();
  std::optional<Value> This;
  unsigned First = 0;
  if (auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    This = Object->isGLValue() ? place(Object) : evaluate(Object);
  } else if (isa<CXXOperatorCallExpr>(E) && isa_and_nonnull<CXXMethodDecl>(F)) {
    This = E->getArg(0)->isGLValue() ? place(E->getArg(0)) : evaluate(E->getArg(0));
    First = 1;
  }
  for (unsigned I = First; I < E->getNumArgs(); ++I) {
    const Expr *A = E->getArg(I);
    Arguments.push_back(A->isGLValue() ? place(A) : evaluate(A));
  }
  if (Stopped)
    return Value();
  if (Enters)
    return enter(Body, Arguments, This, E);
  if (This)
    Arguments.push_back(*This);
  return unseenCall(E, Arguments);
}

void Executor::bindParameter(Frame &F, const ParmVarDecl *P, Value V) {
  Object O;
  O.Key = identity(P, Declarations[P]++, Frames.size());
  O.Variable = P;
  O.Where = P->getLocation();
  if (P->getType()->isReferenceType()) {
    if (V.Kind == ValueKind::Aggregate)
      V.Kind = ValueKind::Pointer;
    if (!V.isPointer()) { // a handle or a number that has no place yet
      const Value Where = temporary(P->getType().getNonReferenceType(), Start.Function->getBody());
      store(Where, P->getType().getNonReferenceType(), V, nullptr);
      V = Where;
    }
    O.Cells[0] = {V, 8};
    F.Variables[P] = make(std::move(O));
    return;
  }
  O.Type = P->getType();
  O.Bytes = bytesOf(O.Type);
  const uint64_t Id = make(std::move(O));
  F.Variables[P] = Id;
  F.Declared.push_back(Id);
  if (V.isPointer() && P->getType()->isRecordType() && !handleKind(P->getType()))
    V.Kind = ValueKind::Aggregate;
  store(Value::pointer(Id, 0), P->getType(), V, nullptr);
}

Value Executor::enter(const FunctionDecl *F, ArrayRef<Value> Arguments, std::optional<Value> This,
                      const Stmt *Site) {
  unsigned Depth = 0;
  for (const Frame &Outer : Frames)
    Depth += Outer.Function == F;
  if (Depth > 3) { // recursion whose end is not in sight
    stop(Ending::GaveUp, F->getLocation());
    return Value();
  }
  Frame New;
  New.Function = F;
  New.This = This;
  if (isLambdaBody(F))
    if (auto Found = CopiedInto.find(cast<CXXMethodDecl>(F)->getParent()); Found != CopiedInto.end())
      for (const auto &[Captured, Copy] : Found->second)
        New.Variables[Captured] = Copy;
  for (size_t I = 0; I < F->getNumParams(); ++I)
    bindParameter(New, F->getParamDecl(I), I < Arguments.size() ? Arguments[I] : Value::symbol(fresh(Site)));
  Frames.push_back(std::move(New));
  const Flow End = execute(F->getBody());
  if (End == Flow::Stop || End == Flow::Jump || Stopped) {
    stop(Ending::GaveUp, F->getLocation());
    return Value();
  }
  endScope(0);
  Value Returned = Frames.back().Returned;
  const bool IsPlace = Frames.back().ReturnsPlace;
  Frames.pop_back();
  const QualType T = F->getReturnType();
  if (T->isVoidType())
    return Value::integer(0);
  if (!T->isReferenceType() && IsPlace)
    Returned = load(Returned, T, nullptr);
  if (!T->isReferenceType() && Returned.isUndefined())
    return Value::symbol(fresh(Site));
  return Returned;
}

} // namespace njmpi::execution
