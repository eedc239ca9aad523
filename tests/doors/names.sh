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
