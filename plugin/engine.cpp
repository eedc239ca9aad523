// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "engine.h"

#include "attributes.h"
#include "checks/check.h"
#include "checks/communication.h"
#include "checks/loops.h"
#include "emit/loops.h"
#include "emit/rewrite.h"
#include "facts/datatypes.h"

#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Stack.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/Sema.h"
#include "llvm/Support/TimeProfiler.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/thread.h"

#include <optional>

namespace njmpi {
namespace {

/// A generic lambda that nobody is seen to call is called by a library, whose bodies were skipped.
bool callsAreHidden(const std::vector<Kernel> &Kernels) {
  for (const Kernel &K : Kernels) {
    auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(K.Function);
    if (!K.IsPattern || !Method || !clang::isLambdaCallOperator(Method))
      continue;
    auto *Template = Method->getDescribedFunctionTemplate();
    if (Template && Template->spec_begin() == Template->spec_end())
      return true;
  }
  return false;
}

/// Whether MPI's constants stand in the text by their names. Where it was preprocessed, they are numbers like
/// others; that their macros are there (-dD) says nothing then.
bool namesConstantsOfMpi(clang::Preprocessor &PP) {
  const clang::MacroInfo *World = PP.getMacroInfo(PP.getIdentifierInfo("MPI_COMM_WORLD"));
  return World && !PP.getSourceManager().isWrittenInMainFile(World->getDefinitionLoc());
}

/// Whether the text of loops would find what it calls; an error at each loop otherwise.
bool distributes(clang::ASTContext &Context, Reporter &Report) {
  if (!libraryNames(Context, "loop", /*Runtime=*/true).empty())
    return true;
  for (const LoopMark &L : marks().Loops)
    if (isKernel(L.Function))
      Report.error({L.Location,
                    "attribute",
                    "'njmpi::loop' needs <njmpi/njmpi.hpp>, which is not included, or was preprocessed for a "
                    "plain build",
                    {},
                    {},
                    {}});
  return false;
}

EngineResult analyse(clang::Sema &S, const EngineOptions &Options) {
  EngineResult Result;
  std::vector<Kernel> Kernels = collectKernels(S, isKernel);
  if (Options.BodiesSkipped && callsAreHidden(Kernels)) {
    Result.NeedsFullParse = true;
    return Result;
  }
  Result.Errors += reportMisplacedMarks(S.getDiagnostics());
  Reporter Report(S, Options);
  runChecks(Kernels, Report);
  std::vector<std::vector<Loop>> Loops;
  for (const Kernel &K : Kernels) {
    Report.enter(K);
    checkLoops(Loops.emplace_back(describeLoops(S, K)), Report);
    checkDivergence(K, Loops.back(), Report);
    if (Options.PrintLoops)
      for (const Loop &L : Loops.back())
        llvm::outs() << print(L, S.Context);
  }
  if (namesConstantsOfMpi(S.getPreprocessor()))
    checkCommunication(Kernels, Report, Options.CheckMpi);
  const bool Distributes = distributes(S.Context, Report);
  if (!marks().Names.empty()) {
    // Without text, too: what becomes of loops and calls, or why they cannot be rewritten, is known only
    // then.
    Edits Changes(S.getPreprocessor(), Options.AbsoluteNames, Options.KeepPrepended);
    blankMarks(Changes);
    Result.RejectedRemain = !rewriteCalls(Kernels, Options.RunTimeChecks, Report, Changes);
    if (Distributes)
      rewriteLoops(Kernels, Loops, Report, Changes);
    describeRecords(Kernels, Report, Changes);
    if (!Options.ChecksOnly)
      Result.Files = Changes.render();
    for (clang::SourceLocation Where : Changes.dropped())
      Report.remark({Where,
                     "call",
                     "this stays a call of the library: in the unit its text has two meanings",
                     {},
                     {},
                     {}});
  }
  Result.Errors += Report.errors();
  return Result;
}

/// Expressions and statements are walked recursively, and nothing but memory bounds how deep the parser lets
/// a chain of operators or of else branches become. What is never reached is never allocated.
constexpr std::optional<unsigned> StackSize = 256u << 20;

} // namespace

EngineResult runEngine(clang::Sema &S, const EngineOptions &Options) {
  EngineResult Result;
  if (marks().Names.empty() && !Options.CheckMpi)
    return Result;
  const llvm::TimeTraceScope Traced("njmpi"); // for clang's -ftime-trace
  llvm::thread Analysis(StackSize, [&] {
    clang::noteBottomOfStack();
    Result = analyse(S, Options);
  });
  Analysis.join();
  return Result;
}

} // namespace njmpi
