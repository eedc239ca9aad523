#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The user's variables may have the names of generated ones: nothing is captured.
. "$NJMPI_TOOLS_DIR/lib.sh"
link=$("$(command -v mpicxx.$NJMPI_MPI || echo mpicxx)" -show | tr ' ' '\n' | grep -e '^-L' -e '^-l' -e '^-Wl' | tr '\n' ' ')
cat >x.cpp <<'END'
#include <cstdio>
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] int all(std::vector<int> &njmpi_data, std::vector<int> &njmpi_out, int njmpi_tag, int njmpi_code, int njmpi_n) {
  auto njmpi_request = njmpi::isend(njmpi_data, njmpi_code, njmpi_tag + njmpi::rank());
  njmpi::status njmpi_status;
  njmpi::recv(njmpi_out, 0, njmpi::any_tag, &njmpi_status);
  njmpi::wait(njmpi_request);
  njmpi::allgather(njmpi_data, njmpi_out, njmpi_n * njmpi::size());
  int njmpi_root = njmpi_code;
  njmpi::bcast(njmpi_out, njmpi_root + 0 * njmpi::size());
  return njmpi_status.tag();
}
int main() {
  std::vector<int> x{1, 2}, y(2);
  const int tag = all(x, y, 42, 0, 2);
  if (tag == 42 && y == x) return 0;
  std::printf("tag %d, values %d %d\n", tag, y[0], y[1]);
  return 1;
}
END
library=$(dirname "$NJMPI_LIBRARY")
quietly "$NJMPI_CLANG" $flags "$plugin" x.cpp -o x -L"$library" -lnjmpi -Wl,-rpath,"$library" $link
"$NJMPI_RUN_RANKS" "$NJMPI_MPI" 1 60 ./x >out.txt 2>&1 || { cat out.txt; fail "a name of the user's was captured"; }

# Neither are macros: where one is named like a word of the text, the call stays the library's, and the loop whole.
cat >macros.cpp <<'END'
#include <cstdio>
#include <njmpi/njmpi.hpp>
#include <vector>
#define failed failed
#define TAG 5
[[njmpi::kernel]] int before(std::vector<int> &x) { return njmpi::send(x, njmpi::proc_null, TAG); }
#define limit TAG
#define size(x) x
#define combine 3
[[njmpi::kernel]] int method(std::vector<int> &x) { return njmpi::send(x, njmpi::proc_null, limit); }
[[njmpi::kernel]] int total(int *x, long n) {
  int sum = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) sum += x[i];
  return sum;
}
#undef size
#undef combine
[[njmpi::kernel]] int word(int (&x)[3]) { return njmpi::send(x, njmpi::proc_null, limit); }
#undef limit
[[njmpi::kernel]] int after(int (&x)[3]) { return njmpi::send(x, njmpi::proc_null, TAG); }
int main() {
  std::vector<int> x(3);
  int a[3] = {1, 2, 3};
  std::printf("%d\n", before(x) + method(x) + word(a) + after(a) + total(a, 3));
}
END
expect_status 0 "$NJMPI_CLANG" $flags "$plugin" -fplugin-arg-njmpi-remarks macros.cpp -o macros -L"$library" -lnjmpi -Wl,-rpath,"$library" $link
contains err.txt "^macros.cpp:10:60: remark: 'njmpi::send' stays a call of the library: a macro of the program, 'size', is named like a word of its text \[njmpi-call\]"
contains err.txt "^macros.cpp:13:12: remark: not distributed, every rank runs all of it: a macro of the program, 'combine', is named like a word of its text \[njmpi-loop\]"
contains err.txt "^macros.cpp:18:50: remark: 'njmpi::send' stays a call of the library: a macro of the program, 'limit', is named like a word of its text \[njmpi-call\]"
[ "$(grep -c ': remark: ' err.txt)" = 3 ] || { cat err.txt; fail "not three remarks"; }
"$NJMPI_RUN_RANKS" "$NJMPI_MPI" 1 60 ./macros >out.txt 2>&1 || { cat out.txt; fail "macros"; }
contains out.txt '^6$'
