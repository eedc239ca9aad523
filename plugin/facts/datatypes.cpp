// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/datatypes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

const PredefinedType Predefined[] = {
#define NJMPI_DATATYPE(type, mpi, domain) {#type, #mpi, Domain::domain},
#include "njmpi/datatypes.def"
};

const PredefinedType *findPredefined(StringRef Type) {
  for (const PredefinedType &Row : Predefined)
    if (Row.Type == Type)
      return &Row;
  return nullptr;
}

std::string canonicalName(ASTContext &Context, QualType T) {
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.Bool = true;
  Policy.FullyQualifiedName = true;
  Policy.SuppressInlineNamespace = true;
  return T.getCanonicalType().getUnqualifiedType().getAsString(Policy);
}

const ClassTemplateSpecializationDecl *asTemplateOf(QualType T, StringRef Namespace, StringRef Name) {
  auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(T.isNull() ? nullptr : T->getAsCXXRecordDecl());
  bool Same =
      Special && Special->getIdentifier() && Special->getName() == Name && inNamespace(Special, Namespace);
  return Same ? Special : nullptr;
}

/// Walks a type down to predefined values, collecting their offsets.
class Walk {
  Sema &S;
  ASTContext &Context = S.Context;
  Datatype &Result;
  unsigned Depth = 0; ///< of the record being walked: fields of the outermost follow a '::'

public:
  Walk(Sema &S, Datatype &Result, unsigned Depth = 0) : S(S), Result(Result), Depth(Depth) {}

  bool visit(QualType T, uint64_t Offset, const Twine &Path, SourceLocation Where) {
    T = T.getCanonicalType().getUnqualifiedType();
    if (const PredefinedType *Row = row(T))
      return add({Offset, Row, 1, bytes(T)});
    if (auto *Enum = T->getAs<EnumType>())
      return visit(Enum->getDecl()->getIntegerType(), Offset, Path, Where);
    if (auto *Array = Context.getAsConstantArrayType(T))
      return visitArray(Array->getElementType(), Array->getSize().getZExtValue(), Offset, Path, Where);
    if (T->isPointerType() || T->isMemberPointerType() || T->isNullPtrType())
      return fail(Path, "a pointer", Where);
    if (T->isReferenceType())
      return fail(Path, "a reference", Where);
    if (auto *Array = asStd(T, "array"))
      return visitArray(Array->getTemplateArgs()[0].getAsType(),
                        Array->getTemplateArgs()[1].getAsIntegral().getZExtValue(), Offset, Path, Where);
    if (T->isRecordType())
      return visitRecord(T, Offset, Path, Where);
    return fail(Path, "of type '" + typeName(Context, T) + "', which MPI does not have", Where);
  }

private:
  const PredefinedType *row(QualType T) {
    for (StringRef Name : {"complex", "valloc"})
      if (auto *Special = Name == "complex" ? asStd(T, Name) : asNjmpi(T, Name)) {
        std::string Argument = canonicalName(Context, Special->getTemplateArgs()[0].getAsType());
        return findPredefined((Name == "complex" ? "njmpi::rt::complex_of<" : "njmpi::valloc<") + Argument +
                              ">");
      }
    if (T->isBuiltinType() || T->isEnumeralType())
      return findPredefined(canonicalName(Context, T));
    return nullptr;
  }

  uint64_t bytes(QualType T) {
    completeClass(S, T);
    return Context.getTypeSizeInChars(T).getQuantity();
  }

  bool add(const Block &B) {
    Result.Blocks.push_back(B);
    return true;
  }

  bool fail(const Twine &Path, const Twine &Reason, SourceLocation Where) {
    Result.Problem = DatatypeProblem{Path.str(), Reason.str(), Where};
    return false;
  }

  bool visitArray(QualType Element, uint64_t Count, uint64_t Offset, const Twine &Path,
                  SourceLocation Where) {
    Datatype Inner;
    if (!Walk(S, Inner, Depth).visit(Element, 0, Path + "[" + Twine(Count) + "]", Where)) {
      Result.Problem = Inner.Problem;
      return false;
    }
    Inner.Size = bytes(Element);
    normalise(Inner);
    if (Inner.uniform()) {
      Block All = Inner.Blocks.front();
      All.Offset = Offset;
      All.Count *= Count;
      return Count == 0 || add(All);
    }
    for (uint64_t I = 0; I != Count; ++I)
      for (Block B : Inner.Blocks) {
        B.Offset += Offset + I * Inner.Size;
        add(B);
      }
    return true;
  }

  /// std::pair and std::tuple have user-provided assignment, so are not trivially copyable in
  /// name; a class whose copying is otherwise the compiler's own is judged by its members.
  bool copiesAsBytes(const CXXRecordDecl *Record, QualType T) {
    if (T.isTriviallyCopyableType(Context) || asStd(T, "pair") || asStd(T, "tuple") ||
        Record->isInStdNamespace())
      return true;
    for (const CXXConstructorDecl *C : Record->ctors())
      if (C->isCopyOrMoveConstructor() && C->isUserProvided())
        return false;
    for (const CXXMethodDecl *M : Record->methods())
      if ((M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator()) && M->isUserProvided())
        return false;
    return Record->hasTrivialDestructor();
  }

  /// record<size, field<offset, type, number>...>, as NJMPI_DESCRIBE gives it.
  const ClassTemplateSpecializationDecl *describedRecord(QualType T) {
    const QualType D = descriptionOf(Context, T);
    const CXXRecordDecl *Class = D.isNull() ? nullptr : D->getAsCXXRecordDecl();
    if (!Class || isa<ClassTemplateSpecializationDecl>(Class))
      return nullptr; // by the rewriter, which saw the members
    for (CXXMethodDecl *M : Class->methods())
      if (M->getIdentifier() && M->getName() == "njmpi_fields") {
        if (M->getReturnType()->isUndeducedType() && S.DeduceReturnType(M, M->getLocation(), false))
          return nullptr;
        return dyn_cast_or_null<ClassTemplateSpecializationDecl>(M->getReturnType()->getAsCXXRecordDecl());
      }
    return nullptr;
  }

  /// The members that NJMPI_DESCRIBE names: others stay at home.
  bool visitDescribed(const ClassTemplateSpecializationDecl &Described, const CXXRecordDecl *Record,
                      uint64_t Offset, const Twine &Path, SourceLocation Where) {
    const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
    for (const TemplateArgument &Each : Described.getTemplateArgs()[1].pack_elements()) {
      const auto *Field = cast<ClassTemplateSpecializationDecl>(Each.getAsType()->getAsCXXRecordDecl());
      const uint64_t At = Field->getTemplateArgs()[0].getAsIntegral().getZExtValue();
      std::string FieldPath = Path.str();
      for (const FieldDecl *F : Record->fields())
        if (Layout.getFieldOffset(F->getFieldIndex()) == At * Context.getCharWidth()) {
          FieldPath = (Path + (Depth == 0 ? "::" : ".") + F->getName()).str();
          Where = F->getLocation();
        }
      ++Depth;
      const bool Known = visitArray(Field->getTemplateArgs()[1].getAsType(),
                                    Field->getTemplateArgs()[2].getAsIntegral().getZExtValue(), Offset + At,
                                    FieldPath, Where);
      --Depth;
      if (!Known)
        return false;
    }
    return true;
  }

  bool visitRecord(QualType T, uint64_t Offset, const Twine &Path, SourceLocation Where) {
    const CXXRecordDecl *Record = completeClass(S, T);
    if (!Record)
      return fail(Path, "of the incomplete type '" + typeName(Context, T) + "'", Where);
    if (Record->isUnion())
      return fail(Path, "a union", Where);
    if (Record->isPolymorphic())
      return fail(Path, "of the class '" + typeName(Context, T) + "' with virtual functions", Where);
    if (Record->getNumVBases())
      return fail(Path, "of the class '" + typeName(Context, T) + "' with virtual bases", Where);
    if (Record->isInStdNamespace() && !Record->hasTrivialDestructor())
      return fail(Path, "of type '" + typeName(Context, T) + "', which is not trivially copyable", Where);
    const auto *Described = describedRecord(T);
    if (!(Described ? visitDescribed(*Described, Record, Offset, Path, Where)
                    : visitMembers(Record, Offset, Path, Where)))
      return false;
    if (!copiesAsBytes(Record, T))
      return fail(Path, "of type '" + typeName(Context, T) + "', which is not trivially copyable", Where);
    return true;
  }

  bool visitMembers(const CXXRecordDecl *Record, uint64_t Offset, const Twine &Path, SourceLocation Where) {
    const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
    const bool TopLevel = Depth == 0;
    for (const CXXBaseSpecifier &Base : Record->bases()) {
      const CXXRecordDecl *BaseRecord = Base.getType()->getAsCXXRecordDecl();
      if (BaseRecord->isEmpty())
        continue;
      if (!visit(Base.getType(), Offset + Layout.getBaseClassOffset(BaseRecord).getQuantity(), Path, Where))
        return false;
    }
    for (const FieldDecl *Field : Record->fields()) {
      std::string FieldPath = (Path + (TopLevel ? "::" : ".") + Field->getName()).str();
      if (Field->isAnonymousStructOrUnion())
        FieldPath = Path.str();
      if (Field->isAnonymousStructOrUnion() && Field->getType()->isUnionType()) {
        fail(FieldPath, "an anonymous union", Field->getLocation());
        Result.Problem->IsPart = true;
        return false;
      }
      if (Field->isUnnamedBitField())
        continue; // space between members
      if (Field->isBitField())
        return fail(FieldPath, "a bit-field", Field->getLocation());
      if (Field->getType()->isIncompleteArrayType())
        return fail(FieldPath, "an array without a bound", Field->getLocation());
      if (Field->isZeroSize(Context))
        continue;
      uint64_t At =
          Offset + Context.toCharUnitsFromBits(Layout.getFieldOffset(Field->getFieldIndex())).getQuantity();
      ++Depth;
      bool Described = visit(Field->getType(), At, FieldPath, Field->getLocation());
      --Depth;
      if (!Described)
        return false;
    }
    return true;
  }

public:
  /// Blocks in order of offset, neighbours of one type joined.
  static void normalise(Datatype &D) {
    llvm::sort(D.Blocks, [](const Block &A, const Block &B) { return A.Offset < B.Offset; });
    std::vector<Block> Joined;
    for (const Block &B : D.Blocks) {
      if (!Joined.empty()) {
        Block &Last = Joined.back();
        if (Last.Type == B.Type && Last.Offset + Last.Count * Last.Bytes == B.Offset) {
          Last.Count += B.Count;
          continue;
        }
      }
      Joined.push_back(B);
    }
    D.Blocks = std::move(Joined);
  }
};

} // namespace

bool inNamespace(const Decl *D, StringRef Name) {
  const DeclContext *Context = D->getDeclContext()->getRedeclContext();
  while (Context->isInlineNamespace())
    Context = Context->getParent();
  auto *Space = dyn_cast<NamespaceDecl>(Context);
  return Space && Space->getIdentifier() && Space->getName() == Name &&
         Space->getParent()->getRedeclContext()->isTranslationUnit();
}

const ClassTemplateSpecializationDecl *asStd(QualType T, StringRef Name) {
  return asTemplateOf(T, "std", Name);
}
const ClassTemplateSpecializationDecl *asNjmpi(QualType T, StringRef Name) {
  return asTemplateOf(T, "njmpi", Name);
}

const PredefinedOperator *findOperator(StringRef Name) {
  using enum Domain;
#define NJMPI_OPERATOR(name, mpi, ...) static const Domain On_##name[] = {__VA_ARGS__};
#include "njmpi/datatypes.def"
  static const PredefinedOperator Rows[] = {
#define NJMPI_OPERATOR(name, mpi, ...) {#name, #mpi, On_##name},
#include "njmpi/datatypes.def"
  };
  for (const PredefinedOperator &Row : Rows)
    if (Row.Name == Name)
      return &Row;
  return nullptr;
}

std::string typeName(ASTContext &Context, QualType T) {
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.SuppressDefaultTemplateArgs = true;
  Policy.FullyQualifiedName = true;
  Policy.SuppressInlineNamespace = true;
  Policy.Bool = true;
  return T.getCanonicalType().getUnqualifiedType().getAsString(Policy);
}

const PredefinedType *Datatype::uniform() const {
  if (Dependent || Problem || Blocks.size() != 1 || Blocks.front().Offset != 0)
    return nullptr;
  const Block &B = Blocks.front();
  return B.Count * B.Bytes == Size ? B.Type : nullptr;
}

Flattened flattenArrays(ASTContext &Context, QualType T) {
  Flattened F{T.getCanonicalType(), 1};
  while (true) {
    if (auto *Array = Context.getAsConstantArrayType(F.Element)) {
      F.Count *= Array->getSize().getZExtValue();
      F.Element = Array->getElementType().getCanonicalType();
    } else if (auto *Special = asStd(F.Element, "array")) {
      F.Count *= Special->getTemplateArgs()[1].getAsIntegral().getZExtValue();
      Qualifiers Outer = F.Element.getLocalQualifiers();
      F.Element = Special->getTemplateArgs()[0].getAsType().getCanonicalType();
      if (Outer.hasConst())
        F.Element.addConst();
    } else {
      return F;
    }
  }
}

bool sameWithoutArrays(ASTContext &Context, QualType A, QualType B) {
  const auto Element = [&](QualType T) {
    return flattenArrays(Context, T.getCanonicalType()).Element.getCanonicalType().getUnqualifiedType();
  };
  return Element(A) == Element(B);
}

std::vector<NamedDecl *> libraryNames(ASTContext &Context, StringRef Name, bool Runtime) {
  static const StringRef Spaces[] = {"njmpi", "rt"};
  const DeclContext *At = Context.getTranslationUnitDecl();
  for (StringRef Space : ArrayRef(Spaces).take_front(Runtime ? 2 : 1)) {
    const DeclContext *Next = nullptr;
    for (NamedDecl *D : At->lookup(&Context.Idents.get(Space)))
      if (auto *Found = dyn_cast<NamespaceDecl>(D))
        Next = Found;
    if (!Next)
      return {};
    At = Next;
  }
  const auto Found = At->lookup(&Context.Idents.get(Name));
  return {Found.begin(), Found.end()};
}

ClassTemplateDecl *runtimeTemplate(ASTContext &Context, StringRef Name) {
  for (NamedDecl *D : libraryNames(Context, Name, /*Runtime=*/true))
    if (auto *Template = dyn_cast<ClassTemplateDecl>(D))
      return Template;
  return nullptr;
}

QualType descriptionOf(ASTContext &Context, QualType T) {
  if (ClassTemplateDecl *Known = runtimeTemplate(Context, "description_of"))
    for (ClassTemplateSpecializationDecl *Special : Known->specializations())
      if (Context.hasSameType(Special->getTemplateArgs()[0].getAsType(), T))
        return Special->getTemplateArgs()[1].getAsType();
  return QualType();
}

const CXXRecordDecl *completeClass(Sema &S, QualType T) {
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !S.isCompleteType(Record->getLocation(), T))
    return nullptr;
  return Record->getDefinition();
}

Datatype describeDatatype(Sema &S, QualType T) {
  ASTContext &Context = S.Context;
  Datatype D;
  D.Element = T.getUnqualifiedType();
  if (T->isDependentType()) {
    D.Dependent = true;
    return D;
  }
  QualType Canonical = T.getCanonicalType().getUnqualifiedType();
  D.Wrapped = Canonical->isArrayType() ||
              (Canonical->isRecordType() && !asStd(Canonical, "complex") && !asNjmpi(Canonical, "valloc"));
  std::string Name = typeName(Context, T);
  if (Context.getBaseElementType(T).isVolatileQualified()) {
    D.Problem = DatatypeProblem{Name, "volatile, and MPI accesses it like other memory", SourceLocation()};
    return D;
  }
  if (Walk(S, D).visit(T, 0, Name, SourceLocation()))
    D.Size = (completeClass(S, T), Context.getTypeSizeInChars(T).getQuantity());
  Walk::normalise(D);
  return D;
}

} // namespace njmpi
