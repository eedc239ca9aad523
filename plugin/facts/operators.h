// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The reduction operator of a call.
#ifndef NJMPI_PLUGIN_FACTS_OPERATORS_H
#define NJMPI_PLUGIN_FACTS_OPERATORS_H

#include "facts/datatypes.h"
#include "clang/AST/Expr.h"

namespace njmpi {

struct Operator {
  const clang::Expr *Argument = nullptr;   ///< null: left out, the sum
  const PredefinedOperator *Row = nullptr; ///< op::sum and its like, or a standard functor that means one
  bool IsStandardFunctor = false;          ///< std::plus<> and its like
  bool Dependent = false;
};

/// What `Argument` (null: left out) means for elements of type `Type`. An operator without a Row is a
/// callable or a wrapped MPI_Op.
Operator describeOperator(const clang::Expr *Argument, const Datatype &Type);

} // namespace njmpi

#endif
