#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Under ccache the second compile is a hit and right, and another plugin compiles anew.
. "$NJMPI_TOOLS_DIR/lib.sh"
[ -n "${NJMPI_CCACHE:-}" ] && [ -x "$NJMPI_CCACHE" ] || skip "no ccache"
CCACHE_DIR=$PWD/cache
CCACHE_CONFIGPATH=$PWD/none
export CCACHE_DIR CCACHE_CONFIGPATH
unset CCACHE_DISABLE CCACHE_PREFIX CCACHE_EXTRAFILES 2>/dev/null
kernel_source >x.cpp
cp "$NJMPI_PLUGIN" njmpi.so
hits() { "$NJMPI_CCACHE" --print-stats | awk '/^(direct_cache_hit|preprocessed_cache_hit)/ { n += $2 } END { print n + 0 }'; }
misses() { "$NJMPI_CCACHE" --print-stats | awk '/^cache_miss/ { n += $2 } END { print n + 0 }'; }
compile() {
  CCACHE_EXTRAFILES=$PWD/njmpi.so quietly "$NJMPI_CCACHE" "$NJMPI_CLANG" $flags -fplugin="$PWD/njmpi.so" -g -c x.cpp -o "$1"
  calls_mpi "$1"
}
compile first.o
[ "$(hits)-$(misses)" = 0-1 ] || { "$NJMPI_CCACHE" -s -v; fail "the first compile is not one miss"; }
compile second.o
[ "$(hits)-$(misses)" = 1-1 ] || { "$NJMPI_CCACHE" -s -v; fail "the second compile is not a hit"; }
cmp first.o second.o || fail "the cached object differs"
# ccache hashes the plugin named in CCACHE_EXTRAFILES; a byte behind the end of an ELF file changes nothing else.
printf x >>njmpi.so
compile third.o
[ "$(misses)" = 2 ] || fail "another plugin did not compile anew"
sed -i 's/partner, 7/partner, 8/' x.cpp
compile fourth.o
[ "$(misses)" = 3 ] || fail "another source did not compile anew"
cmp -s third.o fourth.o && fail "another source gave the same object"
# An error is not cached away.
sed -i 's/send(x,/send(\&x[0],/' x.cpp
for i in 1 2; do
  CCACHE_EXTRAFILES=$PWD/njmpi.so expect_status 1 "$NJMPI_CCACHE" "$NJMPI_CLANG" $flags -fplugin="$PWD/njmpi.so" -c x.cpp -o fifth.o
  contains err.txt 'x.cpp:4:22: error: .*\[njmpi-buffer\]'
done
exit 0
