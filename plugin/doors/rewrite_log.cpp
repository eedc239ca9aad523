// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/rewrite_log.h"

#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace njmpi {
namespace {

/// In code points: SARIF has no columns of bytes (2.1.0, section 3.14.17).
unsigned columnOf(SourceLocation Where, const SourceManager &SM) {
  const auto [File, Offset] = SM.getDecomposedLoc(Where);
  const unsigned Before = SM.getColumnNumber(File, Offset) - 1;
  const llvm::StringRef Line = SM.getBufferData(File).substr(Offset - Before, Before);
  return 1 + llvm::count_if(Line, [](unsigned char C) { return (C & 0xc0) != 0x80; });
}

Region regionOf(CharSourceRange Range, const SourceManager &SM, const LangOptions *Lang) {
  Region R;
  CharSourceRange File = Lang ? Lexer::makeFileCharRange(Range, SM, *Lang) : CharSourceRange();
  const SourceLocation Begin = File.isValid() ? File.getBegin() : SM.getFileLoc(Range.getBegin());
  const SourceLocation End = File.isValid() ? File.getEnd() : Begin;
  const PresumedLoc First = SM.getPresumedLoc(Begin), Last = SM.getPresumedLoc(End);
  if (First.isInvalid() || Last.isInvalid())
    return R;
  llvm::SmallString<128> Path(First.getFilename());
  SM.getFileManager().makeAbsolutePath(Path);
  R = {Path.str().str(), First.getLine(), columnOf(Begin, SM), Last.getLine(), columnOf(End, SM)};
  return R;
}

} // namespace

Log::Log() : Options(new DiagnosticOptions), Printer(llvm::errs(), Options.get()) {
  Options->ShowColors = llvm::sys::Process::StandardErrHasColors();
  Options->ShowPresumedLoc = true; // what #line says
}

void Log::BeginSourceFile(const LangOptions &L, const Preprocessor *PP) {
  Lang = &L;
  ClangErrors = 0;
  clear(); // Clang counts for each source, and says so
  Printer.BeginSourceFile(L, PP);
}

void Log::EndSourceFile() {
  Printer.EndSourceFile();
  Lang = nullptr;
}

void Log::HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  llvm::SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  if (!Lang) { // about the command line
    if (Level >= DiagnosticsEngine::Error && CommandError.empty())
      CommandError = Text.str();
    return;
  }
  if (Strict && !CommandError.empty())
    return;
  llvm::StringRef Message = Text, Tag = "clang";
  if (Info.getID() >= diag::DIAG_UPPER_LIMIT)
    if (const size_t At = Message.rfind(" [njmpi-"); At != llvm::StringRef::npos) {
      Tag = Message.drop_front(At + 2).drop_back();
      Message = Message.take_front(At);
    }
  if (Level != DiagnosticsEngine::Note) {
    // Clang's warnings belong to the compilation of the text.
    Shown = Tag != "clang" || Level >= DiagnosticsEngine::Error;
    ClangErrors += Tag == "clang" && Shown;
  }
  if (!Shown)
    return;
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  Printer.HandleDiagnostic(Level, Info);

  LoggedDiagnostic D{Level, Tag.str(), Message.str(), std::nullopt, {}, {}};
  if (Info.hasSourceManager() && Info.getLocation().isValid()) {
    const SourceManager &SM = Info.getSourceManager();
    CharSourceRange Range = CharSourceRange::getTokenRange(Info.getLocation());
    for (const CharSourceRange &R : Info.getRanges())
      if (R.getBegin() == Info.getLocation())
        Range = R;
    D.Place = regionOf(Range, SM, Lang);
    for (const FixItHint &Hint : Info.getFixItHints())
      D.Fixes.push_back({regionOf(Hint.RemoveRange, SM, Lang), Hint.CodeToInsert});
  }
  if (Level == DiagnosticsEngine::Note && !Kept.empty())
    Kept.back().Notes.push_back(std::move(D));
  else
    Kept.push_back(std::move(D));
}

} // namespace njmpi
