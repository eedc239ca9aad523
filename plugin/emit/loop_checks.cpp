// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a rewritten loop makes sure of before it runs: that memories do not overlap, that subscripts stay in
// their rows.
#include "emit/loop_writer.h"
#include "emit/names.h"
#include "facts/loop_terms.h"
#include "facts/types.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Where a class has a member; nothing in a virtual base.
std::optional<CharUnits> offsetIn(const CXXRecordDecl *Class, const FieldDecl *Part) {
  ASTContext &Context = Part->getASTContext();
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(Class);
  if (declaresSameEntity(Class, Part->getParent()))
    return Context.toCharUnitsFromBits(Layout.getFieldOffset(Part->getFieldIndex()));
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl(); Of && !Base.isVirtual())
      if (auto Offset = offsetIn(Of, Part))
        return Layout.getBaseClassOffset(Of) + *Offset;
  return std::nullopt;
}

/// The class of an object, or of what a pointer points to.
const CXXRecordDecl *classOf(const OtherMemory &O) {
  QualType T = O.E->getType();
  return (T->isPointerType() ? T->getPointeeType() : T)->getAsCXXRecordDecl();
}

/// What a global variable is called in a function; nothing where it has no name there.
std::string nameIn(const FunctionDecl *Function, const VarDecl *Global) {
  const SourceManager &Sources = Global->getASTContext().getSourceManager();
  if (!Sources.isBeforeInTranslationUnit(Global->getCanonicalDecl()->getLocation(),
                                         Function->getBeginLoc()) ||
      isa<VarTemplateSpecializationDecl>(Global) || Global->getType()->isIncompleteType())
    return {};
  std::string Name = Global->getName().str();
  for (const DeclContext *In = Global->getDeclContext(); !In->isTranslationUnit(); In = In->getParent()) {
    auto *Class = dyn_cast<CXXRecordDecl>(In);
    if (Class && Global->getAccess() == AS_public && Class->getIdentifier() &&
        !isa<ClassTemplateSpecializationDecl>(Class) && Class->getAccess() != AS_private &&
        Class->getAccess() != AS_protected)
      Name = Class->getName().str() + "::" + Name;
    else if (auto *Space = dyn_cast<NamespaceDecl>(In))
      Name = Space->isAnonymousNamespace() || Space->isInline() ? Name : Space->getName().str() + "::" + Name;
    else if (!isa<LinkageSpecDecl>(In))
      return {};
  }
  return "::" + Name;
}

} // namespace

/// What a message calls it; nothing in the body of a macro.
std::string LoopWriter::nameText(const Expr *E) {
  const bool Written = E->getSourceRange().isValid() && E->getExprLoc().isValid();
  return Written ? Source.sourceLine(E->getSourceRange()) : base(E);
}

std::string LoopWriter::memoryText(unsigned Array) {
  return (names::MemoryOf + "(" + text(L.Arrays[Array].Base) + ")").str();
}

/// {memory, name in quotes}
std::vector<std::pair<std::string, std::string>> LoopWriter::memories(const Overlap::Side &Of, bool Exactly) {
  auto ObjectText = [](const std::string &E) { return "{&" + E + ", sizeof " + E + "}"; };
  switch (Of.K) {
  case Overlap::Side::Other: {
    const OtherMemory &O = L.Others[Of.Number];
    if (O.By) {
      const std::string Text = calledText(O);
      if (Text.empty())
        return {};
      return {{Text, nameText(O.By)}};
    }
    if (!Source.text(O.E->getSourceRange()))
      return {};
    const std::string Text = isa<DeclRefExpr, MemberExpr>(bare(O.E)) ? text(O.E) : "(" + text(O.E) + ")";
    return {{O.Whole ? (names::MemoryOf + "(" + text(O.E) + ")").str() : ObjectText(Text), nameText(O.E)}};
  }
  case Overlap::Side::Reduction: {
    const Reduction &R = L.Reductions[Of.Number];
    return {{ObjectText(variableText(R)), nameText(R.Target)}};
  }
  case Overlap::Side::Array:
    break;
  }
  std::vector<std::pair<std::string, std::string>> All;
  for (std::string &Text : arrayMemories(Of.Number, Exactly))
    All.push_back({std::move(Text), nameText(L.Arrays[Of.Number].Base)});
  return All;
}

/// Exactly: what the nest names of it, where that is known.
std::vector<std::string> LoopWriter::arrayMemories(unsigned Array, bool Exactly) {
  // A pointer has no length: what is subscripted through it is looked at instead.
  std::vector<std::string> All;
  if (L.Arrays[Array].Kind == ArrayKind::Field)
    return {reference(Array)};
  const bool IsPointer = L.Arrays[Array].Base->getType()->isPointerType();
  if (!IsPointer && !(Exactly && all_of(L.Accesses, [&](const Access &A) {
                        return A.Array != Array || (!A.Subscripts.empty() && A.Count == 1 && isReached(A));
                      })))
    return {memoryText(Array)};
  for (const Access &A : L.Accesses) {
    if (A.Array != Array || A.Subscripts.empty() || !isReached(A))
      continue;
    std::string Scales;
    for (const Subscript &S : A.Subscripts)
      Scales += (Scales.empty() ? "" : ", ") + scaleText(S, A);
    std::string One =
        "njmpi_loop.reach(" + dataText(L.Arrays[Array]) + ", " + placesText(A) + ", {" + Scales + "})";
    if (!is_contained(All, One))
      All.push_back(std::move(One));
  }
  return All;
}

/// Whether the runtime knows all levels that it moves with.
bool LoopWriter::isReached(const Access &A) const {
  return all_of(A.Subscripts, [&](const Subscript &S) {
    return S.Level < static_cast<int>(P.Levels) || is_contained(P.Inner, S.Level);
  });
}

std::string LoopWriter::rowLengths() {
  std::string Text;
  for (const WithinRow &Row : L.Rows) {
    const Access &A = L.Accesses[Row.Access];
    const Subscript &S = A.Subscripts[Row.Subscript];
    const std::string One = "njmpi_loop.within_row(\"" + nameText(A.Where) + "\", " +
                            (S.Level < 0 ? "{0, 1}" : rangeText(L.level(static_cast<unsigned>(S.Level)))) +
                            ", " + std::to_string(S.Factor) + ", " + offsetText(S, A) + ", " +
                            productText(Row.Length) + "); ";
    if (!StringRef(Text).contains(One))
      Text += One;
  }
  return Text;
}

/// {where it is, size in bytes} of what a called function reads; nothing where it has no name here.
std::string LoopWriter::calledText(const OtherMemory &O) {
  if (O.Global) {
    const std::string Name = nameIn(L.Function, O.Global);
    return Name.empty() ? Name : "{&" + Name + ", sizeof " + Name + "}";
  }
  const bool IsThis = isa<CXXThisExpr>(O.E), IsPointer = O.E->getType()->isPointerType();
  if (!IsThis && !Source.text(O.E->getSourceRange()))
    return {};
  const std::string Plain = IsThis ? "this" : text(O.E);
  const std::string Object = isa<DeclRefExpr, MemberExpr, CXXThisExpr>(O.E) ? Plain : "(" + Plain + ")";
  const std::string Part =
      !isWhole(O)  ? partText(O, Object + (IsPointer ? "->" : "."), IsPointer ? Object : "&" + Object)
      : !IsPointer ? "{&" + Object + ", sizeof " + Object + "}"
      : O.E->getType()->getPointeeType()->isObjectType() ? "{" + Object + ", sizeof *" + Object + "}"
                                                         : "{" + Object + ", 1}";
  if (Part.empty() || !IsPointer || IsThis)
    return Part;
  return "(" + Object + " ? " + names::Memory.str() + Part + " : " + names::Memory.str() + "{})";
}

/// Whether the kernel may use the name of the member.
bool LoopWriter::isNamed(const OtherMemory &O) const {
  auto *Method = dyn_cast<CXXMethodDecl>(L.Function);
  const bool IsOwn = Method && declaresSameEntity(Method->getParent(), O.Part->getParent());
  const CXXRecordDecl *Class = classOf(O);
  return Class && declaresSameEntity(Class, O.Part->getParent()) && O.Part->getIdentifier() &&
         (O.Part->getAccess() == AS_public || IsOwn);
}

/// Whether all of the object is looked at: its parts are others in other instantiations.
bool LoopWriter::isWhole(const OtherMemory &O) const {
  return !O.Part || P.WholeObjects || (L.IsInstance && !isNamed(O));
}

/// A member by its name, or, where only its class may use that, by its place.
std::string LoopWriter::partText(const OtherMemory &O, const std::string &Prefix,
                                 const std::string &Address) {
  if (O.Part->isBitField())
    return {};
  if (isNamed(O)) {
    const std::string Name = Prefix + O.Part->getName().str();
    return "{&" + Name + ", sizeof " + Name + "}";
  }
  const CXXRecordDecl *Class = classOf(O);
  const auto Offset = Class ? offsetIn(Class, O.Part) : std::nullopt;
  if (!Offset)
    return {};
  const CharUnits Bytes = O.Part->getASTContext().getTypeSizeInChars(O.Part->getType());
  return "{reinterpret_cast<const char*>(" + Address + ") + " + std::to_string(Offset->getQuantity()) + ", " +
         std::to_string(Bytes.getQuantity()) + "}";
}

std::string LoopWriter::overlapText(const Overlap &O) {
  const OtherMemory *Other = O.B.K == Overlap::Side::Other ? &L.Others[O.B.Number] : nullptr;
  const bool TwoArrays = O.A.K == Overlap::Side::Array && O.B.K == Overlap::Side::Array;
  const bool Leads = Other && Other->Leads;
  // What is subscripted there nobody knows: it must not start where an array starts that is written.
  const bool Anywhere =
      Leads || (Other && Other->By && Other->E && !Other->Part && !Other->E->getType()->isRecordType());
  // The other parts of an object that is looked at as a whole may be this one.
  if (Other && Other->By && Other->Part && isWhole(*Other)) {
    const std::string Mine = O.A.K == Overlap::Side::Array ? L.Arrays[O.A.Number].Key
                             : O.A.K == Overlap::Side::Reduction
                                 ? keyOf(L.Reductions[O.A.Number].Target, Context)
                                 : "";
    if (StringRef(Mine).ltrim('*').starts_with(StringRef(keyOf(Other->E, Context)).ltrim('*')))
      return {};
  }
  auto Sides = memories(O.A, !Anywhere && !TwoArrays);
  if (const Array *A = O.A.K == Overlap::Side::Array ? &L.Arrays[O.A.Number] : nullptr; A && Anywhere) {
    const std::string Object = operand(A->Base);
    if (A->Base->getType()->isPointerType())
      Sides.push_back({"{" + dataText(*A) + ", sizeof *" + dataText(*A) + "}", nameText(A->Base)});
    else if (Leads && A->Base->isLValue() && A->Base->getType()->isRecordType() &&
             !isViewClass(A->Base->getType()))
      Sides.push_back({"{&" + Object + ", sizeof " + Object + "}", nameText(A->Base)});
  }
  std::string Text;
  for (const auto &[X, XName] : Sides)
    for (const auto &[Y, YName] : memories(O.B, !TwoArrays))
      Text += (Leads ? "njmpi_loop.apart_from(" : "njmpi_loop.apart(") + X + ", \"" + XName + "\", " + Y +
              ", \"" + YName + "\"); ";
  return Text;
}

std::vector<std::string> LoopWriter::calledChecks() {
  std::vector<std::string> All;
  for (const Overlap &O : P.Overlaps)
    if (P.isCalledRead(O))
      if (std::string Text = overlapText(O); !Text.empty() && !is_contained(All, Text))
        All.push_back(std::move(Text));
  return All;
}

std::string LoopWriter::overlaps() {
  std::string Text;
  for (const Overlap &O : P.Overlaps)
    if (!P.isCalledRead(O))
      Text += overlapText(O);
  for (const std::string &Check : P.WholeObjects ? P.CalledChecks : calledChecks())
    Text += Check;
  return Text;
}

} // namespace njmpi
