// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-rewrite: from the command that compiles a source to one that Clang understands.

#ifndef NJMPI_PLUGIN_DOORS_REWRITE_COMMAND_H
#define NJMPI_PLUGIN_DOORS_REWRITE_COMMAND_H

#include "clang/Tooling/ArgumentsAdjusters.h"

namespace njmpi {

/// Whether it is a command of some clang, or flags without a compiler.
bool isForClang(const clang::tooling::CommandLineArguments &Command);

/// Adjusts a command of any compiler: launchers and outputs go, a wrapper of MPI says what it adds, options
/// that Clang does not know are left out if the compiler is not Clang, and what Clang's own headers, njmpi
/// and MPI need comes last.
clang::tooling::CommandLineArguments adjustCommand(const clang::tooling::CommandLineArguments &Command,
                                                   llvm::StringRef Source);

} // namespace njmpi

#endif
