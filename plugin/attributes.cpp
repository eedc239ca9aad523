// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "attributes.h"

#include "edits.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/ParsedAttrInfo.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"

#include <algorithm>
#include <set>

using namespace clang;

namespace njmpi {
namespace {

constexpr llvm::StringLiteral KernelAnnotation = "njmpi::kernel";

bool Recording = false;
Marks TheMarks;

void misplaced(SourceLocation Where, const llvm::Twine &Message, SourceRange Range = {}) {
  TheMarks.Misplaced.push_back({Where, Range, Message.str()});
}

/// The word behind the scope. (An attribute's location is its scope's, also that of `using njmpi:`.)
SourceLocation nameLocation(const ParsedAttr &Attr) { return Attr.getRange().getEnd(); }

using Argument = std::vector<Token>;

SourceRange rangeOf(llvm::ArrayRef<Token> Tokens) {
  return {Tokens.front().getLocation(), Tokens.back().getLocation()};
}

/// The arguments behind an attribute's name, split at commas outside brackets. The parser drops the arguments
/// of a plugin's scoped attributes, so they are read from the source.
std::vector<Argument> readArguments(SourceLocation Name, const SourceManager &SM, const LangOptions &Lang) {
  auto [File, Offset] = SM.getDecomposedLoc(SM.getSpellingLoc(Name));
  llvm::StringRef Text = SM.getBufferData(File);
  Lexer Raw(SM.getLocForStartOfFile(File), Lang, Text.begin(), Text.begin() + Offset, Text.end());
  Token T;
  Raw.LexFromRawLexer(T);
  Raw.LexFromRawLexer(T);
  std::vector<Argument> Arguments;
  if (T.isNot(tok::l_paren))
    return Arguments;
  unsigned Depth = 0;
  Arguments.emplace_back();
  for (Raw.LexFromRawLexer(T); T.isNot(tok::eof); Raw.LexFromRawLexer(T)) {
    if (Depth == 0 && T.is(tok::r_paren))
      break;
    if (T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
      ++Depth;
    else if (Depth && T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace))
      --Depth;
    if (Depth == 0 && T.is(tok::comma))
      Arguments.emplace_back();
    else
      Arguments.back().push_back(T);
  }
  if (Arguments.size() == 1 && Arguments.front().empty())
    Arguments.clear();
  return Arguments;
}

bool isWord(const Token &T, llvm::StringRef Word) {
  return T.is(tok::raw_identifier) && T.getRawIdentifier() == Word;
}

void readKernelArguments(const ParsedAttr &Attr, Sema &S) {
  if (auto Arguments = readArguments(nameLocation(Attr), S.getSourceManager(), S.getLangOpts());
      !Arguments.empty())
    misplaced(nameLocation(Attr), "'njmpi::kernel' takes no arguments", Attr.getRange());
}

void readLoopArguments(LoopMark &Mark, Sema &S) {
  const SourceManager &SM = S.getSourceManager();
  for (const Argument &A : readArguments(Mark.Location, SM, S.getLangOpts())) {
    bool Again = false;
    if (A.empty()) {
      misplaced(Mark.Location, "an argument of 'njmpi::loop' is empty");
    } else if (A.size() == 1 && isWord(A[0], "pipeline")) {
      Again = std::exchange(Mark.Pipeline, true);
    } else if (A.size() == 1 && isWord(A[0], "trusted")) {
      Again = std::exchange(Mark.Trusted, true);
    } else if (isWord(A[0], "comm") && (A.size() < 3 || A[1].isNot(tok::equal))) {
      misplaced(A[0].getLocation(), "argument 'comm' of 'njmpi::loop' is spelled 'comm = <communicator>'",
                rangeOf(A));
    } else if (isWord(A[0], "comm")) {
      Again = Mark.Communicator.isValid();
      Mark.Communicator = rangeOf(llvm::ArrayRef(A).drop_front(2));
    } else {
      llvm::StringRef Text =
          Lexer::getSourceText(CharSourceRange::getTokenRange(rangeOf(A)), SM, S.getLangOpts());
      misplaced(A[0].getLocation(),
                "unknown argument '" + Text +
                    "' of 'njmpi::loop'; expected 'pipeline', 'trusted' or 'comm = <communicator>'",
                rangeOf(A));
    }
    if (Again)
      misplaced(A[0].getLocation(), "argument of 'njmpi::loop' given twice", rangeOf(A));
  }
}

std::string nameOf(const Decl &D) {
  switch (D.getKind()) {
  case Decl::ParmVar:
    return "a parameter";
  case Decl::Field:
  case Decl::MSProperty:
    return "a data member";
  case Decl::Enum:
    return "an enumeration";
  case Decl::EnumConstant:
    return "an enumerator";
  case Decl::Typedef:
  case Decl::TypeAlias:
  case Decl::TypeAliasTemplate:
    return "a type alias";
  case Decl::Namespace:
  case Decl::NamespaceAlias:
    return "a namespace";
  case Decl::Concept:
    return "a concept";
  case Decl::Label:
    return "a label";
  case Decl::Empty:
    return "an empty declaration";
  case Decl::FunctionTemplate:
    return "a function";
  default:
    if (const auto *Record = dyn_cast<RecordDecl>(&D))
      return "a " + Record->getKindName().str();
    if (isa<ClassTemplateDecl>(D))
      return "a class";
    if (isa<VarDecl, BindingDecl, VarTemplateDecl>(D))
      return "a variable";
    return isa<FunctionDecl>(D) ? "a function" : "this declaration";
  }
}

std::string nameOf(const Stmt &S) {
  switch (S.getStmtClass()) {
  case Stmt::WhileStmtClass:
    return "a 'while' statement";
  case Stmt::DoStmtClass:
    return "a 'do' statement";
  case Stmt::IfStmtClass:
    return "an 'if' statement";
  case Stmt::SwitchStmtClass:
    return "a 'switch' statement";
  case Stmt::ReturnStmtClass:
    return "a 'return' statement";
  case Stmt::CompoundStmtClass:
    return "a block";
  case Stmt::NullStmtClass:
    return "an empty statement";
  case Stmt::ForStmtClass:
  case Stmt::CXXForRangeStmtClass:
    return "a 'for' statement";
  default:
    return "a statement";
  }
}

/// Both attributes accept everything, with no diagnostic: what is wrong is said after the analysis, once,
/// and not at all in a parse that is not recorded.
class NjmpiAttribute : public ParsedAttrInfo {
protected:
  NjmpiAttribute() { OptArgs = 15; }

  static void misplacedAttribute(const ParsedAttr &Attr, const llvm::Twine &Rule, const std::string &On) {
    misplaced(nameLocation(Attr), Rule + ", not to " + On, Attr.getRange());
  }
};

class KernelAttribute final : public NjmpiAttribute {
public:
  KernelAttribute() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "njmpi::kernel"},
                                         {ParsedAttr::AS_C23, "njmpi::kernel"}};
    Spellings = Names;
  }
  bool diagAppertainsToDecl(Sema &, const ParsedAttr &Attr, const Decl *D) const override {
    if (isa<FunctionDecl, FunctionTemplateDecl>(D))
      return true;
    if (Recording) {
      TheMarks.Names.push_back(nameLocation(Attr));
      misplacedAttribute(Attr, "'njmpi::kernel' applies to functions", nameOf(*D));
    }
    return false;
  }
  bool diagAppertainsToStmt(Sema &, const ParsedAttr &Attr, const Stmt *S) const override {
    if (Recording) {
      TheMarks.Names.push_back(nameLocation(Attr));
      misplacedAttribute(Attr, "'njmpi::kernel' applies to functions", nameOf(*S));
    }
    return false;
  }
  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &Attr) const override {
    if (!Recording)
      return AttributeApplied;
    TheMarks.Names.push_back(nameLocation(Attr));
    readKernelArguments(Attr, S);
    D->addAttr(AnnotateAttr::CreateImplicit(S.Context, KernelAnnotation, nullptr, 0, Attr.getRange()));
    return AttributeApplied;
  }
};

class LoopAttribute final : public NjmpiAttribute {
public:
  LoopAttribute() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "njmpi::loop"},
                                         {ParsedAttr::AS_C23, "njmpi::loop"}};
    Spellings = Names;
  }
  bool diagAppertainsToDecl(Sema &, const ParsedAttr &Attr, const Decl *D) const override {
    if (Recording) {
      TheMarks.Names.push_back(nameLocation(Attr));
      misplacedAttribute(Attr, "'njmpi::loop' applies to 'for' statements", nameOf(*D));
    }
    return false;
  }
  /// Clang 19 has no hook that handles a statement's attribute, but this one sees the statement.
  bool diagAppertainsToStmt(Sema &S, const ParsedAttr &Attr, const Stmt *St) const override {
    if (!Recording)
      return false;
    TheMarks.Names.push_back(nameLocation(Attr));
    if (!isa<ForStmt, CXXForRangeStmt>(St)) {
      misplacedAttribute(Attr, "'njmpi::loop' applies to 'for' statements", nameOf(*St));
      return false;
    }
    LoopMark Mark;
    Mark.Loop = St;
    Mark.Function = S.getCurFunctionDecl(/*AllowLambda=*/true);
    Mark.Location = nameLocation(Attr);
    readLoopArguments(Mark, S);
    TheMarks.Loops.push_back(Mark);
    return false;
  }
};

ParsedAttrInfoRegistry::Add<KernelAttribute> RegisterKernel("njmpi-kernel", "a function to rewrite");
ParsedAttrInfoRegistry::Add<LoopAttribute> RegisterLoop("njmpi-loop", "a loop to distribute");

bool isMarked(const FunctionDecl *F) {
  auto IsKernelAnnotation = [](const AnnotateAttr *A) { return A->getAnnotation() == KernelAnnotation; };
  return llvm::any_of(F->redecls(), [&](const FunctionDecl *D) {
    return llvm::any_of(D->specific_attrs<AnnotateAttr>(), IsKernelAnnotation);
  });
}

/// One `[[...]]` in a file, as its raw tokens.
struct Specifier {
  struct Element {
    std::vector<Token> Tokens;
    bool Njmpi = false;
  };
  Token First, Last; // the outer brackets
  std::vector<Element> Elements;
  std::vector<Token> Commas; // Commas[i] stands before Elements[i + 1]
  std::vector<Token> Using;  // `using ns :`
};

void blank(Edits &Into, FileID File, SourceManager &SM, const Token &First, const Token &Last) {
  Into.blank(File, SM.getFileOffset(First.getLocation()), SM.getFileOffset(Last.getEndLoc()));
}

void blankSpecifier(Edits &Into, FileID File, SourceManager &SM, const Specifier &S) {
  if (llvm::all_of(S.Elements, [](auto &E) { return E.Njmpi || E.Tokens.empty(); }))
    return blank(Into, File, SM, S.First, S.Last);
  bool Kept = false;
  for (size_t I = 0; I < S.Elements.size(); ++I) {
    const auto &E = S.Elements[I];
    if (I && (E.Njmpi || !Kept)) // a comma stays between two attributes that stay
      blank(Into, File, SM, S.Commas[I - 1], S.Commas[I - 1]);
    if (E.Njmpi)
      blank(Into, File, SM, E.Tokens.front(), E.Tokens.back());
    else
      Kept = true;
  }
}

/// Finds the attribute specifiers of a file that hold a name at one of the offsets, and blanks the names.
void blankInFile(Edits &Into, FileID File, const std::set<unsigned> &Names) {
  SourceManager &SM = Into.preprocessor().getSourceManager();
  const LangOptions &Lang = Into.preprocessor().getLangOpts();
  Lexer Raw(File, SM.getBufferOrFake(File), SM, Lang);
  auto Lex = [&] {
    Token T;
    Raw.LexFromRawLexer(T);
    return T;
  };
  for (Token T = Lex(), Next; T.isNot(tok::eof); T = Next) {
    Next = Lex();
    if (T.isNot(tok::l_square) || Next.isNot(tok::l_square))
      continue;
    Specifier S;
    S.First = T;
    S.Elements.emplace_back();
    bool Found = false;
    unsigned Depth = 0;
    for (T = Lex(); T.isNot(tok::eof) && (Depth || T.isNot(tok::r_square)); T = Lex()) {
      if (T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
        ++Depth;
      else if (Depth && T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace))
        --Depth;
      auto &Element = S.Elements.back();
      if (!Depth && T.is(tok::comma)) {
        S.Commas.push_back(T);
        S.Elements.emplace_back();
      } else if (!Depth && T.is(tok::colon) && S.Elements.size() == 1 && S.Using.empty()) {
        S.Using = std::exchange(Element.Tokens, {});
      } else {
        if (!Depth && Names.count(SM.getFileOffset(T.getLocation())))
          Found = Element.Njmpi = true;
        Element.Tokens.push_back(T);
      }
    }
    S.Last = Next = Lex();
    if (Found && S.Last.is(tok::r_square))
      blankSpecifier(Into, File, SM, S);
  }
}

} // namespace

const LoopMark *Marks::find(const Stmt *Loop) const {
  auto It = llvm::find_if(Loops, [&](const LoopMark &M) { return M.Loop == Loop; });
  return It == Loops.end() ? nullptr : &*It;
}

Marks &marks() { return TheMarks; }

RecordMarks::RecordMarks() {
  TheMarks = Marks();
  Recording = true;
}

RecordMarks::~RecordMarks() { Recording = false; }

bool isKernel(const FunctionDecl *F) {
  while (F) {
    if (isMarked(F))
      return true;
    if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern(); Pattern && Pattern != F) {
      F = Pattern;
      continue;
    }
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (!Method || !Method->getParent()->isLambda())
      return false;
    F = dyn_cast<FunctionDecl>(Method->getParent()->getDeclContext());
  }
  return false;
}

unsigned reportMisplacedMarks(DiagnosticsEngine &Diags) {
  unsigned Errors = 0;
  const unsigned Error = Diags.getCustomDiagID(DiagnosticsEngine::Error, "%0 [njmpi-attribute]");
  for (const MisplacedMark &M : TheMarks.Misplaced) {
    Diags.Report(M.Location, Error) << M.Message << M.Range;
    ++Errors;
  }
  for (const LoopMark &Loop : TheMarks.Loops) {
    if (isKernel(Loop.Function))
      continue;
    Diags.Report(Loop.Location, Error) << "'njmpi::loop' outside a kernel";
    ++Errors;
    if (!Loop.Function)
      continue;
    const bool Lambda = Loop.Function->getOverloadedOperator() == OO_Call &&
                        cast<CXXMethodDecl>(Loop.Function)->getParent()->isLambda();
    auto Note =
        Diags.Report(Loop.Function->getLocation(),
                     Diags.getCustomDiagID(DiagnosticsEngine::Note, "%0 is not marked '[[njmpi::kernel]]'"));
    if (Lambda)
      Note << "the lambda around it";
    else
      Note << Loop.Function << FixItHint::CreateInsertion(Loop.Function->getBeginLoc(), "[[njmpi::kernel]] ");
  }
  return Errors;
}

void blankMarks(Edits &Into) {
  std::map<FileID, std::set<unsigned>> Names;
  const SourceManager &SM = Into.preprocessor().getSourceManager();
  for (SourceLocation Name : TheMarks.Names) {
    // In a macro's body too: a macro that says no more than the attribute becomes empty.
    const SourceLocation Spelled = SM.getSpellingLoc(Name);
    if (!SM.isWrittenInScratchSpace(Spelled) && !SM.isWrittenInBuiltinFile(Spelled) &&
        !SM.isWrittenInCommandLineFile(Spelled) && !SM.isLoadedSourceLocation(Spelled)) {
      auto [File, Offset] = SM.getDecomposedLoc(Spelled);
      Names[File].insert(Offset);
    }
  }
  for (const auto &[File, Offsets] : Names)
    blankInFile(Into, File, Offsets);
}

} // namespace njmpi
