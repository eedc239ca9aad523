#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Headers that hold kernels are written beside their users, in directories, found by <> or "", with the same name
# or through headers without kernels; the rest stays where it is. What comes out compiles by g++.
. "$NJMPI_TOOLS_DIR/lib.sh"
mkdir -p src/deep include/library
cat >src/deep/inner.hpp <<'END'
#pragma once
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] inline int inner(std::vector<int> &x) { return njmpi::bcast(x, 0); }
END
cat >src/between.hpp <<'END'
#pragma once
#include "deep/inner.hpp"
#include "plain.hpp"
END
echo 'inline int plain() { return 0; }' >src/plain.hpp
cat >include/library/inner.hpp <<'END'
#pragma once
#include <njmpi/njmpi.hpp>
#include <vector>
template <class T> [[njmpi::kernel]] int in_library(T &x) { return njmpi::send(x, 1); }
END
cat >src/x.cpp <<'END'
#include "between.hpp"
#include <library/inner.hpp>
[[njmpi::kernel]] int own(std::vector<int> &x) { return inner(x) + in_library(x) + plain() + njmpi::barrier(); }
END
sed 's/own/other/' src/x.cpp >src/y.cpp
cp -r src before
cp -r include include.before
more="-I$PWD/include"
quietly "$NJMPI_REWRITE" --output-dir out src/x.cpp src/y.cpp -- $flags $more
same_tree() { diff -r "$1" "$2" || fail "$1 was changed"; }
same_tree before src
same_tree include.before include
for source in x y; do
  quietly "$NJMPI_GCC" $flags -Wall -Wextra -Werror -iquote "$PWD/src" $more -c out/$source.cpp -o $source.o
  nm -C $source.o | grep -q ' U MPI_Barrier$' || fail "$source.cpp is not rewritten"
  nm -C $source.o | grep -q ' U MPI_Bcast$' || fail "the header's kernel is not rewritten in $source.cpp"
  nm -C $source.o | grep -q ' U MPI_Send$' || fail "the library's kernel is not rewritten in $source.cpp"
done
[ -z "$(find out -name plain.hpp)" ] || fail "a header that leads to no kernel was copied"
lacks "$(grep -rl inner out --include=*.hpp | head -1)" 'njmpi::kernel'
# Two runs, as a build system makes them, agree.
cp -r out first
quietly "$NJMPI_REWRITE" --output-dir out src/y.cpp -- $flags $more
quietly "$NJMPI_REWRITE" --output-dir out src/x.cpp -- $flags $more
diff -r first out || fail "sources rewritten one by one give other text"

# To standard output there is no place for the header: said in one line, nothing printed.
expect_status 2 "$NJMPI_REWRITE" src/x.cpp -- $flags $more
[ ! -s out.txt ] || fail "half a unit was printed"
one_line err.txt 'use --output-dir'
# In place, headers too; a second run changes nothing.
cp -r src inplace
quietly "$NJMPI_REWRITE" --in-place inplace/x.cpp inplace/y.cpp -- $flags $more
lacks inplace/deep/inner.hpp 'njmpi::kernel'
contains inplace/deep/inner.hpp 'MPI_Bcast('
lacks include/library/inner.hpp 'njmpi::kernel'
quietly "$NJMPI_GCC" $flags $more -c inplace/x.cpp -o x.o
cp -r inplace second
quietly "$NJMPI_REWRITE" --in-place inplace/x.cpp inplace/y.cpp -- $flags $more
diff -r second inplace || fail "a second run in place changes something"

# One header by two ways, in one run: "../" and -I name it differently, and it is one text.
mkdir -p ways/sub
cat >ways/inner.hpp <<'END'
#pragma once
#include <njmpi/njmpi.hpp>
template <class T> [[njmpi::kernel]] int by_ways(T &x) { return njmpi::send(x, 1); }
END
printf '#include "../inner.hpp"\nint f(int &x) { return by_ways(x); }\n' >ways/sub/f.cpp
printf '#include <inner.hpp>\nint g(int &x) { return by_ways(x); }\n' >ways/sub/g.cpp
quietly "$NJMPI_REWRITE" --output-dir both ways/sub/f.cpp ways/sub/g.cpp -- $flags -Iways
quietly "$NJMPI_GCC" $flags -c both/f.cpp -o f.o
quietly "$NJMPI_GCC" $flags -Iways -c both/g.cpp -o g.o
quietly "$NJMPI_REWRITE" --in-place ways/sub/f.cpp ways/sub/g.cpp -- $flags -Iways
contains ways/inner.hpp 'MPI_Send('

# A header that the command line includes, as CMake includes precompiled headers, stays as it is: the compiler
# will include it, too, so a copy would define everything twice.
cat >front.hpp <<'END'
#pragma once
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]] inline int front(int &x) { return njmpi::send(x, 1); }
END
printf '#include "front.hpp"\n[[njmpi::kernel]] int f(int &x) { return front(x) + njmpi::bcast(x, 0); }\n' >back.cpp
quietly "$NJMPI_REWRITE" --output-dir prepended back.cpp -- $flags -include "$PWD/front.hpp"
[ ! -e prepended/front.hpp ] || fail "a header of the command line was copied"
quietly "$NJMPI_GCC" $flags -Wno-attributes -D__NJMPI__=1 -include "$PWD/front.hpp" -iquote . -c prepended/back.cpp -o back.o
nm -C back.o | grep -q ' U MPI_Bcast$' || fail "the source beside a header of the command line is not rewritten"
expect_status 0 "$NJMPI_REWRITE" --remarks --output-dir prepended back.cpp -- $flags -include "$PWD/front.hpp"
contains err.txt 'front.hpp:3:[0-9]*: remark: .*included by an option'

# Behind a link, ".." leads elsewhere than it seems: the header that is edited is the one that was read.
mkdir -p far/away near
ln -s "$PWD/far/away" near/link
printf '#pragma once\n#include <njmpi/njmpi.hpp>\n[[njmpi::kernel]] inline int far(int &x) { return njmpi::send(x, 1); }\n' >far/far.hpp
printf '#include <far.hpp>\nint f(int &x) { return far(x); }\n' >near/f.cpp
quietly "$NJMPI_REWRITE" --in-place near/f.cpp -- $flags -Inear/link/..
contains far/far.hpp 'MPI_Send('
[ ! -e near/far.hpp ] || fail "a header was written where there was none"

# A library is found as a system's, and its kernels stand behind a header of its own.
mkdir -p system/kit
printf '#pragma once\n#include "detail.hpp"\n' >system/kit/kit.hpp
printf '#pragma once\n#include <njmpi/njmpi.hpp>\n[[njmpi::kernel]] inline int hidden(int &x) { return njmpi::send(x, 1); }\n' >system/kit/detail.hpp
printf '#include <kit/kit.hpp>\nint f(int &x) { return hidden(x); }\n' >user.cpp
quietly "$NJMPI_REWRITE" --output-dir kit user.cpp -- $flags -isystem system
contains kit/kit/detail.hpp 'MPI_Send('
quietly "$NJMPI_GCC" $flags -isystem system -c kit/user.cpp -o user.o
nm -C user.o | grep -q ' U MPI_Send$' || fail "a kernel behind a header of a system's library is not rewritten"

# What a template of a header hands on is another type in each unit, which describes its own.
mkdir -p units
printf '#pragma once\n#include <njmpi/njmpi.hpp>\ntemplate <class T> [[njmpi::kernel]] void share(T &x) { njmpi::bcast(x, 0); }\ntemplate <class T> void hand_on(T &x) { share(x); }\nstruct handler { template <class T> void hand_on(T &x) { share(x); } };\n' >units/hand.hpp
printf '#pragma once\nstruct first { char c; double d; };\n' >units/first.hpp
printf '#pragma once\nstruct second { char c; float f; };\n' >units/second.hpp
printf '#include "first.hpp"\n#include "hand.hpp"\nvoid f(first &x) { hand_on(x); }\n' >units/f.cpp
printf '#include "second.hpp"\n#include "hand.hpp"\nvoid g(second &x) { handler().hand_on(x); }\n' >units/g.cpp
quietly "$NJMPI_REWRITE" --output-dir both-units units/f.cpp units/g.cpp -- $flags
for unit in f g; do
  contains both-units/$unit.cpp 'static_assert(njmpi::rt::described<'
  quietly "$NJMPI_GCC" $flags -Iunits -c both-units/$unit.cpp -o unit.o
done

# Units that share a header, of which each makes its own of the templates: the text is that of all. Where they mean something
# different by a call, or one keeps it, they cannot share it.
mkdir shared && cd shared
cat >h.hpp <<'END'
#pragma once
#include <njmpi/njmpi.hpp>
#include <vector>
#ifdef REAL
using real = double;
#else
using real = float;
#endif
template <class T> [[njmpi::kernel]] T sum(const T *x, long n) {
  T s = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) s += x[i];
  return s;
}
template <class T> [[njmpi::kernel]] void fill(T *x, long n) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i) x[i] = i;
}
[[njmpi::kernel]] inline int share(std::vector<real> &x) { return njmpi::bcast(x, 0); }
#ifdef MORE
[[njmpi::kernel]] inline int more(std::vector<int> &x) { return njmpi::bcast(x, 0); }
#endif
END
use() { printf '%s\n#include "h.hpp"\n%s\n' "$1" "$2"; }
use '' 'float f() { float x[3] = {}; return sum(x, 3); }' >sums.cpp
use '' 'void g() { float x[3]; fill(x, 3); }' >fills.cpp
use '#define MORE' 'int h() { std::vector<int> x(3); return more(x); }' >more.cpp
use '#define REAL' 'double k() { double x[3] = {}; return sum(x, 3); }' >doubles.cpp
use '#include <njmpi/njmpi.hpp>
#define failed 3' 'float l() { float x[3] = {}; return sum(x, 3); }' >macro.cpp
expect_status 0 "$NJMPI_REWRITE" --output-dir out sums.cpp fills.cpp more.cpp -- $flags
[ "$(grep -c 'njmpi_loop(' out/h.hpp)" = 2 ] || fail "not both loops are distributed in the text that two units share"
[ "$(grep -c 'MPI_Bcast(' out/h.hpp)" = 2 ] || fail "not both calls are rewritten in the text that two units share"
for unit in sums fills more; do
  quietly "$NJMPI_GCC" $flags -Wall -Wextra -Werror -c out/$unit.cpp -o $unit.o
done
for other in doubles macro; do
  expect_status 2 "$NJMPI_REWRITE" --output-dir out.$other sums.cpp $other.cpp -- $flags
  one_line err.txt "h.hpp' is rewritten differently for two of its users"
done
expect_status 0 "$NJMPI_REWRITE" --in-place sums.cpp fills.cpp more.cpp -- $flags
same h.hpp out/h.hpp
cd ..

# What an earlier run wrote for a header is not found in place of the header, once that holds no kernels.
mkdir left
cd left || exit 1
printf '#include <njmpi/njmpi.hpp>\n[[njmpi::kernel]] inline int f(int x) { return njmpi::bcast(x, 0); }\n' >f.hpp
printf '#include "f.hpp"\nint g() { return f(1); }\n' >m.cpp
quietly "$NJMPI_REWRITE" --output-dir out m.cpp -- $flags
contains out/f.hpp 'MPI_Bcast('
printf 'inline int f(int x) { return x; }\n' >f.hpp
quietly "$NJMPI_REWRITE" --output-dir out m.cpp -- $flags
quietly "$NJMPI_GCC" $flags -c out/m.cpp -o m.o
nm -C m.o | grep -q MPI_Bcast && fail "the header of an earlier run is compiled"
cd ..
