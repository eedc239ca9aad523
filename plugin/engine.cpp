// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "engine.h"

#include "attributes.h"

#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/Sema.h"

namespace njmpi {

EngineResult runEngine(clang::Sema &S, const EngineOptions &Options) {
  EngineResult Result;
  Result.Errors += reportMisplacedMarks(S.getDiagnostics());
  if (Options.ChecksOnly)
    return Result;
  Edits Changes(S.getPreprocessor());
  blankMarks(Changes);
  Result.Files = Changes.render();
  return Result;
}

} // namespace njmpi
