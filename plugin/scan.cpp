// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "scan.h"

#include "clang/Basic/CharInfo.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace njmpi {
namespace {

bool isWordCharacter(char C) { return isAlphanumeric(C) || C == '_'; }

/// Whether one of the words `njmpi` in the text may belong to an attribute: `njmpi::kernel`, `njmpi::loop`,
/// `using njmpi:`, or anything in a macro's definition.
bool mentionsAttribute(llvm::StringRef Text) {
  constexpr llvm::StringLiteral Word = "njmpi";
  for (size_t At = Text.find(Word); At != llvm::StringRef::npos; At = Text.find(Word, At + 1)) {
    llvm::StringRef Before = Text.take_front(At), After = Text.drop_front(At + Word.size());
    if ((At && isWordCharacter(Before.back())) || (!After.empty() && isWordCharacter(After.front())))
      continue;
    llvm::StringRef Line = Before.drop_front(Before.rfind('\n') + 1).ltrim();
    if (Line.consume_front("#") && Line.ltrim().starts_with("define"))
      return true;
    After = After.ltrim();
    if (After.starts_with("/*") || After.starts_with("//") || After.starts_with("\\"))
      return true;
    if (After.consume_front("::")) {
      After = After.ltrim();
      if (After.starts_with("kernel") || After.starts_with("loop") || After.starts_with("/") ||
          After.starts_with("\\"))
        return true;
    } else if (After.starts_with(":") && Before.rtrim().ends_with("using")) {
      return true;
    }
  }
  return false;
}

class TextScan {
public:
  explicit TextScan(CompilerInstance &Unit)
      : SM(Unit.getSourceManager()), Files(Unit.getFileManager()),
        Search(Unit.getPreprocessor().getHeaderSearchInfo()) {
    const HeaderSearchOptions &Options = Unit.getHeaderSearchOpts();
    ResourceDir = Options.ResourceDir;
  }

  Mention run(const PreprocessorOptions &Options) {
    OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID());
    for (const auto &List : {Options.Includes, Options.MacroIncludes})
      for (const std::string &Name : List)
        include(Name, /*Angled=*/false, Main);
    text(SM.getBufferData(SM.getMainFileID()), Main);
    while (Result != Mention::Yes && !Waiting.empty()) {
      FileEntryRef File = Waiting.pop_back_val();
      if (auto Buffer = SM.getMemoryBufferForFileOrNone(File))
        text(Buffer->getBuffer(), File);
    }
    return Result;
  }

private:
  void text(llvm::StringRef Text, OptionalFileEntryRef File) {
    if (mentionsAttribute(Text)) {
      Result = Mention::Yes;
      return;
    }
    for (size_t At = Text.find('#'); At != llvm::StringRef::npos; At = Text.find('#', At + 1)) {
      llvm::StringRef Directive = Text.drop_front(At + 1).ltrim(" \t");
      if (!Directive.consume_front("include"))
        continue;
      llvm::StringRef Line = Text.take_front(At);
      if (!Line.drop_front(Line.rfind('\n') + 1).trim(" \t\xEF\xBB\xBF").empty())
        continue;
      Directive.consume_front("_next");
      Directive = Directive.ltrim(" \t");
      const bool Angled = Directive.starts_with("<");
      const size_t End = Directive.find(Angled ? '>' : '"', 1);
      if ((Angled || Directive.starts_with("\"")) && End != llvm::StringRef::npos)
        include(Directive.slice(1, End), Angled, File);
      else
        Result = Mention::Unknown;
    }
  }

  void include(llvm::StringRef Name, bool Angled, OptionalFileEntryRef Includer) {
    if (Name.starts_with("njmpi/"))
      return;
    // A name found through the search path leads to the same file from everywhere.
    if (Angled && !Seen.insert(Name).second)
      return;
    ConstSearchDirIterator Found = nullptr;
    llvm::SmallVector<std::pair<OptionalFileEntryRef, DirectoryEntryRef>, 1> Includers;
    if (Includer) {
      Search.getFileInfo(*Includer); // the search takes it for known
      Includers.push_back({Includer, Includer->getDir()});
    } else if (auto Here = Files.getOptionalDirectoryRef(".")) {
      Includers.push_back({std::nullopt, *Here});
    }
    OptionalFileEntryRef File =
        Search.LookupFile(Name, SourceLocation(), Angled, nullptr, &Found, Includers, nullptr, nullptr,
                          nullptr, nullptr, nullptr, nullptr, /*SkipCache=*/false,
                          /*BuildSystemModule=*/false, /*OpenFile=*/true, /*CacheFailures=*/false);
    if (File && !isCompilersOwn(File->getDir()) && Known.insert(*File).second)
      Waiting.push_back(*File);
  }

  /// The C++ standard library, the compiler's own headers, and the C library below them.
  bool isCompilersOwn(DirectoryEntryRef Dir) {
    auto [It, New] = Own.try_emplace(&Dir.getDirEntry(), false);
    if (New) {
      llvm::StringRef Path = Dir.getName();
      It->second = Path.contains("/c++/") || (!ResourceDir.empty() && Path.starts_with(ResourceDir)) ||
                   Path.starts_with("/usr/include/bits") || Path.contains("linux-gnu/bits") ||
                   Path.contains("linux-gnu/sys");
    }
    return It->second;
  }

  SourceManager &SM;
  FileManager &Files;
  HeaderSearch &Search;
  std::string ResourceDir;
  Mention Result = Mention::No;
  llvm::SmallVector<FileEntryRef> Waiting;
  llvm::DenseSet<const FileEntry *> Known;
  llvm::StringSet<> Seen;
  llvm::DenseMap<const DirectoryEntry *, bool> Own;
};

} // namespace

Mention scanText(CompilerInstance &Unit) { return TextScan(Unit).run(Unit.getPreprocessorOpts()); }

bool scanTokens(Preprocessor &PP) {
  PP.getBuiltinInfo().initializeBuiltins(PP.getIdentifierTable(), PP.getLangOpts());
  PP.EnterMainSourceFile();
  const IdentifierInfo *Njmpi = PP.getIdentifierInfo("njmpi");
  const IdentifierInfo *Previous = nullptr;
  Token T;
  for (PP.Lex(T); T.isNot(tok::eof); PP.Lex(T)) {
    if (T.isOneOf(tok::coloncolon, tok::colon) && Previous == Njmpi) {
      const bool Using = T.is(tok::colon);
      PP.Lex(T);
      if (Using || (T.is(tok::identifier) &&
                    (T.getIdentifierInfo()->isStr("kernel") || T.getIdentifierInfo()->isStr("loop"))))
        return true;
    }
    Previous = T.getIdentifierInfo();
    if (T.is(tok::eof))
      break;
  }
  return false;
}

} // namespace njmpi
