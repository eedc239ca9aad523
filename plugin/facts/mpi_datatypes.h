// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef NJMPI_PLUGIN_FACTS_MPI_DATATYPES_H
#define NJMPI_PLUGIN_FACTS_MPI_DATATYPES_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace njmpi {

/// Of a predefined datatype, MPI_INT say; nothing if it is not in the table.
std::optional<int64_t> bytesOfDatatype(llvm::StringRef Name);
/// Whether two predefined datatypes have one size and kind, and at most differ in name.
bool areAlike(llvm::StringRef A, llvm::StringRef B);
/// MPI_BYTE and MPI_PACKED, which meet everything.
bool isOfBytes(llvm::StringRef Name);
/// Whether data of the two may meet (MPI 4.0, 3.3.1): alike, or one is of bytes.
bool mayMeet(llvm::StringRef A, llvm::StringRef B);

} // namespace njmpi

#endif
