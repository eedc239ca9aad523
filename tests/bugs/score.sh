#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The tables count what they should: a checker that says what the marks say is perfect, one that says more has false
# alarms, one that says less has misses, and one that dies is noticed.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
NJMPI_CHECK_FLAGS=-I.
export NJMPI_CHECK_FLAGS
failures=0

# checker <awk>: a program that prints, for each file given, what the awk program makes of it.
checker() {
  cat >"$work/checker" <<END
#!/bin/sh
shift # --check
while [ "\$1" != -- ]; do
  awk '$1' "\$1"
  shift
done
END
  chmod +x "$work/checker"
}
# expect <status> <extended regular expression for the output> <kind>
expect() {
  "$here/run" "$work/checker" "$3" >"$work/out.txt" 2>&1
  status=$?
  if [ $status -ne "$1" ] || ! grep -qE "$2" "$work/out.txt"; then
    echo "FAILED: status $status instead of $1, or no '$2':"
    head -n 30 "$work/out.txt"
    failures=1
  fi
}
count() { cat "$here/$1"/* | grep -c "$2"; }

said='function say(line, tags) { sub(/.*[:,] /, "", tags); sub(/[|].*/, "", tags); print FILENAME ":" line ":3: error: text [" tags "]" }'
checker "$said /\/\/ bug: / { say(FNR, \$0) }"
expect 0 '^all +([0-9]+) +\1 +1\.000 ' kernels
expect 0 "^all +([0-9]+) +\\1 +1\\.000 +$(count mpi '// bug: ')/$(count mpi '// bug: ') .* 0 +1\\.000" mpi
# Another place that is marked as one is as good; twice the same is one.
checker "$said /\/\/ bug: / { held = FNR; text = \$0 } /\/\/ or: / { say(FNR, \$0); say(FNR, \$0); held = 0 } held && FNR > held { say(held, text); held = 0 }"
expect 0 '^all +([0-9]+) +\1 +1\.000 .* 0 +1\.000' mpi
# Another line of the program, with a tag of its class, finds the program and not the line.
checker '/\/\/ bug: invalid parameter, / { print FILENAME ":4:1: error: text [njmpi-argument]" }'
expect 1 '^invalid parameter +([0-9]+) +\1 +1\.000 +0/' mpi
expect 1 '^other line, invalid parameter: mpi/' mpi
# In a correct program anything is a false alarm, and so is a tag of another class in a faulty one.
checker 'FILENAME ~ /leak-dup-ok/ && FNR == 4 { print line = FILENAME ":4:1: warning: text [njmpi-unmatched]"; print line }'
expect 1 '^resource leak .* 1 +0\.000' mpi
expect 1 '^false alarm, resource leak: mpi/leak-dup-ok.c$' mpi
checker 'FILENAME ~ /leak-dup.c/ && FNR == 8 { print FILENAME ":8:1: error: text [njmpi-divergence]" }'
expect 1 '^false alarm, resource leak: mpi/leak-dup.c$' mpi
# A tag that the line does not have is an alarm, also in a faulty kernel.
checker '/\/\/ bug: / { print FILENAME ":" FNR ":1: error: text [njmpi-loop-form]" }'
expect 1 "^all +[0-9]+ +0 +0\\.000 .* $(count kernels '// bug: ') +0\\.000" kernels
# Errors of the compiler, and a checker that dies.
checker 'FNR == 2 { print FILENAME ":2:1: error: unknown type name" }'
expect 1 '^does not compile: kernels/' kernels
printf '#!/bin/sh\nkill -SEGV $$\n' >"$work/checker"
expect 1 '^the checker ended with 139 on kernels/' kernels
exit $failures
