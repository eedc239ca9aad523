# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The sample mpdata2d on as many ranks as the machine has processors: on one grid, and on one that grows with the
# ranks. Launches of all numbers of ranks take turns, and of all turns the quickest counts, which was disturbed least.

turns=15 size=1000 rounds=3
[ -z "$smoke" ] || turns=1 size=40 rounds=1
numbers=1 next=2
while [ $next -le "$(nproc)" ]; do
  numbers="$numbers $next"
  next=$((2 * next))
done
[ -z "$smoke" ] || numbers='1 2'

# side <ranks>: of the growing grid, whose cells are as many times those of the first one
side() { awk -v r="$1" -v n=$size 'BEGIN { printf "%d", n * sqrt(r) + 0.5 }'; }
quickest() { sort -g | head -n 1 | grep .; }

for pattern in mpdata mpdata_limited; do
  round=0
  rm -f "$scratch"/strong-* "$scratch"/weak-*
  while [ $round -lt $rounds ]; do
    round=$((round + 1))
    for ranks in $numbers; do
      "$run_ranks" "$mpi" $ranks 300 "$build/benchmark-loops" alone $pattern $size $turns >>"$scratch/strong-$ranks" &&
        "$run_ranks" "$mpi" $ranks 300 "$build/benchmark-loops" alone $pattern "$(side $ranks)" $turns >>"$scratch/weak-$ranks" ||
        failed "$pattern was not timed on $ranks ranks"
    done
  done
  echo "Steps of $pattern on a grid of $size x $size, and on one with as many cells for each rank; the quickest of $((rounds * turns)) turns; speed-up on 2 ranks: at least 1.8"
  printf '%-24s%12s%12s%12s%12s%12s%9s\n' ranks 'fixed, ms' speed-up efficiency 'growing, ms' efficiency bound
  one= grown=
  for ranks in $numbers; do
    fixed=$(quickest <"$scratch/strong-$ranks") && growing=$(quickest <"$scratch/weak-$ranks") || continue
    one=${one:-$fixed} grown=${grown:-$growing}
    figures=$(awk -v one="$one" -v fixed="$fixed" -v grown="$grown" -v growing="$growing" -v r=$ranks -v n=$size -v s="$(side $ranks)" \
      'BEGIN { e = grown / growing * s * s / (r * n * n); printf "%.3f %.3f %.3f %.4f", one / fixed, one / fixed / r, e, fixed / one }')
    set -- $figures
    point "scaling_$pattern" $ranks "$1" "$(awk -v e="$3" -v r=$ranks 'BEGIN { print e * r }')"
    line=$(printf '%-24s%12.3f%12.3f%12.3f%12.3f%12.3f' $ranks "$fixed" "$1" "$2" "$growing" "$3")
    # A bound on the time is one on the speed-up.
    if [ $ranks -eq 2 ]; then row 0.5556 "$4" "$line"; else row - '' "$line"; fi
  done
  echo
done
