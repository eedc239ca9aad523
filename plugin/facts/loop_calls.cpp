// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls in the body of an annotated loop.
#include "facts/loop_reader.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Reads of a container that say nothing of its elements.
bool isSizeFunction(StringRef Name) {
  return is_contained({"size", "ssize", "empty", "length", "extent", "extents", "rank", "stride", "capacity",
                       "max_size", "mapping", "required_span_size"},
                      Name);
}

std::string calleeName(const FunctionDecl *F) { return F->getDeclName().getAsString(); }

} // namespace

const FunctionProtoType *prototypeOf(const CallExpr *E) {
  const Expr *Callee = E->getCallee()->IgnoreParens();
  QualType T = Callee->getType();
  if (auto *Bound = dyn_cast<BinaryOperator>(Callee); Bound && Bound->isPtrMemOp())
    T = Bound->getRHS()->getType();
  return T->isMemberPointerType() || T->isPointerType() ? T->getPointeeType()->getAs<FunctionProtoType>()
                                                        : T->getAs<FunctionProtoType>();
}

const LambdaExpr *lambdaOf(const Expr *E) {
  E = bare(E);
  if (auto *Reference = dyn_cast<DeclRefExpr>(E))
    if (auto *Variable = dyn_cast<VarDecl>(Reference->getDecl()); Variable && Variable->hasInit())
      E = bare(Variable->getInit());
  if (auto *Construct = dyn_cast<CXXConstructExpr>(E); Construct && Construct->getNumArgs() == 1)
    E = bare(Construct->getArg(0));
  return dyn_cast<LambdaExpr>(E);
}

const Effects &NestReader::effects(const FunctionDecl *Callee, const Expr *Call) {
  static const Effects Nothing;
  const Effects &Of = Functions.of(Callee);
  if (Of.Tag.empty() || (L.Mark->Trusted && !Of.Known))
    return Of;
  auto &Problem = problem(Of.Tag, Call, "'" + calleeName(Callee) + "' " + Of.Reason);
  if (Of.Where.isValid())
    Problem.Notes.push_back({Of.Where, "here"});
  else if (Callee->getLocation().isValid() &&
           !Context.getSourceManager().isInSystemHeader(Callee->getLocation()))
    Problem.Notes.push_back({Callee->getLocation(), "'" + calleeName(Callee) + "' is declared here"});
  return Nothing;
}

/// By: the call that reads it. Of: what that reads of it, where its body was read.
void NestReader::wholeRead(const Expr *E, const Expr *By, const ObjectRead *Of) {
  E = bare(E);
  QualType T = E->getType();
  if (Of && !Of->Whole) {
    if (T->isPointerType() && !Of->Members.empty())
      if (Place P = pointee(E); P.K == Place::Element && oneBehind(P).K == Place::Element) { // (p + i)->x()
        P.Pending = false;
        P.Where = UnaryOperator::Create(Context, const_cast<Expr *>(E), UO_Deref, T->getPointeeType(),
                                        VK_LValue, OK_Ordinary, E->getBeginLoc(), false, FPOptionsOverride());
        return access(P, P.Where, Use::Read);
      }
    std::string Key = keyOf(E, Context);
    if (T->isPointerType())
      Key = isa<CXXThisExpr>(E) ? "*this" : StringRef(Key).starts_with("&") ? Key.substr(1) : "*" + Key;
    for (const ValueDecl *Member : Of->Members)
      WholeReads.push_back(
          {By, Key + "." + std::to_string(reinterpret_cast<uintptr_t>(Member->getCanonicalDecl())), E,
           Member});
    return;
  }
  if (By && isa<CXXThisExpr>(E)) {
    WholeReads.push_back({By, "*this", E});
    return;
  }
  Place P = T->isPointerType() || T->isArrayType() ? pointee(E) : placeOf(E);
  if (P.K == Place::Outer || P.K == Place::Element)
    WholeReads.push_back(
        {E, T->isPointerType() || T->isArrayType() || P.K == Place::Element ? P.Key : keyOf(E, Context), E});
  else if (P.K == Place::Unknown && T->isPointerType())
    UnknownReads.push_back({E, T->getPointeeType()});
}

/// Whether a function of the C library or of C++ that is handed the address of an element stays within it.
bool NestReader::hasOneElement(const Expr *E, const Expr *Element) {
  auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier() ||
      !(isStdFunction(Callee) || Callee->isExternC() || Callee->getBuiltinID()))
    return false;
  StringRef Name = Callee->getName();
  Name.consume_front("__builtin_");
  if (is_contained({"frexp", "modf", "sincos", "remquo", "lgamma_r", "addressof"}, Name))
    return true;
  Expr::EvalResult Size;
  return is_contained({"memcpy", "memmove", "memset", "memcmp"}, Name) && Call->getNumArgs() == 3 &&
         !Call->getArg(2)->isValueDependent() && Call->getArg(2)->EvaluateAsInt(Size, Context) &&
         Size.Val.getInt().getZExtValue() * 8 <= Context.getTypeSize(Element->getType());
}

/// One argument. Written: whether the function writes what it refers to, where its body was read.
void NestReader::argument(const Expr *Argument, QualType Parameter, const Expr *Call,
                          std::optional<bool> Written, std::optional<bool> Beyond, const ObjectRead *Of) {
  const Expr *E = bare(Argument);
  QualType T = E->getType();
  if (isFieldType(T) || (T->isPointerType() && isFieldType(T->getPointeeType()))) {
    const FunctionDecl *Callee = isa<CallExpr>(Call) ? cast<CallExpr>(Call)->getDirectCallee() : nullptr;
    problem("loop-access", Argument,
            "field " + quoted(E) + " is handed to '" +
                (Callee ? calleeName(Callee) : std::string("a function")) +
                "', which hides the elements it names");
    return;
  }
  if (auto *Lambda = lambdaOf(E))
    return lambdaBody(Lambda->getCallOperator());
  QualType To = Parameter.isNull() ? T : Parameter;
  const bool ByReference = To->isReferenceType() && (!To.getNonReferenceType().isConstQualified());
  QualType Target = To.getNonReferenceType();
  const bool ByPointer = Target->isPointerType() && !Target->getPointeeType().isConstQualified() &&
                         !Target->getPointeeType()->isFunctionType();
  auto *Address = dyn_cast<UnaryOperator>(E);
  if (Address && Address->getOpcode() != UO_AddrOf)
    Address = nullptr;
  const bool IsOne = Address && (!Beyond.value_or(true) || hasOneElement(Call, Address->getSubExpr()));
  if (ByReference && E->isGLValue() && Written.value_or(true) &&
      !(isViewClass(T) && !To->isLValueReferenceType()))
    return expression(Argument, Use::Update);
  if (ByPointer && Written.value_or(true) &&
      !E->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNull)) {
    Place P = pointee(E);
    if (Address && (P.K != Place::Element || IsOne))
      return expression(Address->getSubExpr(), Use::Update);
    // An array that is part of an element.
    if (Place Array = placeOf(E); T->isArrayType() && Array.K == Place::Element && !Array.Scattered)
      return expression(E, Use::Update);
    useSubscripts(E);
    if (P.K != Place::Private && P.K != Place::Value)
      problem("loop-call", Argument,
              "elements behind " + quoted(E) + " may be written by the call " + quoted(Call));
    return;
  }
  if (isIterator(T)) {
    const Place P = placeOfIterator(E);
    if (Written.value_or(false) && P.K != Place::Private) {
      problem("loop-call", Argument,
              "elements behind " + quoted(E) + " may be written by the call " + quoted(Call));
      return;
    }
    if (P.K == Place::Element)
      WholeReads.push_back({E, P.Key});
  }
  // A view that is handed on may be written through.
  if (isViewClass(T) && Written.value_or(false)) {
    problem("loop-call", Argument,
            "elements of " + quoted(E) + " may be written by the call " + quoted(Call));
    return;
  }
  // What a pointer or a reference to an element may reach beside it.
  if (E->getType()->isPointerType() && !E->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNull)) {
    if (IsOne)
      return expression(Address->getSubExpr());
    if (Place P = pointee(E); P.K == Place::Element && P.IsField && Beyond.value_or(true)) {
      problem("loop-access", Argument,
              quoted(Argument) + " is handed to a function that may go beyond the element of the field");
      return;
    }
  } else if (To->isReferenceType() && Beyond.value_or(false) && E->isGLValue()) {
    Place P = placeOf(E);
    if (P.K == Place::Element && P.IsField) {
      problem("loop-access", Argument,
              quoted(Argument) + " is handed to a function that may go beyond the element of the field");
      return;
    }
    if (P.K == Place::Element)
      WholeReads.push_back({E, P.Key});
  }
  // What a view is made of is read through it.
  if (auto *View = dyn_cast<CXXConstructExpr>(E->IgnoreParenCasts());
      View && isViewClass(T) && View->getNumArgs()) {
    const Expr *From = bare(View->getArg(0));
    if (QualType Of = From->getType(); Of->isPointerType() || (From->isLValue() && isArrayClass(Of))) {
      useSubscripts(From);
      wholeRead(From, Call);
      for (const Expr *A : drop_begin(View->arguments()))
        expression(A);
      return;
    }
  }
  const bool Object = (To->isReferenceType() || T->isPointerType() || T->isArrayType() || isViewClass(T)) &&
                      (T->isRecordType() || T->isPointerType() || T->isArrayType());
  if (E->isGLValue() && Object) {
    Place P = T->isRecordType() ? placeOf(E) : pointee(E);
    if (P.K == Place::Outer || (P.K == Place::Element && !T->isRecordType())) {
      useSubscripts(E);
      return wholeRead(E, Call, Of);
    }
  } else if (T->isPointerType()) {
    wholeRead(E, Call, Of);
  }
  expression(Argument);
}

void NestReader::arguments(const FunctionDecl *Callee, ArrayRef<const Expr *> Arguments, const Effects &Of,
                           const Expr *Call) {
  for (auto [I, Argument] : enumerate(Arguments)) {
    if (Of.NamesFields && isFieldType(bare(Argument)->getType()))
      continue; // the body is read
    QualType Parameter = I < Callee->getNumParams() ? Callee->getParamDecl(I)->getType() : QualType();
    std::optional<bool> Written, Beyond;
    if (forwards(Callee, I))
      Written = false;
    if (I < Of.Written.size()) {
      Written = Of.Written[I];
      Beyond = Of.Beyond[I];
    }
    argument(Argument, Parameter, Call, Written, Beyond,
             I < Of.Arguments.size() ? &Of.Arguments[I] : nullptr);
  }
}

/// The object of a member function.
void NestReader::object(const Expr *Object, bool Written, const Expr *Call, const Effects *Of) {
  const Expr *E = bare(Object);
  const ObjectRead *Read = Of ? &Of->Object : nullptr;
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Deref && !Written)
    E = bare(Unary->getSubExpr());
  if (E->getType()->isPointerType()) {
    Place P = pointee(E);
    useSubscripts(E);
    if (!Written)
      wholeRead(E, Call, Read);
    if (!Written || P.K == Place::Private)
      return;
    problem("loop-call", Call,
            "the call " + quoted(Call) + " may change " +
                (isa<CXXThisExpr>(E) ? std::string("'*this'") : "what " + quoted(E) + " points to"));
    return;
  }
  Place P = placeOf(E);
  if (P.K == Place::Outer) {
    useSubscripts(E);
    if (!Written) {
      if (E->getType()->isRecordType() || (Read && !Read->Whole))
        wholeRead(E, Call, Read);
      return;
    }
    problem("loop-call", Call, "the call " + quoted(Call) + " may change " + quoted(E));
    return;
  }
  expression(Object, Written ? Use::Update : Use::Read);
}

/// u(i, j), v[i], m(i, j), v.at(i): an element.
bool NestReader::elementCall(const CallExpr *E, Use U) {
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  if (!Operator && !Member)
    return false;
  if (Operator && !isa_and_nonnull<CXXMethodDecl>(E->getDirectCallee()))
    return false;
  QualType T = Operator ? E->getArg(0)->getType() : Member->getObjectType();
  const auto Kind = Operator ? Operator->getOperator() : OO_None;
  auto *Method = dyn_cast_or_null<CXXMethodDecl>(E->getDirectCallee());
  const StringRef Name = Method && Method->getIdentifier() ? Method->getName() : "";
  if (Kind == OO_Subscript && isArrayClass(T) && !E->getArg(1)->getType()->isIntegralOrEnumerationType()) {
    problem("loop-access", E, quoted(E) + " names several elements of " + quoted(E->getArg(0)) + " at once");
    return true;
  }
  const bool Element = (isFieldType(T) && (Kind == OO_Call || Kind == OO_Subscript)) ||
                       (isArrayClass(T) && (Kind == OO_Subscript || (Kind == OO_Call && isMdspanType(T)) ||
                                            is_contained({"at", "front", "back"}, Name)));
  const bool Passed = Kind == OO_Star || Kind == OO_Arrow; // of a smart pointer or an iterator
  if (!Element && !Passed && !(Kind == OO_Subscript && isIterator(T)))
    return false;
  if (Passed && !isStdFunction(Method) && !isIterator(T))
    return false;
  use(E, U);
  return true;
}

/// A member function of a field. Only its shape may be asked for.
bool NestReader::fieldCall(const CallExpr *E) {
  auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  auto *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !isFieldType(Context.getRecordType(Method->getParent())))
    return false;
  const std::string Name = calleeName(Method);
  if (isShapeFunction(Name))
    for (const Expr *Argument : E->arguments())
      expression(Argument);
  else
    problem("loop-call", E,
            "'" + Name + "' of field " + quoted(Member->getImplicitObjectArgument()) +
                " in an annotated loop");
  return true;
}

void NestReader::call(const CallExpr *E, Use U) {
  if (elementCall(E, U) || fieldCall(E))
    return;
  auto *Assigning = dyn_cast<CXXOperatorCallExpr>(E);
  if (E->isGLValue() && !(Assigning && Assigning->isAssignmentOp())) {
    // What is written, or read, is what the reference refers to.
    Place P = placeOf(E);
    if (U != Use::Read && P.K == Place::Element)
      access(P, E, U);
    else if (U != Use::Read && P.K != Place::Private)
      problem("loop-access", E, "cannot tell which memory " + quoted(E) + " is, which is written");
    else if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
             Operator && P.K == Place::Unknown && isa_and_nonnull<CXXMethodDecl>(E->getDirectCallee()) &&
             placeOf(E->getArg(0)).K == Place::Private)
      UnknownReads.push_back({E, E->getType()});
  }
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Callee) {
    if (!L.Mark->Trusted && !isa<CXXPseudoDestructorExpr>(E->getCallee()->IgnoreParens()))
      problem("loop-call", E, "the call " + quoted(E) + " goes through a pointer, which hides what it does");
    const FunctionProtoType *Type = prototypeOf(E);
    for (auto [I, Argument] : enumerate(E->arguments()))
      argument(Argument, Type && I < Type->getNumParams() ? Type->getParamType(I) : QualType(), E);
    // (v[i].*f)(i)
    if (auto *Bound = dyn_cast<BinaryOperator>(E->getCallee()->IgnoreParens()); Bound && Bound->isPtrMemOp())
      object(Bound->getLHS(), !Type || !Type->isConst(), E);
    return;
  }
  auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Method && Method->getParent()->isLambda()) {
    const Effects &Does = Functions.of(Method);
    if (isa<CXXOperatorCallExpr>(E) && Does.Tag.empty() && !handFields(Method, E, Does))
      return;
    for (auto [I, Argument] : enumerate(drop_begin(E->arguments())))
      if (Does.Tag.empty() && isFieldType(bare(Argument)->getType()))
        continue; // the body is read
      else if (I < Method->getNumParams() && Method->getParamDecl(I)->getType()->isReferenceType())
        argument(Argument, Method->getParamDecl(I)->getType(), E,
                 I < Does.Written.size() && Does.Tag.empty() ? std::optional(Does.Written[I]) : std::nullopt);
      else
        expression(Argument);
    return lambdaBody(Method, E);
  }
  if (inNamespace(Callee, "njmpi") || (Method && inNamespace(Method->getParent(), "njmpi"))) {
    problem("loop-call", E, "njmpi operation '" + calleeName(Callee) + "' in an annotated loop");
    return;
  }
  if (auto *Comparison = dyn_cast<CXXOperatorCallExpr>(E);
      Comparison && Comparison->isComparisonOp() && isIterator(E->getArg(0)->getType())) {
    for (const Expr *Side : E->arguments())
      useSubscripts(Side); // at = a.end() says nothing of elements
    return;
  }
  const size_t Before = L.Problems.size();
  if (!Functions.of(Callee).NamesFields)
    for (const Expr *Argument : E->arguments())
      if (isFieldType(bare(Argument)->getType()))
        argument(Argument, QualType(), E); // whatever the function does
  if (L.Problems.size() != Before)
    return;
  const Effects &Of = effects(Callee, E);
  if (E->isPRValue())
    destroyed(E->getType(), E);
  if (Of.NamesFields && L.Problems.size() == Before)
    functionBody(Callee, E, Of);
  SmallVector<const Expr *, 4> Arguments(E->arguments());
  if (L.Problems.size() == Before && isStdFunction(Callee) && !Method)
    iterators(Callee, Arguments, E);
  if (L.Problems.size() != Before)
    return;
  if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E); Operator && Method && !Method->isStatic()) {
    arguments(Callee, ArrayRef(Arguments).drop_front(), Of, E);
    const bool Written = Of.Written.empty() ? !Method->isConst() : Of.WritesObject;
    const Expr *Object = Arguments.front();
    if (Written && Operator->isAssignmentOp())
      return expression(Object, Operator->getOperator() == OO_Equal ? Use::Write : Use::Update);
    return object(Object, Written, E, &Of);
  }
  arguments(Callee, Arguments, Of, E);
  if (auto *Member = dyn_cast<CXXMemberCallExpr>(E); Member && Method && !Method->isStatic()) {
    const bool Size = Method->getIdentifier() && isStdFunction(Method) && isSizeFunction(Method->getName());
    if (Size)
      return useSubscripts(Member->getImplicitObjectArgument());
    const bool Accessor = isStdFunction(Method) && Method->getIdentifier() &&
                          is_contained({"begin", "end", "data", "real", "imag", "c_str"}, Method->getName());
    const bool Written =
        Of.Written.empty() && !Of.WritesObject ? !Method->isConst() && !Accessor : Of.WritesObject;
    object(Member->getImplicitObjectArgument(), Written, E, &Of);
  }
  for (const VarDecl *Global : Of.Globals)
    WholeReads.push_back({E, keyOf(Global), nullptr, Global});
}

namespace {

bool isReadingAlgorithm(StringRef Name) {
  return is_contained({"accumulate",  "reduce",      "inner_product",  "transform_reduce",
                       "min_element", "max_element", "minmax_element", "find",
                       "find_if",     "find_if_not", "count",          "count_if",
                       "all_of",      "any_of",      "none_of",        "lower_bound",
                       "upper_bound", "equal_range", "binary_search",  "equal",
                       "distance",    "next",        "prev",           "mismatch",
                       "is_sorted",   "search",      "adjacent_find",  "lexicographical_compare"},
                      Name);
}

/// An iterator through which elements can be written.
bool isWritingIterator(QualType T) {
  auto *Record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!Record || !Record->getIdentifier() ||
      !is_contained({"__normal_iterator", "__wrap_iter"}, Record->getName()))
    return false;
  QualType Pointer = Record->getTemplateArgs()[0].getAsType();
  return Pointer->isPointerType() && !Pointer->getPointeeType().isConstQualified();
}

} // namespace

/// Algorithms on iterators of outer containers.
void NestReader::iterators(const FunctionDecl *Callee, ArrayRef<const Expr *> Arguments, const Expr *Call) {
  for (const Expr *Argument : Arguments) {
    if (Callee->isOverloadedOperator() || !isIterator(Argument->getType()))
      continue;
    const Place P = placeOfIterator(Argument);
    if (P.K == Place::Private)
      continue;
    if (!isWritingIterator(Argument->getType()) ||
        (Callee->getIdentifier() && isReadingAlgorithm(Callee->getName()))) {
      if (P.K == Place::Element)
        WholeReads.push_back({bare(Argument), P.Key});
      continue;
    }
    problem(
        "loop-call", Call,
        (P.K == Place::Element ? "elements of " + quoted(P.Base) : "elements behind " + quoted(Argument)) +
            " may be written by the call " + quoted(Call));
    return;
  }
}

void NestReader::construct(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Constructor = E->getConstructor();
  SmallVector<const Expr *, 4> Arguments;
  for (const Expr *A : E->arguments())
    Arguments.push_back(A);
  if (isFieldType(E->getType())) {
    problem("loop-call", E, "a field is made in an annotated loop");
    return;
  }
  if (isViewClass(E->getType())) {
    // A view writes nothing; what is read or written through it is seen there.
    for (const Expr *A : Arguments)
      A->isGLValue() && !A->getType()->isScalarType() ? useSubscripts(A) : expression(A);
    return;
  }
  const Effects &Of = effects(Constructor, E);
  if (Of.NamesFields) {
    problem("loop-access", E,
            "'" + calleeName(Constructor) + "' uses a field, and hides the elements it names");
    return;
  }
  arguments(Constructor, Arguments, Of, E);
  destroyed(E->getType(), E);
}

/// What an object of the body does at the end of its life.
void NestReader::destroyed(QualType T, const Expr *Object) {
  auto *Record = Context.getBaseElementType(T)->getAsCXXRecordDecl();
  if (Record && Record->hasDefinition() && !Record->hasTrivialDestructor() && !Record->isInStdNamespace())
    if (const CXXDestructorDecl *Destructor = Record->getDestructor())
      (void)effects(Destructor, Object);
}

} // namespace njmpi
