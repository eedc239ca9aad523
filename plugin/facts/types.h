// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types and functions of the standard library and of njmpi of which all readers of code know something.
#ifndef NJMPI_PLUGIN_FACTS_TYPES_H
#define NJMPI_PLUGIN_FACTS_TYPES_H

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Type.h"

namespace njmpi {

bool isFieldType(clang::QualType T);
/// The name of a class of a namespace, or nothing.
llvm::StringRef classNameIn(clang::QualType T, llvm::StringRef Namespace);
/// A member function that asks a field for its shape, which does not change in a loop.
bool isShapeFunction(llvm::StringRef Name);
/// What the bytes of an object say only in the process that it is in: pointers, and what owns memory.
bool holdsPointers(clang::QualType T);
/// A view, an iterator, or a class that holds one: its elements are not its own.
bool pointsElsewhere(clang::QualType T);
bool isIterator(clang::QualType T);
/// A container or view whose operator[] (or, of an mdspan, also operator()) names an element of contiguous
/// memory.
bool isArrayClass(clang::QualType T);
bool isMdspanType(clang::QualType T);
/// std::vector<bool>, whose elements have no addresses.
bool isBitVector(clang::QualType T);
/// A class of elements that live elsewhere: a span, an mdspan, a string_view.
bool isViewClass(clang::QualType T);
/// What leads to one object by `*`, `->`, get() or value().
bool isSmartPointer(clang::QualType T);
bool isStdFunction(const clang::Decl *D);
/// Of the member function that is called; empty for other calls, and for operators.
llvm::StringRef methodName(const clang::CallExpr *E);
/// std::begin(a) and its like, which also a range-for of a valarray calls.
bool isRangeAccess(const clang::FunctionDecl *F);
/// std::complex.
bool isComplexType(clang::QualType T);
/// An instance of a class template, whatever refers to it.
const clang::ClassTemplateSpecializationDecl *specializationOf(clang::QualType T);
/// What `if consteval` does in a program that runs; null if that is nothing.
const clang::Stmt *atRunTime(const clang::IfStmt &Consteval);
/// A number as written, with its sign.
bool isWrittenNumber(const clang::Expr *E);
/// std::array, whose elements lie in it.
bool isStdArray(clang::QualType T);

} // namespace njmpi

#endif
