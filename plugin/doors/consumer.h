// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an analysis need not look at.

#ifndef NJMPI_PLUGIN_DOORS_CONSUMER_H
#define NJMPI_PLUGIN_DOORS_CONSUMER_H

#include "clang/Sema/SemaConsumer.h"

namespace njmpi {

/// What says that a unit is rewritten.
constexpr char RewrittenMacro[] = "__NJMPI__";
/// The macros that are defined in rewritten text, and besides in the parse that is analysed.
constexpr char RewrittenMacros[] = "#define __NJMPI__ 1\n";
constexpr char AnalysisMacros[] = "#define __NJMPI__ 1\n#define __NJMPI_ANALYSIS__ 1\n";

/// In the analysis, the bodies of njmpi's own functions would complain of calls that are about to be
/// replaced; in preprocessed text and precompiled headers they are there, whatever the macros of the analysis
/// say. With SkipBodies, bodies in other system headers are left out too: they say nothing about kernels,
/// neither as written nor instantiated. Bodies in the user's files do: they instantiate kernel templates and
/// hold lambdas.
class AnalysisConsumer : public clang::SemaConsumer {
public:
  explicit AnalysisConsumer(bool SkipBodies) : SkipBodies(SkipBodies) {}
  void InitializeSema(clang::Sema &Of) override { S = &Of; }
  void ForgetSema() override { S = nullptr; }

  bool shouldSkipFunctionBody(clang::Decl *D) override;
  void HandleCXXImplicitFunctionInstantiation(clang::FunctionDecl *F) override;

private:
  bool isSkipped(const clang::FunctionDecl &F) const;

  clang::Sema *S = nullptr;
  bool SkipBodies;
};

} // namespace njmpi

#endif
