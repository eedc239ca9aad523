// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi: MPI for modern C++. This header gives the whole language, and <mpi.h>.
#pragma once

#if __cplusplus < 202002L
#error "njmpi needs C++20: compile with -std=c++20"
#endif

#if defined(__clang__) && !defined(__NJMPI__)
// What is preprocessed with the plugin is rewritten later. Others do not know the pragma.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunknown-pragmas"
#pragma njmpi
#pragma clang diagnostic pop
#endif

#include <njmpi/macros_push.hpp>

#include <njmpi/describe.hpp>
#include <njmpi/field.hpp>
#include <njmpi/lifecycle.hpp>
#include <njmpi/operations.hpp>

#ifdef __NJMPI__
#include <njmpi/loop.hpp>
#else
// A precompiled header that was made without the plugin hides kernels from it; the plugin looks for this.
#define NJMPI_COMPILED_WITHOUT_PLUGIN 1
#endif

#include <njmpi/macros_pop.hpp>
