// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's containers and views. One is two cells, where its elements begin and how many they are;
// std::array is its elements. Iterators are pointers.
#include "facts/executor.h"
#include "facts/types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecordLayout.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

namespace {

constexpr int64_t ExtentAt = 8;

} // namespace

bool Executor::isView(QualType T) const { return !T.isNull() && isViewClass(T) && !isMdspanType(T); }
bool Executor::isContainer(QualType T) const {
  if (T.isNull())
    return false;
  auto [It, New] = Left.Containers.try_emplace(T.getTypePtr(), false);
  if (New)
    It->second = isArrayClass(T) && !isMdspanType(T);
  return It->second;
}
bool Executor::isPointerLike(QualType T) const { return classNameIn(T, "__gnu_cxx") == "__normal_iterator"; }

QualType Executor::elementOf(QualType T) const {
  auto *Class = specializationOf(T);
  return Class && Class->getTemplateArgs().size() &&
                 Class->getTemplateArgs()[0].getKind() == TemplateArgument::Type
             ? Class->getTemplateArgs()[0].getAsType()
             : Context.CharTy;
}

/// What an object owns outlives it: it has been moved to where nobody follows it.
void Executor::release(const Value &Where, QualType Type) {
  const auto Bytes = bytesOf(Type);
  for (auto &[Offset, C] : object(Where.Id).Cells) {
    if (Offset < Where.Number || (Bytes && Offset >= Where.Number + *Bytes) || !C.Content.isPointer())
      continue;
    if (auto Found = Owned.find(Where.Id); Found != Owned.end())
      erase(Found->second, C.Content.Id);
    if (object(C.Content.Id).Heap)
      C.Content = Value::integer(0);
  }
}

Value Executor::elements(const Value &Container, QualType Type) {
  if (isStdArray(Type))
    return Container;
  Value At = load(Container, Context.VoidPtrTy, nullptr);
  if (!At.isPointer() && Container.isPointer()) {
    makeElements(Container, Type, Value::symbol(identity(object(Container.Id).Key, Container.Number, 50)),
                 nullptr);
    At = load(Container, Context.VoidPtrTy, nullptr);
  }
  return At;
}

Value Executor::extent(const Value &Container, QualType Type) {
  if (auto *Class = specializationOf(Type); isStdArray(Type) && Class->getTemplateArgs().size() > 1)
    return Value::integer(Class->getTemplateArgs()[1].getAsIntegral().getExtValue());
  elements(Container, Type);
  return load(add(Container, Value::integer(ExtentAt), 1), Context.LongTy, nullptr);
}

/// Whether an object of a type owns elements that are not part of it.
bool Executor::ownsContainers(QualType T) {
  T = Context.getBaseElementType(T);
  if (isContainer(T))
    return isStdArray(T) ? ownsContainers(elementOf(T)) : !isView(T);
  auto *Class = T->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || handleKind(T) || isOwner(T))
    return false;
  return any_of(Class->getDefinition()->fields(),
                [&](const FieldDecl *F) { return ownsContainers(F->getType()); }) ||
         any_of(Class->getDefinition()->bases(),
                [&](const CXXBaseSpecifier &B) { return ownsContainers(B.getType()); });
}

/// A container gets elements of its own, which are a copy of others.
void Executor::copyElements(const Value &Where, QualType T, const Value &Theirs, const Value &Extent,
                            const Stmt *Site) {
  makeElements(Where, T, Extent, Site);
  const Value Mine = elements(Where, T);
  if (!Mine.isPointer())
    return;
  if (Theirs.isPointer() && !ownsContainers(elementOf(T)))
    copy(Mine, Theirs, object(Theirs.Id).Bytes.value_or(1 << 20));
  else // what each of them owns is not followed
    object(Mine.Id).Blurred = true;
}

/// After the cells of an object were copied: its containers get elements of their own.
void Executor::copyContainers(const Value &Where, QualType T, const Stmt *Site) {
  if (!Where.isPointer() || !ownsContainers(T))
    return;
  if (isContainer(T) && !isStdArray(T)) {
    copyElements(Where, T, elements(Where, T), extent(Where, T), Site);
    return;
  }
  auto *Class = T->getAsCXXRecordDecl();
  if (!Class || isStdArray(T) || T->isArrayType()) { // arrays of containers are not followed
    blurAt(Where, bytesOf(T));
    return;
  }
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(Class);
  for (const FieldDecl *Field : Class->fields())
    copyContainers(
        add(Where, Value::integer(Context.toCharUnitsFromBits(Context.getFieldOffset(Field)).getQuantity()),
            1),
        Field->getType(), Site);
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (auto *Of = Base.getType()->getAsCXXRecordDecl(); Of && !Base.isVirtual())
      copyContainers(add(Where, Value::integer(Layout.getBaseClassOffset(Of).getQuantity()), 1),
                     Base.getType(), Site);
}

void Executor::makeElements(const Value &Where, QualType Container, const Value &Extent, const Stmt *Site) {
  if (!Where.isPointer() || isStdArray(Container))
    return;
  const Object &Owner = object(Where.Id);
  Object O;
  O.Key = identity(Owner.Key, Where.Number, Owner.Version, 51);
  O.Variable = Owner.Variable;
  O.Where = Owner.Where;
  O.Outside = Owner.Outside || Owner.Escaped;
  O.Zeroed = true;
  O.Blurred = false;
  const auto Bytes = bytesOf(elementOf(Container));
  if (Extent.isInteger() && Bytes)
    O.Bytes = Extent.Number * *Bytes;
  const uint64_t Id = make(std::move(O));
  store(Where, Context.VoidPtrTy, Value::pointer(Id, 0), nullptr);
  store(add(Where, Value::integer(ExtentAt), 1), Context.LongTy, Extent, nullptr);
  if (!isView(Container))
    Owned[Where.Id].push_back(Id);
}

void Executor::constructContainer(const Value &Where, const CXXConstructExpr *E) {
  const QualType Type = E->getType();
  SmallVector<Value, 4> Arguments;
  SmallVector<QualType, 4> Types;
  for (const Expr *A : E->arguments()) {
    if (isa<CXXDefaultArgExpr>(A))
      break;
    Arguments.push_back(A->isGLValue() ? place(A) : evaluate(A));
    Types.push_back(A->getType());
  }
  if (Stopped || !Where.isPointer())
    return;
  for (Value &A : Arguments)
    if (A.Kind == ValueKind::Aggregate)
      A.Kind = ValueKind::Pointer;
  if (isStdArray(Type)) {
    if (Arguments.size() == 1 && Arguments[0].isPointer())
      copy(Where, Arguments[0], bytesOf(Type).value_or(0));
    return;
  }
  auto set = [&](const Value &Elements, const Value &Extent) {
    store(Where, Context.VoidPtrTy, Elements, nullptr);
    store(add(Where, Value::integer(ExtentAt), 1), Context.LongTy, Extent, nullptr);
  };
  if (Arguments.empty()) {
    makeElements(Where, Type, Value::integer(0), E);
    return;
  }
  if (isContainer(Types[0]) && Arguments[0].isPointer()) {
    const Value Elements = elements(Arguments[0], Types[0]), Extent = extent(Arguments[0], Types[0]);
    if (isView(Type) || E->getConstructor()->isMoveConstructor()) {
      set(Elements, Extent);
      if (!isView(Type)) {
        if (Elements.isPointer()) {
          Owned[Where.Id].push_back(Elements.Id);
          erase(Owned[Arguments[0].Id], Elements.Id);
        }
        makeElements(Arguments[0], Types[0], Value::integer(0), E);
      }
      return;
    }
    access(Elements, std::nullopt, false, E);
    copyElements(Where, Type, Elements, Extent, E);
    return;
  }
  if (isView(Type)) {
    // A pointer and a length, or an array.
    if (Arguments.size() >= 2)
      set(Arguments[0],
          Arguments[1].isPointer() && Arguments[0].isPointer() ? Value::symbol(fresh(E)) : Arguments[1]);
    else if (const auto *Array = Context.getAsConstantArrayType(Types[0].getNonReferenceType()))
      set(Arguments[0], Value::integer(Array->getSize().getZExtValue()));
    else
      set(Arguments[0], Value::symbol(fresh(E)));
    return;
  }
  Value Extent = Types[0]->isIntegerType() ? Arguments[0] : Value::symbol(fresh(E));
  if (auto *Text = dyn_cast<clang::StringLiteral>(E->getArg(0)->IgnoreParenImpCasts());
      Text && Arguments.size() == 1)
    Extent = Value::integer(Text->getLength());
  if (auto *List = dyn_cast<CXXStdInitializerListExpr>(E->getArg(0)->IgnoreImplicit()))
    if (const auto *Array = Context.getAsConstantArrayType(List->getSubExpr()->getType()))
      Extent = Value::integer(Array->getSize().getZExtValue());
  makeElements(Where, Type, Extent, E);
  if (Arguments.size() > 1 || !Types[0]->isIntegerType())
    if (const Value Mine = elements(Where, Type);
        Mine.isPointer() && handleKind(elementOf(Type)) == std::nullopt)
      object(Mine.Id).Blurred = true;
}

/// The element that pop_back() or erase(position) takes away, if it is known.
std::optional<int64_t> Executor::removedAt(const CallExpr *E, StringRef Name, ArrayRef<Value> Arguments,
                                           const Value &Elements, const Value &Extent, int64_t Each) {
  if (!Elements.isPointer() || !Elements.OffsetKnown || !Extent.isInteger() || Extent.Number <= 0)
    return std::nullopt;
  if (Name == "pop_back")
    return Extent.Number - 1;
  if (Name != "erase" || Arguments.size() != 1 || !Arguments[0].isPointer() ||
      Arguments[0].Id != Elements.Id || !Arguments[0].OffsetKnown)
    return std::nullopt;
  const int64_t Index = (Arguments[0].Number - Elements.Number) / Each;
  return Index >= 0 && Index < Extent.Number ? std::optional(Index) : std::nullopt;
}

/// What lies behind an element moves to its place.
void Executor::removeElement(const Value &Elements, int64_t Index, int64_t Extent, int64_t Each) {
  Object &O = object(Elements.Id);
  const int64_t From = Elements.Number + Index * Each, End = Elements.Number + Extent * Each;
  std::map<int64_t, Cell> Cells;
  for (auto &[Offset, C] : O.Cells)
    if (Offset < From || Offset >= End)
      Cells[Offset] = C;
    else if (Offset >= From + Each)
      Cells[Offset - Each] = C;
  O.Cells = std::move(Cells);
  if (O.Bytes)
    *O.Bytes -= Each;
}

/// Calls of containers, of iterators and of what the standard library does with them.
std::optional<Value> Executor::callContainer(const CallExpr *E) {
  const FunctionDecl *F = E->getDirectCallee();
  if (!F)
    return std::nullopt;
  if (const auto V = callOwner(E))
    return V;
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  if (Operator && E->getNumArgs() >= 1)
    return callOperator(Operator);
  auto *Member = dyn_cast<CXXMemberCallExpr>(E);
  if (!Member)
    return F->isInStdNamespace() && F->getIdentifier() ? callStandard(E, F->getName()) : std::nullopt;
  const Expr *Self = Member->getImplicitObjectArgument();
  QualType Type = Self ? Self->getType() : QualType();
  if (!Type.isNull() && Type->isPointerType())
    Type = Type->getPointeeType();
  if (!isContainer(Type) || !F->getIdentifier())
    return std::nullopt;
  Value Where = Self->isGLValue() ? place(Self) : evaluate(Self);
  if (Where.Kind == ValueKind::Aggregate)
    Where.Kind = ValueKind::Pointer;
  SmallVector<Value, 3> Arguments, Places;
  for (const Expr *A : E->arguments()) {
    if (isa<CXXDefaultArgExpr>(A))
      continue;
    Places.push_back(A->isGLValue() ? place(A) : Value());
    Arguments.push_back(A->isGLValue() ? load(Places.back(), A->getType(), A) : evaluate(A));
  }
  if (Stopped)
    return Value();
  const StringRef Name = F->getName();
  const int64_t Each = bytesOf(elementOf(Type)).value_or(1);
  const Value Elements = elements(Where, Type), Extent = extent(Where, Type);
  auto at = [&](const Value &I) { return add(Elements, I, Each); };
  auto view = [&](const Value &Begin, const Value &N) {
    const Value Made = temporary(E->getType(), E);
    store(Made, Context.VoidPtrTy, Begin, nullptr);
    store(add(Made, Value::integer(ExtentAt), 1), Context.LongTy, N, nullptr);
    return Value::aggregate(Made.Id, 0);
  };
  if (Name == "data" || Name == "begin" || Name == "cbegin" || Name == "c_str")
    return Elements;
  if (Name == "end" || Name == "cend")
    return at(Extent);
  if (Name == "size" || Name == "length")
    return Extent;
  if (is_contained({"rbegin", "rend", "crbegin", "crend"}, Name)) { // not followed
    if (Elements.isPointer())
      escapeHandles(Elements.Id);
    return std::nullopt;
  }
  if (Name == "empty")
    return compare(BO_EQ, Extent, Value::integer(0));
  if (Name == "front")
    return Elements;
  if (Name == "back")
    return at(Extent.isInteger() ? Value::integer(Extent.Number - 1) : Value::symbol(fresh(E)));
  if (Name == "at")
    return at(Arguments.empty() ? Value::symbol(fresh(E)) : Arguments[0]);
  if (Name == "first" && !Arguments.empty())
    return view(Elements, Arguments[0]);
  if (Name == "last" && !Arguments.empty())
    return view(at(arithmetic(BO_Sub, Extent, Arguments[0], Context.LongTy, Context.LongTy, Context.LongTy)),
                Arguments[0]);
  if (Name == "subspan" && !Arguments.empty())
    return view(at(Arguments[0]), Arguments.size() > 1
                                      ? Arguments[1]
                                      : arithmetic(BO_Sub, Extent, Arguments[0], Context.LongTy,
                                                   Context.LongTy, Context.LongTy));
  if (Name == "first" || Name == "last" || Name == "subspan")
    return view(Name == "first" ? Elements : Value::symbol(fresh(E)), Value::symbol(fresh(E)));
  if (Name == "fill" || Name == "assign") {
    if (Name == "assign" && Elements.isPointer())
      changed(Elements.Id, "assigned", E);
    else
      access(Elements, std::nullopt, true, E);
    blurAt(Elements, std::nullopt);
  }
  const StringRef How =
      StringSwitch<StringRef>(Name)
          .Cases("resize", "push_back", "emplace_back", "pop_back", "insert", "erase", "resized")
          .Cases("append", "emplace", "shrink_to_fit", "reserve", "resized")
          .Case("clear", "cleared")
          .Case("swap", "swapped")
          .Default("");
  if (How.empty())
    return std::nullopt;
  if (Elements.isPointer())
    changed(Elements.Id, How, E);
  const Value ExtentPlace = add(Where, Value::integer(ExtentAt), 1);
  const bool Pushes = Name == "push_back" || Name == "emplace_back";
  if (Pushes) {
    // What is pushed becomes the last element.
    const Expr *Pushed = E->getNumArgs() ? E->getArg(0) : nullptr;
    if (Elements.isPointer() && Pushed && Extent.isInteger()) {
      object(Elements.Id).Bytes = (Extent.Number + 1) * Each;
      const Value V = Arguments.empty() ? Value() : Arguments[0];
      store(at(Extent), elementOf(Type),
            V.isPointer() && elementOf(Type)->isRecordType() ? load(V, elementOf(Type), nullptr) : V,
            nullptr);
      if (Pushed->isXValue())
        forget(Places[0], Pushed->getType());
      // A class that is made of what is given keeps it in ways of its own.
      const QualType Element = elementOf(Type);
      if (Name == "emplace_back" && Element->isRecordType() && !handleKind(Element) &&
          !Context.hasSameUnqualifiedType(Element, Pushed->getType()))
        for (const Value &A : Arguments)
          escape(A);
      // Elements end their lives where nobody looks.
      if (auto *Class = Element->getAsCXXRecordDecl();
          Class && Class->hasDefinition() && !inNamespace(Class, "njmpi") && !isContainer(Element) &&
          !isOwner(Element) && !Class->hasTrivialDestructor())
        escapeHandles(Elements.Id);
      // What a container or a pointer owns goes with it.
      if (Pushed->isXValue() && Places[0].isPointer())
        release(Places[0], Pushed->getType());
    } else {
      const bool OfCaller = Where.isPointer() && object(Where.Id).Outside;
      for (const Value &A : Arguments)
        escape(A, OfCaller);
    }
    store(ExtentPlace, Context.LongTy,
          arithmetic(BO_Add, Extent, Value::integer(1), Context.LongTy, Context.LongTy, Context.LongTy),
          nullptr);
    return Name == "emplace_back" ? at(Extent) : Value::integer(0);
  }
  if (Name == "resize" && !Arguments.empty()) {
    store(ExtentPlace, Context.LongTy, Arguments[0], nullptr);
    if (Elements.isPointer())
      object(Elements.Id).Bytes =
          Arguments[0].isInteger() ? std::optional(Arguments[0].Number * Each) : std::nullopt;
  } else if (Name == "clear") {
    store(ExtentPlace, Context.LongTy, Value::integer(0), nullptr);
  } else if (const auto Index = removedAt(E, Name, Arguments, Elements, Extent, Each)) {
    removeElement(Elements, *Index, Extent.Number, Each);
    store(ExtentPlace, Context.LongTy, Value::integer(Extent.Number - 1), nullptr);
    return Name == "erase" ? std::optional(at(Value::integer(*Index))) : Value::integer(0);
  } else if (Name != "reserve" && Name != "shrink_to_fit") {
    if (Elements.isPointer() && Name != "append") { // which element is where is not followed
      escapeHandles(Elements.Id);
      blurAt(Elements, std::nullopt);
    }
    store(ExtentPlace, Context.LongTy, Value::symbol(fresh(E)), nullptr);
    if (Elements.isPointer())
      object(Elements.Id).Bytes = std::nullopt;
    for (const Value &A : Arguments)
      escape(A);
  }
  return E->isGLValue() ? Where : Value::integer(0);
}

std::optional<Value> Executor::callOperator(const CXXOperatorCallExpr *E) {
  const Expr *Self = E->getArg(0);
  const QualType Type = Self->getType();
  const OverloadedOperatorKind Op = E->getOperator();
  auto self = [&] {
    Value V = Self->isGLValue() ? place(Self) : evaluate(Self);
    if (V.Kind == ValueKind::Aggregate)
      V.Kind = ValueKind::Pointer;
    return V;
  };
  auto read = [&](const Expr *A) {
    return A->isGLValue() ? load(place(A), Context.VoidPtrTy, nullptr) : evaluate(A);
  };
  if (Op == OO_Subscript && isContainer(Type) && E->getNumArgs() == 2) {
    const Value Where = self();
    const Expr *I = E->getArg(1);
    const Value Index = I->isGLValue() ? load(place(I), I->getType(), I) : evaluate(I);
    return Stopped ? Value() : add(elements(Where, Type), Index, bytesOf(elementOf(Type)).value_or(1));
  }
  if (isPointerLike(Type)) {
    auto *Class = specializationOf(Type);
    const QualType Pointer = Class->getTemplateArgs()[0].getAsType();
    const int64_t Each = bytesOf(Pointer->getPointeeType()).value_or(1);
    const Value Where = Self->isGLValue() ? place(Self) : Value();
    const Value It = Self->isGLValue() ? load(Where, Context.VoidPtrTy, nullptr) : evaluate(Self);
    switch (Op) {
    case OO_Star:
      return E->getNumArgs() == 1 ? std::optional(It) : std::nullopt;
    case OO_PlusPlus:
    case OO_MinusMinus: {
      const Value New = add(It, Value::integer(Op == OO_PlusPlus ? 1 : -1), Each);
      if (Where.isPointer())
        store(Where, Context.VoidPtrTy, New, nullptr);
      return E->isGLValue() ? Where : E->getNumArgs() == 2 ? It : New;
    }
    case OO_Plus:
    case OO_Minus: {
      const Value Other = read(E->getArg(1));
      if (Other.isPointer())
        return It.isPointer() && It.Id == Other.Id && It.OffsetKnown && Other.OffsetKnown
                   ? Value::integer((It.Number - Other.Number) / Each)
                   : Value::symbol(fresh(E));
      return add(It, Op == OO_Minus && Other.isInteger() ? Value::integer(-Other.Number) : Other, Each);
    }
    case OO_EqualEqual:
    case OO_ExclaimEqual:
    case OO_Less:
      return compare(Op == OO_EqualEqual ? BO_EQ : Op == OO_Less ? BO_LT : BO_NE, It, read(E->getArg(1)));
    default:
      return std::nullopt;
    }
  }
  if (Op != OO_Equal || E->getNumArgs() != 2)
    return std::nullopt;
  // Assignment of whole objects.
  auto *Method = dyn_cast_or_null<CXXMethodDecl>(E->getDirectCallee());
  if (!Method || (!isContainer(Type) && !handleKind(Type) && Method->isUserProvided() &&
                  !inNamespace(Method->getParent(), "njmpi")))
    return std::nullopt;
  const Expr *From = E->getArg(1);
  Value Source = From->isGLValue() ? place(From) : evaluate(From);
  const Value Where = self();
  if (Stopped)
    return Value();
  if (Source.Kind == ValueKind::Aggregate)
    Source.Kind = ValueKind::Pointer;
  const bool Moves = From->isXValue();
  if (isContainer(Type) && !isStdArray(Type)) {
    const Value Old = elements(Where, Type);
    if (!isView(Type) && Old.isPointer())
      changed(Old.Id, "assigned", E);
    if (isContainer(From->getType())) {
      const Value New = elements(Source, From->getType()), Extent = extent(Source, From->getType());
      if (Moves && !isView(Type) && New.isPointer())
        changed(New.Id, "moved from", E);
      else
        access(New, std::nullopt, false, E);
      if (isView(Type)) {
        store(Where, Context.VoidPtrTy, New, nullptr);
        store(add(Where, Value::integer(ExtentAt), 1), Context.LongTy, Extent, nullptr);
      } else {
        makeElements(Where, Type, Extent, E);
        const Value Mine = elements(Where, Type);
        if (Mine.isPointer() && New.isPointer())
          copy(Mine, New, object(New.Id).Bytes.value_or(1 << 20));
      }
    } else {
      makeElements(Where, Type, Value::symbol(fresh(E)), E);
    }
    return Where;
  }
  store(Where, Type, Source.isPointer() ? load(Source, Type, E) : Source, E);
  if (Moves)
    forget(Source, Type);
  return Where;
}

} // namespace njmpi::execution
