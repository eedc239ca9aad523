// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From facts to edits.
#ifndef NJMPI_PLUGIN_EMIT_REWRITE_H
#define NJMPI_PLUGIN_EMIT_REWRITE_H

#include "checks/reporter.h"
#include "edits.h"
#include "emit/run_time_checks.h"
#include "facts/calls.h"

namespace njmpi {

/// Replaces the calls of all kernels. What stays a call of the header function gets a remark. False if a
/// call that a check rejected has to stay, too.
bool rewriteCalls(const std::vector<Kernel> &Kernels, RunTimeChecks Checks, Reporter &Report, Edits &Into);

/// Describes, for kernel templates, the classes that their instantiations send: their text is one,
/// so that the layout must be found by type.
void describeRecords(const std::vector<Kernel> &Kernels, Reporter &Report, Edits &Into);

} // namespace njmpi

#endif
