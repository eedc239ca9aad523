# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Time per call on two ranks. The noise is what C takes over C in the same turns: its quartiles.

blocks=101
[ -z "$smoke" ] || blocks=1

echo "Latency on 2 ranks, medians of $blocks turns; bound: the upper quartile of C over C"
if "$run_ranks" "$mpi" 2 300 "$build/benchmark-latency" $blocks >"$scratch/latency"; then
  printf '%-24s%10s%14s%14s%22s%9s\n' '' 'C, us' 'plain/C' 'rewritten/C' 'C/C [quartiles]' bound
  while IFS='|' read -r pattern c plain rewritten low middle high; do
    row "$(printf %.2f "$high")" "$(printf %.2f "$rewritten")" \
      "$(printf '%-24s%10.3f%14.2f%14.2f%22s' "$pattern" "$c" "$plain" "$rewritten" "$middle [$low, $high]")"
  done <"$scratch/latency"
else
  failed "latencies were not measured"
fi
