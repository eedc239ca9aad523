# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# cmake -D tool=<njmpi-rewrite> -D source=<file> -D output=<directory> -D flags=<flag,...> -P collect_messages.cmake
#
# Lets njmpi-rewrite --check read a source full of errors, and writes what it says of each tag into
# <output>/<tag>.txt.
cmake_policy(VERSION 3.25)
string(REPLACE "," ";" flags "${flags}")
execute_process(COMMAND "${tool}" --check "${source}" -- ${flags} -ferror-limit=0
                RESULT_VARIABLE status OUTPUT_VARIABLE nothing ERROR_VARIABLE messages)
if(NOT status EQUAL 1)
  message(FATAL_ERROR "njmpi-rewrite --check ${source} ended with ${status} instead of 1:\n${messages}")
endif()

file(REMOVE_RECURSE "${output}")
file(MAKE_DIRECTORY "${output}")
set(tag "")
string(REGEX REPLACE "[0-9]+ (errors?|warnings? and [0-9]+ errors?) generated[^\n]*\n" "" rest "${messages}")
while(NOT rest STREQUAL "")
  string(FIND "${rest}" "\n" end)
  if(end EQUAL -1)
    set(rest "${rest}\n")
    continue()
  endif()
  math(EXPR end "${end} + 1")
  string(SUBSTRING "${rest}" 0 ${end} line)
  string(SUBSTRING "${rest}" ${end} -1 rest)
  if(line MATCHES ": (error|warning): ")
    if(NOT line MATCHES "\\[njmpi-([a-z-]+)\\]\n$")
      message(FATAL_ERROR "${source} has another error than the ones it shows: ${line}")
    endif()
    set(tag "${CMAKE_MATCH_1}")
  endif()
  if(tag)
    file(APPEND "${output}/${tag}.txt" "${line}")
  endif()
endwhile()
