// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parts of loopText(): loop_headers.cpp writes the headers of the nest, loop_accesses.cpp what is said of
// its accesses, loop_checks.cpp what is looked at before it runs, loop_text.cpp puts them together.
#ifndef NJMPI_PLUGIN_EMIT_LOOP_WRITER_H
#define NJMPI_PLUGIN_EMIT_LOOP_WRITER_H

#include "emit/loop_text.h"
#include "clang/AST/ASTContext.h"

namespace njmpi {

class LoopWriter {
public:
  LoopWriter(const LoopPlan &P, const Kernel &K, clang::ASTContext &Context, Edits &Source)
      : P(P), L(*P.Nest), K(K), Context(Context), Source(Source), InTemplate(K.IsInstantiation) {}
  LoopText run();
  /// What it makes sure of for functions that it calls.
  std::vector<std::string> calledChecks();
  /// The same loop as a loop before it describes it, for the halos of these fields.
  LoopText ahead(unsigned Number, const std::vector<unsigned> &Arrays);

private:
  const LoopPlan &P;
  const Loop &L;
  const Kernel &K;
  clang::ASTContext &Context;
  Edits &Source;
  const bool InTemplate;
  LoopText Result;
  std::string Object = "njmpi_loop"; ///< what the loop is described to
  bool Ahead = false;
  std::string Enumerations;    ///< of the indices of indirect reads
  bool KeysAreConstant = true; ///< nothing that indices are read from can be changed in the kernel

  // ---- loop_text.cpp ----
  std::string opening();
  clang::SourceLocation beforeDirectives() const;
  void entry(std::string &Opening);
  std::string closing();
  std::string carried();
  std::string views();
  void body();
  void guards();
  void wins();
  void rows();
  void edit(LoopEdit E) { Result.Edits.push_back(std::move(E)); }
  void obstacle(clang::SourceRange Where, llvm::StringRef Why);
  /// The last token of a statement, its semicolon or brace.
  clang::SourceLocation lastToken(const clang::Stmt *S);

  // ---- loop_headers.cpp ----
  std::string ranges(llvm::ArrayRef<int> Levels);
  /// Of a level of the runtime: what stands between the parentheses.
  std::string header(unsigned Number);
  clang::SourceRange headerRange(const clang::Stmt *Loop) const;
  std::string firstText(const Level &At);
  std::string lastText(const Level &At);
  std::string rangeText(const Level &At);
  std::string indexType(const Level &At);
  /// The levels of the nest that some expression of `Inside` depends on, as headers, the runtime's cut to the
  /// box.
  std::string enumeration(llvm::SmallVectorImpl<const clang::Stmt *> &Inside);
  /// The number by which the runtime knows a level of the facts.
  int runtimeLevel(int Level) const;
  std::string indices(unsigned Levels) const;

  // ---- loop_accesses.cpp ----
  std::string references();
  std::string accesses(llvm::function_ref<bool(const AccessPlan &)> Wanted);
  std::string accessText(const AccessPlan &A);
  std::string indirectText(const AccessPlan &A);
  std::string keysText(const Access &A);
  std::string gatherText(const Access &A);
  std::string reductions();
  std::string placesText(const Access &A);
  std::string scaleText(const Subscript &S, const Access &A);
  std::string offsetText(const Subscript &S);
  std::string offsetText(const Subscript &S, const Access &A);
  std::string productText(const Product &Of);
  std::string dataText(const Array &A);
  std::string statementText(int Statement, int Default) const;
  std::string variableText(const OuterVariable &V);

  // ---- loop_checks.cpp ----
  std::string rowLengths();
  std::string overlaps();
  std::string overlapText(const Overlap &O);
  std::vector<std::pair<std::string, std::string>> memories(const Overlap::Side &Of, bool Exactly);
  std::vector<std::string> arrayMemories(unsigned Array, bool Exactly);
  bool isNamed(const OtherMemory &O) const;
  bool isWhole(const OtherMemory &O) const;
  std::string calledText(const OtherMemory &O);
  std::string partText(const OtherMemory &O, const std::string &Prefix, const std::string &Address);
  bool isReached(const Access &A) const;
  std::string nameText(const clang::Expr *E);
  std::string memoryText(unsigned Array);

  // ---- the user's text ----
  std::string text(clang::SourceRange Range);
  std::string text(const clang::Expr *E) { return text(E->getSourceRange()); }
  /// The same of an array, in a place where the name has not become that of its view.
  std::string base(const clang::Expr *E);
  /// To be followed or preceded by an operator: in parentheses where that is needed.
  std::string operand(const clang::Expr *E);
  /// An expression of the body before the nest: a variable of the body that keeps what it is given stands for
  /// that.
  std::string hoisted(const clang::Expr *E);
  std::string hoistedOperand(const clang::Expr *E);
  /// A name of the user's, which stays whatever generated names are changed to.
  static std::string own(llvm::StringRef Name) { return ("\3" + Name).str(); }
  std::string reference(unsigned Array) {
    return Ahead ? base(L.Arrays[Array].Base) : "njmpi_" + P.Arrays[Array].Name;
  }
  std::string view(unsigned Array) const;
};

} // namespace njmpi

#endif
