#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A file that is included twice and means two things: its calls stay calls of the library, and the remarks say so.
. "$NJMPI_TOOLS_DIR/lib.sh"
cat >twice.inc <<'END'
[[njmpi::kernel]] inline int NAME(TYPE &x) {
  return njmpi::bcast(x, 0);
}
END
cat >x.cpp <<'END'
#include <njmpi/njmpi.hpp>
#define NAME first
#define TYPE int
#include "twice.inc"
#undef NAME
#undef TYPE
#define NAME second
#define TYPE double
#include "twice.inc"
END
expect_status 0 "$NJMPI_REWRITE" --remarks --output-dir out x.cpp -- $flags
contains err.txt "twice.inc:2:10: remark: .* stays a call of the library"
[ "$(grep -c ': remark: ' err.txt)" = 1 ] || { cat err.txt; fail "not one remark"; }
contains out/twice.inc 'return njmpi::bcast(x, 0);'
expect_status 0 "$NJMPI_CLANG" $flags $plugin -fplugin-arg-njmpi-remarks -fsyntax-only x.cpp
contains err.txt "twice.inc:2:10: remark: .* stays a call of the library"
