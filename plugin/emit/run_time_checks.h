// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What rewritten calls check when they run.
#ifndef NJMPI_PLUGIN_EMIT_RUN_TIME_CHECKS_H
#define NJMPI_PLUGIN_EMIT_RUN_TIME_CHECKS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSwitch.h"
#include <optional>

namespace njmpi {

enum class RunTimeChecks {
  None,      ///< only what MPI needs: that it is initialised, and counts that fit
  Local,     ///< sizes that cannot be right, on each rank by itself
  Collective ///< that the ranks agree, too
};

/// The value of the option `checks`; none where it is not one.
inline std::optional<RunTimeChecks> runTimeChecks(llvm::StringRef Value) {
  return llvm::StringSwitch<std::optional<RunTimeChecks>>(Value)
      .Case("none", RunTimeChecks::None)
      .Case("local", RunTimeChecks::Local)
      .Case("collective", RunTimeChecks::Collective)
      .Default(std::nullopt);
}

/// The macro by which the headers of a rewritten unit know that its calls through them are compared, too.
inline constexpr char CollectiveChecksMacro[] = "#define NJMPI_CHECKS_COLLECTIVE 1";

} // namespace njmpi

#endif
