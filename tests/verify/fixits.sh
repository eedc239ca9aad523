#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The fix-its of fixits/fixits.cpp give fixits/fixits.expected.cpp, which is free of errors.
. "$NJMPI_TOOLS_DIR/lib.sh"
[ -f "${NJMPI_PLUGIN:-}" ] || skip "the plugin is not built"
cp "$source_dir/fixits/fixits.cpp" x.cpp
"$NJMPI_CLANG" $flags "$plugin" -fsyntax-only -fdiagnostics-parseable-fixits x.cpp >messages.txt 2>&1 && fail "no errors"
sed -n 's/^fix-it:"\([^"]*\)":{\([0-9]*\):\([0-9]*\)-\([0-9]*\):\([0-9]*\)}:"\(.*\)"$/\1 \2 \3 \4 \5 \6/p' messages.txt >fixits.txt
[ -s fixits.txt ] || { cat messages.txt; fail "no fix-its"; }
grep -v '^x.cpp ' fixits.txt && fail "fix-its in another file than the user's"
# From the end of the file to its beginning, so that columns stay true.
sort -k2,2nr -k3,3nr fixits.txt | awk '
  FILENAME == ARGV[1] { line[FNR] = $0; lines = FNR; next }
  {
    text = $0
    for (i = 0; i < 5; ++i) sub(/^[^ ]* /, "", text)
    if ($2 != $4) { print "a fix-it over several lines" > "/dev/stderr"; exit 1 }
    line[$2] = substr(line[$2], 1, $3 - 1) text substr(line[$2], $5)
  }
  END { for (i = 1; i <= lines; ++i) print line[i] }' x.cpp - >fixed.cpp || fail "fix-its cannot be applied"
same "$source_dir/fixits/fixits.expected.cpp" fixed.cpp
quietly "$NJMPI_CLANG" $flags -Wall -Wextra "$plugin" -fsyntax-only fixed.cpp
