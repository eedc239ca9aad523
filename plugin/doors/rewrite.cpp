// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-rewrite: the rewriting as files, for any compiler.

#include "doors/rewrite_log.h"
#include "doors/rewrite_output.h"
#include "doors/rewrite_sarif.h"
#include "doors/rewrite_unit.h"

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"

using namespace llvm;
using namespace njmpi;
using clang::tooling::CompilationDatabase;

namespace {

constexpr int Done = 0, ErrorsInSource = 1, WrongUsage = 2;

cl::OptionCategory Category("njmpi-rewrite options");
cl::opt<std::string> BuildPath("p", cl::desc("Directory of compile_commands.json"), cl::value_desc("build"),
                               cl::cat(Category));
cl::opt<std::string> OutputFile("o", cl::desc("Write the rewritten text to this file, headers beside it"),
                                cl::value_desc("file"), cl::cat(Category));
cl::opt<std::string> OutputDir("output-dir",
                               cl::desc("Write rewritten sources and headers into this directory"),
                               cl::value_desc("dir"), cl::cat(Category));
cl::opt<bool> InPlace("in-place", cl::desc("Replace the sources and headers themselves"), cl::cat(Category));
cl::opt<bool> Diff("diff", cl::desc("Print the changes as a unified diff"), cl::cat(Category));
cl::opt<bool> Check("check", cl::desc("Only report diagnostics"), cl::cat(Category));
cl::opt<bool> Pretty("pretty", cl::desc("Format the generated text for reading; without line markers"),
                     cl::cat(Category));
cl::opt<std::string>
    Checks("checks",
           cl::desc("What rewritten calls check at run time: none, local (the default: sizes, "
                    "ranks,\nroots), collective (that the ranks agree, too; link "
                    "njmpi-checks)"),
           cl::value_desc("level"), cl::init("local"), cl::cat(Category));
cl::opt<bool> Remarks("remarks", cl::desc("Report the calls that stay calls of the library, and why"),
                      cl::cat(Category));
cl::opt<std::string> Sarif("sarif", cl::desc("Write the diagnostics to this file as SARIF 2.1.0"),
                           cl::value_desc("file"), cl::cat(Category));
cl::opt<std::string> DepFile("depfile", cl::desc("Write a rule for make or ninja with all files read"),
                             cl::value_desc("file"), cl::cat(Category));
cl::opt<std::string> Compiler("compiler",
                              cl::desc("Whose flags follow '--'; what clang does not know is ignored"),
                              cl::value_desc("name"), cl::cat(Category), cl::Hidden);
cl::opt<bool> PrintLoops("print-loops", cl::desc("Print what is known of annotated loops"), cl::Hidden,
                         cl::cat(Category));
cl::list<std::string> Sources(cl::Positional, cl::desc("files... [-- flags]"), cl::cat(Category));

constexpr StringLiteral Overview =
    "Rewrites the [[njmpi::kernel]] functions of C++ sources into direct MPI calls.\n\n"
    "The flags that a source is compiled with come from a compile database (-p, or found above the source) "
    "or\n"
    "follow '--'. Without -o, --output-dir, --in-place, --diff or --check, the rewritten text of one source "
    "is\n"
    "printed. Headers that hold kernels are rewritten into the output directory beside their users; since a "
    "text\n"
    "that is printed has no directory, such a source needs one of those options. A source that includes "
    "others\n"
    "by \"name\" from its own directory is compiled elsewhere with -iquote<that directory>.\n\n"
    "Exit status: 0 done, 1 errors in the source, 2 wrong usage.\n";

int wrongUsage(const Twine &Message) {
  errs() << "njmpi-rewrite: error: " << Message << '\n';
  return WrongUsage;
}

int wrongUsage(Error E) { return wrongUsage(toString(std::move(E))); }

std::string absolute(StringRef Path) {
  SmallString<128> Absolute(Path);
  sys::fs::make_absolute(Absolute);
  sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  return Absolute.str().str();
}

/// Nothing, or why the options do not go together.
StringRef conflict() {
  if (Sources.empty())
    return "no source given; see njmpi-rewrite --help";
  if (!OutputFile.empty() + !OutputDir.empty() + InPlace + Diff + Check > 1)
    return "-o, --output-dir, --in-place, --diff and --check exclude each other";
  if (!OutputFile.empty() && Sources.size() > 1)
    return "-o takes one source; for more, use --output-dir";
  if (Sources.size() > 1 && OutputFile.empty() && OutputDir.empty() && !InPlace && !Diff && !Check)
    return "the text of one source is printed; for more, use --output-dir";
  if (!DepFile.empty() && OutputFile.empty() && OutputDir.empty())
    return "--depfile needs -o or --output-dir, whose files depend";
  if (!runTimeChecks(Checks))
    return "the value of --checks is none, local or collective";
  if (Check && Pretty)
    return "--pretty means nothing with --check, which writes no text";
  return "";
}

/// Flags that follow `--`, or else the database of -p, or one above the source, or no flags.
std::unique_ptr<CompilationDatabase> databaseFor(StringRef Source, std::string &Problem) {
  std::string Ignored;
  if (!BuildPath.empty()) {
    const std::string Path = BuildPath + "/compile_commands.json";
    auto Text = MemoryBuffer::getFile(Path);
    auto Json =
        Text ? json::parse((*Text)->getBuffer()) : Expected<json::Value>(errorCodeToError(Text.getError()));
    if (!Json) {
      Problem = "cannot read '" + Path + "': " + toString(Json.takeError());
      return nullptr;
    }
    auto Found = CompilationDatabase::loadFromDirectory(BuildPath, Ignored);
    if (!Found)
      Problem = "'" + Path + "' is not a compile database";
    return Found;
  }
  if (auto Found = CompilationDatabase::autoDetectFromSource(Source, Ignored))
    return Found;
  return std::make_unique<clang::tooling::FixedCompilationDatabase>(".", std::vector<std::string>());
}

/// Files named by `@file` among the flags that follow `--` are read in their place, as a compiler does.
Error expandFlags(SmallVectorImpl<const char *> &Arguments, BumpPtrAllocator &Memory) {
  auto *Dashes = find_if(Arguments, [](StringRef Argument) { return Argument == "--"; });
  SmallVector<const char *> Flags(Dashes, Arguments.end());
  Arguments.erase(Dashes, Arguments.end());
  if (Error E = cl::ExpansionContext(Memory, cl::TokenizeGNUCommandLine).expandResponseFiles(Flags))
    return E;
  for (StringRef Flag : Flags)
    if (Flag.consume_front("@"))
      return createStringError("cannot read '" + Flag + "'");
  append_range(Arguments, Flags);
  return Error::success();
}

/// Puts the text of one unit where the options say. Texts that are printed go to Printed.
Error takeUnit(Unit &U, Output &Files, std::vector<std::string> &Targets, std::string &Printed) {
  if (Pretty)
    for (auto &[Path, File] : U.Files)
      File.New = pretty(File.New, Path);
  if (Diff) {
    for (const auto &[Path, File] : U.Files) {
      auto Text = unifiedDiff(Path, File.Old, File.New);
      if (!Text)
        return Text.takeError();
      if (!StringRef(Printed).contains(*Text))
        Printed += *Text;
    }
    return Error::success();
  }
  if (InPlace) {
    for (auto &[Path, File] : U.Files)
      if (Error E = Files.add(Path, std::move(File.New), Path))
        return E;
    return Error::success();
  }
  if (!OutputDir.empty() || !OutputFile.empty()) {
    // A rule names its target as the user does.
    Targets.push_back(OutputFile.empty() ? OutputDir + "/" + sys::path::filename(U.Main).str()
                                         : std::string(OutputFile));
    return placeUnit(U, absolute(Targets.back()), Files);
  }
  for (const auto &[Path, File] : U.Files)
    if (Path != U.Main && !File.OnlyBlanks)
      return createStringError("'" + Path +
                               "' holds kernels, too, and is to be written beside the text of '" + U.Main +
                               "'; use --output-dir");
  Printed += U.Files[U.Main].New;
  return Error::success();
}

} // namespace

int main(int Argc, const char **Argv) {
  sys::PrintStackTraceOnErrorSignal(Argv[0]);
  BumpPtrAllocator Memory;
  SmallVector<const char *, 64> Arguments(Argv, Argv + Argc);
  if (Error E = expandFlags(Arguments, Memory))
    return wrongUsage(std::move(E));
  Argc = static_cast<int>(Arguments.size());
  Argv = Arguments.data();
  std::string Problem;
  std::unique_ptr<CompilationDatabase> Fixed =
      clang::tooling::FixedCompilationDatabase::loadFromCommandLine(Argc, Argv, Problem);
  cl::HideUnrelatedOptions(Category);
  cl::SetVersionPrinter([](raw_ostream &Out) { Out << "njmpi-rewrite " NJMPI_VERSION "\n"; });
  // The parser prints this one by itself, in words of its own.
  if (StringRef Last = Argv[Argc - 1]; Argc > 1 && Last.consume_front("-") && (Last.consume_front("-"), true))
    if (StringRef Known[] = {"o", "p", "output-dir", "depfile", "sarif", "checks"}; is_contained(Known, Last))
      return wrongUsage(Twine("option '") + Argv[Argc - 1] + "' needs a value");
  std::string Message;
  raw_string_ostream Complaints(Message);
  if (!cl::ParseCommandLineOptions(Argc, Argv, Overview, &Complaints)) {
    if (StringRef(Message).trim().empty()) // said by the parser itself
      return WrongUsage;
    StringRef Line = StringRef(Message).split('\n').first;
    return wrongUsage(Line.substr(Line.find(": ") == StringRef::npos ? 0 : Line.find(": ") + 2));
  }
  for (const cl::opt<std::string> *Option : {&BuildPath, &OutputFile, &OutputDir, &Sarif, &DepFile, &Checks})
    if (Option->getNumOccurrences() && Option->empty())
      return wrongUsage(Twine("option '") + (Option->ArgStr.size() > 1 ? "--" : "-") + Option->ArgStr +
                        "' needs a value");
  if (OutputFile == "-") // standard output, as everywhere
    OutputFile.clear();
  if (StringRef Why = conflict(); !Why.empty())
    return wrongUsage(Why);

  // Directories are made by --output-dir only, where the rule may lie, too.
  for (const std::string &File :
       {OutputFile.getValue(), OutputDir.empty() ? DepFile.getValue() : "", Sarif.getValue()})
    if (!File.empty() && !sys::fs::is_directory(sys::path::parent_path(absolute(File))))
      return wrongUsage("cannot write '" + File + "': its directory does not exist");

  EngineOptions Options;
  Options.Remarks = Remarks;
  Options.ChecksOnly = Options.CheckMpi = Check;
  Options.AbsoluteNames = true;
  Options.KeepPrepended = !InPlace && !Diff;
  Options.PrintLoops = PrintLoops;
  Options.RunTimeChecks = *runTimeChecks(Checks);
  Log Diagnostics;
  Output Files;
  std::string Printed;
  std::set<std::string> Dependencies;
  std::vector<std::string> Targets;
  unsigned Errors = 0;
  std::vector<Unit> Units;
  for (const std::string &Source : Sources) {
    if (auto Text = MemoryBuffer::getFile(Source); !Text)
      return wrongUsage("cannot read '" + Source + "': " + Text.getError().message());
    std::unique_ptr<CompilationDatabase> Found;
    if (!Fixed && !(Found = databaseFor(Source, Problem)))
      return wrongUsage(Problem);
    const CompilationDatabase &Database = Fixed ? *Fixed : *Found;
    const auto Commands = Database.getCompileCommands(absolute(Source));
    if (Commands.empty())
      return wrongUsage("'" + Source + "' is not in the compile database, and nothing like it");
    for (const auto &Command : Commands)
      if (!sys::fs::is_directory(Command.Directory))
        return wrongUsage("the directory '" + Command.Directory + "', in which '" + Source +
                          "' is compiled by the compile database, does not exist");
    for (Unit &U : analyseSource(Database, absolute(Source), Compiler, Options, Diagnostics)) {
      if (!U.Parsed)
        return wrongUsage("the flags that '" + Source + "' is compiled with are not understood" +
                          (U.CommandError.empty() ? "" : ": " + U.CommandError));
      Errors += U.Errors;
      Dependencies.insert(U.Dependencies.begin(), U.Dependencies.end());
      Units.push_back(std::move(U));
    }
  }

  if (!Sarif.empty()) {
    Output Report;
    consumeError(Report.add(absolute(Sarif), sarif(Diagnostics.all()), ""));
    if (Error E = Report.write())
      return wrongUsage(std::move(E));
  }
  if (Errors || Check)
    return Errors ? ErrorsInSource : Done;

  if (!InPlace)
    for (const std::string &File : Dependencies)
      Files.protect(File);
  mergeHeaders(Units);
  for (Unit &U : Units)
    if (Error E = takeUnit(U, Files, Targets, Printed))
      return wrongUsage(std::move(E));
  if (!DepFile.empty())
    if (Error E = Files.add(absolute(DepFile), dependencyRule(Targets, Dependencies), ""))
      return wrongUsage(std::move(E));
  // A rule's target is new after the rule has run, or it is run for ever.
  if (Error E = Files.write(/*Unchanged=*/!DepFile.empty()))
    return wrongUsage(std::move(E));
  outs() << Printed;
  outs().flush();
  if (outs().has_error()) {
    outs().clear_error();
    return wrongUsage("cannot write to standard output");
  }
  return Done;
}
