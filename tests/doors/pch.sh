#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A precompiled header made with the plugin serves; one made without it hides kernels and is refused in one line.
. "$NJMPI_TOOLS_DIR/lib.sh"
cat >all.hpp <<'END'
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] inline int in_header(std::vector<double> &x) { return njmpi::bcast(x, 0); }
END
cat >x.cpp <<'END'
[[njmpi::kernel]] int own(std::vector<double> &x) { return in_header(x) + njmpi::send(x, 1); }
END
cat >none.cpp <<'END'
int no_kernels(std::vector<double> &x) { return in_header(x); }
END
cxx="$NJMPI_CLANG $flags"
quietly $cxx "$plugin" -x c++-header all.hpp -o with.pch
for source in x none; do
  quietly $cxx "$plugin" -include-pch with.pch -c $source.cpp -o $source.o
done
calls_mpi x.o
nm -C x.o | grep -q ' U MPI_Bcast$' || fail "the kernel in the precompiled header was not rewritten"
nm -C none.o | grep -q ' U MPI_Bcast$' || fail "the kernel in the precompiled header was not rewritten (unit without kernels)"

quietly $cxx -Wno-unknown-attributes -x c++-header all.hpp -o without.pch
for source in x none; do
  expect_status 1 $cxx "$plugin" -Wno-unknown-attributes -include-pch without.pch -c $source.cpp -o refused.o
  grep 'error' err.txt | grep -v 'generated' >errors.txt
  one_line errors.txt 'error: .*precompiled without the njmpi plugin'
  [ ! -e refused.o ] || fail "an object was written"
done

# One without njmpi in it hides nothing, and takes nothing away: what the headers choose by macros is there.
printf '#include <vector>\n#include <string>\n' >std.hpp
quietly $cxx -x c++-header std.hpp -o std.pch
kernel_source >y.cpp
cat >>y.cpp <<'END'
[[njmpi::kernel]] int share(int x) { return njmpi::bcast(x, 0); }
#ifdef __NJMPI_ANALYSIS__
[[njmpi::kernel]] int analysed(int x) { return njmpi::recv(x, 0); }
#endif
[[njmpi::kernel]] void clear(njmpi::field<double, 1> &u) { [[njmpi::loop]] for (long i = 0; i < u.extent(0); ++i) u(i) = 0; }
END
for checks in none collective; do
  quietly $cxx "$plugin" -fplugin-arg-njmpi-checks=$checks -include-pch std.pch -c y.cpp -o $checks.o
  nm -C $checks.o | grep -q ' U njmpi::rt::loops()$' || fail "the loop is not distributed"
done
calls_mpi none.o
nm -C collective.o | grep -q ' U njmpi::rt::checked::bcast(' || fail "collective.o does not compare the ranks"
expect_status 0 $cxx "$plugin" -fplugin-arg-njmpi-print -include-pch std.pch -fsyntax-only y.cpp
contains out.txt 'MPI_Recv('
