// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/names.h"
#include "emit/rewrite.h"
#include "facts/operators.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

class Descriptions {
  Sema &S;
  ASTContext &Context = S.Context;
  const SourceManager &SM = S.getSourceManager();
  Edits &Into;
  DenseSet<QualType> Done;

public:
  Descriptions(Sema &S, Edits &Into) : S(S), Into(Into) {}

  /// Every class inside `T` whose layout the library cannot find by itself.
  void need(QualType T, const Kernel &K) {
    T = flattenArrays(Context, T.getCanonicalType()).Element.getUnqualifiedType();
    if (!T->isRecordType() || asStd(T, "complex") || asNjmpi(T, "valloc"))
      return;
    if (asStd(T, "pair") || asStd(T, "tuple")) {
      for (const TemplateArgument &A :
           cast<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl())->getTemplateArgs().asArray())
        for (const TemplateArgument &Each :
             A.getKind() == TemplateArgument::Pack ? A.pack_elements() : ArrayRef(A))
          need(Each.getAsType(), K);
      return;
    }
    if (!Done.insert(T).second || isDescribed(T))
      return;
    Datatype D = describeDatatype(S, T);
    if (D.Problem || D.Dependent)
      return;
    place(T, "static_assert(" + names::Described.str() + "<" + spell(T) + ", " + names::record(D) + ">);", K);
  }

private:
  ClassTemplateDecl *runtimeTemplate(StringRef Name) {
    DeclContext *At = Context.getTranslationUnitDecl();
    for (StringRef Space : {"njmpi", "rt"}) {
      DeclContext *Next = nullptr;
      for (NamedDecl *D : At->lookup(&Context.Idents.get(Space)))
        if (auto *Found = dyn_cast<NamespaceDecl>(D))
          Next = Found;
      if (!Next)
        return nullptr;
      At = Next;
    }
    for (NamedDecl *D : At->lookup(&Context.Idents.get(Name)))
      if (auto *Template = dyn_cast<ClassTemplateDecl>(D))
        return Template;
    return nullptr;
  }

  /// NJMPI_DESCRIBE stands next to the type, or inside it.
  bool isDescribed(QualType T) {
    if (ClassTemplateDecl *Known = runtimeTemplate("description_of"))
      for (ClassTemplateSpecializationDecl *Special : Known->specializations())
        if (Context.hasSameType(Special->getTemplateArgs()[0].getAsType().getCanonicalType(), T))
          return true;
    return false;
  }

  std::string spell(QualType T) {
    PrintingPolicy Policy(Context.getLangOpts());
    Policy.FullyQualifiedName = true;
    Policy.SuppressUnwrittenScope = true;
    Policy.Bool = true;
    Policy.PrintCanonicalTypes = true;
    return T.getAsString(Policy);
  }

  /// Where `T` and everything it names is declared: the end of the last declaration.
  void components(QualType T, SmallVectorImpl<const TagDecl *> &Found) {
    const TagDecl *Tag = T.getCanonicalType()->getAsTagDecl();
    if (!Tag)
      return;
    if (auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Tag)) {
      for (const TemplateArgument &A : Special->getTemplateArgs().asArray())
        if (A.getKind() == TemplateArgument::Type)
          components(A.getAsType(), Found);
      if (!Special->isExplicitSpecialization())
        Tag = Special->getSpecializedTemplate()->getTemplatedDecl();
    }
    // A member of a template can be named only when the template is complete.
    while (auto *Outer = dyn_cast<CXXRecordDecl>(Tag->getDeclContext())) {
      if (!isa<ClassTemplateSpecializationDecl>(Outer) && !Outer->getTemplateInstantiationPattern())
        break;
      Tag = Outer->getTemplateInstantiationPattern() ? Outer->getTemplateInstantiationPattern() : Outer;
    }
    if (const TagDecl *Definition = Tag->getDefinition())
      Tag = Definition;
    Found.push_back(Tag);
  }

  /// The `;` that ends the declaration of a class.
  SourceLocation semicolon(const TagDecl *Tag) {
    SourceLocation At = Tag->getBraceRange().getEnd();
    for (unsigned Depth = 0; At.isValid() && At.isFileID();) {
      std::optional<Token> Next = Lexer::findNextToken(At, SM, S.getLangOpts());
      if (!Next)
        return SourceLocation();
      Depth += Next->isOneOf(tok::l_paren, tok::l_brace, tok::l_square);
      Depth -= Next->isOneOf(tok::r_paren, tok::r_brace, tok::r_square) && Depth;
      if (Next->is(tok::semi) && Depth == 0)
        return Next->getLocation();
      At = Next->getLocation();
    }
    return SourceLocation();
  }

  bool isEditable(SourceLocation At) {
    return At.isFileID() && !SM.isInSystemHeader(At) && Into.spelled(At).first.isValid();
  }

  static bool isPublic(const TagDecl *Tag) {
    for (const Decl *D = Tag; !isa<TranslationUnitDecl>(D); D = cast<Decl>(D->getDeclContext()))
      if (D->getAccess() == AS_private || D->getAccess() == AS_protected || isa<FunctionDecl>(D))
        return false;
    return true;
  }

  /// The first declaration at namespace scope after `Before` that `Accept`s.
  template <class Predicate> SourceLocation nextDeclaration(SourceLocation Before, Predicate Accept) {
    for (const Decl *D : Context.getTranslationUnitDecl()->decls()) {
      SourceLocation At = D->getBeginLoc();
      if (At.isValid() && At.isFileID() && !D->isImplicit() && Accept(At) &&
          SM.isBeforeInTranslationUnit(Before, At))
        return At;
    }
    return SourceLocation();
  }

  void place(QualType T, const std::string &Text, const Kernel &K) {
    SmallVector<const TagDecl *, 4> Parts;
    components(T, Parts);
    SourceLocation Last;
    if (ClassTemplateDecl *Known = runtimeTemplate("description_of"))
      Last = Known->getEndLoc();
    const TagDecl *Type = nullptr;
    for (const TagDecl *Part : Parts) {
      SourceLocation End = SM.getExpansionLoc(Part->getBraceRange().getEnd());
      if (Last.isInvalid() || SM.isBeforeInTranslationUnit(Last, End)) {
        Last = End;
        Type = Part;
      }
    }
    auto InMain = [&](SourceLocation At) { return SM.isWrittenInMainFile(At); };
    auto Editable = [&](SourceLocation At) { return isEditable(At); };
    bool Nameable = all_of(Parts, isPublic);
    SourceLocation Use = K.Function->getPointOfInstantiation();
    if (Use.isInvalid())
      Use = K.Function->getLocation();
    // A description in a header would have to be made in every unit that includes it: the main file is
    // the place, unless the header itself instantiates the kernel.
    if (Nameable && !(Type && InMain(Last)) && InMain(SM.getExpansionLoc(Use)))
      if (SourceLocation At = nextDeclaration(Last, InMain); At.isValid() && Into.insertBefore(At, Text))
        return;
    if (Type && isEditable(Last))
      if (SourceLocation At = semicolon(Type); At.isValid() && Into.insertAfter(At, Text))
        return;
    if (SourceLocation At = nextDeclaration(Last, Editable); At.isValid())
      (void)Into.insertBefore(At, Text);
  }
};

/// Whether the text of a call finds the layout by type: in templates, for operators on whole elements,
/// and where the call stays one of the library's.
bool asksLibrary(const Kernel &K, const Call &C, const Buffer &B) {
  if (K.IsPattern)
    return false;
  return K.IsInstantiation || !C.ThroughHeader.empty() || B.Kind == BufferKind::Traits ||
         (C.Op->parameter("op") && !describeOperator(C.argument(ParameterKind::OP), B.Type).Row);
}

} // namespace

void describeRecords(const std::vector<Kernel> &Kernels, Reporter &Report, Edits &Into) {
  Descriptions Needed(Report.sema(), Into);
  for (const Kernel &K : Kernels)
    for (const Call &C : K.Calls)
      for (const Buffer &B : C.Buffers)
        if (!B.Type.Element.isNull() && !Report.isRejected(C) && (asksLibrary(K, C, B)))
          Needed.need(B.Type.Element, K);
}

} // namespace njmpi
