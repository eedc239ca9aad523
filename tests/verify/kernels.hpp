// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <list>
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] inline void in_header(std::vector<int> &v, std::list<int> &l) {
  njmpi::send(v, 1);
  njmpi::send(l, 1); // expected-error {{'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
}

template <class T> [[njmpi::kernel]] void template_in_header(const T &x, T &y) {
  njmpi::allreduce(x, y, njmpi::op::minloc); // expected-error {{operator 'njmpi::op::minloc' is not defined for elements of type 'int' [njmpi-operator]}}
}

// No kernel: the header function speaks for itself, where it is instantiated.
inline void plain(std::vector<int> &v) { njmpi::send(v, 1); }
