// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>
#define NAME ints
#define EXCHANGE exchange_ints
#define TYPE int
#include "twice.hpp"
#undef NAME
#undef TYPE
#define NAME doubles
#undef EXCHANGE
#define EXCHANGE exchange_doubles
#define LOOKS
#define TYPE double
#include "twice.hpp"

[[njmpi::kernel]] int both(std::vector<int> &i, std::vector<double> &d) { return ints(i, 0) + doubles(d, 0) + njmpi::barrier(); }
