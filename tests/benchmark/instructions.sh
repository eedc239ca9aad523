# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Instructions per call at -O2, and the functions that kernels call at -O0. Callgrind writes one dump per
# call; the median is taken, which repeats exactly.

# counted <build> <level>: the file of dumps of a program, made once.
counted() {
  dumps=$scratch/$1-$2
  [ -s "$dumps" ] || {
    # MPICH's hardware survey cannot run under valgrind and says so.
    "$valgrind" --tool=callgrind --collect-atstart=no --combine-dumps=yes --callgrind-out-file="$dumps" \
      "$build/benchmark-instructions-$1-$2" ${smoke:+1} >"$dumps.log" 2>&1 || {
      failed "the instructions of $1 -$2 were not counted:"
      tail -n 5 "$dumps.log" >&2
      return 1
    }
  }
}

echo "Instructions per call at -O2, and njmpi over C"
if [ -z "$valgrind" ]; then
  failed "no valgrind"
elif counted plugin O2 && counted rewrite O2; then
  printf '%-24s%-22s%8s%8s%8s%8s%8s%8s%9s\n' '' '' 'C' plugin ratio 'C' text ratio bound
  printf '%-24s%-22s%8s%8s%8s%8s%8s%8s\n' '' '' clang clang '' 'g++' 'g++' ''
  awk -f "$here/instructions.awk" "$scratch/plugin-O2" "$scratch/rewrite-O2" >"$scratch/ratios" ||
    failed "the dumps of callgrind were not understood"
  while IFS='|' read -r worst line; do
    row 1.00 "$worst" "$line"
  done <"$scratch/ratios"
fi
echo
echo "Functions called by kernels at -O0, those of the C++ library aside: MPI's, and njmpi's for handles"
if [ -n "$valgrind" ] && counted plugin O0 && counted rewrite O0; then
  for dumps in plugin-O0 rewrite-O0; do
    echo "${dumps%-O0}:"
    awk -f "$here/calls.awk" "$scratch/$dumps" >"$scratch/calls" || failed "the dumps of callgrind were not understood"
    while IFS='|' read -r others line; do
      row 0 "$others" "$line"
    done <"$scratch/calls"
  done
fi
