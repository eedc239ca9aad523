# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# njmpi_add_ranks_test(<name> RANKS <n>... COMMAND <command>... [TIMEOUT <seconds>] [LABELS <label>...])
# registers the tests <name>-np<n>: the command on n ranks of the MPI that was configured.

set(NJMPI_RUN_RANKS ${CMAKE_CURRENT_LIST_DIR}/../tests/support/run-ranks)
cmake_path(NORMAL_PATH NJMPI_RUN_RANKS)

# Preloaded by run-ranks where MPICH on UCX would keep the processor while it waits.
add_library(njmpi-ucx-yield MODULE ${CMAKE_CURRENT_LIST_DIR}/../tests/support/ucx_yield.c)
target_link_libraries(njmpi-ucx-yield PRIVATE ${CMAKE_DL_LIBS})
set_target_properties(njmpi-ucx-yield PROPERTIES PREFIX "" OUTPUT_NAME ucx-yield SUFFIX .so
  LIBRARY_OUTPUT_DIRECTORY $<1:${PROJECT_BINARY_DIR}/lib>) # where run-ranks looks

function(njmpi_add_ranks_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "RANKS;COMMAND;LABELS")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 60)
  endif()
  foreach(ranks IN LISTS arg_RANKS)
    set(test ${name}-np${ranks})
    add_test(NAME ${test} COMMAND ${NJMPI_RUN_RANKS} ${NJMPI_MPI_KIND} ${ranks} ${arg_TIMEOUT} ${arg_COMMAND})
    set(processors ${ranks})
    if(processors GREATER 2)
      set(processors 2)
    endif()
    math(EXPR limit "${arg_TIMEOUT} + 15") # run-ranks ends the job first, and says so
    set_tests_properties(${test} PROPERTIES PROCESSORS ${processors} TIMEOUT ${limit} LABELS "${arg_LABELS}"
      ENVIRONMENT "NJMPI_MPIEXEC=${MPIEXEC_EXECUTABLE}")
  endforeach()
endfunction()
