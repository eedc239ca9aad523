// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A check reads facts and reports; it never edits. Each is one file, registered in checks.def.
#ifndef NJMPI_PLUGIN_CHECKS_CHECK_H
#define NJMPI_PLUGIN_CHECKS_CHECK_H

#include "checks/reporter.h"

namespace njmpi {

#define NJMPI_CHECK(function) void function(const Call &, Reporter &);
#include "checks/checks.def"

/// Runs every check on every call.
void runChecks(const std::vector<Kernel> &Kernels, Reporter &Report);

} // namespace njmpi

#endif
