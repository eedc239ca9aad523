// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/datatypes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecordLayout.h"

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
  const CXXRecordDecl *Record = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  auto *Special = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record);
  if (!Special || !Special->getIdentifier() || Special->getName() != Name)
    return nullptr;
  const DeclContext *Context = Special->getDeclContext()->getRedeclContext();
  while (Context->isInlineNamespace())
    Context = Context->getParent();
  auto *Space = dyn_cast<NamespaceDecl>(Context);
  return Space && Space->getIdentifier() && Space->getName() == Namespace &&
                 Space->getParent()->getRedeclContext()->isTranslationUnit()
             ? Special
             : nullptr;
}

/// Walks a type down to predefined values, collecting their offsets.
class Walk {
  ASTContext &Context;
  Datatype &Result;

public:
  Walk(ASTContext &Context, Datatype &Result) : Context(Context), Result(Result) {}

  bool visit(QualType T, uint64_t Offset, const Twine &Path, SourceLocation Where) {
    T = T.getCanonicalType().getUnqualifiedType();
    if (const PredefinedType *Row = row(T))
      return add(Offset, Row, 1);
    if (auto *Enum = T->getAs<EnumType>())
      return visit(Enum->getDecl()->getIntegerType(), Offset, Path, Where);
    if (auto *Array = Context.getAsConstantArrayType(T))
      return visitArray(Array->getElementType(), Array->getSize().getZExtValue(), Offset, Path, Where);
    if (T->isPointerType() || T->isMemberPointerType() || T->isNullPtrType())
      return fail(Path, "a pointer", Where);
    if (T->isReferenceType())
      return fail(Path, "a reference", Where);
    if (auto *Record = T->getAsCXXRecordDecl())
      return visitRecord(Record, T, Offset, Path, Where);
    return fail(Path, "of type '" + typeName(Context, T) + "', which MPI does not have", Where);
  }

private:
  const PredefinedType *row(QualType T) {
    for (StringRef Name : {"complex", "valloc"})
      if (auto *Special = Name == "complex" ? asStd(T, Name) : asNjmpi(T, Name)) {
        std::string Argument = canonicalName(Context, Special->getTemplateArgs()[0].getAsType());
        return findPredefined((Name == "complex" ? "njmpi::rt::complex_of<" : "njmpi::valloc<") + Argument + ">");
      }
    if (T->isBuiltinType() || T->isEnumeralType())
      return findPredefined(canonicalName(Context, T));
    return nullptr;
  }

  bool add(uint64_t Offset, const PredefinedType *Row, uint64_t Count) {
    Result.Blocks.push_back({Offset, Row, Count});
    return true;
  }

  bool fail(const Twine &Path, const Twine &Reason, SourceLocation Where) {
    Result.Problem = DatatypeProblem{Path.str(), Reason.str(), Where};
    return false;
  }

  bool visitArray(QualType Element, uint64_t Count, uint64_t Offset, const Twine &Path, SourceLocation Where) {
    Datatype Inner;
    if (!Walk(Context, Inner).visit(Element, 0, Path + (Count ? "[0]" : "[]"), Where)) {
      Result.Problem = Inner.Problem;
      return false;
    }
    Inner.Size = Context.getTypeSizeInChars(Element).getQuantity();
    Inner.Element = Element;
    normalise(Inner);
    if (const PredefinedType *Row = Inner.uniform())
      return Count == 0 || add(Offset, Row, Count * Inner.Blocks.front().Count);
    for (uint64_t I = 0; I != Count; ++I)
      for (const Block &B : Inner.Blocks)
        add(Offset + I * Inner.Size + B.Offset, B.Type, B.Count);
    return true;
  }

  /// std::pair and std::tuple have user-provided assignment, so are not trivially copyable in
  /// name; a class whose copying is otherwise the compiler's own is judged by its members.
  bool copiesAsBytes(const CXXRecordDecl *Record, QualType T) {
    if (T.isTriviallyCopyableType(Context) || asStd(T, "pair") || asStd(T, "tuple") || Record->isInStdNamespace())
      return true;
    if (!Record->hasSimpleDestructor() && !Record->hasTrivialDestructor())
      return false;
    for (const CXXConstructorDecl *C : Record->ctors())
      if (C->isCopyOrMoveConstructor() && C->isUserProvided())
        return false;
    for (const CXXMethodDecl *M : Record->methods())
      if ((M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator()) && M->isUserProvided())
        return false;
    return Record->hasTrivialDestructor();
  }

  bool visitRecord(const CXXRecordDecl *Record, QualType T, uint64_t Offset, const Twine &Path, SourceLocation Where) {
    Record = Record->getDefinition();
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
    const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
    for (const CXXBaseSpecifier &Base : Record->bases()) {
      const CXXRecordDecl *BaseRecord = Base.getType()->getAsCXXRecordDecl();
      if (BaseRecord->isEmpty())
        continue;
      SmallString<64> Buffer;
      StringRef BasePath = Path.toStringRef(Buffer);
      if (!visit(Base.getType(), Offset + Layout.getBaseClassOffset(BaseRecord).getQuantity(), BasePath, Where))
        return false;
    }
    for (const FieldDecl *Field : Record->fields()) {
      std::string FieldPath = (Path + (Path.isSingleStringRef() && !Path.getSingleStringRef().contains("::") ? "::" : ".") +
                               Field->getName()).str();
      if (Field->isAnonymousStructOrUnion())
        FieldPath = Path.str();
      if (Field->isBitField())
        return fail(FieldPath, "a bit-field", Field->getLocation());
      if (Field->getType()->isIncompleteArrayType())
        return fail(FieldPath, "an array without a bound", Field->getLocation());
      if (Field->isZeroSize(Context))
        continue;
      uint64_t At = Offset + Context.toCharUnitsFromBits(Layout.getFieldOffset(Field->getFieldIndex())).getQuantity();
      if (!visit(Field->getType(), At, FieldPath, Field->getLocation()))
        return false;
    }
    if (!copiesAsBytes(Record, T))
      return fail(Path, "of type '" + typeName(Context, T) + "', which is not trivially copyable", Where);
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
        uint64_t Each = Last.Type == B.Type && Last.Count ? sizeOf(Last.Type) : 0;
        if (Each && Last.Offset + Last.Count * Each == B.Offset) {
          Last.Count += B.Count;
          continue;
        }
      }
      Joined.push_back(B);
    }
    D.Blocks = std::move(Joined);
  }

  /// Bytes of a predefined type on the target; the tables' sizes are those of x86-64 and AArch64 Linux.
  static uint64_t sizeOf(const PredefinedType *Row);
};

thread_local ASTContext *SizesOf = nullptr;

uint64_t Walk::sizeOf(const PredefinedType *Row) {
  ASTContext &C = *SizesOf;
  auto Bytes = [&](QualType T) -> uint64_t { return C.getTypeSizeInChars(T).getQuantity(); };
  StringRef Name = Row->Type;
  unsigned Times = Name.consume_front("njmpi::rt::complex_of<") ? 2 : 1;
  if (Name.consume_front("njmpi::valloc<"))
    return 0; // never joined: a value and a location, perhaps with padding
  Name.consume_back(">");
  if (Name == "bool") return Times * Bytes(C.BoolTy);
  if (Name == "wchar_t") return Times * Bytes(C.WCharTy);
  if (Name == "char16_t") return Times * Bytes(C.Char16Ty);
  if (Name == "char32_t") return Times * Bytes(C.Char32Ty);
  if (Name.ends_with("char") || Name == "char8_t" || Name == "std::byte") return Times;
  if (Name.ends_with("short")) return Times * Bytes(C.ShortTy);
  if (Name.ends_with("long long")) return Times * Bytes(C.LongLongTy);
  if (Name.ends_with("int")) return Times * Bytes(C.IntTy);
  if (Name == "float") return Times * Bytes(C.FloatTy);
  if (Name == "double") return Times * Bytes(C.DoubleTy);
  if (Name == "long double") return Times * Bytes(C.LongDoubleTy);
  return Times * Bytes(C.LongTy);
}

} // namespace

const ClassTemplateSpecializationDecl *asStd(QualType T, StringRef Name) { return asTemplateOf(T, "std", Name); }
const ClassTemplateSpecializationDecl *asNjmpi(QualType T, StringRef Name) { return asTemplateOf(T, "njmpi", Name); }

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
  return T.getUnqualifiedType().getAsString(Policy);
}

const PredefinedType *Datatype::uniform() const {
  if (Dependent || Problem || Blocks.size() != 1 || Blocks.front().Offset != 0)
    return nullptr;
  SizesOf = Owner;
  const Block &B = Blocks.front();
  uint64_t Each = Walk::sizeOf(B.Type);
  return Each == 0 ? (B.Count == 1 ? B.Type : nullptr) : B.Count * Each == Size ? B.Type : nullptr;
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

Datatype describeDatatype(ASTContext &Context, QualType T) {
  Datatype D;
  D.Element = T.getUnqualifiedType();
  if (T->isDependentType()) {
    D.Dependent = true;
    return D;
  }
  QualType Canonical = T.getCanonicalType().getUnqualifiedType();
  D.Wrapped = Canonical->isArrayType() || (Canonical->isRecordType() && !asStd(Canonical, "complex") && !asNjmpi(Canonical, "valloc"));
  std::string Name = typeName(Context, T);
  SizesOf = &Context;
  if (Walk(Context, D).visit(T, 0, Name, SourceLocation()))
    D.Size = Context.getTypeSizeInChars(T).getQuantity();
  Walk::normalise(D);
  return D;
}

} // namespace njmpi
