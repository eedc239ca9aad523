// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/names.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace njmpi::names {

StringRef result(ResultKind Kind) {
  switch (Kind) {
  case ResultKind::code:
    return "int";
  case ResultKind::pending:
    return "njmpi::pending";
  case ResultKind::flagged:
    return "njmpi::flagged";
  case ResultKind::indexed:
    return "njmpi::indexed";
  case ResultKind::some:
    return "njmpi::some";
  case ResultKind::flagged_index:
    return "njmpi::flagged_index";
  }
  llvm_unreachable("all kinds are named");
}

StringRef combine(ReductionKind Kind) {
  switch (Kind) {
  case ReductionKind::Sum:
    return "njmpi::rt::combine::sum";
  case ReductionKind::Product:
    return "njmpi::rt::combine::product";
  case ReductionKind::Min:
    return "njmpi::rt::combine::min";
  case ReductionKind::Max:
    return "njmpi::rt::combine::max";
  case ReductionKind::BitAnd:
    return "njmpi::rt::combine::bit_and";
  case ReductionKind::BitOr:
    return "njmpi::rt::combine::bit_or";
  case ReductionKind::BitXor:
    return "njmpi::rt::combine::bit_xor";
  case ReductionKind::LogicalAnd:
    return "njmpi::rt::combine::logical_and";
  case ReductionKind::LogicalOr:
    return "njmpi::rt::combine::logical_or";
  }
  llvm_unreachable("all kinds are named");
}

Handles::Handles(clang::Preprocessor &PP) : HaveMacros(PP.isMacroDefined("MPI_COMM_WORLD")) {}

std::string Handles::constant(StringRef Mpi) const {
  if (HaveMacros)
    return Mpi.str();
  return StringSwitch<StringRef>(Mpi)
      .Case("MPI_SUCCESS", "0")
      .Case("MPI_COMM_WORLD", "njmpi::rt::world.handle")
      .Case("MPI_ANY_SOURCE", "njmpi::any_source")
      .Case("MPI_ANY_TAG", "njmpi::any_tag")
      .Case("MPI_IN_PLACE", "njmpi::rt::mpi_in_place()")
      .Case("MPI_STATUS_IGNORE", "njmpi::rt::raw(nullptr)")
      .Case("MPI_STATUSES_IGNORE", "njmpi::rt::raw_all(nullptr)")
      .Default(Mpi)
      .str();
}

std::string Handles::datatype(const PredefinedType &Type) const {
  return HaveMacros ? Type.Mpi.str() : "njmpi::datatype<" + Type.Type.str() + ">()";
}

std::string Handles::operation(const PredefinedOperator &Op) const {
  return HaveMacros ? Op.Mpi.str() : "njmpi::op(njmpi::op::" + Op.Name.str() + ").handle()";
}

std::string record(const Datatype &Type) {
  std::string Text = (Record + "<" + Twine(Type.Size)).str();
  for (const Block &B : Type.Blocks) {
    Text += (", " + Field + "<" + Twine(B.Offset) + ", " + B.Type->Type).str();
    if (B.Count != 1)
      Text += ", " + std::to_string(B.Count);
    Text += ">";
  }
  return Text + ">";
}

} // namespace njmpi::names
