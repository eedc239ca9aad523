# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Time per call on two ranks. The noise is how well the median of C over C in the same turns is known: 1.57 times
# its quartiles' distance over the root of their number, the notch of a box plot.

blocks=101
[ -z "$smoke" ] || blocks=1

echo "Latency on 2 ranks, medians of $blocks turns; bound: 1 and the noise of C over C"
if "$run_ranks" "$mpi" 2 300 "$build/benchmark-latency" $blocks >"$scratch/latency"; then
  printf '%-24s%10s%14s%14s%22s%9s\n' '' 'C, us' 'plain/C' 'rewritten/C' 'C/C [quartiles]' bound
  while IFS='|' read -r pattern c plain rewritten low middle high; do
    limit=$(awk -v l="$low" -v h="$high" -v n=$blocks 'BEGIN { printf "%.2f", 1 + 1.57 * (h - l) / sqrt(n) }')
    point calls "$pattern" "$plain" "$rewritten"
    row "$limit" "$(printf %.2f "$rewritten")" \
      "$(printf '%-24s%10.3f%14.2f%14.2f%22s' "$pattern" "$c" "$plain" "$rewritten" "$middle [$low, $high]")"
  done <"$scratch/latency"
else
  failed "latencies were not measured"
fi
