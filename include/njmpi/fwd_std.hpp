// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of standard templates that are recognised without including their headers, which would cost
// every user more than the rest of njmpi.hpp.
#pragma once

#include <span>
#include <utility>
#include <vector>

#if defined(_LIBCPP_BEGIN_NAMESPACE_STD)
#include <complex>
#include <functional>
#include <tuple>
#include <valarray>
#else
namespace std _GLIBCXX_VISIBILITY(default) {
_GLIBCXX_BEGIN_NAMESPACE_VERSION
template <class T> class complex;
template <class T> class valarray;
template <class... T> class tuple;
template <class T> struct plus;
template <class T> struct multiplies;
template <class T> struct logical_and;
template <class T> struct logical_or;
template <class T> struct bit_and;
template <class T> struct bit_or;
template <class T> struct bit_xor;
_GLIBCXX_END_NAMESPACE_VERSION
} // namespace std _GLIBCXX_VISIBILITY(default)
#endif
