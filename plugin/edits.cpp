// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "edits.h"

#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace njmpi {

std::string absoluteName(FileManager &Files, llvm::StringRef Path) {
  llvm::SmallString<128> Full(Path), Real;
  Files.makeAbsolutePath(Full);
  llvm::SmallString<128> Short(Full);
  if (llvm::sys::path::remove_dots(Short, /*remove_dot_dot=*/true) && Full.str().contains("/../") &&
      !llvm::sys::fs::equivalent(Short, Full) && !llvm::sys::fs::real_path(Full, Real))
    return Real.str().str();
  return Short.str().str();
}

llvm::StringRef describe(Obstacle Why) {
  switch (Why) {
  case Obstacle::None:
    return "";
  case Obstacle::MacroBody:
    return "it is spelled in the body of a macro";
  case Obstacle::Stringised:
    return "it is spelled in an argument that a macro turns into a string or pastes";
  case Obstacle::Directive:
    return "a preprocessor directive stands inside it";
  case Obstacle::Prepended:
    return "its file is included by an option (-include, or as a precompiled header)";
  case Obstacle::NoFile:
    return "its source text is not at hand";
  }
  llvm_unreachable("unknown obstacle");
}

std::string describeMacro(llvm::StringRef Name) {
  return "a macro of the program, '" + Name.str() + "', is named like a word of its text";
}

Edits::Edits(Preprocessor &PP, bool AbsoluteNames, bool KeepPrepended)
    : PP(PP), SM(PP.getSourceManager()), Lang(PP.getLangOpts()), AbsoluteNames(AbsoluteNames),
      KeepPrepended(KeepPrepended) {}

/// Whether the file comes, directly or through others, by an option.
bool Edits::isKept(FileID File) const {
  if (!KeepPrepended)
    return false;
  for (SourceLocation From; (From = SM.getIncludeLoc(File)).isValid();)
    File = SM.getFileID(From);
  return File == PP.getPredefinesFileID();
}

std::pair<FileID, unsigned> Edits::spelled(SourceLocation Location) const {
  while (Location.isMacroID()) {
    if (!SM.isMacroArgExpansion(Location))
      return {};
    Location = SM.getImmediateSpellingLoc(Location);
  }
  return Location.isValid() ? SM.getDecomposedLoc(Location) : std::pair<FileID, unsigned>();
}

/// Whether the macro's replacement uses the parameter as an operand of # or ##, directly or in a macro that
/// it hands the parameter to.
bool Edits::stringises(const MacroInfo &Macro, unsigned Parameter, unsigned Depth) const {
  if (Depth > 16)
    return true;
  llvm::ArrayRef<Token> Body = Macro.tokens();
  auto IsParameter = [&](const Token &T) {
    return T.getIdentifierInfo() &&
           Macro.getParameterNum(T.getIdentifierInfo()) == static_cast<int>(Parameter);
  };
  for (size_t I = 0; I < Body.size(); ++I) {
    if (IsParameter(Body[I])) {
      if (I && Body[I - 1].isOneOf(tok::hash, tok::hashat))
        return true;
      // `, ## __VA_ARGS__` removes a comma and pastes nothing.
      if (I && Body[I - 1].is(tok::hashhash) && !(I > 1 && Body[I - 2].is(tok::comma)))
        return true;
      if (I + 1 < Body.size() && Body[I + 1].is(tok::hashhash))
        return true;
    }
    IdentifierInfo *Name = Body[I].getIdentifierInfo();
    const MacroInfo *Inner = Name ? PP.getMacroInfo(Name) : nullptr;
    if (!Inner || Inner == &Macro || !Inner->isFunctionLike() || I + 1 == Body.size() ||
        Body[I + 1].isNot(tok::l_paren))
      continue;
    unsigned Nesting = 0, Argument = 0;
    for (size_t J = I + 1; J < Body.size(); ++J) {
      if (Body[J].is(tok::l_paren))
        ++Nesting;
      else if (Body[J].is(tok::r_paren) && --Nesting == 0)
        break;
      else if (Body[J].is(tok::comma) && Nesting == 1)
        ++Argument;
      else if (IsParameter(Body[J]) && Inner->getNumParams() &&
               stringises(*Inner, std::min(Argument, Inner->getNumParams() - 1), Depth + 1))
        return true;
    }
  }
  return false;
}

/// Whether some macro around a token of a macro's argument sees the argument's spelling.
bool Edits::isStringised(SourceLocation Location) const {
  for (; Location.isMacroID(); Location = SM.getImmediateSpellingLoc(Location)) {
    // Where the macro's body names the parameter.
    SourceLocation Use = SM.getSLocEntry(SM.getFileID(Location)).getExpansion().getExpansionLocStart();
    const SourceLocation Spelled = SM.getSpellingLoc(Use);
    IdentifierInfo *Name = PP.getIdentifierInfo(Lexer::getImmediateMacroName(Location, SM, Lang));
    const MacroInfo *Macro = nullptr;
    for (MacroDirective *D = PP.getLocalMacroDirectiveHistory(Name); D && !Macro; D = D->getPrevious())
      if (const auto *Definition = dyn_cast<DefMacroDirective>(D))
        if (const MacroInfo *M = Definition->getInfo();
            !SM.isBeforeInTranslationUnit(Spelled, M->getDefinitionLoc()) &&
            !SM.isBeforeInTranslationUnit(M->getDefinitionEndLoc(), Spelled))
          Macro = M;
    if (!Macro)
      Macro = PP.getMacroInfo(Name); // of a precompiled header
    Token Parameter;
    if (!Macro || Lexer::getRawToken(Spelled, Parameter, SM, Lang))
      return true;
    PP.LookUpIdentifierInfo(Parameter);
    const int Number = Macro->getParameterNum(Parameter.getIdentifierInfo());
    if (Number < 0 || stringises(*Macro, Number))
      return true;
  }
  return false;
}

bool Edits::holdsDirective(const Place &At) const {
  llvm::StringRef Text = SM.getBufferData(At.File);
  if (!Text.slice(At.Begin, At.End).contains('#') || !Text.slice(At.Begin, At.End).contains('\n'))
    return false;
  Lexer Raw(SM.getLocForStartOfFile(At.File), Lang, Text.begin(), Text.begin() + At.Begin, Text.end());
  Token T;
  do {
    Raw.LexFromRawLexer(T);
    if (T.is(tok::hash) && T.isAtStartOfLine() && SM.getFileOffset(T.getLocation()) != At.Begin)
      return true;
  } while (T.isNot(tok::eof) && SM.getFileOffset(T.getLocation()) < At.End);
  return false;
}

/// Of what stands in one argument of a macro: where it is written. It may be all that the macro expands to.
SourceRange Edits::asWritten(SourceRange Range) const {
  SourceLocation Begin = Range.getBegin(), End = Range.getEnd();
  const auto Use = [&](SourceLocation At) {
    return SM.isMacroArgExpansion(At)
               ? SM.getSLocEntry(SM.getFileID(At)).getExpansion().getExpansionLocStart()
               : SourceLocation();
  };
  while (Use(Begin).isValid() && Use(Begin) == Use(End)) {
    Begin = SM.getImmediateSpellingLoc(Begin);
    End = SM.getImmediateSpellingLoc(End);
  }
  return {Begin, End};
}

CharSourceRange Edits::characters(SourceRange Range) const {
  return Lexer::makeFileCharRange(CharSourceRange::getTokenRange(asWritten(Range)), SM, Lang);
}

Obstacle Edits::locate(SourceRange Range, Place &At) const {
  if (Range.isInvalid())
    return Obstacle::NoFile;
  auto [First, Begin] = spelled(Range.getBegin());
  auto [Last, LastToken] = spelled(Range.getEnd());
  CharSourceRange Characters = characters(Range);
  if (First.isInvalid() || First != Last || Characters.isInvalid() || LastToken < Begin)
    return Obstacle::MacroBody;
  std::tie(At.File, At.Begin) = SM.getDecomposedLoc(Characters.getBegin());
  At.End = SM.getFileOffset(Characters.getEnd());
  At.InMacro = Range.getBegin().isMacroID() || Range.getEnd().isMacroID();
  // The whole of a macro's expansion has a range in the file, too: the macro's name.
  if (At.File != First || At.Begin != Begin || At.End <= LastToken)
    return Obstacle::MacroBody;
  if (SM.isLoadedFileID(At.File) || SM.isWrittenInScratchSpace(Characters.getBegin()) ||
      SM.isWrittenInBuiltinFile(Characters.getBegin()) ||
      SM.isWrittenInCommandLineFile(Characters.getBegin()))
    return Obstacle::NoFile;
  if (isKept(At.File))
    return Obstacle::Prepended;
  if (isStringised(Range.getBegin()) || isStringised(Range.getEnd()))
    return Obstacle::Stringised;
  return holdsDirective(At) ? Obstacle::Directive : Obstacle::None;
}

Obstacle Edits::obstacle(SourceRange Range) const {
  Place At;
  return locate(Range, At);
}

std::string Edits::macroIn(llvm::StringRef New, SourceLocation At) const {
  std::string Generated;
  for (llvm::StringRef Rest = New; !Rest.empty();) {
    auto [Before, Behind] = Rest.split('\1');
    Generated += Before.str() + ' ';
    Rest = Behind.split('\2').second;
  }
  Lexer Raw(SourceLocation(), Lang, Generated.data(), Generated.data(), Generated.data() + Generated.size());
  Token T, Next;
  Raw.LexFromRawLexer(Next);
  while (Next.isNot(tok::eof)) {
    T = Next;
    Raw.LexFromRawLexer(Next);
    if (T.isNot(tok::raw_identifier))
      continue;
    const llvm::StringRef Name = T.getRawIdentifier();
    const IdentifierInfo *Word = PP.getIdentifierInfo(Name);
    if (!Word->hadMacroDefinition() || Name.starts_with("MPI_") || Name.starts_with("NJMPI_") ||
        Name.starts_with("__"))
      continue;
    const MacroInfo *Macro = PP.getMacroDefinitionAtLoc(Word, SM.getExpansionLoc(At)).getMacroInfo();
    if (!Macro || (Macro->isFunctionLike() && Next.isNot(tok::l_paren)))
      continue;
    if (Macro->getNumTokens() != 1 || Macro->getReplacementToken(0).getIdentifierInfo() != Word)
      return Name.str();
  }
  return "";
}

unsigned Edits::fileIndex(FileID File) {
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  for (unsigned I = 0; I < Files.size(); ++I)
    if (Files[I].Id == File || (Entry && SM.getFileEntryRefForID(Files[I].Id) == Entry))
      return I;
  Files.push_back({File, {}});
  return Files.size() - 1;
}

std::optional<std::string> Edits::text(SourceRange Range) {
  CharSourceRange Characters = characters(Range);
  if (Characters.isInvalid())
    return std::nullopt;
  Place At;
  std::tie(At.File, At.Begin) = SM.getDecomposedLoc(Characters.getBegin());
  At.End = SM.getFileOffset(Characters.getEnd());
  if (SM.isLoadedFileID(At.File) || SM.isWrittenInScratchSpace(Characters.getBegin()) || holdsDirective(At))
    return std::nullopt;
  return ("\1" + llvm::Twine(fileIndex(At.File)) + ":" + llvm::Twine(At.Begin) + ":" + llvm::Twine(At.End) +
          "\2")
      .str();
}

llvm::StringRef Edits::source(SourceRange Range) const {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(asWritten(Range)), SM, Lang);
}

bool Edits::replace(SourceRange Range, llvm::StringRef New, OnConflict Rule) {
  Place At;
  if (locate(Range, At) != Obstacle::None)
    return false;
  Edit E{At.Begin, At.End, New.str(), Rule, At.InMacro};
  Files[fileIndex(At.File)].List.push_back(std::move(E));
  return true;
}

bool Edits::insert(SourceLocation Token, bool After, llvm::StringRef New) {
  Place At;
  if (locate(Token, At) != Obstacle::None)
    return false;
  const unsigned Offset = After ? At.End : At.Begin;
  auto &List = Files[fileIndex(At.File)].List;
  for (const Edit &E : List)
    if (E.Begin == Offset && E.End == Offset && E.New == New)
      return true;
  List.push_back({Offset, Offset, New.str(), OnConflict::KeepSource, At.InMacro});
  return true;
}

bool Edits::insertAfter(SourceLocation Last, llvm::StringRef New) { return insert(Last, true, New); }
bool Edits::insertBefore(SourceLocation First, llvm::StringRef New) { return insert(First, false, New); }

void Edits::keep(SourceRange Range) {
  const CharSourceRange In = SM.getExpansionRange(Range);
  const SourceLocation End = Lexer::getLocForEndOfToken(In.getEnd(), 0, SM, Lang);
  if (In.getBegin().isInvalid() || End.isInvalid())
    return;
  auto [File, Begin] = SM.getDecomposedLoc(In.getBegin());
  Files[fileIndex(File)].Kept.emplace_back(Begin, SM.getFileOffset(End));
}

void Edits::blank(FileID File, unsigned First, unsigned End) {
  if (isKept(File))
    return;
  Edit E{First, End, "", OnConflict::KeepSource};
  E.Blank = true;
  Files[fileIndex(File)].List.push_back(std::move(E));
}

/// Sorts the edits of a file, outer before inner and insertions before what they stand in front of; merges
/// duplicates; drops or reports conflicts.
std::vector<Edits::Edit> Edits::settle(FileEdits &File) {
  auto &List = File.List;
  llvm::stable_sort(List, [](const Edit &A, const Edit &B) {
    auto Key = [](const Edit &E) { return std::tuple(E.Begin, E.Begin != E.End, -static_cast<long>(E.End)); };
    return Key(A) < Key(B);
  });
  std::vector<bool> Clash(List.size());
  std::vector<size_t> Open; // edits that enclose the one looked at
  std::vector<bool> Duplicate(List.size());
  for (size_t I = 0; I < List.size(); ++I) {
    const Edit &E = List[I];
    // What one inclusion of the file changes, another one wants as it is.
    Clash[I] = !E.Blank && llvm::is_contained(File.Kept, std::pair(E.Begin, E.End));
    while (!Open.empty() && List[Open.back()].End <= E.Begin)
      Open.pop_back();
    if (!Open.empty() && E.Begin != E.End) {
      const size_t O = Open.back();
      const Edit &Outer = List[O];
      if (Outer.Begin == E.Begin && Outer.End == E.End) {
        if (Outer.New == E.New && Outer.Blank == E.Blank)
          Duplicate[I] = true;
        else
          Clash[O] = Clash[I] = true;
        continue;
      }
      if (E.End > Outer.End)
        Clash[O] = Clash[I] = true;
    }
    if (E.Begin != E.End)
      Open.push_back(I);
  }
  std::vector<Edit> Kept;
  for (size_t I = 0; I < List.size(); ++I) {
    if (!Clash[I] && !Duplicate[I])
      Kept.push_back(List[I]);
    if (!Clash[I])
      continue;
    File.Kept.emplace_back(List[I].Begin, List[I].End);
    SourceLocation Where = SM.getLocForStartOfFile(File.Id).getLocWithOffset(List[I].Begin);
    if (!Dropped.empty() && Dropped.back() == Where)
      continue;
    Dropped.push_back(Where);
    if (List[I].Rule == OnConflict::Error) {
      DiagnosticsEngine &Diags = PP.getDiagnostics();
      Diags.Report(Where, Diags.getCustomDiagID(DiagnosticsEngine::Error,
                                                "this text has two meanings in the unit, which cannot both "
                                                "be rewritten [njmpi-attribute]"));
    }
  }
  return Kept;
}

} // namespace njmpi
