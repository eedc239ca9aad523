// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi.so. Before Clang lexes a unit that holds kernels, the same invocation is parsed once on the side, the
// engine computes new texts, and they replace the files' contents. Clang's own action then runs on them.

#include "attributes.h"
#include "doors/consumer.h"
#include "doors/relay.h"
#include "engine.h"
#include "scan.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/DiagnosticLex.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Parse/ParseAST.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace njmpi {
namespace {

void reportError(CompilerInstance &CI, const llvm::Twine &Message, SourceLocation Where = {}) {
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  Diags.Report(Where, Diags.getCustomDiagID(DiagnosticsEngine::Error, "%0")) << Message.str();
}

void predefine(Preprocessor &PP, llvm::StringRef Macros) {
  // In front, so that files given by -include see it; not as an option, which would change the hash of
  // modules.
  PP.setPredefines(Macros.str() + PP.getPredefines());
}

/// A second compiler for the same invocation, which reads the same main file and writes nothing.
class Analysis {
public:
  Analysis(CompilerInstance &CI, DiagnosticConsumer &Client)
      : N(CI.getPCHContainerOperations()), Client(Client) {
    auto Invocation = std::make_shared<CompilerInvocation>(CI.getInvocation());
    Invocation->getDependencyOutputOpts() = {};
    FrontendOptions &Frontend = Invocation->getFrontendOpts();
    Frontend.DisableFree = false;
    Frontend.OutputFile.clear();
    Frontend.StatsFile.clear();
    DiagnosticOptions &Diagnostics = Invocation->getDiagnosticOpts();
    Diagnostics.VerifyDiagnostics = false;
    Diagnostics.DiagnosticSerializationFile.clear();
    Diagnostics.DiagnosticLogFile.clear();
    Diagnostics.IgnoreWarnings = true;
    Diagnostics.Remarks.clear();
    Invocation->getPreprocessorOpts().RemappedFileBuffers.clear();
    N.setInvocation(std::move(Invocation));
    N.createDiagnostics(&Client, /*ShouldOwnClient=*/false);
    N.setTarget(TargetInfo::CreateTargetInfo(N.getDiagnostics(), N.getInvocation().TargetOpts));
    if (CI.getAuxTarget())
      N.setAuxTarget(CI.getAuxTarget());
    N.getTarget().adjust(N.getDiagnostics(), N.getLangOpts());
    N.setFileManager(&CI.getFileManager());
    N.createSourceManager(N.getFileManager());

    SourceManager &From = CI.getSourceManager(), &To = N.getSourceManager();
    const FileID Main = From.getMainFileID();
    const auto Kind = From.getFileCharacteristic(From.getLocForStartOfFile(Main));
    if (OptionalFileEntryRef Entry = From.getFileEntryRefForID(Main))
      To.setMainFileID(To.createFileID(*Entry, SourceLocation(), Kind));
    else
      To.setMainFileID(To.createFileID(From.getBufferOrFake(Main), Kind));
    N.createPreprocessor(TU_Complete);
    N.getPreprocessor().setPredefines(CI.getPreprocessor().getPredefines());
    predefine(N.getPreprocessor(), AnalysisMacros);
    Client.BeginSourceFile(N.getLangOpts(), &N.getPreprocessor());
  }
  ~Analysis() {
    Client.EndSourceFile();
    N.setSema(nullptr);
    N.setASTConsumer(nullptr);
  }

  Preprocessor &preprocessor() { return N.getPreprocessor(); }

  Sema &parse(bool SkipBodies) {
    N.createASTContext();
    const PreprocessorOptions &Options = N.getPreprocessorOpts();
    if (!Options.ImplicitPCHInclude.empty()) {
      N.createPCHExternalASTSource(Options.ImplicitPCHInclude, Options.DisablePCHOrModuleValidation,
                                   Options.AllowPCHWithCompilerErrors, nullptr, false);
      predefine(N.getPreprocessor(), AnalysisMacros); // the header took the place of those before
    }
    N.setASTConsumer(std::make_unique<AnalysisConsumer>(SkipBodies));
    if (!N.getASTContext().getExternalSource())
      N.getPreprocessor().getBuiltinInfo().initializeBuiltins(N.getPreprocessor().getIdentifierTable(),
                                                              N.getLangOpts());
    N.createSema(TU_Complete, nullptr);
    ParseAST(N.getSema(), /*PrintStats=*/false, /*SkipFunctionBodies=*/true);
    return N.getSema();
  }

private:
  CompilerInstance N;
  DiagnosticConsumer &Client;
};

/// MPI is C, and throws nothing: what is alive around a call need not be kept for it.
void markAsNoThrow(ASTContext &Context, Decl *D) {
  if (auto *Linkage = dyn_cast<LinkageSpecDecl>(D))
    for (Decl *Inner : Linkage->decls())
      markAsNoThrow(Context, Inner);
  if (auto *Function = dyn_cast<FunctionDecl>(D); Function && Function->getIdentifier() &&
                                                  Function->getName().starts_with("MPI_") &&
                                                  Function->isExternC() && !Function->hasAttr<NoThrowAttr>())
    Function->addAttr(NoThrowAttr::CreateImplicit(Context));
}

/// What is done before and during the real parse, and what can only be said after it.
class Aftermath : public ASTConsumer {
public:
  explicit Aftermath(CompilerInstance &CI) : CI(CI) {}

  void define(llvm::StringRef More) { Macros += More; }
  /// Not earlier: a precompiled header takes the place of what was predefined before it.
  void Initialize(ASTContext &) override { predefine(CI.getPreprocessor(), Macros); }

  /// The analysis was given up, because Clang found an error in it.
  void expectError(std::string First, SourceLocation Where) { Expected = {std::move(First), Where}; }

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    for (Decl *D : Group)
      markAsNoThrow(CI.getASTContext(), D);
    return true;
  }
  void HandleTranslationUnit(ASTContext &) override {
    Preprocessor &PP = CI.getPreprocessor();
    // In text that was preprocessed without the plugin (-dD keeps the macro), kernels are there.
    if (const MacroInfo *M = PP.getMacroInfo(PP.getIdentifierInfo("NJMPI_COMPILED_WITHOUT_PLUGIN"));
        M && PP.getSourceManager().isLoadedSourceLocation(M->getDefinitionLoc()))
      reportError(CI, "this header was precompiled without the njmpi plugin: its kernels cannot be rewritten",
                  M->getDefinitionLoc());
    if (!Expected.first.empty() && !CI.getDiagnostics().hasErrorOccurred())
      reportError(CI, "njmpi could not analyse this unit: " + Expected.first, Expected.second);
  }

private:
  CompilerInstance &CI;
  std::string Macros;
  std::pair<std::string, SourceLocation> Expected;
};

class RewritePlugin : public PluginASTAction {
  ActionType getActionType() override { return AddBeforeMainAction; }
  bool ParseArgs(const CompilerInstance &CI, const std::vector<std::string> &Arguments) override;
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override;

  static bool holdsKernels(CompilerInstance &CI);
  std::vector<EditedFile> analyse(CompilerInstance &CI, Aftermath &After);
  void replaceFiles(CompilerInstance &CI, const std::vector<EditedFile> &Files) const;

  EngineOptions Options;
  bool Print = false;
  bool MuteLibrary = false; ///< errors are reported already, and will stop the compilation
};

bool RewritePlugin::ParseArgs(const CompilerInstance &CI, const std::vector<std::string> &Arguments) {
  for (llvm::StringRef A : Arguments) {
    if (A == "remarks") {
      Options.Remarks = true;
    } else if (A == "werror") {
      Options.Werror = true;
    } else if (A == "check-mpi") {
      Options.CheckMpi = true;
    } else if (A == "print") {
      Print = true;
    } else if (llvm::StringRef Tags = A; Tags.consume_front("no-checks=")) {
      llvm::SmallVector<llvm::StringRef, 4> List;
      Tags.split(List, ',', -1, /*KeepEmpty=*/false);
      for (llvm::StringRef Tag : List) {
        Tag.consume_front("njmpi-");
        Options.NoChecks.push_back(Tag.str());
      }
    } else if (llvm::StringRef Value = A; Value.consume_front("checks=")) {
      std::optional<RunTimeChecks> Checks = runTimeChecks(Value);
      if (!Checks) {
        DiagnosticsEngine &Diags = CI.getDiagnostics();
        Diags.Report(Diags.getCustomDiagID(
            DiagnosticsEngine::Error, "unknown value '%0' of the njmpi plugin's option checks; it is none, "
                                      "local or collective"))
            << Value;
        return false;
      }
      Options.RunTimeChecks = *Checks;
    } else {
      DiagnosticsEngine &Diags = CI.getDiagnostics();
      Diags.Report(Diags.getCustomDiagID(
          DiagnosticsEngine::Error, "unknown option '%0' of the njmpi plugin; the options are check-mpi, "
                                    "remarks, print, werror, checks=none|local|collective and "
                                    "no-checks=<tag,...>"))
          << A;
      return false;
    }
  }
  return true;
}

std::unique_ptr<ASTConsumer> RewritePlugin::CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) {
  const InputKind Kind = CI.getFrontendOpts().Inputs.front().getKind();
  if (Options.CheckMpi && !CI.getLangOpts().CPlusPlus && Kind.getLanguage() == Language::C &&
      Kind.getFormat() == InputKind::Source) {
    auto After = std::make_unique<Aftermath>(CI);
    analyse(CI, *After);
    return After;
  }
  if (!CI.getLangOpts().CPlusPlus || Kind.getLanguage() == Language::LLVM_IR ||
      Kind.getFormat() != InputKind::Source)
    return std::make_unique<ASTConsumer>();
  if (CI.getHeaderSearchOpts().ImplicitModuleMaps) {
    reportError(CI, "the njmpi plugin does not work with -fmodules: kernels in implicit modules would not be "
                    "rewritten");
    return std::make_unique<ASTConsumer>();
  }
  auto After = std::make_unique<Aftermath>(CI);
  if (Options.CheckMpi || holdsKernels(CI))
    replaceFiles(CI, analyse(CI, *After));
  After->define(MuteLibrary ? AnalysisMacros : RewrittenMacros);
  if (Options.RunTimeChecks == RunTimeChecks::Collective)
    After->define(llvm::Twine(CollectiveChecksMacro).concat("\n").str());
  return After;
}

bool RewritePlugin::holdsKernels(CompilerInstance &CI) {
  const Mention Found = scanText(CI);
  if (Found != Mention::Unknown)
    return Found == Mention::Yes;
  // Tokens of a precompiled header are not lexed again: what they define may name a file.
  if (!CI.getPreprocessorOpts().ImplicitPCHInclude.empty())
    return true;
  IgnoringDiagConsumer Mute;
  Analysis Lexing(CI, Mute);
  return scanTokens(Lexing.preprocessor());
}

std::vector<EditedFile> RewritePlugin::analyse(CompilerInstance &CI, Aftermath &After) {
  // Quickly if that will do. Where it does not, an error may come from what was left out.
  for (bool Quick : {true, false}) {
    RecordMarks Recording;
    Relay Client(CI.getDiagnostics(), CI.getSourceManager(), CI.getDiagnosticOpts().VerifyDiagnostics);
    Analysis Unit(CI, Client);
    Sema &S = Unit.parse(/*SkipBodies=*/Quick);
    if (Client.failed()) {
      if (!Quick)
        After.expectError(Client.firstError(), Client.firstErrorLocation());
      continue;
    }
    Options.BodiesSkipped = Quick && CI.getLangOpts().CPlusPlus;
    EngineResult Result = runEngine(S, Options);
    MuteLibrary = Result.RejectedRemain;
    if (!Result.NeedsFullParse)
      return std::move(Result.Files);
  }
  return {};
}

void RewritePlugin::replaceFiles(CompilerInstance &CI, const std::vector<EditedFile> &Files) const {
  SourceManager &SM = CI.getSourceManager();
  if (!Files.empty())
    CI.getDiagnostics().setSeverity(diag::ext_pp_gnu_line_directive, diag::Severity::Ignored,
                                    SourceLocation());
  for (const EditedFile &File : Files) {
    if (Print)
      llvm::outs() << "// " << File.Path << '\n' << File.Text;
    auto Text = llvm::MemoryBuffer::getMemBufferCopy(File.Text, File.Path);
    const auto Kind = SM.getFileCharacteristic(SM.getLocForStartOfFile(SM.getMainFileID()));
    if (File.File)
      SM.overrideFileContents(*File.File, std::move(Text));
    // The main file has been entered in its old size.
    if (File.IsMain && File.File)
      SM.setMainFileID(SM.createFileID(*File.File, SourceLocation(), Kind));
    else if (File.IsMain)
      SM.setMainFileID(SM.createFileID(std::move(Text), Kind));
  }
  if (Print)
    llvm::outs().flush();
}

FrontendPluginRegistry::Add<RewritePlugin> Register("njmpi", "rewrites MPI kernels before they are compiled");

} // namespace
} // namespace njmpi
