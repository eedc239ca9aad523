// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rendering of edits. A replacement that does not fit in the place of what it replaces becomes a line of its
// own between line markers, after which the user's text goes on in its old line and column:
//
//     int code =
//     # 7 "x.cpp" 3
//     <generated>
//     # 7 "x.cpp"
//                              ;   // the user's own text again

#include "edits.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"

#include <algorithm>

using namespace clang;

namespace njmpi {

namespace {

/// The tokens of Text[Begin, End), with one blank wherever there is anything between them.
std::string flatten(llvm::StringRef Text, unsigned Begin, unsigned End, const LangOptions &Lang) {
  std::string Line;
  Lexer Raw(SourceLocation(), Lang, Text.begin(), Text.begin() + Begin, Text.end());
  const char *Last = Text.begin() + Begin;
  for (Token T;;) {
    Raw.LexFromRawLexer(T);
    const char *Stop = Raw.getBufferLocation();
    const char *Start = Stop - T.getLength();
    if (T.is(tok::eof) || Start >= Text.begin() + End)
      break;
    if (Start > Last)
      Line += ' ';
    Line.append(Start, Stop);
    Last = Stop;
  }
  if (Last < Text.begin() + End)
    Line += ' ';
  return Line;
}

} // namespace

class Renderer {
public:
  explicit Renderer(Edits &All) : All(All), SM(All.SM) {
    for (Edits::FileEdits &File : All.Files)
      Settled.push_back(All.settle(File));
  }

  std::vector<EditedFile> run();

private:
  using Edit = Edits::Edit;

  /// A piece of the user's text that generated text refers to.
  struct Slice {
    unsigned File, Begin, End;
  };

  llvm::StringRef buffer(unsigned File) const { return SM.getBufferData(All.Files[File].Id); }
  llvm::StringRef newline(unsigned File) const;
  std::string marker(unsigned File, unsigned Offset, bool Generated) const;
  std::string indent(unsigned File, unsigned Offset) const;
  unsigned lineStart(unsigned File, unsigned Offset) const;

  /// The user's text Begin .. End; Around is the edit whose replacement refers to it. What is changed in it
  /// goes to Changes.
  void user(Slice Text, bool Flat, const Edit *Around, std::string &Out,
            std::vector<TextChange> *Changes = nullptr) const;
  void apply(unsigned File, const Edit &E, bool Flat, std::string &Out) const;
  /// Returns false if, with Flat false, a slice must stand on a line of its own and OwnLines is not allowed.
  bool generated(unsigned File, const Edit &E, bool Flat, bool OwnLines, std::string &Out) const;
  bool needsOwnLine(unsigned File, const Edit &E, Slice Text) const;
  static Slice parseSlice(llvm::StringRef &Rest);

  Edits &All;
  const SourceManager &SM;
  std::vector<std::vector<Edit>> Settled;
};

llvm::StringRef Renderer::newline(unsigned File) const {
  llvm::StringRef Text = buffer(File);
  const size_t End = Text.find('\n');
  return End != llvm::StringRef::npos && End && Text[End - 1] == '\r' ? "\r\n" : "\n";
}

unsigned Renderer::lineStart(unsigned File, unsigned Offset) const {
  const size_t Break = buffer(File).take_front(Offset).rfind('\n');
  return Break == llvm::StringRef::npos ? 0 : Break + 1;
}

/// `# line "file" flags`, as of the character at Offset; Generated says that no warnings are wanted.
std::string Renderer::marker(unsigned File, unsigned Offset, bool Generated) const {
  const SourceLocation At = SM.getLocForStartOfFile(All.Files[File].Id).getLocWithOffset(Offset);
  const PresumedLoc Presumed = SM.getPresumedLoc(At);
  const SrcMgr::CharacteristicKind Kind = SM.getFileCharacteristic(At);
  llvm::StringRef Flags = Kind == SrcMgr::C_ExternCSystem       ? " 3 4"
                          : SrcMgr::isSystem(Kind) || Generated ? " 3"
                                                                : "";
  llvm::StringRef Break = newline(File);
  std::string Name = Presumed.getFilename();
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(All.Files[File].Id);
  if (All.AbsoluteNames && Entry && Entry->getName() == Name)
    Name = absoluteName(SM.getFileManager(), Name);
  return (Break + "# " + llvm::Twine(Presumed.getLine()) + " \"" + Lexer::Stringify(Name) + "\"" + Flags +
          Break)
      .str();
}

/// What brings the next character to the column of Offset.
std::string Renderer::indent(unsigned File, unsigned Offset) const {
  const unsigned Start = lineStart(File, Offset);
  std::string Blanks = buffer(File).slice(Start, Offset).str();
  for (char &C : Blanks)
    if (C != '\t')
      C = ' ';
  return Blanks;
}

void Renderer::user(Slice Text, bool Flat, const Edit *Around, std::string &Out,
                    std::vector<TextChange> *Changes) const {
  llvm::StringRef Source = buffer(Text.File);
  unsigned At = Text.Begin;
  auto Copy = [&](unsigned To) {
    Out += Flat ? flatten(Source, At, To, All.Lang) : Source.slice(At, To).str();
    At = To;
  };
  for (const Edit &E : Settled[Text.File]) {
    if (E.Begin < At || E.End > Text.End)
      continue;
    const bool Insertion = E.Begin == E.End;
    if (Around && (Insertion ? E.Begin <= Around->Begin || E.Begin >= Around->End
                             : E.Begin <= Around->Begin && E.End >= Around->End))
      continue;
    Copy(E.Begin);
    const size_t Before = Out.size();
    apply(Text.File, E, Flat, Out);
    if (Changes)
      Changes->push_back({E.Begin, E.End, Out.substr(Before)});
    At = E.End;
  }
  Copy(Text.End);
}

Renderer::Slice Renderer::parseSlice(llvm::StringRef &Rest) {
  Slice Text;
  Rest.consume_front("\1");
  Rest.consumeInteger(10, Text.File);
  Rest.consume_front(":");
  Rest.consumeInteger(10, Text.Begin);
  Rest.consume_front(":");
  Rest.consumeInteger(10, Text.End);
  Rest.consume_front("\2");
  return Text;
}

/// Text of several lines, with statements, or of another line and more than a name or number, keeps its
/// lines: a debugger stops there, and warnings in it are the user's.
bool Renderer::needsOwnLine(unsigned File, const Edit &E, Slice Text) const {
  llvm::StringRef Source = buffer(Text.File).slice(Text.Begin, Text.End);
  if (Source.find_first_of("\n{") != llvm::StringRef::npos)
    return true;
  return (Text.File != File || lineStart(File, Text.Begin) != lineStart(File, E.Begin)) &&
         (Source.contains('(') || Source.contains("__"));
}

bool Renderer::generated(unsigned File, const Edit &E, bool Flat, bool OwnLines, std::string &Out) const {
  for (llvm::StringRef Rest = E.New; !Rest.empty();) {
    const size_t Plain = std::min(Rest.find('\1'), Rest.size());
    Out += Rest.take_front(Plain);
    Rest = Rest.drop_front(Plain);
    if (Rest.empty())
      break;
    const Slice Text = parseSlice(Rest);
    // A part of another edit does not count as being inside this one.
    const Edit *Around = Text.File == File ? &E : nullptr;
    if (Flat || !needsOwnLine(File, E, Text)) {
      user(Text, true, Around, Out);
      continue;
    }
    if (!OwnLines)
      return false;
    Out += marker(Text.File, Text.Begin, false) + indent(Text.File, Text.Begin);
    user(Text, false, Around, Out);
    Out += marker(File, E.Begin, true);
  }
  return true;
}

void Renderer::apply(unsigned File, const Edit &E, bool Flat, std::string &Out) const {
  llvm::StringRef Old = buffer(File).slice(E.Begin, E.End);
  if (E.Blank) {
    for (char C : Old)
      Out += C == '\n' || C == '\r' ? (Flat ? ' ' : C) : C == '\t' ? '\t' : ' ';
    return;
  }
  if (Flat || E.InMacro) {
    const size_t Before = Out.size();
    generated(File, E, true, false, Out);
    if (!Flat)
      for (long Missing = Old.count('\n') - std::count(Out.begin() + Before, Out.end(), '\n'); Missing > 0;
           --Missing)
        Out += newline(File);
    return;
  }
  std::string New;
  if (generated(File, E, false, false, New) && New.size() <= Old.size() && !Old.contains('\n') &&
      New.find('\n') == std::string::npos) {
    Out += New + std::string(Old.size() - New.size(), ' ');
    return;
  }
  Out += marker(File, E.Begin, true);
  generated(File, E, false, true, Out);
  Out += marker(File, E.End, false) + indent(File, E.End);
}

std::vector<EditedFile> Renderer::run() {
  std::vector<EditedFile> Result;
  for (unsigned I = 0; I < Settled.size(); ++I) {
    if (Settled[I].empty())
      continue;
    EditedFile File;
    const FileID Id = All.Files[I].Id;
    File.File = SM.getFileEntryRefForID(Id);
    File.IsMain =
        Id == SM.getMainFileID() || (File.File && File.File == SM.getFileEntryRefForID(SM.getMainFileID()));
    File.Path = File.File ? File.File->getName().str() : SM.getBufferOrFake(Id).getBufferIdentifier().str();
    File.OnlyBlanks = llvm::all_of(Settled[I], [](const Edit &E) { return E.Blank; });
    File.Kept = All.Files[I].Kept;
    user({I, 0, static_cast<unsigned>(buffer(I).size())}, false, nullptr, File.Text, &File.Changes);
    Result.push_back(std::move(File));
  }
  llvm::sort(Result, [](const EditedFile &A, const EditedFile &B) { return A.Path < B.Path; });
  return Result;
}

std::vector<EditedFile> Edits::render() { return Renderer(*this).run(); }

std::string Edits::sourceLine(SourceRange Range) const {
  CharSourceRange Characters = characters(Range);
  if (Characters.isInvalid())
    return "";
  auto [File, Begin] = SM.getDecomposedLoc(Characters.getBegin());
  return flatten(SM.getBufferData(File), Begin, SM.getFileOffset(Characters.getEnd()), Lang);
}

} // namespace njmpi
