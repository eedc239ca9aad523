# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Writes the tables that were printed to performance.md, with plots by gnuplot beside it.

command -v gnuplot >/dev/null || { echo "benchmark: no page, there is no gnuplot" >&2; return 1; }
mkdir -p "$page/performance" || return 1
for part in instructions size latency loops scaling compile; do
  [ -s "$tables/$part.table" ] || { echo "benchmark: no page, $part was never measured here" >&2; return 1; }
done

# bars <plot> <title> <file> <names of the values...>: the values of each label beside each other, and a line at 1
bars() {
  plot=$1 title=$2 file=$page/performance/$3.svg
  shift 3
  awk -F'|' -v p="$plot" '$1 == p { gsub(/_/, " ", $2); printf "\"%s\"", $2; for (i = 3; i <= NF; ++i) printf " %s", $i; print "" }' \
    "$tables"/*.points >"$scratch/$plot.data"
  [ -s "$scratch/$plot.data" ] || return 1
  {
    echo "set terminal svg size 760,360 font 'sans-serif,12' background '#ffffff'"
    echo "set output '$file'"
    echo "set title '$title'"
    echo "set style data histogram; set style histogram clustered gap 1; set style fill solid 0.9"
    echo "set yrange [0:*]; set grid y; set xtics rotate by -35 nomirror; set key top right; set border 3"
    printf 'plot '
    column=2
    for name in "$@"; do
      colour=$([ $column = 2 ] && [ $# -gt 1 ] && echo '#c46a2b' || echo '#3b6ea5')
      printf "'%s' using %d:xtic(1) title '%s' linecolor rgb '%s', " "$scratch/$plot.data" $column "$name" "$colour"
      column=$((column + 1))
    done
    echo "1 title '' with lines linecolor 'black' dashtype 2"
  } | gnuplot || return 1
}

# scaling <title> <file>: speed against ranks, of both patterns
curves() {
  for plot in scaling_mpdata scaling_mpdata_limited; do
    awk -F'|' -v p=$plot '$1 == p { print $2, $3, $4 }' "$tables"/*.points >"$scratch/$plot.data"
    [ -s "$scratch/$plot.data" ] || return 1
  done
  gnuplot <<END
set terminal svg size 560,420 font 'sans-serif,12' background '#ffffff'
set output '$page/performance/$2.svg'
set title '$1'
set xlabel 'ranks'; set ylabel 'times as fast as one rank'
set xtics 1; set xrange [1:*]; set yrange [0:*]; set grid; set key bottom right; set border 3
plot x title 'ideal' with lines linecolor 'black' dashtype 2, \
  '$scratch/scaling_mpdata.data' using 1:2 title 'mpdata, one grid' with linespoints pointtype 7 linecolor rgb '#3b6ea5', \
  '' using 1:3 title 'mpdata, grid grows' with linespoints pointtype 6 dashtype 3 linecolor rgb '#3b6ea5', \
  '$scratch/scaling_mpdata_limited.data' using 1:2 title 'all options, one grid' with linespoints pointtype 5 linecolor rgb '#c46a2b', \
  '' using 1:3 title 'all options, grid grows' with linespoints pointtype 4 dashtype 3 linecolor rgb '#c46a2b'
END
}

# tables <section>: as they were printed
tables() {
  echo '```text'
  sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' "$tables/$1.table"
  echo '```'
  echo
}
picture() { printf '![%s](performance/%s.svg)\n\n' "$1" "$2"; }
first_line() { "$@" 2>/dev/null | head -n 1; }

{
  cat <<END
# Performance

<!-- written by cmake --build <build directory> --target benchmark -->

Each promise about speed has a bound, and each table says whether it was kept in this run. To repeat it, on a machine that does nothing else:

\`\`\`sh
cmake --preset release
cmake --build build/release --target benchmark    # half an hour, and this page is written anew
tests/benchmark/benchmark build/release/tests/benchmark/settings.sh --page docs loops scaling    # of these sections only
\`\`\`

| | |
| --- | --- |
| processor | $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo) |
| system | $(. /etc/os-release 2>/dev/null && echo "$PRETTY_NAME"), Linux $(uname -r) |
| MPI | $("$run_ranks" "$mpi" 1 30 "$build/benchmark-loops" version | tr '\t' ' ') |
| clang | $(first_line "$clang" --version) |
| g++ | $(first_line "$gcc" --version) |
| processes that wanted a processor before each section | $(for s in instructions size latency loops scaling compile; do echo "$s $(cut -d' ' -f1 "$tables/$s.load")"; done | sed ':a;N;$!ba;s/\n/, /g') |

## Calls

A call in a kernel beside the call of MPI written by hand in C: instructions, and the functions that are called without optimisation.

END
  tables instructions
  echo "The time of a call, where nothing is rewritten (plain), and in rewritten kernels:"
  echo
  bars calls 'Time of calls over that of C, 2 ranks' calls plain rewritten && picture 'time of calls' calls
  tables latency
  tables size
  cat <<END
## Loops

Annotated loops beside programs written by hand with MPI, on 2 ranks, and beside serial loops on ordinary arrays, on one rank. \`mpdata\` is the sample
\`mpdata2d\`, \`mpdata_limited\` the same with three iterations, \`--fct\` and \`--tot\`.

END
  bars loops2 'Time of annotated loops over that of MPI by hand, 2 ranks' loops2 'loop / by hand' && picture 'loops on 2 ranks' loops2
  bars loops1 'Time of annotated loops over that of serial loops, 1 rank' loops1 'loop / serial' && picture 'loops on 1 rank' loops1
  tables loops
  echo "## Scaling"
  echo
  curves 'mpdata2d, 1000 x 1000 cells, and as many for each rank' scaling && picture 'scaling of mpdata2d' scaling
  tables scaling
  if [ -r "$simulated" ]; then
    cat <<END
### On a simulated cluster

What \`scripts/simulate\` says of ranks that this machine does not have: the messages are those that a real run sends, their time is that of a simulated cluster.

END
    echo '```text'
    cat "$simulated"
    echo '```'
    echo
  fi
  echo "## Compilation"
  echo
  tables compile
} >"$scratch/performance.md" || return 1
# What a section left out is left out by all of them.
for file in calls loops1 loops2 scaling; do
  [ -s "$page/performance/$file.svg" ] || { echo "benchmark: no plot of $file" >&2; return 1; }
done
cp "$scratch/performance.md" "$page/performance.md" && echo "written to $page/performance.md"
