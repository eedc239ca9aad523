// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/rewrite_command.h"

#include "clang/Driver/Options.h"
#include "llvm/ADT/SmallSet.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/StringSaver.h"

#include <dlfcn.h>
#include <map>
#include <optional>
#include <set>

using clang::tooling::CommandLineArguments;
using namespace llvm;

namespace njmpi {
namespace {

std::string nameOf(StringRef Program) { return sys::path::filename(Program).lower(); }

bool isLauncher(StringRef Program) {
  return StringSwitch<bool>(nameOf(Program))
      .Cases("ccache", "sccache", "distcc", "icecc", "buildcache", "env", true)
      .Default(false);
}

bool isMpiWrapper(StringRef Program) {
  return nameOf(Program).starts_with("mpi") || nameOf(Program).starts_with("njmpic");
}

bool isClang(StringRef Program) { return StringRef(nameOf(Program)).contains("clang"); }

bool isCSource(StringRef Source) { return sys::path::extension(Source) == ".c"; }

/// Options that steer output, other plugins, or Clang's warnings, which are those of the compilation.
bool isDropped(StringRef A, bool &TakesValue) {
  TakesValue = is_contained({"-o", "-MF", "-MT", "-MQ", "-MJ", "-dumpbase", "-dumpdir"}, A);
  return TakesValue || is_contained({"-c", "-S", "-E", "-M", "-MM", "-MD", "-MMD", "-MP", "-MG", "-MV"}, A) ||
         A.starts_with("-fplugin=") || A.starts_with("-fplugin-arg-") || A.starts_with("-save-temps") ||
         A.starts_with("--serialize-diagnostics") ||
         (A.starts_with("-o") && A.size() > 2 && !A.starts_with("-objc"));
}

/// The file that `-include` names at I, if it stands there, for the driver or behind -Xclang; Words says in
/// how many words. With Option, another option than -include.
std::optional<StringRef> included(const CommandLineArguments &Command, size_t I, size_t &Words,
                                  StringRef Option = "-include") {
  const bool Direct = Command[I] == "-Xclang";
  const size_t Step = Direct ? 2 : 1;
  if (I + (Direct ? 3 : 1) >= Command.size() || Command[I + Direct] != Option ||
      (Direct && Command[I + 2] != "-Xclang"))
    return std::nullopt;
  Words = 2 * Step;
  return StringRef(Command[I + 2 * Step - 1]);
}

/// A precompiled header is of another compilation: of another compiler, or without what is analysed here. The
/// header itself is in the command, too, as CMake writes it, or else it is read where clang's driver would
/// look for the precompiled one.
void includeTexts(CommandLineArguments &Command) {
  CommandLineArguments Result;
  std::set<std::string> Texts;
  size_t Words;
  for (size_t I = 0; I < Command.size(); ++I)
    if (auto File = included(Command, I, Words))
      Texts.insert(File->str());
  for (size_t I = 0; I < Command.size(); I += Words) {
    Words = 1;
    if (auto File = included(Command, I, Words))
      Result.insert(Result.end(), {"-Xclang", "-include", "-Xclang", File->str()});
    else if (File = included(Command, I, Words, "-include-pch");
             !File || !Texts.count(File->rsplit('.').first.str()))
      Result.insert(Result.end(), Command.begin() + I, Command.begin() + I + Words);
  }
  Command = std::move(Result);
}

/// What an MPI compiler wrapper adds to the command: it says so itself.
const CommandLineArguments &wrapperFlags(const std::string &Wrapper) {
  static std::map<std::string, CommandLineArguments> Known;
  auto [It, New] = Known.try_emplace(Wrapper);
  if (!New)
    return It->second;
  auto Program = StringRef(Wrapper).contains('/') ? Wrapper : sys::findProgramByName(Wrapper);
  SmallString<128> Output;
  if (!Program || sys::fs::createTemporaryFile("njmpi-rewrite", "txt", Output))
    return It->second;
  const std::optional<StringRef> Redirects[] = {StringRef(), Output.str(), StringRef()};
  sys::ExecuteAndWait(*Program, {*Program, "-show"}, std::nullopt, Redirects, /*SecondsToWait=*/30);
  if (auto Buffer = MemoryBuffer::getFile(Output)) {
    BumpPtrAllocator Storage;
    StringSaver Saver(Storage);
    SmallVector<const char *, 32> Words;
    cl::TokenizeGNUCommandLine((*Buffer)->getBuffer(), Saver, Words);
    for (size_t I = 1; I < Words.size(); ++I) {
      StringRef Word = Words[I];
      const bool Pair = is_contained({"-I", "-D", "-isystem", "-idirafter"}, Word) && I + 1 < Words.size();
      if (Pair || Word.starts_with("-I") || Word.starts_with("-D") || Word.starts_with("-isystem") ||
          Word == "-pthread")
        It->second.push_back(Word.str());
      if (Pair)
        It->second.push_back(Words[++I]);
    }
  }
  sys::fs::remove(Output);
  return It->second;
}

/// Options of other compilers that Clang has never heard of would be errors.
void removeUnknown(CommandLineArguments &Arguments) {
  SmallVector<const char *, 64> Words;
  for (const std::string &A : Arguments)
    Words.push_back(A.c_str());
  unsigned MissingIndex, MissingCount;
  opt::InputArgList Parsed = clang::driver::getDriverOptTable().ParseArgs(
      Words, MissingIndex, MissingCount, opt::Visibility(clang::driver::options::ClangOption));
  SmallSet<unsigned, 8> Unknown;
  for (const opt::Arg *A : Parsed)
    if (A->getOption().getKind() == opt::Option::UnknownClass)
      Unknown.insert(A->getIndex());
  CommandLineArguments Kept;
  for (unsigned I = 0; I < Arguments.size(); ++I)
    if (!Unknown.contains(I))
      Kept.push_back(std::move(Arguments[I]));
  Arguments = std::move(Kept);
}

/// The directory of Clang's own headers: as built, or beside the library that is loaded.
std::string resourceDirectory() {
  if (sys::fs::exists(NJMPI_CLANG_RESOURCE_DIR "/include/stddef.h"))
    return NJMPI_CLANG_RESOURCE_DIR;
  Dl_info Library;
  if (!dladdr(reinterpret_cast<void *>(&clang::driver::getDriverOptTable), &Library))
    return NJMPI_CLANG_RESOURCE_DIR;
  SmallString<128> Path(Library.dli_fname);
  sys::path::remove_filename(Path);
  sys::path::append(Path, "clang", NJMPI_CLANG_MAJOR);
  return Path.str().str();
}

std::string programDirectory() {
  static int Here;
  return sys::path::parent_path(sys::fs::getMainExecutable(nullptr, &Here)).str();
}

/// Beside this program in an installation; the source tree's in a build tree.
void appendIncludeDirectories(CommandLineArguments &Arguments) {
  auto Append = [&](StringRef Directory) { Arguments.push_back(("-idirafter" + Directory).str()); };
  SmallString<128> Path(programDirectory());
  sys::path::append(Path, NJMPI_RELATIVE_INCLUDE_DIR);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  Append(sys::fs::exists(Path + "/njmpi/njmpi.hpp") ? Path.str() : StringRef(NJMPI_SOURCE_INCLUDE_DIR));
  SmallVector<StringRef, 4> Directories;
  StringRef(NJMPI_MPI_INCLUDE_DIRS).split(Directories, ':', -1, /*KeepEmpty=*/false);
  for (StringRef Directory : Directories)
    Append(Directory);
}

/// Where the compiler stands in a command, behind launchers and the variables they are given.
size_t compilerIn(const CommandLineArguments &Command) {
  size_t First = 0;
  while (First + 1 < Command.size() &&
         (isLauncher(Command[First]) ||
          (First && StringRef(Command[First]).contains('=') && !StringRef(Command[First]).starts_with("-"))))
    ++First;
  return First;
}

} // namespace

// The tool's own name stands for the compiler where flags come without one.
bool isForClang(const CommandLineArguments &Command) {
  const std::string &Compiler = Command[compilerIn(Command)];
  return isClang(Compiler) || nameOf(Compiler) == "clang-tool";
}

CommandLineArguments adjustCommand(const CommandLineArguments &Command, StringRef Source) {
  const size_t First = compilerIn(Command);
  const std::string &Compiler = Command[First];
  CommandLineArguments Arguments, Inputs;
  bool HasStandard = false;
  for (size_t I = First + 1; I < Command.size(); ++I) {
    if (Command[I] == "--") { // what follows is the source
      Inputs.assign(Command.begin() + I, Command.end());
      break;
    }
    bool TakesValue;
    if (isDropped(Command[I], TakesValue)) {
      I += TakesValue;
      continue;
    }
    HasStandard |= StringRef(Command[I]).starts_with("-std=") || StringRef(Command[I]).starts_with("--std");
    Arguments.push_back(Command[I]);
  }
  if (!isForClang(Command))
    removeUnknown(Arguments);
  includeTexts(Arguments);

  // Clang looks for the system's headers relative to where it is.
  CommandLineArguments Result = {
      isClang(Compiler) ? Compiler : programDirectory() + (isCSource(Source) ? "/clang" : "/clang++")};
  if (!HasStandard && !isCSource(Source))
    Result.push_back("-std=c++20");
  Result.insert(Result.end(), Arguments.begin(), Arguments.end());
  if (isMpiWrapper(Compiler)) {
    const CommandLineArguments &Added = wrapperFlags(Compiler);
    Result.insert(Result.end(), Added.begin(), Added.end());
  }
  if (isCSource(Source)) // what old programs do, and many compilers accept
    Result.insert(Result.end(),
                  {"-Wno-error=implicit-function-declaration", "-Wno-error=implicit-int",
                   "-Wno-error=int-conversion", "-Wno-error=incompatible-function-pointer-types"});
  Result.insert(Result.end(), {"-fsyntax-only", "-w", "-resource-dir=" + resourceDirectory()});
  appendIncludeDirectories(Result);
  Result.insert(Result.end(), Inputs.begin(), Inputs.end());
  return Result;
}

} // namespace njmpi
