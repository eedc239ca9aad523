# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What the plugin and the headers add to the compiler's processor time. Commands run in turn, so that what
# disturbs the machine disturbs both.

pairs=${NJMPI_BENCHMARK_PAIRS:-11}
many=$((3 * pairs))
levels='0 2' lengths='200 2000'
[ -z "$smoke" ] || pairs=1 many=1 levels=0 lengths=200
flags="-std=c++20 -Wno-unknown-attributes -Wno-attributes $(eval "printf '%s ' $includes") -c -o $scratch/object.o"

# compared <text> <bound> <pairs> <command...> -- <other command...>
compared() {
  text=$1 limit=$2
  shift 2
  measured=$("$build/benchmark-alternate" "$@") || { failed "$text: not measured"; return; }
  echo "$measured" >"$scratch/measured"
  IFS='|' read -r count first other low middle high <"$scratch/measured"
  row "$limit" "$(printf %.2f "$middle")" \
    "$(printf '%-44s%6d%9.1f%9.1f%8.2f  [%s, %s]' "$text" "$count" "$first" "$other" "$middle" "$low" "$high")"
}

echo "The compiler's processor time in ms (medians), and the median ratio of pairs with its quartiles"
printf '%-44s%6s%9s%9s%8s%25s\n' '' pairs without with ratio bound
for level in $levels; do
  limit=1.8
  [ $level = 0 ] || limit=1.5
  compared "plugin, a file with kernels, -O$level" $limit "$pairs" \
    "$clang" -O$level $flags "$here/compile/kernels.cpp" -- \
    "$clang" -O$level $flags "-fplugin=$plugin" "$here/compile/kernels.cpp"
done
for file in without_kernels ordinary; do
  for level in $levels; do
    compared "plugin, $(echo $file | tr _ ' ').cpp, -O$level" 1.02 "$many" \
      "$clang" -O$level $flags "$here/compile/$file.cpp" -- \
      "$clang" -O$level $flags "-fplugin=$plugin" "$here/compile/$file.cpp"
  done
done
for compiler in "$clang" "$gcc"; do
  compared "njmpi.hpp over mpi.h, vector, span, $(basename "$compiler")" 1.5 "$pairs" \
    "$compiler" -O0 $flags "$here/compile/include_standard.cpp" -- \
    "$compiler" -O0 $flags "$here/compile/include_njmpi.cpp"
done

# Of a long kernel: what the plugin does, beside all else that the compiler does. clang's own trace has both.
echo
echo "The plugin's own time in a compilation, in ms (medians)"
printf '%-44s%6s%9s%9s%8s\n' '' runs compiler plugin ratio
for lines in $lengths; do
  awk -v lines=$lines -f "$here/compile/long_kernel.awk" >"$scratch/kernel.cpp"
  for level in $levels; do
    : >"$scratch/times"
    for run in $(seq "$pairs"); do
      "$clang" -O$level $flags "-fplugin=$plugin" "-ftime-trace=$scratch/trace.json" "$scratch/kernel.cpp" || break
      tr '}' '\n' <"$scratch/trace.json" |
        sed -n 's/.*"dur":\([0-9]*\),"name":"\(njmpi\|ExecuteCompiler\)".*/\2 \1/p' |
        awk '{ took[$1] += $2 } END { print (took["ExecuteCompiler"] - took["njmpi"]) / 1000, took["njmpi"] / 1000 }' >>"$scratch/times"
    done
    measured=$(awk '{ print $1, $2, $2 / $1 }' "$scratch/times" | sort -k3,3n |
      awk '{ line[NR] = $0 } END { if (NR) print line[int((NR + 1) / 2)] }')
    [ -n "$measured" ] || { failed "a kernel of $lines lines: not measured"; continue; }
    set -- $measured
    text=$(printf '%-44s%6d%9.1f%9.1f%8.3f' "a kernel of $lines lines, -O$level" "$pairs" "$1" "$2" "$3")
    if [ $lines = 200 ]; then
      row 0.10 "$3" "$text"
    else
      row '2000 ms' "$2" "$text"
    fi
  done
done
