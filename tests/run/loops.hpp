// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tests of the loops' runtime share. They are written in the form of generated code, so they are
// units that were rewritten; and they count what passes through MPI.
#pragma once

#define __NJMPI__ 1 // NOLINT: the macro of rewritten units

#include "check.hpp"
#include "traffic.hpp"
#include <algorithm>
#include <njmpi/loop.hpp>
#include <vector>
