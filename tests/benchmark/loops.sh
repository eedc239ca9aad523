# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Annotated loops beside programs written by hand with MPI: what is sent in one pass on 4 ranks, which repeats
# exactly; time on 2 ranks; instructions and time on one rank, beside the serial loop; memory per rank.

# Several launches, in which the versions are made in another order: launches differ more than turns of one.
turns=4 firsts='0 1 2 0 1 2'
[ -z "$smoke" ] || turns=1 firsts=0
launches=$(echo $firsts | wc -w)
loops=$build/benchmark-loops

echo "Sent in one pass on 4 ranks, all ranks together; bound: the program by hand, or what the project promises"
printf '%-24s%-12s%12s%12s%9s\n' '' '' 'by hand' loop bound
counted_loop() { # <pattern> <size> <messages> <bytes>: bounds, or - for those of the program by hand
  if line=$("$run_ranks" "$mpi" 4 120 "$loops" count "$1" "$2"); then
    echo "$line" | {
      IFS='|' read -r name messages bytes reductions loop_messages loop_bytes loop_reductions
      [ "$3" != - ] || set -- "$1" "$2" "$messages" "$4"
      [ "$4" != - ] || set -- "$1" "$2" "$3" "$bytes"
      row "$3" "$loop_messages" "$(printf '%-24s%-12s%12s%12s' "$name $2" messages "$messages" "$loop_messages")"
      row "$4" "$loop_bytes" "$(printf '%-24s%-12s%12s%12s' '' bytes "$bytes" "$loop_bytes")"
      [ "$reductions" = 0 ] || row "$reductions" "$loop_reductions" \
        "$(printf '%-24s%-12s%12s%12s' '' reductions "$reductions" "$loop_reductions")"
    }
  else
    failed "the messages of $1 were not counted"
  fi
}
counted_loop stencil 1000 8 64000
counted_loop transpose 1000 12 6000000
counted_loop wavefront 1000 49 24008
counted_loop sparse_natural 256 - -
counted_loop sparse_scrambled 256 - -
counted_loop cg 256 - -

# quantile <column> <part>: of the turns in $scratch/turns.
quantile() {
  cut -d'|' -f"$1" "$scratch/turns" | sort -n |
    awk -v q="$2" '{ v[NR] = $1 } END { at = 1 + q * (NR - 1); i = int(at); printf "%.3f", v[i] + (at - i) * (v[i < NR ? i + 1 : i] - v[i]) }'
}
timed_loop() { # <ranks> <pattern> <size> [bound on one rank]
  : >"$scratch/turns"
  for first in $firsts; do
    "$run_ranks" "$mpi" "$1" 600 "$loops" time "$2" "$3" $turns "$first" >>"$scratch/turns" ||
      { failed "$2 was not timed on $1 ranks"; return; }
  done
  ratio=$(quantile 2 0.5) low=$(quantile 3 0.25) high=$(quantile 3 0.75)
  limit=$(awk -v l="$low" -v h="$high" -v n="$(wc -l <"$scratch/turns")" -v r="$1" -v b="${4:-1.02}" \
    'BEGIN { printf "%.3f", (r == 1 ? b : 1) + 1.57 * (h - l) / sqrt(n) }')
  point "loops$1" "$2" "$ratio"
  row "$limit" "$ratio" \
    "$(printf '%-24s%12.3f%12.3f%24s' "$2 $3" "$(quantile 1 0.5)" "$ratio" "$(quantile 3 0.5) [$low, $high]")"
}
large=4000 long=50000000 middling=1024 some=1000
[ -z "$smoke" ] || large=60 long=1000 middling=32 some=32
echo
echo "Time of one pass on 2 ranks, medians of $launches launches of $turns turns; bound: 1 and the noise of the program by hand"
printf '%-24s%12s%12s%24s%9s\n' '' 'by hand, ms' 'loop/hand' 'hand/hand [quartiles]' bound
for pattern in stencil wavefront transpose; do
  timed_loop 2 $pattern $large
done
timed_loop 2 nstream $long
for pattern in sparse_natural sparse_scrambled cg; do
  timed_loop 2 $pattern $middling
done
echo
echo "Time of one pass on 1 rank, medians of $launches launches of $turns turns; bound: 1.02, of mpdata 1.05, and the noise of the serial loop"
printf '%-24s%12s%12s%24s%9s\n' '' 'serial, ms' 'loop/serial' 'serial/serial' bound
for pattern in stencil wavefront transpose; do
  timed_loop 1 $pattern $large
done
timed_loop 1 nstream $long
for pattern in sparse_natural cg; do
  timed_loop 1 $pattern $middling
done
for pattern in mpdata mpdata_limited; do # bound: 1.05
  timed_loop 1 $pattern $some 1.05
done

# instructions <version> <pattern> <size>: of one pass, as the difference of nine and one.
instructions() {
  for passes in 1 9; do
    "$valgrind" --tool=callgrind --callgrind-out-file=/dev/null "$loops" pass "$1" "$2" "$3" $passes \
      >"$scratch/loops.log" 2>&1 || return 1
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$scratch/loops.log"
  done | awk '{ n[NR] = $1 } END { if (NR < 2) exit 1; printf "%.0f", (n[2] - n[1]) / 8 }'
}
echo
echo "Instructions of one pass on 1 rank; bound: 1.02 times the serial loop's"
if [ -z "$valgrind" ]; then
  failed "no valgrind"
else
  printf '%-24s%12s%12s%9s%9s\n' '' serial loop ratio bound
  patterns='stencil wavefront transpose nstream sparse_natural cg'
  [ -z "$smoke" ] || patterns=cg
  for pattern in $patterns; do
    size=$some
    case $pattern in
      nstream) size=$((some * some)) ;;
      sparse_natural | cg) size=$([ -n "$smoke" ] && echo 32 || echo 256) ;;
    esac
    if reference=$(instructions serial $pattern $size) && loop=$(instructions annotated $pattern $size); then
      ratio=$(awk -v l="$loop" -v s="$reference" 'BEGIN { printf "%.3f", l / s }')
      row 1.02 "$ratio" "$(printf '%-24s%12s%12s%9s' "$pattern $size" "$reference" "$loop" "$ratio")"
    else
      failed "the instructions of $pattern were not counted"
    fi
  done
fi

# resident <ranks> <size>: the highest memory of a rank of heat2d, in kB.
resident() {
  NJMPI_BENCHMARK_MEMORY=yes LD_PRELOAD=$counter "$run_ranks" "$mpi" "$1" 120 "$build/benchmark-heat2d" "$2" 0.1 - \
    2>&1 >"$scratch/heat2d.out" | sed -n 's/^resident \([0-9]*\)$/\1/p' | sort -n | tail -n 1
}
size=4000
[ -z "$smoke" ] || size=400
echo
echo "Memory of a rank of heat2d, $size x $size, in kB above that of a plate of 3 x 3; bound of ranks times memory: 1.1"
printf '%-24s%12s%18s%9s\n' '' kB 'ranks * kB / kB(1)' bound
one=
for ranks in 1 2 4 8; do
  if before=$(resident $ranks 3) && all=$(resident $ranks $size) && [ -n "$before" ] && [ -n "$all" ]; then
    memory=$((all - before))
    one=${one:-$memory}
    share=$(awk -v m=$memory -v r=$ranks -v o=$one 'BEGIN { printf "%.2f", r * m / o }')
    row 1.10 "$share" "$(printf '%-24s%12d%18s' "$ranks ranks" $memory "$share")"
  else
    failed "the memory of heat2d was not measured on $ranks ranks"
  fi
done
