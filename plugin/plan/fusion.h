// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops in a row, which exchange their halos and their reductions together.
#ifndef NJMPI_PLUGIN_PLAN_FUSION_H
#define NJMPI_PLUGIN_PLAN_FUSION_H

#include "plan/loops.h"

namespace njmpi {

/// Decides what the loops of one kernel do together: Carries, CarriedBy, Opens, Takes and Gives of their
/// plans, which stay in their places. Loops that are not in `Plans` are ordinary statements.
void fuse(const Kernel &K, llvm::ArrayRef<LoopPlan *> Plans, clang::ASTContext &Context);

/// Undoes it.
void separate(LoopPlan &P);

/// Equal for plans that fuse in the same way.
std::string fusionKey(const LoopPlan &P);

} // namespace njmpi

#endif
