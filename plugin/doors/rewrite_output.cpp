// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/rewrite_output.h"

#include "clang/Format/Format.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace njmpi {

Error Output::add(const std::string &Path, std::string Text, const std::string &From) {
  if (Protected.count(Path))
    return createStringError("'" + Path +
                             "' would be overwritten, and is a source; use --output-dir or --in-place");
  auto [It, New] = Texts.try_emplace(Path, Text);
  if (New)
    Sources[Path] = From;
  else if (Sources[Path] != From)
    return createStringError("'" + From + "' and '" + Sources[Path] + "' would both be written to '" + Path +
                             "'");
  else if (It->second != Text)
    return createStringError("'" + From +
                             "' is rewritten differently for two of its users; rewrite them into "
                             "directories of their own");
  return Error::success();
}

Error Output::write(bool Unchanged) {
  std::vector<std::pair<sys::fs::TempFile, std::string>> Written;
  Error Problem = Error::success();
  auto Failed = [&](const std::string &Path, Error E) {
    return createStringError("cannot write '" + Path + "': " + toString(std::move(E)));
  };
  for (const auto &[Path, Text] : Texts) {
    if (auto Old = MemoryBuffer::getFile(Path); !Unchanged && Old && (*Old)->getBuffer() == Text)
      continue;
    if (std::error_code Code = sys::fs::create_directories(sys::path::parent_path(Path))) {
      Problem = joinErrors(std::move(Problem), Failed(Path, errorCodeToError(Code)));
      break;
    }
    auto Temporary = sys::fs::TempFile::create(Path + ".%%%%%%.tmp");
    if (!Temporary) {
      Problem = joinErrors(std::move(Problem), Failed(Path, Temporary.takeError()));
      break;
    }
    raw_fd_ostream Stream(Temporary->FD, /*shouldClose=*/false);
    Stream << Text;
    Stream.flush();
    std::error_code Code = Stream.error();
    Stream.clear_error();
    Written.emplace_back(std::move(*Temporary), Path);
    if (Code) {
      Problem = joinErrors(std::move(Problem), Failed(Path, errorCodeToError(Code)));
      break;
    }
  }
  for (auto &[File, Path] : Written)
    if (sys::fs::is_directory(Path))
      Problem = joinErrors(std::move(Problem),
                           Failed(Path, errorCodeToError(make_error_code(errc::is_a_directory))));
  if (Problem) {
    for (auto &[File, Path] : Written)
      consumeError(File.discard());
    return Problem;
  }
  for (auto &[File, Path] : Written)
    if (Error E = File.keep(Path))
      Problem = joinErrors(std::move(Problem), Failed(Path, std::move(E)));
  return Problem;
}

Expected<std::string> unifiedDiff(StringRef Path, StringRef Old, StringRef New) {
  if (Old == New)
    return "";
  auto Program = sys::findProgramByName("diff");
  if (!Program)
    return createStringError("--diff needs the program 'diff' (package diffutils)");
  SmallString<128> Files[3];
  std::string Result;
  std::error_code Code;
  for (auto [File, Text] :
       {std::pair(&Files[0], Old), std::pair(&Files[1], New), std::pair(&Files[2], StringRef())}) {
    int FD;
    if ((Code = sys::fs::createTemporaryFile("njmpi-rewrite", "txt", FD, *File)))
      break;
    raw_fd_ostream(FD, /*shouldClose=*/true) << Text;
  }
  int Status = 2;
  if (!Code) {
    const std::optional<StringRef> Redirects[] = {StringRef(), Files[2].str(), std::nullopt};
    const std::string Before = ("--label=a/" + Path.ltrim('/')).str(),
                      After = ("--label=b/" + Path.ltrim('/')).str();
    Status = sys::ExecuteAndWait(*Program, {*Program, "-u", Before, After, Files[0], Files[1]}, std::nullopt,
                                 Redirects);
    if (auto Buffer = MemoryBuffer::getFile(Files[2]))
      Result = (*Buffer)->getBuffer().str();
  }
  for (auto &File : Files)
    if (!File.empty())
      sys::fs::remove(File);
  if (Status != 1)
    return createStringError("'diff' failed");
  return Result;
}

std::string dependencyRule(const std::vector<std::string> &Targets, const std::set<std::string> &Files) {
  std::string Rule;
  auto Append = [&](StringRef Path) {
    for (char C : Path) {
      if (C == ' ' || C == '#')
        Rule += '\\';
      else if (C == '$')
        Rule += '$';
      Rule += C;
    }
  };
  for (const std::string &Target : Targets) {
    Append(Target);
    Rule += &Target == &Targets.back() ? ":" : " ";
  }
  for (const std::string &File : Files) {
    Rule += " \\\n  ";
    Append(File);
  }
  return Rule + "\n";
}

std::string pretty(StringRef Text, StringRef Path) {
  std::string Result;
  std::vector<clang::tooling::Range> Generated;
  unsigned Start = 0;
  bool Inside = false;
  for (StringRef Rest = Text; !Rest.empty();) {
    StringRef Line = Rest.take_front(std::min(Rest.find('\n'), Rest.size() - 1) + 1);
    Rest = Rest.drop_front(Line.size());
    StringRef Marker = Line.rtrim("\r\n");
    unsigned Number;
    const bool IsMarker =
        Marker.consume_front("# ") && !Marker.consumeInteger(10, Number) && Marker.consume_front(" \"");
    if (!IsMarker) {
      Result += Line;
      continue;
    }
    // The line break before the marker is the marker's, and so are the blanks after it.
    if (const bool Now = Marker.ends_with("\" 3"); Now != Inside) {
      if (Inside)
        Generated.emplace_back(Start, Result.size() - Start);
      else
        Start = Result.size();
      Inside = Now;
    } else if (!Inside) {
      continue; // the first line's
    }
    while (!Result.empty() && (Result.back() == '\n' || Result.back() == '\r'))
      Result.pop_back();
    if (!Inside) {
      const size_t Blanks = Rest.find_first_not_of(" \t");
      Rest = Rest.drop_front(std::min(Blanks, Rest.size()));
    }
  }
  auto Style = clang::format::getStyle("file", Path, "LLVM");
  if (!Style) {
    consumeError(Style.takeError());
    Style = clang::format::getLLVMStyle();
  }
  Style->SortIncludes = clang::format::FormatStyle::SI_Never;
  auto Formatted =
      clang::tooling::applyAllReplacements(Result, clang::format::reformat(*Style, Result, Generated, Path));
  if (Formatted)
    return *Formatted;
  consumeError(Formatted.takeError());
  return Result;
}

} // namespace njmpi
