// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From one call's facts to the expression that replaces it.
#ifndef NJMPI_PLUGIN_EMIT_CALL_TEXT_H
#define NJMPI_PLUGIN_EMIT_CALL_TEXT_H

#include "emit/expressions.h"
#include "emit/names.h"
#include "emit/run_time_checks.h"
#include "facts/calls.h"

namespace njmpi {

struct CallContext {
  Edits &Source;
  const names::Handles &Handles;
  RunTimeChecks Checks;

  bool comparesRanks() const { return Checks == RunTimeChecks::Collective; }
};

/// The replacement of a call by family; none where some argument's text cannot be had.
std::optional<std::string> communicationText(const Call &C, const CallContext &Context);
std::optional<std::string> completionText(const Call &C, const CallContext &Context);
std::optional<std::string> queryText(const Call &C, const CallContext &Context);

/// A call that a check rejected: its arguments are still used, and its value has the right type.
std::string rejectedText(const Call &C, const CallContext &Context);

/// The text with its names safe from those that the user has at the call: where a call is not spelled
/// `njmpi::...`, that name may mean something else; and names that begin as the generated ones do may be the
/// user's. A name after the character 3 is one of those, and stays.
std::string hygienic(const Call &C, const CallContext &Context, llvm::StringRef Text);
std::string hygienic(bool Global, bool Taken, llvm::StringRef Text);

/// The object that says where the call stands; empty where it is made in place.
std::string siteDeclaration(const Call &C, const CallContext &Context);

/// The call that applies the error policy to `Code`, and whose value is what was given.
std::string failureText(const Call &C, const CallContext &Context, llvm::StringRef Code);

/// What a call returns: its code, by way of the error policy where MPI failed. `Code` is what to report then.
std::string outcomeText(const Call &C, const CallContext &Context, llvm::StringRef Code = "njmpi_code");

/// The lambda around `Calls`, an expression of type int that enters MPI, after what `Text` binds.
std::string wrapCall(const Call &C, const CallContext &Context, const Expressions &Text,
                     llvm::StringRef Calls, bool KeepsOperator);

} // namespace njmpi

#endif
