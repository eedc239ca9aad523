#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# --sarif: valid SARIF 2.1.0 with rule, level, message, place, notes and fixes. Read by CMake, which parses JSON.
. "$NJMPI_TOOLS_DIR/lib.sh"
cat >x.cpp <<'END'
#include <njmpi/njmpi.hpp>
#include <vector>
struct opaque { int id; char *text; }; // "quotes" \ and ü in the file change nothing
[[njmpi::kernel]] void f(std::vector<int> &x, opaque &o) {
  njmpi::send(x.data(), 1);
  /* ü */ njmpi::send(o, 1);
}
END
expect_status 1 "$NJMPI_REWRITE" --check --sarif x.sarif x.cpp -- $flags
cat >read.cmake <<'END'
cmake_minimum_required(VERSION 3.25)
file(READ x.sarif json)
function(expect value)
  string(JSON got ERROR_VARIABLE problem GET "${json}" ${ARGN})
  if(problem OR NOT got STREQUAL value)
    message(FATAL_ERROR "${ARGN}: '${got}' instead of '${value}' ${problem}")
  endif()
endfunction()
function(expect_match pattern)
  string(JSON got ERROR_VARIABLE problem GET "${json}" ${ARGN})
  if(problem OR NOT got MATCHES "${pattern}")
    message(FATAL_ERROR "${ARGN}: '${got}' does not match '${pattern}' ${problem}")
  endif()
endfunction()
expect("2.1.0" version)
expect_match("sarif.*2.1.0" $schema)
expect("njmpi-rewrite" runs 0 tool driver name)
string(JSON results LENGTH "${json}" runs 0 results)
if(NOT results EQUAL COUNT)
  message(FATAL_ERROR "${results} results instead of ${COUNT}")
endif()
if(COUNT EQUAL 0)
  return()
endif()
expect("njmpi-buffer" runs 0 results 0 ruleId)
expect("error" runs 0 results 0 level)
expect("'x.data()' is a pointer without a count; pass 'x' itself" runs 0 results 0 message text)
set(place runs 0 results 0 locations 0 physicalLocation)
expect_match("x\\.cpp$" ${place} artifactLocation uri)
expect("5" ${place} region startLine)
expect("17" ${place} region startColumn)
set(fix runs 0 results 0 fixes 0 artifactChanges 0)
expect_match("x\\.cpp$" ${fix} artifactLocation uri)
expect("5" ${fix} replacements 0 deletedRegion startLine)
expect("15" ${fix} replacements 0 deletedRegion startColumn)
expect("23" ${fix} replacements 0 deletedRegion endColumn)
expect("x" ${fix} replacements 0 insertedContent text)
expect("njmpi-datatype" runs 0 results 1 ruleId)
expect("unicodeCodePoints" runs 0 columnKind)
expect("23" runs 0 results 1 locations 0 physicalLocation region startColumn)
set(note runs 0 results 1 relatedLocations 0)
expect("the field is declared here" ${note} message text)
expect("3" ${note} physicalLocation region startLine)
# Every rule that a result names is described once.
string(JSON rules LENGTH "${json}" runs 0 tool driver rules)
set(ids "")
math(EXPR last "${rules} - 1")
foreach(i RANGE ${last})
  string(JSON id GET "${json}" runs 0 tool driver rules ${i} id)
  list(APPEND ids ${id})
endforeach()
foreach(id njmpi-buffer njmpi-datatype)
  if(NOT id IN_LIST ids)
    message(FATAL_ERROR "rule ${id} is not described: ${ids}")
  endif()
endforeach()
END
"$CMAKE" -DCOUNT=2 -P read.cmake || { cat x.sarif; fail "x.sarif is not as expected"; }
# No findings: a report without results. It is written beside the text, in every form.
kernel_source >good.cpp
expect_status 0 "$NJMPI_REWRITE" --sarif x.sarif -o y.cpp good.cpp -- $flags
"$CMAKE" -DCOUNT=0 -P read.cmake || { cat x.sarif; fail "the report without findings is not as expected"; }
expect_status 2 "$NJMPI_REWRITE" --check --sarif no/such/place/x.sarif --output-dir o good.cpp -- $flags
# Clang's own errors are results, too.
echo 'int f() { return g(); }' >wrong.cpp
expect_status 1 "$NJMPI_REWRITE" --check --sarif x.sarif wrong.cpp -- $flags
contains x.sarif 'undeclared identifier'
