// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is not evaluated is not rewritten; default arguments and member initialisers are.
#include <njmpi/njmpi.hpp>
#include <type_traits>
#include <vector>

[[njmpi::kernel]] auto all(std::vector<int> &x) -> decltype(njmpi::bcast(x, 0)) {
  decltype(njmpi::bcast(x, 0)) code = njmpi::bcast(x, 0);
  static_assert(sizeof(njmpi::bcast(x, 0)) == sizeof(int));
  static_assert(!noexcept(njmpi::bcast(x, 0)));
  static_assert(std::is_same_v<decltype(njmpi::isend(x, 0)), njmpi::pending>);
  static_assert(requires { njmpi::bcast(x, 0); });
  if constexpr (sizeof(int) == 4)
    code += njmpi::barrier();
  else
    code += njmpi::bcast(x, 1);
  return code;
}
