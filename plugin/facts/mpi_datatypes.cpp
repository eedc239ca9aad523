// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/mpi_datatypes.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace njmpi {
namespace {

struct Row {
  StringLiteral Name;
  int64_t Bytes;
  StringLiteral Alike;
};

const Row *find(StringRef Name) {
  static constexpr Row Rows[] = {
#define NJMPI_MPI_DATATYPE(name, bytes, alike) {"MPI_" #name, bytes, "MPI_" #alike},
#include "facts/mpi_datatypes.def"
  };
  const Row *Found = find_if(Rows, [&](const Row &R) { return R.Name == Name; });
  return Found == std::end(Rows) ? nullptr : Found;
}

} // namespace

std::optional<int64_t> bytesOfDatatype(StringRef Name) {
  const Row *Found = find(Name);
  return Found ? std::optional(Found->Bytes) : std::nullopt;
}

bool areAlike(StringRef A, StringRef B) {
  const Row *Left = find(A), *Right = find(B);
  return A == B || (Left && Right && Left->Alike == Right->Alike);
}

bool isOfBytes(StringRef Name) { return Name == "MPI_BYTE" || Name == "MPI_PACKED"; }

bool mayMeet(StringRef A, StringRef B) { return isOfBytes(A) || isOfBytes(B) || areAlike(A, B); }

} // namespace njmpi
