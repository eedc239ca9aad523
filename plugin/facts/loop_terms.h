// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Integer expressions of a nest as polynomials in its indices and in what does not change, and names by which
// two spellings of one object or value are found equal.
#ifndef NJMPI_PLUGIN_FACTS_LOOP_TERMS_H
#define NJMPI_PLUGIN_FACTS_LOOP_TERMS_H

#include "facts/loops.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace njmpi {

/// An expression without what the compiler adds, and without parentheses and casts between integers.
const clang::Expr *bare(const clang::Expr *E);
/// A statement without its attributes, `[[unlikely]]` say, and pragmas that Clang takes for one.
const clang::Stmt *bareStatement(const clang::Stmt *S);
/// Whether it is converted to a type of so few bits that an index of a loop may wrap around.
bool narrows(const clang::Expr *E);

/// Equal for two expressions that name the same object or value, if nothing changes between them. An
/// expression that is not understood is equal to itself only.
std::string keyOf(const clang::Expr *E, const clang::ASTContext &Context);
std::string keyOf(const clang::ValueDecl *D);
/// The member, or member of a member, that `m.u()` names: a function that returns a reference to it and does
/// nothing else; null for other expressions.
const clang::MemberExpr *memberAccessed(const clang::Expr *E);

/// The declaration of a local reference stands for what it is bound to.
const clang::Expr *boundTo(const clang::ValueDecl *D);

/// An index of the nest (Level >= 0) or a value that does not change in it.
struct Atom {
  int Level = -1;
  std::string Key;
  const clang::Expr *E = nullptr;

  bool operator<(const Atom &Other) const { return std::tie(Level, Key) < std::tie(Other.Level, Other.Key); }
};

/// A sum of products; the empty product is the number one.
struct Polynomial {
  std::map<std::vector<Atom>, int64_t> Sum;

  static Polynomial number(int64_t Value);
  static Polynomial atom(Atom A);
  void add(const Polynomial &Other, int64_t Factor = 1);
  Polynomial times(const Polynomial &Other) const;
  std::optional<int64_t> asNumber() const;
  bool movesWith(int Level) const;
  bool isInvariant() const;
};

/// One subscript of a field: a polynomial in which at most one level stands, times a number. None otherwise.
std::optional<Subscript> asSubscript(const Polynomial &P, const clang::Expr *Whole);

/// Linear subscripts, a[i * m + j]: one part per level, and one for what is left over. None if a level is
/// squared or multiplied with another.
std::optional<std::vector<Subscript>> asLinear(const Polynomial &P, const clang::Expr *Whole);

} // namespace njmpi

#endif
