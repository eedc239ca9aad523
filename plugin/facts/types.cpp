// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/types.h"
#include "facts/datatypes.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

StringRef classNameIn(QualType T, StringRef Namespace) {
  T = T.getNonReferenceType();
  const CXXRecordDecl *Record = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  return Record && Record->getIdentifier() && inNamespace(Record, Namespace) ? Record->getName()
                                                                             : StringRef();
}

namespace {

bool anyPart(const CXXRecordDecl *Record, function_ref<bool(QualType)> Is) {
  return any_of(Record->bases(), [&](const CXXBaseSpecifier &B) { return Is(B.getType()); }) ||
         any_of(Record->fields(), [&](const FieldDecl *F) { return Is(F->getType()); });
}

} // namespace

bool isFieldType(QualType T) {
  T = T.getNonReferenceType();
  const CXXRecordDecl *Record = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  if (!Record || !Record->getIdentifier() || Record->getName() != "field")
    return false;
  // The versions of the builds stand in inline namespaces.
  const DeclContext *Around = Record->getDeclContext()->getRedeclContext();
  while (Around->isInlineNamespace())
    Around = Around->getParent();
  auto *Space = dyn_cast<NamespaceDecl>(Around);
  return Space && Space->getIdentifier() && Space->getName() == "njmpi" &&
         Space->getParent()->isTranslationUnit();
}

bool holdsPointers(QualType T) {
  T = T.getCanonicalType();
  if (T->isAnyPointerType() || T->isReferenceType() || T->isMemberPointerType())
    return true;
  if (const clang::ArrayType *Array = T->getAsArrayTypeUnsafe())
    return holdsPointers(Array->getElementType());
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record)
    return false;
  return !(Record = Record->getDefinition()) || Record->isDynamicClass() || !Record->hasTrivialDestructor() ||
         anyPart(Record, holdsPointers);
}

bool isIterator(QualType T) {
  T = T.getNonReferenceType();
  const CXXRecordDecl *Record = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  return Record && Record->getIdentifier() && (isStdFunction(Record) || inNamespace(Record, "__gnu_cxx")) &&
         (Record->getName().contains("iterator") || Record->getName() == "__wrap_iter");
}

bool pointsElsewhere(QualType T) {
  T = T.getCanonicalType();
  if (T->isAnyPointerType() || T->isReferenceType())
    return true;
  if (const clang::ArrayType *Array = T->getAsArrayTypeUnsafe())
    return pointsElsewhere(Array->getElementType());
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !(Record = Record->getDefinition()))
    return Record != nullptr;
  if (isViewClass(T) || isIterator(T) || inNamespace(Record, "__gnu_cxx"))
    return true;
  if (isStdFunction(Record))
    return Record->getIdentifier() &&
           is_contained({"shared_ptr", "weak_ptr", "reference_wrapper"}, Record->getName());
  return anyPart(Record, pointsElsewhere);
}

bool isMdspanType(QualType T) {
  T = T.getNonReferenceType();
  const CXXRecordDecl *Record = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || isFieldType(T))
    return false;
  if (Record->getIdentifier() && (Record->getName() == "mdspan" || Record->getName() == "mdarray"))
    return true;
  auto Has = [&](StringRef Name) {
    return any_of(Record->getDefinition()->methods(),
                  [&](const CXXMethodDecl *M) { return M->getIdentifier() && M->getName() == Name; });
  };
  return Has("data_handle") && Has("mapping");
}

bool isBitVector(QualType T) {
  T = T.getNonReferenceType();
  auto *Special = T.isNull() ? nullptr : asStd(T, "vector");
  return Special && Special->getTemplateArgs()[0].getAsType()->isBooleanType();
}

bool isViewClass(QualType T) {
  return is_contained({"span", "basic_string_view"}, classNameIn(T, "std")) || isMdspanType(T);
}

bool isArrayClass(QualType T) {
  StringRef Name = classNameIn(T, "std");
  return is_contained({"vector", "array", "span", "valarray", "basic_string", "basic_string_view"}, Name) ||
         isMdspanType(T);
}

bool isSmartPointer(QualType T) {
  return is_contained({"unique_ptr", "shared_ptr", "reference_wrapper", "optional"}, classNameIn(T, "std"));
}

StringRef methodName(const CallExpr *E) {
  auto *Method = dyn_cast_or_null<CXXMethodDecl>(E->getDirectCallee());
  return Method && Method->getIdentifier() ? Method->getName() : StringRef();
}

bool isShapeFunction(StringRef Name) {
  return is_contained({"extent", "extents", "size", "rank", "ghost"}, Name);
}

bool isStdFunction(const Decl *D) {
  for (const DeclContext *Around = D->getDeclContext(); !Around->isTranslationUnit();
       Around = Around->getParent())
    if (Around->isStdNamespace())
      return true;
  return false;
}

bool isRangeAccess(const FunctionDecl *F) {
  return F->getIdentifier() && isStdFunction(F) && !isa<CXXMethodDecl>(F) &&
         is_contained({"begin", "end", "cbegin", "cend", "data", "size", "ssize", "empty"}, F->getName());
}

const ClassTemplateSpecializationDecl *specializationOf(QualType T) {
  return T.isNull() ? nullptr
                    : dyn_cast_or_null<ClassTemplateSpecializationDecl>(
                          T.getNonReferenceType()->getAsCXXRecordDecl());
}

bool isStdArray(QualType T) { return !T.isNull() && classNameIn(T, "std") == "array"; }

const Stmt *atRunTime(const IfStmt &Consteval) {
  return Consteval.isNegatedConsteval() ? Consteval.getThen() : Consteval.getElse();
}

bool isWrittenNumber(const Expr *E) {
  // The argument of a template is no number of this text.
  const auto within = [](const Expr *E) {
    while (isa<ParenExpr, ImplicitCastExpr, ConstantExpr>(E))
      E = cast<Expr>(*E->child_begin());
    return E;
  };
  E = within(E);
  if (auto *Sign = dyn_cast<UnaryOperator>(E))
    E = within(Sign->getSubExpr());
  return isa<IntegerLiteral>(E);
}

} // namespace njmpi
