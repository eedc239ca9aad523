#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Another clang than the plugin was built for refuses it by a message, and does not crash.
. "$NJMPI_TOOLS_DIR/lib.sh"
kernel_source >x.cpp
found=
for version in 14 15 16 17 18 20 21; do
  other=$(command -v clang++-$version) || continue
  found=yes
  expect_status 1 "$other" -fplugin="$NJMPI_PLUGIN" -fsyntax-only x.cpp
  contains err.txt 'error: unable to load plugin'
  lacks err.txt 'PLEASE submit a bug report'
done
[ -n "$found" ] || skip "no other clang is installed"
