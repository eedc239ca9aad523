// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/rewrite_output.h"

#include "clang/Format/Format.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
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

namespace {

/// What a path stands for: a link's file is written, not the link.
std::string behindLinks(const std::string &Path) {
  SmallString<128> Real;
  return sys::fs::is_symlink_file(Path) && !sys::fs::real_path(Path, Real) ? Real.str().str() : Path;
}

std::error_code writeAll(int FD, StringRef Text) {
  raw_fd_ostream Stream(FD, /*shouldClose=*/false);
  Stream << Text;
  Stream.flush();
  const std::error_code Code = Stream.error();
  Stream.clear_error();
  return Code;
}

/// A device, a pipe: it cannot be replaced by renaming, which would destroy it.
std::error_code writeThrough(const std::string &Path, StringRef Text) {
  int FD;
  if (std::error_code Code = sys::fs::openFileForWrite(Path, FD, sys::fs::CD_OpenExisting))
    return Code;
  const std::error_code Code = writeAll(FD, Text);
  const std::error_code Closed = sys::Process::SafelyCloseFileDescriptor(FD);
  return Code ? Code : Closed;
}

} // namespace

Error Output::write(bool Unchanged) {
  std::vector<std::pair<sys::fs::TempFile, std::string>> Written;
  std::vector<std::pair<std::string, StringRef>> Special;
  Error Problem = Error::success();
  auto Failed = [&](const std::string &Path, std::error_code Code) {
    Problem =
        joinErrors(std::move(Problem), createStringError("cannot write '" + Path + "': " + Code.message()));
  };
  for (const auto &[Name, Text] : Texts) {
    const std::string Path = behindLinks(Name);
    sys::fs::file_status Status;
    const bool Exists = !sys::fs::status(Path, Status);
    std::error_code Code;
    if (Exists && sys::fs::is_directory(Status))
      Code = make_error_code(errc::is_a_directory);
    else if (Exists && (Code = sys::fs::access(Path, sys::fs::AccessMode::Write)))
      ; // renaming would replace a file that is not to be written
    else if (Exists && !sys::fs::is_regular_file(Status)) {
      Special.emplace_back(Path, Text);
      continue;
    } else if (auto Old = Exists && !Unchanged ? MemoryBuffer::getFile(Path) : std::error_code();
               Old && (*Old)->getBuffer() == Text)
      continue;
    else
      Code = sys::fs::create_directories(sys::path::parent_path(Path), /*IgnoreExisting=*/true,
                                         sys::fs::all_all); // less the umask
    if (Code) {
      Failed(Name, Code);
      break;
    }
    auto Temporary = sys::fs::TempFile::create(Path + ".%%%%%%.tmp");
    if (!Temporary) {
      Failed(Name, errorToErrorCode(Temporary.takeError()));
      break;
    }
    Code = writeAll(Temporary->FD, Text);
    if (!Code && Exists)
      Code = sys::fs::setPermissions(Temporary->FD, Status.permissions());
    Written.emplace_back(std::move(*Temporary), Path);
    if (Code) {
      Failed(Name, Code);
      break;
    }
  }
  if (!Problem)
    for (const auto &[Path, Text] : Special)
      if (std::error_code Code = writeThrough(Path, Text))
        Failed(Path, Code);
  if (Problem) {
    for (auto &[File, Path] : Written)
      consumeError(File.discard());
    return Problem;
  }
  for (auto &[File, Path] : Written)
    if (Error E = File.keep(Path))
      Failed(Path, errorToErrorCode(std::move(E)));
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
    const bool Now = Marker.ends_with("\" 3");
    if (!Now && !Inside)
      continue; // the first line's
    // The line break before the marker is the marker's, and so are the blanks after it.
    for (char Break : {'\n', '\r'})
      if (StringRef(Result).ends_with(Break))
        Result.pop_back();
    if (!Inside) {
      Start = Result.size();
    } else if (!Now) {
      Generated.emplace_back(Start, Result.size() - Start);
      const size_t Blanks = Rest.find_first_not_of(" \t");
      Rest = Rest.drop_front(std::min(Blanks, Rest.size()));
      // What was put in front of a declaration has lines of its own.
      const StringRef Before = StringRef(Result).take_front(Start).rtrim(" \t");
      if ((Before.empty() || Before.ends_with('\n')) && StringRef(Result).ends_with(';'))
        Result += '\n';
    }
    Inside = Now;
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
