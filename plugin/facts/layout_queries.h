// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a function asks the library for the layout of a class, beside the buffers of its calls.
#ifndef NJMPI_PLUGIN_FACTS_LAYOUT_QUERIES_H
#define NJMPI_PLUGIN_FACTS_LAYOUT_QUERIES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Type.h"
#include <vector>

namespace njmpi {

/// The types of status::count<T>() and datatype<T>() in its body.
std::vector<clang::QualType> layoutQueries(const clang::FunctionDecl *F);

} // namespace njmpi

#endif
