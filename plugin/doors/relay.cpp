// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/relay.h"

#include "clang/Sema/SemaDiagnostic.h"

#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/SourceManagerInternals.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;

namespace njmpi {

Relay::Relay(DiagnosticsEngine &To, SourceManager &Files, bool ByFile)
    : To(To), Files(Files), ByFile(ByFile) {}

void Relay::HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  llvm::SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  const SourceManager *From = Info.hasSourceManager() ? &Info.getSourceManager() : nullptr;
  auto Moved = [&](SourceLocation L) { return From ? move(L, *From) : SourceLocation(); };
  if (Level != DiagnosticsEngine::Note)
    Shown = Info.getID() >= diag::DIAG_UPPER_LIMIT && Text.str().contains(" [njmpi-");
  if (!Shown) {
    // Bodies that the analysis skips are missing to it alone.
    if (Info.getID() == diag::err_undefined_internal_type)
      return;
    if (Level >= DiagnosticsEngine::Error && !std::exchange(Failed, true)) {
      FirstError = Text.str();
      FirstErrorLocation = Moved(Info.getLocation());
    }
    return;
  }
  // Clang 19 gives custom warnings their level as it is: -w and -Werror are ours to obey.
  if (Level == DiagnosticsEngine::Warning) {
    if (To.getIgnoreAllWarnings()) {
      Shown = false;
      return;
    }
    if (To.getWarningsAsErrors())
      Level = DiagnosticsEngine::Error;
  }
  // The text may hold a '%' of the user's.
  auto Builder = To.Report(Moved(Info.getLocation()),
                           To.getDiagnosticIDs()->getCustomDiagID(DiagnosticIDs::Level(Level), "%0"));
  Builder << Text;
  if (!From)
    return;
  for (const CharSourceRange &R : Info.getRanges())
    Builder << move(R, *From);
  for (FixItHint Hint : Info.getFixItHints()) {
    Hint.RemoveRange = move(Hint.RemoveRange, *From);
    Hint.InsertFromRange = move(Hint.InsertFromRange, *From);
    Builder << Hint;
  }
}

CharSourceRange Relay::move(CharSourceRange Range, const SourceManager &From) {
  return {SourceRange(move(Range.getBegin(), From), move(Range.getEnd(), From)), Range.isTokenRange()};
}

/// #line and line markers are kept per inclusion of a file: the copy needs its own.
void Relay::copyLineNotes(FileID Copy, const SourceManager &From, FileID File) {
  auto &Theirs = const_cast<SourceManager &>(From).getLineTable();
  auto Notes = llvm::find_if(Theirs, [&](const auto &Entry) { return Entry.first == File; });
  if (Notes == Theirs.end())
    return;
  std::vector<LineEntry> Moved = Notes->second;
  for (LineEntry &Note : Moved)
    if (Note.FilenameID >= 0)
      Note.FilenameID = Files.getLineTableFilenameID(Theirs.getFilename(Note.FilenameID));
  Files.getLineTable().AddEntry(Copy, Moved);
  const_cast<SrcMgr::FileInfo &>(Files.getSLocEntry(Copy).getFile()).setHasLineDirectives();
}

/// The same place in a copy of the file: its own file's text is about to be replaced, and with it the meaning
/// of every location and line number in it.
SourceLocation Relay::move(SourceLocation Location, const SourceManager &From) {
  if (Location.isInvalid())
    return Location;
  auto [File, Offset] = From.getDecomposedLoc(From.getFileLoc(Location));
  if (From.isLoadedFileID(File))
    return SourceLocation();
  FileID &Copy = Copies[File];
  if (Copy.isInvalid()) {
    const SourceLocation Start = From.getLocForStartOfFile(File);
    const SourceLocation Includer = move(From.getIncludeLoc(File), From);
    OptionalFileEntryRef Entry = From.getFileEntryRefForID(File);
    if (ByFile && Entry && File != From.getMainFileID()) {
      Copy = Files.createFileID(*Entry, Includer, From.getFileCharacteristic(Start));
    } else {
      llvm::MemoryBufferRef Text = From.getBufferOrFake(File);
      Copy = Files.createFileID(
          llvm::MemoryBuffer::getMemBufferCopy(Text.getBuffer(), Text.getBufferIdentifier()),
          From.getFileCharacteristic(Start), 0, 0, Includer);
    }
    copyLineNotes(Copy, From, File);
  }
  return Files.getLocForStartOfFile(Copy).getLocWithOffset(Offset);
}

} // namespace njmpi
