// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/unknown_attributes.h"

#include "checks/reporter.h"

#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/ParsedAttrInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/ParsedAttr.h"

using namespace clang;

namespace njmpi {
namespace {

/// The attributes that njmpi has registered with Clang, without their scope.
std::vector<std::string> knownNames() {
  std::vector<std::string> Names;
  for (const auto &Entry : ParsedAttrInfoRegistry::entries())
    for (const ParsedAttrInfo::Spelling &S : Entry.instantiate()->Spellings)
      if (llvm::StringRef Name = S.NormalizedFullName;
          S.Syntax == ParsedAttr::AS_CXX11 && Name.consume_front("njmpi::"))
        Names.push_back(Name.str());
  return Names;
}

llvm::StringRef word(const Token &T) {
  const IdentifierInfo *Name = T.isAnnotation() || T.isLiteral() ? nullptr : T.getIdentifierInfo();
  return Name ? Name->getName() : "";
}

} // namespace

void UnknownAttributes::watch(Preprocessor &PP) {
  Known = knownNames();
  Last.startToken();
  PP.setTokenWatcher([this](const Token &T) { see(T); });
}

void UnknownAttributes::see(const Token &T) {
  if (!Inside) {
    Inside = T.is(tok::l_square) && Last.is(tok::l_square);
    Last = T;
    return;
  }
  if (T.is(tok::eof) || (!Depth && T.is(tok::r_square))) {
    readSpecifier();
    Inside = false;
    Specifier.clear();
    Depth = 0;
    Last.startToken();
    return;
  }
  if (T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
    ++Depth;
  else if (T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace))
    Depth -= Depth != 0;
  else if (!Depth)
    Specifier.push_back(T);
}

void UnknownAttributes::readSpecifier() {
  llvm::ArrayRef<Token> Rest = Specifier;
  bool All = false; // `using njmpi:` says it for each
  if (Rest.size() > 2 && Rest[0].is(tok::kw_using) && Rest[2].is(tok::colon)) {
    All = word(Rest[1]) == "njmpi";
    Rest = Rest.drop_front(3);
  }
  while (!Rest.empty()) {
    if (All)
      note(Rest[0]);
    else if (Rest.size() > 2 && word(Rest[0]) == "njmpi" && Rest[1].is(tok::coloncolon))
      note(Rest[2]);
    while (!Rest.empty() && Rest[0].isNot(tok::comma))
      Rest = Rest.drop_front();
    Rest = Rest.drop_front(!Rest.empty());
  }
}

void UnknownAttributes::note(const Token &Name) {
  if (!word(Name).empty() && !llvm::is_contained(Known, word(Name)))
    Found.push_back(Name);
}

void UnknownAttributes::report(Reporter &To) const {
  for (const Token &Name : Found) {
    Finding F{Name.getLocation(),
              "attribute",
              "unknown attribute 'njmpi::" + word(Name).str() + "' is ignored",
              {},
              {},
              {}};
    for (const std::string &Meant : Known) {
      if (word(Name).edit_distance(Meant, /*AllowReplacements=*/true, /*MaxEditDistance=*/3) > 2)
        continue;
      F.Message += "; did you mean 'njmpi::" + Meant + "'?";
      F.FixIts.push_back(FixItHint::CreateReplacement(Name.getLocation(), Meant));
    }
    To.warning(F);
  }
}

} // namespace njmpi
