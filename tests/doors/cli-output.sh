#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Where the text goes: standard output, -o, --output-dir, --in-place, --diff, --pretty. g++ compiles it, and a second
# run on it changes nothing.
. "$NJMPI_TOOLS_DIR/lib.sh"
kernel_source >x.cpp
cp x.cpp original.cpp
compiles() { # <text>: by g++, to an object that calls MPI itself
  quietly "$NJMPI_GCC" $flags -Wall -Wextra -Werror -x c++ -c "$1" -o text.o
  calls_mpi text.o
}
unchanged() { same original.cpp x.cpp; }

expect_status 0 "$NJMPI_REWRITE" x.cpp -- $flags
[ ! -s err.txt ] || { cat err.txt; fail "messages"; }
cp out.txt printed.txt
[ "$(sed -n 1p printed.txt)" = '#define __NJMPI__ 1' ] || fail "the first line does not say that the unit is rewritten"
contains printed.txt 'MPI_Send(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 7, MPI_COMM_WORLD)'
lacks printed.txt 'njmpi::kernel'
compiles printed.txt
unchanged
[ "$(ls | grep -c '\.cpp$')" = 2 ] || fail "files were written"

quietly "$NJMPI_REWRITE" -o y.cpp x.cpp -- $flags
same printed.txt y.cpp
compiles y.cpp
quietly "$NJMPI_REWRITE" --output-dir out x.cpp -- $flags
same printed.txt out/x.cpp
quietly "$NJMPI_REWRITE" --output-dir out x.cpp -- $flags
unchanged

# A directory that is made may be read by whom the umask lets read.
(umask 022; quietly "$NJMPI_REWRITE" --output-dir new/directory x.cpp -- $flags)
[ "$(stat -c %a new/directory new new/directory/x.cpp | tr '\n' ' ')" = "755 755 644 " ] || fail "--output-dir ignores the umask"
rm -r new

# A file that is as it should be is not touched: what depends on it is not built again.
touch -d '2001-01-01' out/x.cpp
quietly "$NJMPI_REWRITE" --output-dir out x.cpp -- $flags
[ "$(find out/x.cpp -newermt 2002-01-01)" = "" ] || fail "--output-dir wrote a file that was already right"

# Without flags: those of a rewritten unit, C++20, and the headers it was installed with.
quietly "$NJMPI_REWRITE" -o bare.cpp x.cpp --
same printed.txt bare.cpp

# Idempotence, in every form.
expect_status 0 "$NJMPI_REWRITE" y.cpp -- $flags
same y.cpp out.txt
quietly "$NJMPI_REWRITE" --in-place y.cpp -- $flags
same printed.txt y.cpp
expect_status 0 "$NJMPI_REWRITE" --diff y.cpp -- $flags
[ ! -s out.txt ] || fail "--diff of rewritten text is not empty"

quietly "$NJMPI_REWRITE" --in-place x.cpp -- $flags
same printed.txt x.cpp
compiles x.cpp
cp original.cpp x.cpp

expect_status 0 "$NJMPI_REWRITE" --diff x.cpp -- $flags
contains out.txt '^--- a/.*x.cpp$'
contains out.txt '^+++ b/.*x.cpp$'
contains out.txt '^-.*\[\[njmpi::kernel\]\]'
contains out.txt '^+.*MPI_Send('
unchanged
if command -v patch >/dev/null; then
  cp out.txt x.diff
  patch -s -o patched.cpp x.cpp x.diff || fail "the diff does not apply"
  same printed.txt patched.cpp
fi

# For reading: formatted, no line markers, the same meaning.
quietly "$NJMPI_REWRITE" --pretty -o pretty.cpp x.cpp -- $flags
lacks pretty.cpp '^# [0-9]'
contains pretty.cpp 'MPI_Send('
[ "$(awk 'length > 130' pretty.cpp | wc -l)" -eq 0 ] || { awk 'length > 130' pretty.cpp; fail "--pretty leaves long lines"; }
compiles pretty.cpp
quietly "$NJMPI_REWRITE" --pretty -o again.cpp pretty.cpp -- $flags
same pretty.cpp again.cpp

# A source without kernels is a rewritten unit too.
printf '#include <njmpi/njmpi.hpp>\nint f() { return njmpi::barrier(); }\n' >none.cpp
expect_status 0 "$NJMPI_REWRITE" none.cpp -- $flags
[ "$(sed -n 1p out.txt)" = '#define __NJMPI__ 1' ] || fail "a source without kernels is not marked as rewritten"
sed 1,2d out.txt >rest.txt
same none.cpp rest.txt

# Several sources.
sed 's/exchange/other/' x.cpp >z.cpp
quietly "$NJMPI_REWRITE" --output-dir two x.cpp z.cpp -- $flags
compiles two/x.cpp
compiles two/z.cpp

# Remarks: what stays a call of the library, and why.
cat >m.cpp <<'END'
#include <njmpi/njmpi.hpp>
#define ALL njmpi::barrier()
[[njmpi::kernel]] int f() { return ALL; }
END
expect_status 0 "$NJMPI_REWRITE" --remarks m.cpp -- $flags
contains err.txt 'm.cpp:3:[0-9]*: remark: '
contains out.txt 'return ALL;'

# What the path of an output stands for stays what it is: a link is followed, a mode kept, a pipe written to.
mkdir elsewhere
cp original.cpp elsewhere/real.cpp
chmod 640 elsewhere/real.cpp
ln -s elsewhere/real.cpp link.cpp
quietly "$NJMPI_REWRITE" --in-place link.cpp -- $flags
[ -L link.cpp ] || fail "--in-place replaced a link"
contains elsewhere/real.cpp 'MPI_Send('
[ "$(stat -c %a elsewhere/real.cpp)" = 640 ] || fail "--in-place changed the mode of the source"
mkfifo pipe
cat pipe >piped.cpp &
quietly timeout 60 "$NJMPI_REWRITE" -o pipe x.cpp -- $flags
[ -p pipe ] || fail "-o replaced a pipe by a file"
wait
same printed.txt piped.cpp
expect_status 0 "$NJMPI_REWRITE" -o - x.cpp -- $flags
same printed.txt out.txt

# --pretty: what is said in front of a declaration does not become part of a comment above it.
printf '#include <njmpi/njmpi.hpp>\nstruct pair_of { int a; double b; };\ntemplate <class T> [[njmpi::kernel]] void share(T &x) { njmpi::bcast(x, 0); }\n// A comment.\nvoid use(pair_of &p) { share(p); }\n' >comment.cpp
quietly "$NJMPI_REWRITE" --pretty -o comment-pretty.cpp comment.cpp -- $flags
quietly "$NJMPI_GCC" $flags -c comment-pretty.cpp -o comment.o

# Text and headers raise no warning that the source does not, also where the headers are no system's.
cat >warnings.cpp <<'END'
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] int last(std::vector<double> &a) {
  int k;
  [[njmpi::loop]] for (k = 2; k < 17; k += 4) a[static_cast<std::size_t>(k)] += 100;
  njmpi::barrier();
  return k;
}
[[njmpi::kernel]] void owners(njmpi::field<int, 1> &v, njmpi::field<int, 1> &w, const njmpi::field<int, 1> &u) {
  [[njmpi::loop]] for (long i = 1; i < u.extent(0) - 1; ++i) {
    v(i) = u(i);
    if (u(i) % 2)
      w(i + 1) = 1;
    else
      w(i + 1) = 2;
  }
}
END
quietly "$NJMPI_REWRITE" -o warnings.rewritten.cpp warnings.cpp -- $flags
for compiler in "$NJMPI_GCC" "$NJMPI_CLANG"; do
  quietly "$compiler" $flags -O2 -Wall -Wextra -Wshadow -Wconversion -Werror -c warnings.rewritten.cpp -o warnings.o
done
