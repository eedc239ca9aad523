// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi: MPI for modern C++. This header gives the whole language, and <mpi.h>.
#pragma once

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
