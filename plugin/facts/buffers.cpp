// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/buffers.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// The member functions or types called `Name`, of a class or its bases.
SmallVector<const NamedDecl *, 4> members(Sema &S, const CXXRecordDecl *Record, StringRef Name) {
  SmallVector<const NamedDecl *, 4> Found;
  IdentifierInfo &Identifier = S.Context.Idents.get(Name);
  for (const NamedDecl *D : Record->lookup(&Identifier))
    Found.push_back(D);
  if (Found.empty())
    for (const CXXBaseSpecifier &Base : Record->bases())
      if (const CXXRecordDecl *BaseRecord = completeClass(S, Base.getType()))
        if (Found = members(S, BaseRecord, Name); !Found.empty())
          break;
  return Found;
}

bool hasMember(Sema &S, const CXXRecordDecl *Record, StringRef Name) {
  return !members(S, Record, Name).empty();
}

/// What `x.Name()` returns for an object that is const or not; null if there is no such function.
QualType resultOf(Sema &S, const CXXRecordDecl *Record, StringRef Name, bool ConstObject) {
  QualType Best;
  for (const NamedDecl *D : members(S, Record, Name)) {
    if (auto *Using = dyn_cast<UsingShadowDecl>(D))
      D = Using->getTargetDecl();
    auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (!Method || Method->getMinRequiredArguments() != 0 ||
        (ConstObject && !Method->isConst() && !Method->isStatic()))
      continue;
    if (Best.isNull() || Method->isConst() == ConstObject)
      Best = Method->getReturnType();
  }
  return Best.isNull() ? Best : Best.getNonReferenceType();
}

bool isRange(Sema &S, QualType T) {
  const CXXRecordDecl *Record = completeClass(S, T);
  return Record && hasMember(S, Record, "begin") && hasMember(S, Record, "end");
}

/// A class that is a range of numbers; strings are classes that hold pointers.
bool isRangeOfValues(Sema &S, QualType T) {
  if (asStd(T, "basic_string") || asStd(T, "array"))
    return false;
  return isRange(S, T) || asStd(T, "valarray");
}

bool isStdView(const CXXRecordDecl *Record, StringRef &Name) {
  const DeclContext *Context = Record->getDeclContext()->getRedeclContext();
  while (Context->isInlineNamespace())
    Context = Context->getParent();
  auto *Space = dyn_cast<NamespaceDecl>(Context);
  if (!Space || !Space->getIdentifier() || Space->getName() != "ranges" || !Space->isInStdNamespace() ||
      !Record->getIdentifier())
    return false;
  Name = Record->getName();
  return true;
}

class Classifier {
  Sema &S;
  ASTContext &Context;
  Buffer B;

public:
  Classifier(Sema &S, const Expr *Argument) : S(S), Context(S.Context) { B.Argument = Argument; }

  Buffer classify() {
    const Expr *E = B.Argument;
    if (isInPlaceName(E)) {
      B.Kind = BufferKind::InPlace;
      return B;
    }
    QualType T = E->getType();
    if (E->isTypeDependent() || T->isDependentType()) {
      B.Kind = BufferKind::Traits;
      B.Type.Dependent = true;
      return B;
    }
    B.Temporary = !E->isLValue();
    B.Const = T.isConstQualified();
    if (T->isArrayType())
      return classifyArray(T);
    if (T->isPointerType() || T->isFunctionType() || T->isVoidType() || T->isNullPtrType() ||
        T->isMemberPointerType())
      return invalid(BufferProblem::NotABuffer);
    if (!T->isRecordType())
      return scalar(T);
    return classifyClass(T);
  }

private:
  static bool isInPlaceName(const Expr *E) {
    auto *Reference = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Reference && Reference->getDecl()->getIdentifier() &&
           Reference->getDecl()->getName() == "in_place" && inNamespace(Reference->getDecl(), "njmpi");
  }

  Buffer &invalid(BufferProblem Problem) {
    B.Kind = BufferKind::Invalid;
    B.Problem = Problem;
    return B;
  }

  /// Sets element type and datatype; elements that are ranges make the buffer not contiguous.
  Buffer &elements(BufferKind Kind, QualType Element, std::optional<uint64_t> Count = std::nullopt) {
    Flattened Flat = flattenArrays(Context, Element);
    // One that holds its values itself, a small vector say, is an element like others.
    if (isRangeOfValues(S, Flat.Element) && describeDatatype(S, Flat.Element).Problem)
      return invalid(BufferProblem::NotContiguous);
    B.Kind = Kind;
    B.Element = Element;
    B.Const |= Flat.Element.isConstQualified() || Element.isConstQualified();
    B.Type = describeDatatype(S, Element);
    B.Count = Count;
    return B;
  }

  Buffer scalar(QualType T) {
    B.OwningTemporary = B.Temporary;
    return elements(BufferKind::Scalar, T, 1);
  }

  Buffer classifyArray(QualType T) {
    B.OwningTemporary = B.Temporary;
    if (!Context.getAsConstantArrayType(T))
      return T->isVariableArrayType() ? elements(BufferKind::Traits, Context.getBaseElementType(T))
                                      : invalid(BufferProblem::NotABuffer);
    Flattened Flat = flattenArrays(Context, T);
    return elements(BufferKind::Array, Flat.Element, Flat.Count);
  }

  Buffer classifyClass(QualType T) {
    const CXXRecordDecl *Record = completeClass(S, T);
    if (!Record)
      return invalid(BufferProblem::NotABuffer);
    if (const CXXRecordDecl *Own = ownTraits(T))
      return traits(T, Own);
    auto Argument = [](const ClassTemplateSpecializationDecl *Special) {
      return Special->getTemplateArgs()[0].getAsType();
    };
    if (asStd(T, "array")) {
      Flattened Flat = flattenArrays(Context, T);
      B.OwningTemporary = B.Temporary;
      return elements(BufferKind::Members, Flat.Element, Flat.Count);
    }
    if (auto *Special = asStd(T, "vector")) {
      B.OwningTemporary = B.Temporary;
      if (Argument(Special)->isBooleanType())
        return invalid(BufferProblem::NotContiguous);
      return elements(BufferKind::Members, Argument(Special));
    }
    if (auto *Special = asStd(T, "basic_string")) {
      B.OwningTemporary = B.Temporary;
      return elements(BufferKind::Members, Argument(Special));
    }
    if (auto *Special = asStd(T, "basic_string_view")) {
      B.Const = true;
      return elements(BufferKind::Members, Argument(Special));
    }
    if (auto *Special = asStd(T, "span"))
      return classifySpan(Special);
    if (auto *Special = asStd(T, "valarray")) {
      B.OwningTemporary = B.Temporary;
      return elements(BufferKind::Valarray, Argument(Special));
    }
    if (asStd(T, "complex") || asStd(T, "pair") || asStd(T, "tuple") || asNjmpi(T, "valloc"))
      return scalar(T);
    if (inNamespace(Record, "njmpi") || isInside(Record, "njmpi"))
      return classifyOurs(T, Record);
    if (StringRef View; isStdView(Record, View))
      return classifyView(T, Record, View);
    return classifyOther(T, Record);
  }

  static bool isInside(const Decl *D, StringRef Outermost) {
    for (const DeclContext *C = D->getDeclContext(); !C->isTranslationUnit(); C = C->getParent())
      if (auto *Space = dyn_cast<NamespaceDecl>(C);
          Space && Space->getIdentifier() && Space->getName() == Outermost)
        return true;
    return false;
  }

  /// An instance of a class template of the library; null if there is no such template.
  const CXXRecordDecl *instance(StringRef Name, QualType T, bool Runtime = false) {
    ClassTemplateDecl *Template = nullptr;
    for (NamedDecl *D : libraryNames(Context, Name, Runtime))
      Template = dyn_cast<ClassTemplateDecl>(D);
    if (!Template)
      return nullptr;
    const SourceLocation At = B.Argument->getExprLoc();
    T = T.getUnqualifiedType();
    TemplateArgumentListInfo Arguments(At, At);
    Arguments.addArgument(TemplateArgumentLoc(TemplateArgument(T), Context.getTrivialTypeSourceInfo(T, At)));
    const QualType Special = S.CheckTemplateIdType(TemplateName(Template), At, Arguments);
    return Special.isNull() ? nullptr : completeClass(S, Special);
  }

  /// The user's specialisation of njmpi::buffer_traits for a class, which decides alone; null if there is
  /// none.
  const CXXRecordDecl *ownTraits(QualType T) {
    const CXXRecordDecl *Record = instance("buffer_traits", T);
    return Record && !hasMember(S, Record, "undefined") ? Record : nullptr;
  }

  /// The value of a static constant of a class of the library.
  std::optional<APSInt> constantOf(const CXXRecordDecl *Record, StringRef Name) {
    for (NamedDecl *D : Record->lookup(&Context.Idents.get(Name)))
      if (auto *V = dyn_cast<VarDecl>(D)) {
        S.InstantiateVariableDefinition(B.Argument->getExprLoc(), V);
        if (const APValue *Value = V->evaluateValue(); Value && Value->isInt())
          return Value->getInt();
      }
    return std::nullopt;
  }

  /// What kind of buffer the headers take a class for, by the name of its enumerator.
  StringRef shapeOf(QualType T) {
    const CXXRecordDecl *Record = instance("shape_constant", T, /*Runtime=*/true);
    const std::optional<APSInt> Value = Record ? constantOf(Record, "value") : std::nullopt;
    for (NamedDecl *D : libraryNames(Context, "shape", /*Runtime=*/true))
      if (auto *Enum = dyn_cast<EnumDecl>(D); Enum && Value)
        for (const EnumConstantDecl *E : Enum->enumerators())
          if (E->getInitVal() == *Value)
            return E->getName();
    return "none";
  }

  /// What a specialisation of njmpi::buffer_traits points to.
  QualType elementOf(const CXXRecordDecl *Traits) {
    QualType Element;
    bool Several = false;
    for (const NamedDecl *D : members(S, Traits, "data"))
      if (auto *Method = dyn_cast<CXXMethodDecl>(D); Method && Method->getReturnType()->isPointerType()) {
        Several |= !Element.isNull();
        Element = Method->getReturnType()->getPointeeType();
      }
    return Several ? Element.getUnqualifiedType() : Element;
  }

  /// Left to the header's own understanding; the element type is known where the traits or the class name it.
  Buffer traits(QualType T, const CXXRecordDecl *Own = nullptr) {
    B.Kind = BufferKind::Traits;
    if (Own)
      if (QualType Element = elementOf(Own); !Element.isNull())
        return elements(BufferKind::Traits, Element);
    if (const CXXRecordDecl *Record = completeClass(S, T))
      for (const NamedDecl *D : members(S, Record, "value_type"))
        if (auto *Alias = dyn_cast<TypedefNameDecl>(D))
          return elements(BufferKind::Traits, Alias->getUnderlyingType());
    return B;
  }

  Buffer classifySpan(const ClassTemplateSpecializationDecl *Special) {
    B.Const = false; // of its elements, whatever the span is
    std::optional<uint64_t> Count;
    llvm::APSInt Extent = Special->getTemplateArgs()[1].getAsIntegral();
    if (!Extent.isAllOnes())
      Count = Extent.getZExtValue();
    QualType Element = Special->getTemplateArgs()[0].getAsType();
    return elements(BufferKind::Members, Element, Count);
  }

  /// Whether nothing can be assigned to the elements of njmpi::packed(view) or njmpi::strided(view).
  bool isReadOnly(const CXXRecordDecl *Record) {
    const std::optional<APSInt> Value = constantOf(Record, "read_only");
    return Value && Value->getBoolValue();
  }

  /// njmpi::buffer(p, n), njmpi::packed(view) and njmpi::strided(view).
  Buffer classifyOurs(QualType T, const CXXRecordDecl *Record) {
    B.Const = false; // of the object, not of its elements
    if (auto *Special = asNjmpi(T, "buffer")) {
      QualType Element = Special->getTemplateArgs()[0].getAsType();
      const Expr *Made = B.Argument->IgnoreParenImpCasts();
      if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Made))
        Made = Cast->getSubExpr()->IgnoreImplicit();
      auto *Construct = dyn_cast<CXXConstructExpr>(Made);
      if (!Construct || Construct->getNumArgs() != 2)
        return elements(BufferKind::Members, Element);
      B.PointerArgument = Construct->getArg(0);
      B.CountArgument = Construct->getArg(1);
      return elements(BufferKind::Pointer, Element);
    }
    if (asNjmpi(T, "packed") || asNjmpi(T, "strided")) {
      B.IsPacked = asNjmpi(T, "packed");
      B.Const = isReadOnly(Record);
      for (const NamedDecl *D : members(S, Record, "element_type"))
        if (auto *Alias = dyn_cast<TypedefNameDecl>(D))
          return elements(BufferKind::Traits, Alias->getUnderlyingType().getUnqualifiedType());
      return traits(T);
    }
    return inNamespace(Record, "njmpi") ? invalid(BufferProblem::NotABuffer) : traits(T);
  }

  Buffer classifyView(QualType T, const CXXRecordDecl *Record, StringRef Name) {
    auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record);
    const bool Unsized = Name == "take_while_view";
    if (Special && (Name == "ref_view" || Name == "owning_view" || Name == "take_view" ||
                    Name == "drop_view" || Unsized)) {
      Buffer Inner = B;
      B.OwningTemporary = B.Temporary && Name == "owning_view";
      bool ConstObject = B.Const;
      QualType Base = Special->getTemplateArgs()[0].getAsType();
      Classifier Below(S, B.Argument);
      Below.B.Const = Base.isConstQualified() || (ConstObject && Name == "owning_view");
      Buffer Under = Below.classifyClass(Base);
      if (Under.Problem || Unsized)
        return invalid(Under.Problem.value_or(BufferProblem::NotABuffer));
      B.Const = Under.Const;
      return elements(BufferKind::Members, Under.Element);
    }
    if (Special && Name == "subrange") {
      if (const StringRef Shape = shapeOf(T); Shape != "range")
        return invalid(problemOf(Shape));
      if (QualType Pointer = pointerOf(Special->getTemplateArgs()[0].getAsType()); !Pointer.isNull())
        return elements(BufferKind::Traits, Pointer->getPointeeType());
    }
    if (Name == "subrange" || Name == "single_view" || Name == "empty_view")
      return traits(T);
    return invalid(BufferProblem::NotContiguous);
  }

  static BufferProblem problemOf(StringRef Shape) {
    return Shape == "scattered" ? BufferProblem::NotContiguous : BufferProblem::NotABuffer;
  }

  Buffer classifyOther(QualType T, const CXXRecordDecl *Record) {
    const StringRef Shape = shapeOf(T);
    if (Shape == "scalar")
      return scalar(T);
    if (Shape == "mdspan")
      return classifyMdspan(Record);
    if (Shape == "dense")
      return classifyDense(T, Record);
    if (Shape != "range")
      return invalid(problemOf(Shape));
    QualType Pointer = resultOf(S, Record, "data", B.Const);
    QualType Iterator = resultOf(S, Record, "begin", B.Const);
    B.OwningTemporary = B.Temporary && !isBorrowed(Record);
    B.Const = false;
    if (!Pointer.isNull() && Pointer->isPointerType() && hasMember(S, Record, "size"))
      return elements(BufferKind::Members, Pointer->getPointeeType());
    Pointer = Iterator.isNull() ? QualType() : pointerOf(Iterator);
    return Pointer.isNull() ? traits(T) : elements(BufferKind::Traits, Pointer->getPointeeType());
  }

  /// What a contiguous iterator of the standard library points with.
  static QualType pointerOf(QualType Iterator) {
    auto *Special = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Iterator->getAsCXXRecordDecl());
    if (Special && Special->getIdentifier() && Special->getName() == "__normal_iterator")
      Iterator = Special->getTemplateArgs()[0].getAsType();
    return Iterator->isPointerType() ? Iterator : QualType();
  }

  /// A class that copies its elements' address only cannot own them.
  bool isBorrowed(const CXXRecordDecl *Record) {
    return Record->isTriviallyCopyable() && hasPointerField(Record);
  }
  static bool hasPointerField(const CXXRecordDecl *Record) {
    return any_of(Record->fields(), [](const FieldDecl *F) { return F->getType()->isPointerType(); });
  }

  Buffer classifyMdspan(const CXXRecordDecl *Record) {
    QualType Pointer = resultOf(S, Record, "data_handle", B.Const);
    B.Const = false;
    if (Pointer.isNull() || !Pointer->isPointerType())
      return traits(Context.getTypeDeclType(Record));
    B.CheckExhaustive = true;
    if (auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record))
      for (const TemplateArgument &A : Special->getTemplateArgs().asArray())
        if (A.getKind() == TemplateArgument::Type)
          if (const CXXRecordDecl *Layout = A.getAsType()->getAsCXXRecordDecl();
              Layout && Layout->getIdentifier())
            B.CheckExhaustive &= Layout->getName() != "layout_right" && Layout->getName() != "layout_left";
    return elements(BufferKind::Mdspan, Pointer->getPointeeType());
  }

  /// Eigen's Matrix and Array own their elements; a Map or a column does not.
  Buffer classifyDense(QualType T, const CXXRecordDecl *Record) {
    const StringRef Name = Record->getIdentifier() ? Record->getName() : "";
    B.OwningTemporary = B.Temporary && (Name == "Matrix" || Name == "Array");
    QualType Pointer = resultOf(S, Record, "data", B.Const);
    if (Pointer.isNull() || !Pointer->isPointerType())
      return traits(T);
    B.Const = false;
    return elements(BufferKind::Members, Pointer->getPointeeType());
  }
};

} // namespace

Buffer describeBuffer(Sema &S, const Expr *Argument) { return Classifier(S, Argument).classify(); }

} // namespace njmpi
