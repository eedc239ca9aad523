// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of which the name, or the declaration, says what they do.
#include "facts/loop_reader.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

bool isStream(QualType T) {
  T = T.getNonReferenceType();
  const CXXRecordDecl *Record = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  if (!Record || !Record->getIdentifier() || !inNamespace(Record, "std"))
    return false;
  StringRef Name = Record->getName();
  return Name.starts_with("basic_") &&
         (Name.ends_with("stream") || Name.ends_with("streambuf") || Name.ends_with("filebuf"));
}

} // namespace

bool doesOutput(const FunctionDecl *F) {
  auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (Method && isStream(F->getASTContext().getRecordType(Method->getParent())))
    return true;
  if (isStream(F->getReturnType()) ||
      any_of(F->parameters(), [](const ParmVarDecl *P) { return isStream(P->getType()); }))
    return true;
  if (!F->getIdentifier() || Method)
    return false;
  return is_contained({"printf",  "fprintf", "puts",    "fputs",    "putchar", "putc",  "fputc",
                       "fwrite",  "fread",   "scanf",   "fscanf",   "getchar", "fgets", "fopen",
                       "fclose",  "fflush",  "vprintf", "vfprintf", "write",   "read",  "print",
                       "println", "perror",  "system",  "open",     "close"},
                      F->getName()) &&
         (F->isExternC() || isStdFunction(F));
}

static StringRef className(const CXXMethodDecl *Method) {
  return Method->getParent()->getIdentifier() ? Method->getParent()->getName() : "";
}

bool callsUnseen(const FunctionDecl *F) {
  if (auto *Method = dyn_cast<CXXMethodDecl>(F))
    return is_contained({"function", "move_only_function"}, className(Method)) ||
           (className(Method) == "reference_wrapper" && Method->getOverloadedOperator() == OO_Call);
  return F->getIdentifier() && is_contained({"invoke", "apply", "visit", "for_each"}, F->getName());
}

bool hasHiddenState(const FunctionDecl *F) {
  if (auto *Method = dyn_cast<CXXMethodDecl>(F)) {
    StringRef Class = className(Method);
    return is_contained({"random_device", "atomic", "__atomic_base", "__atomic_float", "atomic_ref", "mutex",
                         "condition_variable", "thread", "system_clock", "steady_clock",
                         "high_resolution_clock", "any"},
                        Class);
  }
  return F->getIdentifier() && is_contained({"rand", "srand", "random", "time", "clock", "getenv", "strtok",
                                             "async", "signal", "setlocale"},
                                            F->getName());
}

static bool isBuiltinWithoutEffects(const FunctionDecl *F) {
  const unsigned Id = F->getBuiltinID();
  if (!Id)
    return false;
  const Builtin::Context &Info = F->getASTContext().BuiltinInfo;
  return Info.isConst(Id) || Info.isPure(Id) || Info.isConstWithoutErrnoAndExceptions(Id) ||
         Info.isConstWithoutExceptions(Id);
}

bool isHarmless(const FunctionDecl *F) {
  if (F->hasAttr<ConstAttr>() || F->hasAttr<PureAttr>() || isBuiltinWithoutEffects(F))
    return true;
  if (F->isTrivial() || F->isDeleted())
    return true;
  if (F->isImplicit() || F->isDefaulted()) // what their members do is read
    return !isa<CXXDestructorDecl>(F) && !(isa<CXXConstructorDecl>(F) && F->hasBody());
  if (F->getIdentifier() && F->isExternC() &&
      is_contained({"memcpy", "memmove", "memset", "memcmp",   "strlen",    "strcmp", "strncmp",
                    "strcpy", "abs",     "labs",   "llabs",    "div",       "ldiv",   "frexp",
                    "modf",   "sincos",  "remquo", "lgamma_r", "nextafter", "bcmp"},
                   F->getName()))
    return true;
  return isStdFunction(F);
}

/// Whether what a function makes may refer to its arguments: std::reference_wrapper, std::tuple<int &>.
static bool mayKeep(const FunctionDecl *F) {
  ASTContext &Context = F->getASTContext();
  auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method)
    return holdsPointers(F->getReturnType());
  if (isa<CXXConstructorDecl>(F))
    return holdsPointers(Context.getRecordType(Method->getParent()));
  auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent());
  return !Class || any_of(Class->getTemplateArgs().asArray(), [](const TemplateArgument &A) {
    if (A.getKind() != TemplateArgument::Type)
      return false;
    const CXXRecordDecl *Record = A.getAsType()->getAsCXXRecordDecl();
    const bool IsEmpty = Record && Record->hasDefinition() && Record->isEmpty(); // an allocator, an order
    return !IsEmpty && holdsPointers(A.getAsType());
  });
}

bool forwards(const FunctionDecl *F, unsigned I) {
  const FunctionTemplateDecl *Template = F->getPrimaryTemplate();
  if (!isStdFunction(F) || !Template || callsUnseen(F) || F->getOverloadedOperator() == OO_Call ||
      !Template->getTemplatedDecl()->getNumParams() || mayKeep(F))
    return false;
  const FunctionDecl *Pattern = Template->getTemplatedDecl();
  QualType T = Pattern->getParamDecl(std::min(I, Pattern->getNumParams() - 1))->getType();
  if (auto *Pack = dyn_cast<PackExpansionType>(T))
    T = Pack->getPattern();
  return T->isRValueReferenceType();
}

} // namespace njmpi
