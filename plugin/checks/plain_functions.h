// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions of a program that call MPI's C interface.
#ifndef NJMPI_PLUGIN_CHECKS_PLAIN_FUNCTIONS_H
#define NJMPI_PLUGIN_CHECKS_PLAIN_FUNCTIONS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include <vector>

namespace njmpi {

/// Functions that communicate, themselves or by those that they call. One that another of them calls is left
/// out, unless it is main: it is seen there, with what it is given.
std::vector<const clang::FunctionDecl *> plainCommunication(clang::ASTContext &Context);

} // namespace njmpi

#endif
