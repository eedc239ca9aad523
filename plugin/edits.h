// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one place where source text is changed. Edits are collected by file and offset, may nest, and are
// rendered with line markers, so that every character that stays keeps its line and column.

#ifndef NJMPI_PLUGIN_EDITS_H
#define NJMPI_PLUGIN_EDITS_H

#include "clang/Basic/FileEntry.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace clang {
class FileManager;
class LangOptions;
class MacroInfo;
class Preprocessor;
class SourceManager;
} // namespace clang

namespace njmpi {

/// Characters Begin .. End (exclusive) of a file become New; an insertion where the two are equal.
struct TextChange {
  unsigned Begin, End;
  std::string New;

  bool operator==(const TextChange &) const = default;
};

/// The new contents of one file.
struct EditedFile {
  clang::OptionalFileEntryRef File; ///< none for standard input
  std::string Path;                 ///< as the compiler names it
  std::string Text;
  bool IsMain = false;
  bool OnlyBlanks = false;                         ///< only attributes went: the old text means the same
  std::vector<TextChange> Changes;                 ///< what made Text, from the first to the last
  std::vector<std::pair<unsigned, unsigned>> Kept; ///< what must not be changed
};

/// One name for a file, however it was found: absolute, without "..". Behind a link, "link/.." is not the
/// directory of the link; there, links are followed.
std::string absoluteName(clang::FileManager &Files, llvm::StringRef Path);

/// Why a piece of source cannot be changed where it stands.
enum class Obstacle {
  None,
  MacroBody,  ///< spelled, or ending, in the body of a macro
  Stringised, ///< in an argument that a macro turns into a string or pastes
  Directive,  ///< a preprocessor directive stands inside it
  Prepended,  ///< in a file that the command line includes, if those are kept
  NoFile,     ///< not in a file: command line, built in, or from a precompiled header
};

/// Why, as the rest of a sentence: "not rewritten: " + ...
llvm::StringRef describe(Obstacle Why);
/// The same of a macro that macroIn() finds.
std::string describeMacro(llvm::StringRef Name);

/// What to do when two different texts are asked for in one place (a header included twice, say).
enum class OnConflict {
  KeepSource, ///< neither is made: right wherever the source means the same as its replacement
  Error,
};

class Edits {
public:
  /// Names of files are as the compiler has them, or absolute. Files that the command line includes can be
  /// edited like others, or are kept.
  explicit Edits(clang::Preprocessor &PP, bool AbsoluteNames = false, bool KeepPrepended = false);

  /// Whether the tokens Range.getBegin() .. Range.getEnd() can be replaced.
  Obstacle obstacle(clang::SourceRange Range) const;

  /// The user's text of a token range, to be embedded in a replacement, with all edits inside it applied,
  /// whichever is asked for first. The result is opaque: a reference that render() resolves. None where
  /// the range has an obstacle.
  std::optional<std::string> text(clang::SourceRange Range);

  /// The characters of a token range as written, without edits. Empty where the range has no file.
  llvm::StringRef source(clang::SourceRange Range) const;

  /// The same on one line (comments and line breaks become one blank): for messages and string literals.
  std::string sourceLine(clang::SourceRange Range) const;

  /// The name of a macro that is defined at the place and would be taken for one in the new text, outside the
  /// user's own in it: the text would mean something else. Empty if there is none. MPI's macros and the
  /// library's are meant.
  std::string macroIn(llvm::StringRef New, clang::SourceLocation At) const;

  /// Replaces a token range. False, and nothing happens, where obstacle(Range) is not None.
  [[nodiscard]] bool replace(clang::SourceRange Range, llvm::StringRef New,
                             OnConflict Rule = OnConflict::KeepSource);

  /// Inserts after the last character of the token at Last, or before the first one of First. Insertions
  /// in one place come out in the order they were asked for, each text once.
  [[nodiscard]] bool insertAfter(clang::SourceLocation Last, llvm::StringRef New);
  [[nodiscard]] bool insertBefore(clang::SourceLocation First, llvm::StringRef New);

  /// What stands there is seen, and right as it is: no other unit may change it for this one.
  void keep(clang::SourceRange Range);

  /// Overwrites with blanks the characters First .. End (exclusive) of one file; line breaks stay.
  void blank(clang::FileID File, unsigned First, unsigned End);

  /// The file and offset in which the token at Location is spelled by the user: its own, or, in a macro's
  /// argument, the argument's. Invalid for text of a macro's body.
  std::pair<clang::FileID, unsigned> spelled(clang::SourceLocation Location) const;

  clang::Preprocessor &preprocessor() const { return PP; }

  /// The new text of every file that has edits, in the order of their paths. Reports conflicts as errors
  /// where OnConflict::Error asks for it; dropped() says where they were kept back silently.
  std::vector<EditedFile> render();
  const std::vector<clang::SourceLocation> &dropped() const { return Dropped; }

private:
  /// Characters Begin .. End (exclusive) of one file.
  struct Place {
    clang::FileID File;
    unsigned Begin = 0, End = 0;
    bool InMacro = false; ///< in the argument of a macro, where no line marker may stand
  };
  struct Edit {
    unsigned Begin, End; ///< equal for an insertion
    std::string New;
    OnConflict Rule = OnConflict::KeepSource;
    bool InMacro = false;
    bool Blank = false;
  };
  struct FileEdits {
    clang::FileID Id; ///< the inclusion of the file that was edited first
    std::vector<Edit> List;
    std::vector<std::pair<unsigned, unsigned>> Kept;
  };
  friend class Renderer;

  bool isKept(clang::FileID File) const;
  clang::SourceRange asWritten(clang::SourceRange Range) const;
  clang::CharSourceRange characters(clang::SourceRange Range) const;
  Obstacle locate(clang::SourceRange Range, Place &At) const;
  bool stringises(const clang::MacroInfo &Macro, unsigned Parameter, unsigned Depth = 0) const;
  bool isStringised(clang::SourceLocation InArgument) const;
  bool holdsDirective(const Place &At) const;
  unsigned fileIndex(clang::FileID File);
  bool insert(clang::SourceLocation At, bool After, llvm::StringRef New);
  std::vector<Edit> settle(FileEdits &File);

  clang::Preprocessor &PP;
  const clang::SourceManager &SM;
  const clang::LangOptions &Lang;
  const bool AbsoluteNames, KeepPrepended;
  std::vector<FileEdits> Files;
  std::vector<clang::SourceLocation> Dropped;
};

} // namespace njmpi

#endif
