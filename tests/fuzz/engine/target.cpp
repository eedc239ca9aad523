// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One input: a text in C++, or in C if it holds nothing of C++, is checked as by njmpi-rewrite --check; with
// kernels in it, it is also rewritten, and what comes out must compile unless the input does not, either.
// MPI's and njmpi's own headers are there. The parse is most of the time; a precompiled header makes it
// longer, since the analysis visits, and so loads, every declaration.
//   NJMPI_FUZZ_FLAGS   flags of the compiler, where mpi.h is; without, what njmpi-rewrite finds by itself

#include "doors/rewrite_unit.h"
#include "mutations.hpp"

#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

using namespace clang;
using namespace llvm;
using namespace njmpi;

/// Clang's library is not instrumented: it neither marks its allocations nor frees all of them.
extern "C" const char *__asan_default_options() {
  return "allow_user_poisoning=0:detect_leaks=0:detect_odr_violation=0:detect_container_overflow=0";
}

extern "C" size_t LLVMFuzzerMutate(uint8_t *Data, size_t Size, size_t MaxSize);

namespace {

/// A file in memory, where the system has such.
std::string pathOf(StringRef Name) {
  static const std::string &Directory = *new std::string([] {
    SmallString<64> Path(sys::fs::is_directory("/dev/shm") ? "/dev/shm" : "/tmp");
    sys::path::append(Path, "njmpi-fuzz-" + std::to_string(getpid()));
    if (sys::fs::create_directory(Path))
      std::abort();
    std::atexit([] { sys::fs::remove_directories(Directory); });
    return Path.str().str();
  }());
  return Directory + "/" + Name.str();
}

void write(const std::string &Path, StringRef Text) {
  std::error_code Code;
  raw_fd_ostream File(Path, Code);
  if (Code)
    std::abort();
  File << Text;
}

bool isC(StringRef Text) {
  static constexpr StringRef OfCxx[] = {"njmpi", "::", "template", "class ", "auto ", "[&]", "[=]"};
  return none_of(OfCxx, [&](StringRef Word) { return Text.contains(Word); }) &&
         !Text.contains("#include <c") && !Text.contains("namespace");
}

const tooling::CompilationDatabase &database(bool C) {
  static const auto Make = [](const char *Standard) {
    std::vector<std::string> Flags = {Standard};
    if (const char *More = std::getenv("NJMPI_FUZZ_FLAGS")) {
      BumpPtrAllocator Storage;
      StringSaver Saver(Storage);
      SmallVector<const char *, 16> Words;
      cl::TokenizeGNUCommandLine(More, Saver, Words);
      Flags.insert(Flags.end(), Words.begin(), Words.end());
    }
    return tooling::FixedCompilationDatabase(".", Flags);
  };
  static const auto ForC = Make("-std=c17"), ForCxx = Make("-std=c++20");
  return C ? ForC : ForCxx;
}

bool compiles(const std::string &Path) {
  tooling::ClangTool Tool(database(false), {Path});
  IgnoringDiagConsumer Silent;
  Tool.setDiagnosticConsumer(&Silent);
  Tool.setPrintErrorMessage(false);
  return Tool.run(tooling::newFrontendActionFactory<SyntaxOnlyAction>().get()) == 0;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  StringRef Text(reinterpret_cast<const char *>(Data), Size);
  if (Text.contains('\0')) // Clang takes the rest for blanks
    return -1;
  const bool C = isC(Text);
  const std::string Path = pathOf(C ? "input.c" : "input.cpp");
  write(Path, Text);
  EngineOptions Options;
  Options.AbsoluteNames = Options.Remarks = true;
  Options.ChecksOnly = Options.CheckMpi = true;
  {
    Log Diagnostics;
    analyseSource(database(C), Path, "", Options, Diagnostics);
  }
  if (C || !Text.contains("njmpi"))
    return 0;
  Options.ChecksOnly = Options.CheckMpi = false;
  Log Diagnostics;
  for (const Unit &U : analyseSource(database(C), Path, "", Options, Diagnostics)) {
    auto Main = U.Files.find(U.Main);
    if (U.Errors || Main == U.Files.end() || Main->second.Old == Main->second.New)
      continue;
    const std::string Rewritten = pathOf("rewritten.cpp");
    write(Rewritten, Main->second.New);
    if (!compiles(Rewritten) && compiles(Path)) {
      errs() << "the rewritten text does not compile:\n" << Main->second.New;
      std::abort();
    }
  }
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *Data, size_t Size, size_t MaxSize, unsigned Seed) {
  random_numbers Random(Seed);
  if (Random.below(20) == 0)
    return LLVMFuzzerMutate(Data, Size, MaxSize);
  std::string What;
  const std::string Text = mutate(std::string(reinterpret_cast<char *>(Data), Size), Random, What);
  const size_t Length = std::min(Text.size(), MaxSize);
  std::memcpy(Data, Text.data(), Length);
  return Length;
}
