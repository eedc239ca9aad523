// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/reporter.h"
#include "engine.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Finds the first call of a function.
struct CallSearch : RecursiveASTVisitor<CallSearch> {
  const FunctionDecl *Wanted;
  SourceLocation Found;
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *Callee = E->getDirectCallee();
    if (Callee && Callee->getCanonicalDecl() == Wanted->getCanonicalDecl())
      Found = E->getBeginLoc();
    return Found.isInvalid();
  }
};

/// Where a generic lambda is called: its own point of instantiation may be in its body.
SourceLocation callOfLambda(const FunctionDecl *F) {
  auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method || !isLambdaCallOperator(Method))
    return SourceLocation();
  CallSearch Search;
  Search.Wanted = F;
  for (const DeclContext *C = Method->getParent()->getDeclContext(); !C->isTranslationUnit();
       C = C->getParent())
    if (auto *Outer = dyn_cast<FunctionDecl>(C); Outer && Outer->getBody() && Search.Found.isInvalid())
      Search.TraverseStmt(Outer->getBody());
  return Search.Found;
}

} // namespace

Reporter::Reporter(Sema &S, const EngineOptions &Options)
    : S(S), Diags(S.getDiagnostics()), Options(Options) {
  Diags.setIgnoreAllWarnings(false); // the analysis is silent about Clang's own
}

ASTContext &Reporter::context() const { return S.Context; }

std::string Reporter::text(const Expr *E) const {
  const SourceManager &SM = S.getSourceManager();
  CharSourceRange Range =
      Lexer::makeFileCharRange(CharSourceRange::getTokenRange(E->getSourceRange()), SM, S.getLangOpts());
  std::string Line;
  for (char C : Lexer::getSourceText(Range, SM, S.getLangOpts()))
    if (!isspace(static_cast<unsigned char>(C)))
      Line += C;
    else if (!Line.empty() && Line.back() != ' ')
      Line += ' ';
  return Line;
}

bool Reporter::isReported(SourceLocation Where, StringRef Tag) const {
  Where = S.getSourceManager().getFileLoc(Where);
  return any_of(Seen,
                [&](const auto &Known) { return std::get<0>(Known) == Where && std::get<1>(Known) == Tag; });
}

std::string Reporter::type(QualType T) const { return typeName(S.Context, T); }

/// `// NOLINT`, `// NOLINT(njmpi-tag)` or `// NOLINT(njmpi-*)` on the line.
bool Reporter::isSilenced(SourceLocation Where, StringRef Tag) const {
  if (is_contained(Options.NoChecks, Tag))
    return true;
  const SourceManager &SM = S.getSourceManager();
  auto [File, Offset] = SM.getDecomposedExpansionLoc(Where);
  StringRef Text = SM.getBufferData(File);
  size_t End = Text.find('\n', Offset);
  StringRef Line = Text.slice(Offset, End);
  size_t At = Line.find("NOLINT");
  if (At == StringRef::npos)
    return false;
  StringRef Rest = Line.drop_front(At + 6);
  if (Rest.starts_with("NEXTLINE") || Rest.starts_with("BEGIN") || Rest.starts_with("END"))
    return false;
  if (!Rest.consume_front("("))
    return true;
  SmallVector<StringRef, 4> Tags;
  Rest.take_until([](char C) { return C == ')'; }).split(Tags, ',');
  return any_of(Tags, [&](StringRef T) {
    T = T.trim();
    return T == "njmpi-*" || T == "*" || (T.consume_front("njmpi-") && T == Tag);
  });
}

void Reporter::emit(DiagnosticsEngine::Level Level, const Finding &F) {
  std::string Text = F.Message + " [njmpi-" + F.Tag.str() + "]";
  const SourceLocation Where = S.getSourceManager().getFileLoc(F.Where);
  if (!Seen.emplace(Where, F.Tag.str(), F.Message).second)
    return;
  if (Level == DiagnosticsEngine::Warning) {
    if (isSilenced(Where, F.Tag))
      return;
    if (Options.Werror)
      Level = DiagnosticsEngine::Error;
  }
  if (Level == DiagnosticsEngine::Remark && !Options.Remarks)
    return;
  Errors += Level == DiagnosticsEngine::Error;
  {
    // The text holds user's names, in which a '%' is no placeholder.
    auto Builder = Diags.Report(F.Where, Diags.getCustomDiagID(Level, "%0"));
    Builder << Text;
    for (SourceRange R : F.Ranges)
      Builder << R;
    for (const FixItHint &Hint : F.FixIts)
      Builder << Hint;
  }
  unsigned Note = Diags.getCustomDiagID(DiagnosticsEngine::Note, "%0");
  for (const auto &[At, Message] : F.Notes)
    Diags.Report(At, Note) << Message;
  if (Current && Current->IsInstantiation && !Current->Function->isDependentContext()) {
    std::string Name;
    raw_string_ostream Stream(Name);
    Current->Function->getNameForDiagnostic(Stream, S.Context.getPrintingPolicy(), true);
    SourceLocation At = callOfLambda(Current->Function);
    if (At.isInvalid())
      At = Current->Function->getPointOfInstantiation();
    if (At.isInvalid())
      At = Current->Function->getLocation();
    Diags.Report(At, Note) << ("in instantiation of kernel '" + Name + "' requested here");
  }
}

} // namespace njmpi
