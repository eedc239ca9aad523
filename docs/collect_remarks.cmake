# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# cmake -D tool=<njmpi-rewrite> -D source=<file> -D output=<file> -D flags=<flag,...> -P collect_remarks.cmake
#
# Writes what njmpi-rewrite --remarks says of the loops of a source into a file.
cmake_policy(VERSION 3.25)
string(REPLACE "," ";" flags "${flags}")
execute_process(COMMAND "${tool}" --remarks "${source}" -- ${flags}
                RESULT_VARIABLE status OUTPUT_VARIABLE nothing ERROR_VARIABLE remarks)
if(NOT status EQUAL 0 OR NOT remarks MATCHES "\\[njmpi-loop\\]")
  message(FATAL_ERROR "njmpi-rewrite --remarks ${source} ended with ${status}, and said:\n${remarks}")
endif()
file(WRITE "${output}" "${remarks}")
