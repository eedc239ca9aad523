// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attributes become blanks; the others stay as they are.
#include <njmpi/njmpi.hpp>

[[using njmpi: kernel]] int with_using(int &x) { return njmpi::bcast(x, 0); }
[[nodiscard, njmpi::kernel]] int last(int &x) { return njmpi::bcast(x, 0); }
[[njmpi::kernel, nodiscard]] int first(int &x) { return njmpi::bcast(x, 0); }
[[nodiscard, njmpi::kernel, gnu::noinline]] int middle(int &x) { return njmpi::bcast(x, 0); }
[[nodiscard]] [[njmpi::kernel]] [[gnu::noinline]] int several(int &x) { return njmpi::bcast(x, 0); }
[[ njmpi :: kernel ]] int spaced(int &x) { return njmpi::bcast(x, 0); }
[[njmpi::kernel()]] int parentheses(int &x) { return njmpi::bcast(x, 0); }
[[njmpi::
      kernel]] int on_two_lines(int &x) { return njmpi::bcast(x, 0); }
int after_the_name [[njmpi::kernel]] (int &x) { return njmpi::bcast(x, 0); }
[[njmpi::kernel]] int only_here(int &x);
int only_here(int &x) { return njmpi::bcast(x, 0); }
[[njmpi::kernel]] int here_and_there(int &x);
[[njmpi::kernel]] int here_and_there(int &x) { return njmpi::bcast(x, 0); }
[[njmpi::kernel]] int never_defined(int &x);
const char *text = "[[njmpi::kernel]]"; // [[njmpi::kernel]]
