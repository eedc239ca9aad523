// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/rewrite_output.h"

#include "clang/Basic/LangOptions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace njmpi {
namespace {

StringRef parent(StringRef Path) { return sys::path::parent_path(Path); }

std::string join(StringRef Directory, StringRef Name) {
  SmallString<128> Path(Directory);
  sys::path::append(Path, Name);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

std::string relativeTo(StringRef Directory, StringRef Path) {
  SmallVector<StringRef, 8> From(sys::path::begin(Directory), sys::path::end(Directory));
  SmallVector<StringRef, 8> To(sys::path::begin(Path), sys::path::end(Path));
  size_t Common = 0;
  while (Common < From.size() && Common + 1 < To.size() && From[Common] == To[Common])
    ++Common;
  SmallString<128> Result;
  for (size_t I = Common; I < From.size(); ++I)
    sys::path::append(Result, "..");
  for (size_t I = Common; I < To.size(); ++I)
    sys::path::append(Result, To[I]);
  return Result.str().str();
}

/// Whether a file is there, and not the one that is meant: what an earlier run wrote, say.
bool isAnother(StringRef Path, StringRef Meant) {
  return sys::fs::exists(Path) && !sys::fs::equivalent(Path, Meant);
}

/// Replaces the names of #include directives, by their number. Directives are never part of an edit, so the
/// numbers are those of the original text.
std::string renameIncludes(const std::string &Text, const std::map<unsigned, std::string> &Names) {
  clang::LangOptions Lang;
  Lang.CPlusPlus = Lang.CPlusPlus11 = Lang.CPlusPlus20 = Lang.RawStringLiterals = true;
  std::string Result;
  size_t At = 0;
  for (auto [Offset, Number] : numberIncludes(Text, Lang)) {
    auto It = Names.find(Number);
    if (It == Names.end())
      continue;
    const size_t Open = Text.find_first_of("<\"", Offset);
    const size_t Close = Text.find(Text[Open] == '<' ? '>' : '"', Open + 1);
    Result.append(Text, At, Open - At);
    Result += "\"" + It->second + "\"";
    At = Close + 1;
  }
  return Result.append(Text, At);
}

} // namespace

Error placeUnit(const Unit &U, const std::string &Target, Output &Into) {
  const std::string Directory = parent(Target).str();
  // Headers that must be copied: those with edits, and, repeatedly, those of the user's that include one.
  std::set<std::string> Copied;
  for (const auto &[Path, File] : U.Files)
    if (Path != U.Main)
      Copied.insert(Path);
  for (bool Grown = true; Grown;) {
    Grown = false;
    for (const auto &[Includer, List] : U.Includes)
      for (const Include &I : List)
        if (Includer != U.Main && Copied.count(I.Path) && Copied.insert(Includer).second)
          Grown = true;
  }

  // A copy goes where the first directive that names it will look for it.
  std::map<std::string, std::string> Place = {{U.Main, Target}};
  std::set<std::string> Taken = {Target};
  std::vector<std::string> Waiting = {U.Main};
  while (!Waiting.empty()) {
    const std::string Includer = Waiting.back();
    Waiting.pop_back();
    auto List = U.Includes.find(Includer);
    if (List == U.Includes.end())
      continue;
    for (const Include &I : List->second) {
      if (!Copied.count(I.Path) || Place.count(I.Path))
        continue;
      std::string Wanted = join(parent(Place[Includer]), I.Spelled);
      if (sys::path::is_absolute(I.Spelled) || !StringRef(Wanted).starts_with(Directory + "/") ||
          Taken.count(Wanted))
        Wanted = join(Directory, sys::path::filename(I.Path));
      for (unsigned Number = 2; Taken.count(Wanted); ++Number)
        Wanted = join(Directory,
                      (sys::path::stem(I.Path) + "-" + Twine(Number) + sys::path::extension(I.Path)).str());
      Taken.insert(Wanted);
      Place.emplace(I.Path, Wanted);
      Waiting.push_back(I.Path);
    }
  }

  for (const auto &[Path, Copy] : Place) {
    auto File = U.Files.find(Path);
    std::string Text;
    if (File != U.Files.end()) {
      Text = File->second.New;
    } else {
      auto Buffer = MemoryBuffer::getFile(Path);
      if (!Buffer)
        return createStringError("cannot read '" + Path + "': " + Buffer.getError().message());
      Text = (*Buffer)->getBuffer().str();
    }
    std::map<unsigned, std::string> Names;
    if (auto List = U.Includes.find(Path); List != U.Includes.end())
      for (const Include &I : List->second) {
        auto Included = Place.find(I.Path);
        std::string Reached = join(parent(Copy), I.Spelled), Needed;
        if (Included != Place.end() && (I.Angled || Reached != Included->second))
          Needed = relativeTo(parent(Copy), Included->second);
        else if (Included == Place.end() && !I.Angled && Reached != I.Path &&
                 ((Path != U.Main &&
                   join(parent(Path), I.Spelled) == I.Path) || // the copy has left its place
                  Taken.count(Reached) ||
                  isAnother(Reached, I.Path)))
          Needed = I.Path;
        if (Needed.empty())
          continue;
        if (I.Computed)
          return createStringError("'" + I.Path + "' holds kernels, and '" + Path +
                                   "' includes it by a macro, which cannot be changed to name the copy");
        Names.emplace(I.Ordinal, std::move(Needed));
      }
    // In the source's own directory, a header may as well stay as it is.
    if (Copy == Path && Names.empty() && (File == U.Files.end() || File->second.OnlyBlanks))
      continue;
    if (Error E = Into.add(Copy, renameIncludes(Text, Names), Path))
      return E;
  }
  return Error::success();
}

} // namespace njmpi
