// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The check of annotated loops, which looks at a kernel's loops instead of single calls.
#ifndef NJMPI_PLUGIN_CHECKS_LOOPS_H
#define NJMPI_PLUGIN_CHECKS_LOOPS_H

#include "checks/reporter.h"
#include "facts/loops.h"

namespace njmpi {

/// Reports what stands in the way of distributing the loops of the kernel that was entered.
void checkLoops(const std::vector<Loop> &Loops, Reporter &Report);

/// Reports loops that some ranks reach and others do not.
void checkDivergence(const Kernel &K, const std::vector<Loop> &Loops, Reporter &Report);

} // namespace njmpi

#endif
