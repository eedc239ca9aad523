// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What nearly every test includes, compiled once for each compiler; nothing of njmpi, which means another thing in
// rewritten text.
#include "catch.hpp"
#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstdio>
#include <functional>
#include <limits>
#include <memory>
#include <mpi.h>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>
