// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs all ranks of a function, for every answer to what is unknown, or for a sample of them.
#ifndef NJMPI_PLUGIN_FACTS_WORLDS_H
#define NJMPI_PLUGIN_FACTS_WORLDS_H

#include "facts/executor.h"

namespace njmpi::execution {

/// One execution by all ranks, with these answers.
Job runJob(clang::Sema &S, const Root &R, unsigned Size, Budget &Left, Assignment Answers);

struct Exploration {
  std::vector<Job> Jobs;
  bool Exhaustive = true; ///< every combination of answers is among the jobs
};

/// An unknown number, and what it is supposed to be.
using Supposition = std::optional<std::pair<uint64_t, int64_t>>;

Exploration explore(clang::Sema &S, const Root &R, unsigned Size, Budget &Left, const Supposition &What = {});

} // namespace njmpi::execution

#endif
