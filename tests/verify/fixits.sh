#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The fix-its of each source give the text that is expected, which is free of errors down to where nothing is replaced.
. "$NJMPI_TOOLS_DIR/lib.sh"
[ -f "${NJMPI_PLUGIN:-}" ] || skip "the plugin is not built"
fix() {
  cp "$source_dir/fixits/$1.cpp" x.cpp
  "$NJMPI_CLANG" $flags "$plugin" $2 -fsyntax-only -fdiagnostics-parseable-fixits x.cpp >messages.txt 2>&1
  sed -n 's/^fix-it:"\([^"]*\)":{\([0-9]*\):\([0-9]*\)-\([0-9]*\):\([0-9]*\)}:"\(.*\)"$/\1 \2 \3 \4 \5 \6/p' messages.txt >fixits.txt
  [ -s fixits.txt ] || { cat messages.txt; fail "no fix-its"; }
  grep -v '^x.cpp ' fixits.txt && fail "fix-its in another file than the user's"
  # From the end of the file to its beginning, so that columns stay true.
  sort -k2,2nr -k3,3nr fixits.txt | awk '
    FILENAME == ARGV[1] { line[FNR] = $0; lines = FNR; next }
    {
      text = $0
      for (i = 0; i < 5; ++i) sub(/^[^ ]* /, "", text)
      line[$2] = substr(line[$2], 1, $3 - 1) text substr(line[$4], $5)
      for (i = $2 + 1; i <= $4; ++i) gone[i] = 1
    }
    END { for (i = 1; i <= lines; ++i) if (!(i in gone)) print line[i] }' x.cpp - >fixed.cpp || fail "fix-its cannot be applied"
  same "$source_dir/fixits/$1.expected.cpp" fixed.cpp
  sed '/^\/\/ Nothing to replace/,$d' fixed.cpp >replaced.cpp
  quietly "$NJMPI_CLANG" $flags -Wall -Wextra "$plugin" $2 -fsyntax-only replaced.cpp
}
fix fixits ""
fix mpi -fplugin-arg-njmpi-check-mpi
