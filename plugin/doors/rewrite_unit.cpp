// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/rewrite_unit.h"

#include "attributes.h"
#include "checks/reporter.h"
#include "doors/consumer.h"
#include "doors/rewrite_command.h"
#include "doors/unknown_attributes.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/Sema.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace njmpi {

constexpr llvm::StringLiteral RewrittenLine = "#define __NJMPI__ 1";
constexpr llvm::StringLiteral ByteOrderMark = "\xEF\xBB\xBF";

bool isRewritten(llvm::StringRef Text) {
  Text.consume_front(ByteOrderMark);
  return Text.consume_front(RewrittenLine) && (Text.starts_with("\n") || Text.starts_with("\r\n"));
}

std::map<unsigned, unsigned> numberIncludes(llvm::StringRef Text, const LangOptions &Lang) {
  std::map<unsigned, unsigned> Numbers;
  Lexer Raw(SourceLocation(), Lang, Text.begin(), Text.begin(), Text.end());
  for (Token T;;) {
    Raw.LexFromRawLexer(T);
    if (T.is(tok::eof))
      return Numbers;
    if (T.isNot(tok::hash) || !T.isAtStartOfLine())
      continue;
    const unsigned Offset = Raw.getBufferLocation() - T.getLength() - Text.begin();
    Raw.LexFromRawLexer(T);
    if (T.is(tok::raw_identifier) &&
        (T.getRawIdentifier() == "include" || T.getRawIdentifier() == "include_next" ||
         T.getRawIdentifier() == "import"))
      Numbers.emplace(Offset, Numbers.size());
  }
}

namespace {

/// Records which file includes which, and how.
class IncludeRecorder : public PPCallbacks {
public:
  IncludeRecorder(const SourceManager &SM, const LangOptions &Lang, Unit &Into)
      : SM(SM), Lang(Lang), Into(Into) {}

  void InclusionDirective(SourceLocation Hash, const Token &, llvm::StringRef Name, bool Angled,
                          CharSourceRange NameRange, OptionalFileEntryRef File, llvm::StringRef,
                          llvm::StringRef, const Module *, bool, SrcMgr::CharacteristicKind Kind) override {
    if (!File)
      return;
    auto [Id, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Hash));
    OptionalFileEntryRef Includer = SM.getFileEntryRefForID(Id);
    if (!Includer)
      return;
    const std::string Path = absoluteName(SM.getFileManager(), Includer->getName());
    auto [Numbers, New] = Numbered.try_emplace(Path);
    if (New)
      Numbers->second = numberIncludes(SM.getBufferData(Id), Lang);
    auto Number = Numbers->second.find(Offset);
    if (Number == Numbers->second.end())
      return;
    Into.Includes[Path].push_back({Number->second, Name.str(), Angled, NameRange.getBegin().isMacroID(),
                                   absoluteName(SM.getFileManager(), File->getName()),
                                   SrcMgr::isSystem(Kind)});
  }

private:
  const SourceManager &SM;
  const LangOptions &Lang;
  Unit &Into;
  std::map<std::string, std::map<unsigned, unsigned>> Numbered;
};

/// Every file read, the compiler's own included.
class AllFiles : public DependencyCollector {
  bool needSystemDependencies() override { return true; }
};

class RewriteAction : public ASTFrontendAction {
public:
  RewriteAction(const EngineOptions &Options, Log &Diagnostics, std::vector<Unit> &Units)
      : Options(Options), Diagnostics(Diagnostics), Units(Units) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override {
    CI.getFrontendOpts().SkipFunctionBodies = true; // those that the consumer names
    return std::make_unique<AnalysisConsumer>(/*SkipBodies=*/false);
  }
  void ExecuteAction() override;

private:
  const EngineOptions &Options;
  Log &Diagnostics;
  std::vector<Unit> &Units;
};

void RewriteAction::ExecuteAction() {
  CompilerInstance &CI = getCompilerInstance();
  // Not earlier: a precompiled header replaces what was predefined before it was attached.
  CI.getPreprocessor().setPredefines(AnalysisMacros + CI.getPreprocessor().getPredefines());
  SourceManager &SM = CI.getSourceManager();
  FileManager &Files = CI.getFileManager();
  Unit &U = Units.emplace_back();
  U.Parsed = true;
  const FileID MainId = SM.getMainFileID();
  OptionalFileEntryRef MainEntry = SM.getFileEntryRefForID(MainId);
  U.Main = absoluteName(Files, MainEntry->getName());
  llvm::StringRef Text = SM.getBufferData(MainId);
  UnitFile &Main = U.Files[U.Main];
  Main.Old = Main.New = Text.str();
  if (isRewritten(Text)) {
    U.Dependencies = {U.Main};
    return;
  }

  auto Dependencies = std::make_shared<AllFiles>();
  Dependencies->attachToPreprocessor(CI.getPreprocessor());
  CI.getPreprocessor().addPPCallbacks(std::make_unique<IncludeRecorder>(SM, CI.getLangOpts(), U));
  EngineResult Result;
  {
    RecordMarks Recording;
    UnknownAttributes Unknown;
    Unknown.watch(CI.getPreprocessor());
    ASTFrontendAction::ExecuteAction();
    CI.getPreprocessor().setTokenWatcher(nullptr);
    U.Errors = Diagnostics.clangErrors();
    if (!U.Errors) {
      Reporter Report(CI.getSema(), Options);
      Unknown.report(Report);
      Result = runEngine(CI.getSema(), Options);
      U.Errors += Report.errors();
    }
    U.Errors += Result.Errors;
  }
  U.Dependencies = {U.Main};
  for (const std::string &Name : Dependencies->getDependencies())
    if (std::string Path = absoluteName(Files, Name); Path != U.Main)
      U.Dependencies.push_back(std::move(Path));

  for (EditedFile &File : Result.Files) {
    if (File.IsMain) {
      Main.New = std::move(File.Text);
    } else if (File.File) {
      auto Old = Files.getBufferForFile(*File.File);
      U.Files[absoluteName(Files, File.Path)] = {Old ? (*Old)->getBuffer().str() : "", std::move(File.Text),
                                                 File.OnlyBlanks, std::move(File.Changes),
                                                 std::move(File.Kept)};
    }
  }
  llvm::StringRef New = Main.New;
  const bool Mark = New.consume_front(ByteOrderMark);
  const char *Break = New.take_until([](char C) { return C == '\n'; }).ends_with("\r") ? "\r\n" : "\n";
  const bool Compares = Options.RunTimeChecks == RunTimeChecks::Collective;
  Main.New =
      ((Mark ? ByteOrderMark : "") + RewrittenLine + Break + (Compares ? CollectiveChecksMacro : "") +
       (Compares ? Break : "") + "# 1 \"" + Lexer::Stringify(MainEntry->getName()) + "\"" + Break + New)
          .str();
}

class RewriteActions : public tooling::FrontendActionFactory {
public:
  RewriteActions(const EngineOptions &Options, Log &Diagnostics, std::vector<Unit> &Units)
      : Options(Options), Diagnostics(Diagnostics), Units(Units) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<RewriteAction>(Options, Diagnostics, Units);
  }

private:
  const EngineOptions &Options;
  Log &Diagnostics;
  std::vector<Unit> &Units;
};

} // namespace

std::vector<Unit> analyseSource(const tooling::CompilationDatabase &Database, const std::string &Source,
                                const std::string &Compiler, const EngineOptions &Options, Log &Diagnostics) {
  std::vector<Unit> Units;
  tooling::ClangTool Tool(Database, {Source});
  Tool.clearArgumentsAdjusters();
  bool AllClangs = true;
  Tool.appendArgumentsAdjuster([&](tooling::CommandLineArguments Command, llvm::StringRef Name) {
    if (!Compiler.empty() && !Command.empty() && llvm::sys::path::filename(Command[0]) == "clang-tool")
      Command[0] = Compiler;
    const bool ForClang = isForClang(Command);
    AllClangs &= ForClang;
    Diagnostics.beginCommand(ForClang);
    return adjustCommand(Command, Name);
  });
  Tool.setDiagnosticConsumer(&Diagnostics);
  Tool.setPrintErrorMessage(false);
  RewriteActions Actions(Options, Diagnostics, Units);
  Diagnostics.takeCommandError();
  const bool Failed = Tool.run(&Actions) != 0;
  // What is wrong with the flags of another compiler, that compiler will say.
  if (std::string Why = Diagnostics.takeCommandError();
      (Failed && Units.empty()) || (AllClangs && !Why.empty())) {
    Units.assign(1, Unit());
    Units.front().CommandError = std::move(Why);
  }
  return Units;
}

} // namespace njmpi
