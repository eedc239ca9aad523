// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `#pragma njmpi`, at the head of njmpi's headers. A job that only preprocesses (-E, -save-temps) loads the
// plugin, but asks it for nothing, and would choose the headers of a plain build for a text that is rewritten
// afterwards.

#include "doors/consumer.h"

#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Pragma.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace njmpi {
namespace {

class NjmpiPragma : public PragmaHandler {
public:
  NjmpiPragma() : PragmaHandler("njmpi") {}

  void HandlePragma(Preprocessor &PP, PragmaIntroducer, Token &First) override {
    PP.DiscardUntilEndOfDirective();
    IdentifierInfo *Name = PP.getIdentifierInfo(RewrittenMacro);
    if (PP.isMacroDefined(Name))
      return;
    MacroInfo *Macro = PP.AllocateMacroInfo(First.getLocation());
    Macro->setDefinitionEndLoc(First.getLocation());
    Token One;
    One.startToken();
    One.setKind(tok::numeric_constant);
    PP.CreateString("1", One, First.getLocation(), First.getLocation());
    Macro->setTokens(One, PP.getPreprocessorAllocator());
    PP.appendDefMacroDirective(Name, Macro);
  }
};

PragmaHandlerRegistry::Add<NjmpiPragma> RegisterPragma("njmpi", "chooses the headers of rewritten units");

} // namespace
} // namespace njmpi
