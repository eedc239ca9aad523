// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef NJMPI_PLUGIN_CHECKS_DATATYPE_NAMES_H
#define NJMPI_PLUGIN_CHECKS_DATATYPE_NAMES_H

#include "llvm/ADT/StringRef.h"

namespace njmpi {

/// Whether data of the two predefined datatypes may meet; bytes meet everything.
bool sameType(llvm::StringRef A, llvm::StringRef B);

} // namespace njmpi

#endif
