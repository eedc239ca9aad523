// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/mpi_functions.h"
#include "llvm/ADT/StringMap.h"

using namespace llvm;

namespace njmpi {
namespace {

using enum MpiParameter;

// Lists start with an element that is dropped, since an empty array is not C++.
#define NJMPI_FUNCTION(name, section, family, ...)                                                           \
  const MpiParameter ParametersOf_##name[] = {VALUE __VA_OPT__(, ) __VA_ARGS__};
#include "facts/mpi_functions.def"

const MpiFunction Functions[] = {
#define NJMPI_FUNCTION(name, section, family, ...)                                                           \
  {MpiId::name, "MPI_" #name, section, FunctionFamily::family, ArrayRef(ParametersOf_##name).drop_front()},
#include "facts/mpi_functions.def"
};

} // namespace

int MpiFunction::find(MpiParameter Kind, unsigned Nth) const {
  for (size_t I = 0; I != Parameters.size(); ++I)
    if (Parameters[I] == Kind && Nth-- == 0)
      return I;
  return -1;
}

const MpiFunction *findMpiFunction(StringRef Name) {
  static const StringMap<const MpiFunction *> Table = [] {
    StringMap<const MpiFunction *> Made;
    for (const MpiFunction &F : Functions)
      Made[F.Name] = &F;
    return Made;
  }();
  if (Name.starts_with("PMPI_"))
    Name = Name.drop_front();
  auto Found = Table.find(Name);
  return Found == Table.end() ? nullptr : Found->second;
}

const MpiFunction &mpiFunction(MpiId Id) { return Functions[static_cast<size_t>(Id)]; }

} // namespace njmpi
