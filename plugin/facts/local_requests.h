// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrays of requests that one function makes and completes.
#ifndef NJMPI_PLUGIN_FACTS_LOCAL_REQUESTS_H
#define NJMPI_PLUGIN_FACTS_LOCAL_REQUESTS_H

#include "facts/calls.h"

namespace njmpi {

/// A local std::array of requests.
struct LocalRequests {
  const clang::VarDecl *Variable;
  llvm::StringRef Element; ///< request or pending
  unsigned Number;
  clang::SourceRange Template; ///< where std::array is written
  bool Deduced;                ///< nothing else is: its arguments are deduced
  bool Stays; ///< it is used for more than being completed or started as a whole, or is filled later
};

/// Those of a kernel that is no template.
std::vector<LocalRequests> findLocalRequests(const Kernel &K);

} // namespace njmpi

#endif
