#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What no kernel shows by itself is stopped, or listed at the end, by checks=collective: each kernel of
# run-time-faulty.cpp, on three ranks, with the line that is marked in it. Those of run-time-correct.cpp run to their
# end and print nothing.
. "$NJMPI_TOOLS_DIR/lib.sh"
link=$("$(command -v mpicxx.$NJMPI_MPI || echo mpicxx)" -show | tr ' ' '\n' | grep -e '^-L' -e '^-l' -e '^-Wl' | tr '\n' ' ')
for kind in faulty correct; do
  cp "$source_dir/kernels/run-time-$kind.cpp" .
  # The compile-time checks have their own test; here they would only speak of the same bugs earlier.
  "$NJMPI_CLANG" $flags "$plugin" -fplugin-arg-njmpi-checks=collective -O0 run-time-$kind.cpp -o $kind -L"$NJMPI_LIBRARY_DIR" \
    -lnjmpi "-Wl,-rpath,$NJMPI_LIBRARY_DIR" $link >out.txt 2>&1 || { cat out.txt; fail "run-time-$kind.cpp is not built"; }
done
"$NJMPI_RUN_RANKS" "$NJMPI_MPI" 3 60 ./correct >out.txt 2>&1 || { cat out.txt; fail "correct kernels are stopped"; }
[ ! -s out.txt ] || { cat out.txt; fail "correct kernels are reported"; }

# The n-th kernel of the table at the end has the n-th mark.
sed -n 's/^    {"\([a-z_]*\)", .*/\1/p' run-time-faulty.cpp >names.txt
grep -n '// bug(run-time): ' run-time-faulty.cpp | cut -d: -f1 >lines.txt
[ "$(wc -l <names.txt)" -eq "$(wc -l <lines.txt)" ] || fail "a kernel without a mark, or a mark without a kernel"
missed=0
paste -d ' ' names.txt lines.txt >cases.txt
while read -r name line; do
  "$NJMPI_RUN_RANKS" "$NJMPI_MPI" 3 60 ./faulty "$name" >out.txt 2>&1 </dev/null
  [ $? -ne 124 ] || { echo "missed: $name hangs"; missed=$((missed + 1)); continue; }
  grep -q "run-time-faulty\.cpp:$line\b" out.txt || { echo "missed: $name, line $line:"; head -n 5 out.txt; missed=$((missed + 1)); }
done <cases.txt
[ $missed -eq 0 ] || fail "$missed of $(wc -l <names.txt) are missed"
