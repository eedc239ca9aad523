#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What is known of the annotated loops in facts/loops.cpp is facts/loops.txt. After a change that is meant to be seen
# here: njmpi-rewrite --check --print-loops loops.cpp -- <flags> >loops.txt
. "$NJMPI_TOOLS_DIR/lib.sh"
"$NJMPI_REWRITE" --check --print-loops "$source_dir/facts/loops.cpp" -- $flags >got.txt 2>errors.txt || {
  cat errors.txt
  fail "errors in the source"
}
same "$source_dir/facts/loops.txt" got.txt
