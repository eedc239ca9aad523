// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a C++ type to its MPI datatype: a predefined one, some number of a predefined one, or the
// record of the compiler's own field offsets.
#ifndef NJMPI_PLUGIN_FACTS_DATATYPES_H
#define NJMPI_PLUGIN_FACTS_DATATYPES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Type.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class Sema;
}

namespace njmpi {

enum class Domain { integer, floating, complex, logical, byte, character, location };

/// A row of datatypes.def.
struct PredefinedType {
  llvm::StringRef Type; ///< C++ spelling, as generated code writes it
  llvm::StringRef Mpi;
  Domain Kind;
};

/// A predefined reduction operator and the domains it is defined on.
struct PredefinedOperator {
  llvm::StringRef Name, Mpi;
  llvm::ArrayRef<Domain> Domains;

  bool isDefinedOn(Domain D) const { return llvm::is_contained(Domains, D); }
};

const PredefinedOperator *findOperator(llvm::StringRef Name);

/// `Count` values of one predefined type of `Bytes` each, `Offset` bytes into a record.
struct Block {
  uint64_t Offset;
  const PredefinedType *Type;
  uint64_t Count;
  uint64_t Bytes;

  bool operator==(const Block &) const = default;
};

/// Why a type has no MPI datatype: `Path` names the field (`particle::neighbours[2].owner`).
struct DatatypeProblem {
  std::string Path, Reason;
  clang::SourceLocation Field;
  bool IsPart = false; ///< Path holds what Reason says, without a name of its own
};

struct Datatype {
  clang::QualType Element; ///< the type described
  std::vector<Block> Blocks;
  uint64_t Size = 0; ///< sizeof the element
  std::optional<DatatypeProblem> Problem;
  bool Dependent = false;
  bool Wrapped = false; ///< an array or a class around the values, not one of MPI's own operands

  /// The one predefined type that fills the element without padding, if there is one.
  const PredefinedType *uniform() const;
  /// How many of uniform() make up one element.
  uint64_t multiplicity() const { return uniform() ? Blocks.front().Count : 1; }
  /// The element is itself a row of datatypes.def.
  const PredefinedType *predefined() const {
    return uniform() && multiplicity() == 1 && !Wrapped ? uniform() : nullptr;
  }
  bool isRecord() const { return !Dependent && !Problem && !uniform(); }
};

/// Describes `T` (any qualifiers); never fails, see Datatype::Problem. Sema completes class templates
/// that the unit has only named so far.
Datatype describeDatatype(clang::Sema &S, clang::QualType T);

/// What the unit has of the library by a name, in namespace njmpi, or in njmpi::rt.
std::vector<clang::NamedDecl *> libraryNames(clang::ASTContext &Context, llvm::StringRef Name,
                                             bool Runtime = false);
/// The template `njmpi::rt::Name`; null where the unit does not have it.
clang::ClassTemplateDecl *runtimeTemplate(clang::ASTContext &Context, llvm::StringRef Name);
/// What describes the fields of a class, so far: a class that NJMPI_DESCRIBE makes, or the record itself;
/// null where nothing does.
clang::QualType descriptionOf(clang::ASTContext &Context, clang::QualType T);

/// The definition of a class, instantiated where necessary; null if there is none.
const clang::CXXRecordDecl *completeClass(clang::Sema &S, clang::QualType T);

/// `T` as an error message names it.
std::string typeName(clang::ASTContext &Context, clang::QualType T);

/// The elements of nested arrays and std::arrays: `double[3][4]` is 12 of `double`.
struct Flattened {
  clang::QualType Element;
  uint64_t Count = 1;
};
Flattened flattenArrays(clang::ASTContext &Context, clang::QualType T);
/// Whether both are arrays of one type, or the type itself.
bool sameWithoutArrays(clang::ASTContext &Context, clang::QualType A, clang::QualType B);

/// `D` is a direct member of the outermost namespace `Name` (inline namespaces ignored).
bool inNamespace(const clang::Decl *D, llvm::StringRef Name);

/// `T` is a specialisation of the class template `std::Name` (inline namespaces ignored).
const clang::ClassTemplateSpecializationDecl *asStd(clang::QualType T, llvm::StringRef Name);
/// Likewise for `njmpi::Name`; a dependent specialisation counts for neither.
const clang::ClassTemplateSpecializationDecl *asNjmpi(clang::QualType T, llvm::StringRef Name);

} // namespace njmpi

#endif
