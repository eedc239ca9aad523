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
#include <utility>
#include <vector>

// Whether v(i) = u(from[i]) is right, an indirect read of elements of any size.
template <class T> bool look_up(const njmpi::comm& comm, long n, const std::vector<long>& from) {
  static njmpi::rt::loop_site site{__FILE__, __LINE__};
  njmpi::field<T, 1> u({n}, {.comm = comm});
  njmpi::field<T, 1> v({n}, njmpi::aligned_with(u));
  u.assign([](long i) { return static_cast<T>(i % 100); });
  unsigned long entry = 0;
  njmpi::rt::loop loop(site, {{0, n, 1}});
  loop.write(v, {{0, 1, 0}});
  loop.indirect(u, {njmpi::rt::memory_of(from)}, entry);
  while (loop.unknown(0))
    for (long i = loop.first<long>(0, 0); i < loop.last<long>(0, n); ++i)
      loop.needs(0, from[static_cast<std::size_t>(i)]);
  while (loop.next()) {
    const auto to = loop.view_of(v);
    const auto view = loop.view_of(std::as_const(u));
    for (long i = loop.first<long>(0, 0); i < loop.last<long>(0, n); ++i)
      to(i) = view(from[static_cast<std::size_t>(i)]);
  }
  loop.finish();
  bool right = true;
  const std::vector<T> all = v.allgather();
  for (std::size_t i = 0; i < all.size(); ++i)
    right = right && all[i] == static_cast<T>(from[i] % 100);
  return right;
}
