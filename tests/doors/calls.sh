#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Counted by callgrind at -O0, after the first call: each operation enters MPI once, and no njmpi function.
. "$NJMPI_TOOLS_DIR/lib.sh"
command -v valgrind >/dev/null || skip "no valgrind"
cat >x.cpp <<'END'
#include <array>
#include <cstdlib>
#include <njmpi/njmpi.hpp>
#include <vector>
struct sample { int id; double value; };
[[njmpi::kernel]] void operations(std::vector<double> &x, std::vector<double> &y, std::array<int, 4> &a, sample &s, double &d) {
  njmpi::bcast(x, 0);
  njmpi::allreduce(x, y);
  njmpi::allreduce(njmpi::in_place, a);
  njmpi::bcast(s, 0);
  njmpi::bcast(d, 0);
  njmpi::gather(x, y, 0);
  njmpi::sendrecv(x, 0, y, 0);
  njmpi::barrier();
}
int main(int, char **argv) {
  std::vector<double> x(8), y(8);
  std::array<int, 4> a{};
  sample s{};
  double d = 0;
  njmpi::init();
  for (int i = std::atoi(argv[1]); i > 0; --i)
    operations(x, y, a, s, d);
  njmpi::finalize();
}
END
library=$(dirname "$NJMPI_LIBRARY")
wrapper=$(command -v mpicxx.$NJMPI_MPI) || skip "no mpicxx.$NJMPI_MPI"
link=$("$wrapper" -show | tr ' ' '\n' | grep -e '^-L' -e '^-l' -e '^-Wl' | tr '\n' ' ')
quietly "$NJMPI_CLANG" $flags "$plugin" -O0 -g x.cpp -o x -L"$library" -lnjmpi -Wl,-rpath,"$library" $link
count() { # <rounds>: calls of each function, as "count name"
  "$NJMPI_RUN_RANKS" "$NJMPI_MPI" 1 200 valgrind --tool=callgrind --callgrind-out-file=out.$1 --compress-strings=no --compress-pos=no ./x $1 >log.txt 2>&1 ||
    { tail -20 log.txt; fail "the program under valgrind"; }
  # "cfn=name" and, on the next line, "calls=count target"
  awk '/^cfn=/ { name = substr($0, 5) } /^calls=/ { split(substr($0, 7), n, " "); total[name] += n[1] } END { for (name in total) print total[name], name }' out.$1 |
    grep -e ' njmpi::' -e ' P\{0,1\}MPI_\(Bcast\|Allreduce\|Gather\|Sendrecv\|Barrier\)$' | sort -k2 >calls.$1
}
count 10
count 20
awk 'FILENAME == ARGV[1] { n = $1; $1 = ""; before[$0] = n; next } { n = $1; $1 = ""; if (n - before[$0]) print n - before[$0], $0 }' calls.10 calls.20 | sed 's/  */ /g' | sort -k2 >more.txt
cat more.txt
# Ten rounds more: ten times each operation.
for pair in Bcast:30 Allreduce:20 Gather:10 Sendrecv:10 Barrier:10; do
  grep -q "^${pair#*:} P\{0,1\}MPI_${pair%:*}\$" more.txt || fail "not ${pair#*:} calls of MPI_${pair%:*} in ten rounds"
done
! grep ' njmpi::' more.txt | grep -v 'njmpi::datatype<\|njmpi::rt::is_ready' || fail "njmpi functions on the way that succeeds"
