// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the facts of annotated loops to edits.
#ifndef NJMPI_PLUGIN_EMIT_LOOPS_H
#define NJMPI_PLUGIN_EMIT_LOOPS_H

#include "checks/reporter.h"
#include "edits.h"
#include "facts/loops.h"

namespace njmpi {

/// Distributes the loops of all kernels, by their facts, kernel by kernel. A loop with problems stays as it
/// is. Each loop gets a remark; one that cannot be edited where it is spelled gets an error, unless it is
/// right to leave it.
void rewriteLoops(const std::vector<Kernel> &Kernels, const std::vector<std::vector<Loop>> &Loops,
                  Reporter &Report, Edits &Into);

} // namespace njmpi

#endif
