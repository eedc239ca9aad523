// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/call_text.h"
#include "emit/names.h"
#include "emit/rewrite.h"
#include "facts/layout_queries.h"
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
  MapVector<QualType, SourceLocation> Needed; ///< where it is used first

public:
  Descriptions(Sema &S, Edits &Into) : S(S), Into(Into) {}

  /// Every class inside `T` whose layout the library cannot find by itself.
  void need(QualType T, const Kernel &K) {
    SourceLocation Use = K.Function->getPointOfInstantiation();
    need(T, SM.getExpansionLoc(Use.isValid() ? Use : K.Function->getLocation()));
  }

  void placeAll() {
    for (const auto &[T, Use] : Needed) {
      const Datatype D = describeDatatype(S, T);
      if (D.Problem || D.Dependent)
        continue;
      const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
      if (isLocalToTemplate(Record))
        describeByNames(Record);
      else if (isUnnamed(Record))
        insertBehind(Record, description(localName(Record), D));
      else
        place(T, description(spell(T), D), Use);
    }
  }

private:
  void need(QualType T, SourceLocation Use) {
    T = flattenArrays(Context, T.getCanonicalType()).Element.getUnqualifiedType();
    if (!T->isRecordType() || asStd(T, "complex") || asNjmpi(T, "valloc"))
      return;
    if (asStd(T, "pair") || asStd(T, "tuple")) {
      for (const TemplateArgument &A :
           cast<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl())->getTemplateArgs().asArray())
        for (const TemplateArgument &Each :
             A.getKind() == TemplateArgument::Pack ? A.pack_elements() : ArrayRef(A))
          need(Each.getAsType(), Use);
      return;
    }
    if (!descriptionOf(Context, T).isNull()) // NJMPI_DESCRIBE stands next to the type, or inside it
      return;
    if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl(); isLocalToTemplate(Record))
      needMembers(Record, Use);
    auto [It, New] = Needed.try_emplace(T, Use);
    if (!New && SM.isBeforeInTranslationUnit(Use, It->second))
      It->second = Use;
  }

  /// Where members are described by their names, their classes have descriptions of their own.
  void needMembers(const CXXRecordDecl *Record, SourceLocation Use) {
    for (const CXXBaseSpecifier &Base : Record->bases())
      if (const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl())
        needMembers(Class, Use);
    for (const FieldDecl *F : Record->fields())
      need(F->getType(), Use);
  }

  std::string spell(QualType T) {
    PrintingPolicy Policy(Context.getLangOpts());
    Policy.FullyQualifiedName = true;
    Policy.SuppressUnwrittenScope = true;
    Policy.Bool = true;
    Policy.PrintCanonicalTypes = true;
    return T.getAsString(Policy);
  }

  static std::string description(const std::string &Name, const Datatype &D) {
    return Name.empty()
               ? ""
               : "static_assert(" + names::Described.str() + "<" + Name + ", " + names::record(D) + ">);";
  }

  static bool isUnnamed(const TagDecl *Tag) {
    return !Tag->getIdentifier() && !Tag->getTypedefNameForAnonDecl();
  }

  /// Behind the declaration of a class, and of the variables in it.
  void insertBehind(const TagDecl *Tag, const std::string &Text) {
    if (const SourceLocation At = semicolon(Tag); !Text.empty() && At.isValid() && isEditable(At))
      (void)Into.insertAfter(At, hygienic(/*Global=*/true, /*Taken=*/false, Text));
  }

  /// Its members, and where they lie, differ by instantiation.
  static bool isLocalToTemplate(const TagDecl *Tag) {
    auto *Record = dyn_cast<CXXRecordDecl>(Tag);
    const FunctionDecl *Function = Record ? Record->isLocalClass() : nullptr;
    return Function && Function->getTemplateInstantiationPattern();
  }

  /// The name of a class where it is declared. Empty where it has none.
  std::string localName(const CXXRecordDecl *Record) {
    std::string Name = Record->getName().str();
    if (const CXXRecordDecl *Pattern = Record->getTemplateInstantiationPattern())
      Record = Pattern;
    if (Name.empty()) // `struct { ... } x;`
      for (const Decl *D : Record->getDeclContext()->decls())
        if (auto *Variable = dyn_cast<VarDecl>(D);
            Variable && Context.hasSameType(Variable->getType(), Context.getRecordType(Record)))
          Name = "decltype(" + Variable->getName().str() + ")";
    auto *Outer = dyn_cast<CXXRecordDecl>(Record->getDeclContext());
    return Outer && !Name.empty() ? "typename " + localName(Outer) + "::" + Name : Name;
  }

  /// The members of a class and its bases by name. False where one cannot be named from outside.
  static bool members(const CXXRecordDecl *Record, SmallVectorImpl<StringRef> &Names) {
    for (const CXXBaseSpecifier &Base : Record->bases())
      if (!members(Base.getType()->getAsCXXRecordDecl(), Names))
        return false;
    for (const FieldDecl *F : Record->fields()) {
      if (F->getAccess() != AS_public || !F->getIdentifier())
        return false;
      Names.push_back(F->getName());
    }
    return true;
  }

  /// Behind the class, as NJMPI_DESCRIBE would, once for all instantiations.
  void describeByNames(const CXXRecordDecl *Record) {
    const std::string Type = localName(Record);
    SmallVector<StringRef, 8> Names;
    const CXXRecordDecl *Outermost = Record;
    while (auto *Outer = dyn_cast<CXXRecordDecl>(Outermost->getDeclContext()))
      Outermost = Outer;
    if (Type.empty() || !members(Record, Names))
      return;
    const std::string Description =
        "njmpi_description_" + std::to_string(SM.getFileOffset(Record->getBraceRange().getBegin()));
    std::string Text = "struct " + Description + " { using type = " + Type +
                       "; static constexpr auto njmpi_fields() { return " + names::Record.str() +
                       "<sizeof(type)";
    for (StringRef Name : Names)
      Text +=
          (", " + names::FieldAt + "<__builtin_offsetof(type, " + Name + "), decltype(type::" + Name + ")>")
              .str();
    Text += ">{}; } }; static_assert(" + names::Described.str() + "<" + Type + ", " + Description + ">);";
    insertBehind(Outermost, Text);
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
      if (!Special->isExplicitSpecialization()) {
        const auto Pattern = Special->getSpecializedTemplateOrPartial();
        if (auto *Partial = dyn_cast<ClassTemplatePartialSpecializationDecl *>(Pattern))
          Tag = Partial;
        else
          Tag = Special->getSpecializedTemplate()->getTemplatedDecl();
      }
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

  /// The declaration at namespace scope that holds a place.
  const Decl *declarationAround(SourceLocation Place) {
    const Decl *Around = nullptr;
    for (const DeclContext *In = Context.getTranslationUnitDecl(); In;) {
      const DeclContext *Next = nullptr;
      for (const Decl *D : In->decls()) {
        const SourceRange Range = SM.getExpansionRange(D->getSourceRange()).getAsRange();
        if (D->isImplicit() || Range.isInvalid() || SM.isBeforeInTranslationUnit(Place, Range.getBegin()) ||
            SM.isBeforeInTranslationUnit(Range.getEnd(), Place))
          continue;
        Around = D;
        Next = isa<NamespaceDecl, LinkageSpecDecl>(D) ? cast<DeclContext>(D) : nullptr;
      }
      In = Next;
    }
    return Around && !isa<NamespaceDecl, LinkageSpecDecl>(Around) ? Around : nullptr;
  }

  /// Where a declaration begins: with its attributes.
  SourceLocation startOf(const Decl *D) {
    SourceLocation Start = SM.getExpansionLoc(D->getBeginLoc());
    for (const Attr *A : D->getAsFunction() ? D->getAsFunction()->attrs() : D->attrs()) {
      const SourceLocation At = SM.getExpansionLoc(A->getLocation());
      if (!A->isCXX11Attribute() || At.isInvalid() || !SM.isBeforeInTranslationUnit(At, Start))
        continue;
      const auto [File, Offset] = SM.getDecomposedLoc(At);
      const size_t Bracket = SM.getBufferData(File).take_front(Offset).rfind("[[");
      if (Bracket != StringRef::npos)
        Start = SM.getComposedLoc(File, Bracket);
    }
    return Start;
  }

  /// A template of a header, or of a class there, is given other types by other units.
  bool belongsToUnit(SourceLocation Use, const Decl *User) {
    return !SM.isWrittenInMainFile(Use) && User && !isa<FunctionDecl, VarDecl>(User);
  }

  /// In front of the declaration that uses the type first: what has to be declared before that, is.
  bool placeBeforeUse(const std::string &Text, SourceLocation Last, SourceLocation Use) {
    const Decl *User = declarationAround(Use);
    const SourceLocation At = User ? startOf(User) : SourceLocation();
    if (At.isInvalid() || !isEditable(At) || !SM.isBeforeInTranslationUnit(Last, At))
      return false;
    if (belongsToUnit(At, User))
      return false;
    return Into.insertBefore(
        At, hygienic(/*Global=*/!isa<TranslationUnitDecl>(User->getDeclContext()), /*Taken=*/false, Text));
  }

  void place(QualType T, const std::string &Text, SourceLocation Use) {
    SmallVector<const TagDecl *, 4> Parts;
    components(T, Parts);
    if (any_of(Parts, isUnnamed))
      return; // no text can name it
    if (any_of(Parts, isLocalToTemplate))
      return; // one text would stand in all instantiations
    SourceLocation Last;
    if (ClassTemplateDecl *Known = runtimeTemplate(Context, "description_of"))
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
    if (Nameable && placeBeforeUse(Text, Last, Use))
      return;
    // A description in a header would have to be made in every unit that includes it: the main file is
    // the place, unless the header itself instantiates the kernel.
    if (Nameable && !(Type && InMain(Last)) && (InMain(Use) || belongsToUnit(Use, declarationAround(Use))))
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
bool asksLibrary(const Kernel &K, const Call &C, const Buffer &B, const Edits &Into) {
  if (K.IsPattern)
    return false;
  return K.IsInstantiation || !C.ThroughHeader.empty() ||
         Into.obstacle(C.Expr->getSourceRange()) != Obstacle::None || B.Kind == BufferKind::Traits ||
         B.CheckExhaustive ||
         (C.Op->parameter("op") && !describeOperator(C.argument(ParameterKind::OP), B.Type).Row);
}

} // namespace

void describeRecords(const std::vector<Kernel> &Kernels, Reporter &Report, Edits &Into) {
  Descriptions Needed(Report.sema(), Into);
  for (const Kernel &K : Kernels) {
    if (!K.IsPattern)
      for (QualType T : layoutQueries(K.Function))
        Needed.need(T, K);
    for (const Call &C : K.Calls)
      for (const Buffer &B : C.Buffers)
        if (!B.Type.Element.isNull() && !Report.isRejected(C) && asksLibrary(K, C, B, Into))
          Needed.need(B.Type.Element, K);
  }
  Needed.placeAll();
}

} // namespace njmpi
