#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Mistakes in the use of the tool: one line, status 2, no file half written.
. "$NJMPI_TOOLS_DIR/lib.sh"
kernel_source >x.cpp
cp x.cpp original.cpp
mistake() { # <what the line says> <arguments>...
  says=$1
  shift
  expect_status 2 "$NJMPI_REWRITE" "$@"
  [ ! -s out.txt ] || { cat out.txt; fail "text on standard output: $*"; }
  one_line err.txt "^njmpi-rewrite: error: .*$says"
  same original.cpp x.cpp
}
mistake "cannot read 'missing.cpp'" missing.cpp -- $flags
mistake "cannot read 'missing.cpp'" --output-dir out x.cpp missing.cpp -- $flags
[ ! -e out/x.cpp ] || fail "a file was written before the mistake was found"
mistake 'no source'
mistake "nknown" --no-such-option x.cpp -- $flags
mistake 'exclude' --in-place --diff x.cpp -- $flags
mistake 'exclude' -o y.cpp --output-dir out x.cpp -- $flags
mistake 'exclude' --check -o y.cpp x.cpp -- $flags
cp x.cpp z.cpp
mistake 'one source' -o y.cpp x.cpp z.cpp -- $flags
mistake 'one source is printed' x.cpp z.cpp -- $flags
mistake 'depfile' --depfile y.d x.cpp -- $flags
mistake "cannot read 'missing.rsp'" x.cpp -- $flags @missing.rsp
mistake "value" -o
mistake 'option .--checks. needs a value' --checks
mistake 'the value of --checks is none, local or collective' --checks=all x.cpp -- $flags
mistake 'the value of --checks is none, local or collective' --check --checks=Local x.cpp -- $flags

# Compile databases.
mistake "cannot read 'nowhere/compile_commands.json'" -p nowhere x.cpp
mkdir broken empty other
echo '[{' >broken/compile_commands.json
mistake "cannot read 'broken/compile_commands.json'" -p broken x.cpp
: >empty/compile_commands.json
mistake "empty/compile_commands.json" -p empty x.cpp
echo '{"a": 1}' >other/compile_commands.json
mistake "other/compile_commands.json" -p other x.cpp

# Outputs.
mistake "cannot write" -o no/such/directory/y.cpp x.cpp -- $flags
mkdir directory
mistake "cannot write 'no/such/y.d': its directory does not exist" -o y.cpp --depfile no/such/y.d x.cpp -- $flags
mistake "cannot write 'no/such/y.sarif': its directory does not exist" --check --sarif no/such/y.sarif x.cpp -- $flags
mistake "cannot write" -o directory x.cpp -- $flags
echo file >file
mistake "cannot write" --output-dir file x.cpp -- $flags
mistake "would be overwritten" -o x.cpp x.cpp -- $flags
mistake "would be overwritten" --output-dir . x.cpp -- $flags
if [ "$(id -u)" -ne 0 ]; then
  mkdir readonly
  chmod a-w readonly
  mistake "cannot write" --output-dir readonly x.cpp -- $flags
  mistake "cannot write" -o readonly/y.cpp x.cpp -- $flags
  chmod u+w readonly
fi
# A place where nobody can write, not even root; with it, the other file is not written either.
mistake "cannot write" --output-dir /proc/njmpi x.cpp -- $flags
mistake "cannot write" -o y.cpp --depfile /proc/y.d x.cpp -- $flags
[ ! -e y.cpp ] || fail "one file of two was written"
ls | grep -e '\.tmp$' && fail "temporary files are left"
# Standard output that is full.
if [ -e /dev/full ]; then
  "$NJMPI_REWRITE" x.cpp -- $flags >/dev/full 2>err.txt
  [ $? -eq 2 ] || fail "a full standard output is not noticed"
  one_line err.txt 'cannot write'
fi
# Two sources of one name for one directory.
mkdir sub
sed 's/exchange/other/' x.cpp >sub/x.cpp
mistake "both" --output-dir out x.cpp sub/x.cpp -- $flags
[ ! -e out/x.cpp ] || fail "one of two sources of one name was written"

expect_status 0 "$NJMPI_REWRITE" --help
contains out.txt 'output-dir'
contains out.txt '[-]-checks=<level>'
expect_status 0 "$NJMPI_REWRITE" --version
contains out.txt 'njmpi-rewrite [0-9]'

# Flags that are not understood: one line, whether the driver, the front end or the target does not know them.
mistake "x.cpp' is compiled with are not understood: unknown argument: '--no-such-flag'" x.cpp -- $flags --no-such-flag
mistake "not understood: invalid value 'c++99' in '-std=c++99'" x.cpp -- $flags -std=c++99
mistake "not understood: unknown target CPU 'z80'" -o y.cpp x.cpp -- $flags -march=z80
[ ! -e y.cpp ] || fail "text in spite of flags that are not understood"
# Those of another compiler are its own affair.
mkdir gcc
cat >gcc/compile_commands.json <<END
[{"directory": "$PWD", "file": "x.cpp", "command": "g++ $flags -fno-tree-slsr -mveclibabi=svml -c x.cpp"}]
END
expect_status 0 "$NJMPI_REWRITE" -p gcc x.cpp
[ ! -s err.txt ] || { cat err.txt; fail "messages about the flags of g++"; }

# Empty values, which an unset variable in a script makes.
for option in -o --output-dir -p --sarif --checks; do
  mistake "option '$option' needs a value" "$option" '' x.cpp -- $flags
done

# A file that is there and may not be written is not replaced by another; root's may always be written.
chmod a-w x.cpp
echo old >y.cpp
chmod a-w y.cpp
if [ "$(id -u)" -ne 0 ]; then
  mistake "cannot write '.*y.cpp': Permission denied" -o y.cpp x.cpp -- $flags
  mistake "cannot write '.*x.cpp': Permission denied" --in-place x.cpp -- $flags
  [ "$(cat y.cpp)" = old ] || fail "a file that is not to be written was replaced"
fi
