// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef NJMPI_PLUGIN_DOORS_REWRITE_SARIF_H
#define NJMPI_PLUGIN_DOORS_REWRITE_SARIF_H

#include "doors/rewrite_log.h"

namespace njmpi {

/// The diagnostics as a SARIF 2.1.0 document.
std::string sarif(const std::vector<LoggedDiagnostic> &Diagnostics);

} // namespace njmpi

#endif
