#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Columns, ranges and fix-its, as both doors print them: FileCheck on carets/carets.cpp.
. "$NJMPI_TOOLS_DIR/lib.sh"
[ -n "${NJMPI_FILECHECK:-}" ] && [ -x "$NJMPI_FILECHECK" ] || skip "no FileCheck (llvm-19-tools)"
source=$source_dir/carets/carets.cpp
check() { "$NJMPI_FILECHECK" --strict-whitespace --match-full-lines --implicit-check-not=error: --input-file="$1" "$source" || fail "other carets than expected from $2"; }

"$NJMPI_CLANG" $flags "$plugin" -fsyntax-only -fno-color-diagnostics "$source" >plugin.txt 2>&1 && fail "no error from the plugin"
check plugin.txt "the plugin"
"$NJMPI_REWRITE" --check "$source" -- $flags >rewrite.txt 2>&1
[ $? -eq 1 ] || fail "njmpi-rewrite --check does not exit with 1"
check rewrite.txt njmpi-rewrite
grep -v 'errors generated' plugin.txt >a.txt
grep -v 'errors generated' rewrite.txt >b.txt
same a.txt b.txt
