#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# --check reports and writes nothing: status 0 without errors, 1 with them. Errors stop every other form as well.
. "$NJMPI_TOOLS_DIR/lib.sh"
kernel_source >x.cpp
sed 's/send(x,/send(\&x[0],/' x.cpp >bad.cpp
cp bad.cpp original.cpp
quietly "$NJMPI_REWRITE" --check x.cpp -- $flags
expect_status 1 "$NJMPI_REWRITE" --check bad.cpp -- $flags
[ ! -s out.txt ] || fail "--check prints text"
[ "$(grep -c ': error: ' err.txt)" = 1 ] || { cat err.txt; fail "not one error"; }
contains err.txt "bad.cpp:4:22: error: '&x\[0\]' is a pointer without a count; pass 'x' itself \[njmpi-buffer\]"
for form in "-o y.cpp" "--output-dir out" "--in-place" "--diff" "" "--pretty"; do
  expect_status 1 "$NJMPI_REWRITE" $form bad.cpp -- $flags
  [ "$(grep -c ': error: ' err.txt)" = 1 ] || { cat err.txt; fail "not one error with '$form'"; }
  [ ! -s out.txt ] || fail "text in spite of an error with '$form'"
  [ ! -e y.cpp ] && [ ! -e out/bad.cpp ] || fail "a file in spite of an error with '$form'"
  same original.cpp bad.cpp
done
# One bad source of two: nothing is written.
expect_status 1 "$NJMPI_REWRITE" --output-dir out x.cpp bad.cpp -- $flags
[ ! -e out/x.cpp ] || fail "a file in spite of an error in another source"
# Errors are counted for each source, as clang does, and not again for the next one.
cp x.cpp good.cpp
expect_status 1 "$NJMPI_REWRITE" --check bad.cpp x.cpp good.cpp -- $flags
[ "$(grep -c '^1 error generated' err.txt)" = 1 ] || { cat err.txt; fail "errors are counted more than once"; }
# Rewritten text is not checked again as if it were the user's.
quietly "$NJMPI_REWRITE" -o y.cpp x.cpp -- $flags
quietly "$NJMPI_REWRITE" --check y.cpp -- $flags
# What would become of a loop is said here as well.
cat >loop.cpp <<'end'
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]] double total(const double* a, long n) {
  double sum = 0;
  [[njmpi::loop]] for (long i = 0; i < n; ++i) sum += a[i];
  return sum;
}
end
expect_status 0 "$NJMPI_REWRITE" --check --remarks loop.cpp -- $flags
contains err.txt "loop.cpp:4:12: remark: distributed in blocks of 'i'; reduction of 'sum' (sum); one allreduce \[njmpi-loop\]"
[ ! -s out.txt ] || fail "--check prints text"
# What Clang refuses by a warning that is an error is refused here, too; its other warnings are those of the compilation.
cat >narrowing.cpp <<'end'
#include <njmpi/njmpi.hpp>
[[njmpi::kernel]] int rounded(double from) { int unused, to{from}; return to; }
end
for form in --check "-o narrowing.out.cpp"; do
  expect_status 1 "$NJMPI_REWRITE" $form narrowing.cpp -- $flags -Wall
  contains err.txt "narrowing.cpp:2:61: error: type 'double' cannot be narrowed to 'int'"
  [ "$(grep -c ': warning: ' err.txt)" = 0 ] || { cat err.txt; fail "a warning of Clang with '$form'"; }
done
# An attribute that does not exist is named, wherever the parser reads one: in headers, from macros, behind `using`.
cat >misspelled.hpp <<'end'
[[njmpi::kernal]] inline int in_header() { return 1; }
#define AND_KERNEL , njmpi::kernell
#ifdef NEVER
[[njmpi::kernal]] int not_compiled();
#endif
end
cat >misspelled.cpp <<'end'
#include <njmpi/njmpi.hpp>
#include "misspelled.hpp"
[[nodiscard AND_KERNEL]] int macro() { return 2; }
[[using njmpi: kernel, loop_over(kernal)]] int listed(double* a) {
  [[njmpi::lop(trusted)]] for (int i = 0; i < 3; ++i) a[i] = 0;
  return a[0] > 0;
}
[[njmpi::kernal]] int wanted(); // NOLINT(njmpi-attribute)
[[others::kernal, gnu::noinline, njmpi::kernel]] int fine() { int a[2] = {}, i[1] = {}; return a[i[0]]; }
end
expect_status 0 "$NJMPI_REWRITE" --check misspelled.cpp -- $flags
contains err.txt "misspelled.hpp:1:10: warning: unknown attribute 'njmpi::kernal' is ignored; did you mean 'njmpi::kernel'? \[njmpi-attribute\]"
contains err.txt "misspelled.cpp:3:13: warning: unknown attribute 'njmpi::kernell' is ignored; did you mean 'njmpi::kernel'? \[njmpi-attribute\]"
contains err.txt "misspelled.cpp:4:24: warning: unknown attribute 'njmpi::loop_over' is ignored \[njmpi-attribute\]"
contains err.txt "misspelled.cpp:5:12: warning: unknown attribute 'njmpi::lop' is ignored; did you mean 'njmpi::loop'? \[njmpi-attribute\]"
[ "$(grep -c ': warning: ' err.txt)" = 4 ] || { cat err.txt; fail "not four warnings"; }
expect_status 0 "$NJMPI_REWRITE" misspelled.cpp -- $flags
[ "$(grep -c ': warning: ' err.txt)" = 4 ] || { cat err.txt; fail "not four warnings where text is written"; }
# What #line says is what a diagnostic says.
{
  echo '#line 100 "generator.in"'
  cat bad.cpp
} >numbered.cpp
expect_status 1 "$NJMPI_REWRITE" --check numbered.cpp -- $flags
contains err.txt "^generator.in:103:22: error: '&x\[0\]' is a pointer without a count"
