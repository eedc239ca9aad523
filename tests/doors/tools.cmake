# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# njmpi_tools_test(<name> [TOOLS plugin|rewrite|none...] [TIMEOUT <seconds>] COMMAND <command>...)
#
# registers a test of the compiler side: a script that finds the tools and flags in its environment (see lib.sh)
# and exits with 77, saying why, where it cannot run here. TOOLS names what it needs; the default is both.

include_guard(GLOBAL)

find_program(NJMPI_TEST_CLANG NAMES clang++-19)
find_program(NJMPI_TEST_GCC NAMES g++-12 g++)
find_program(NJMPI_TEST_CCACHE NAMES ccache)
find_program(NJMPI_TEST_FILECHECK NAMES FileCheck-19 FileCheck PATHS /usr/lib/llvm-19/bin)

# The headers of both MPIs, whichever the runtime is configured for: text must compile with either.
foreach(mpi mpich openmpi)
  find_program(NJMPI_TEST_WRAPPER_${mpi} NAMES mpicxx.${mpi})
  set(includes "")
  if(NJMPI_TEST_WRAPPER_${mpi})
    execute_process(COMMAND ${NJMPI_TEST_WRAPPER_${mpi}} -show OUTPUT_VARIABLE line ERROR_QUIET)
    string(REGEX MATCHALL " -I *[^ \n]+" words "${line}")
    string(REGEX REPLACE " -I *([^;]+);?" "-isystem\\1 " includes "${words}")
    string(STRIP "${includes}" includes)
  endif()
  set(NJMPI_TEST_MPI_${mpi} "${includes}" CACHE INTERNAL "flags that find the headers of ${mpi}")
endforeach()

function(njmpi_tools_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "TOOLS;COMMAND")
  if(NOT arg_TOOLS)
    set(arg_TOOLS plugin rewrite)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300) # a dozen compilations, on a machine that may have other work
  endif()
  list(JOIN arg_TOOLS " " needs)
  set(environment
    "NJMPI_CLANG=${NJMPI_TEST_CLANG}" "NJMPI_GCC=${NJMPI_TEST_GCC}" "NJMPI_CCACHE=${NJMPI_TEST_CCACHE}"
    "NJMPI_FILECHECK=${NJMPI_TEST_FILECHECK}" "NJMPI_INCLUDE=-I${PROJECT_SOURCE_DIR}/include"
    "NJMPI_MPI_mpich=${NJMPI_TEST_MPI_mpich}" "NJMPI_MPI_openmpi=${NJMPI_TEST_MPI_openmpi}" "NJMPI_MPI=${NJMPI_MPI}"
    "NJMPI_TOOLS_DIR=${CMAKE_CURRENT_FUNCTION_LIST_DIR}" "NJMPI_NEEDS=${needs}" "NJMPI_WORK=${CMAKE_CURRENT_BINARY_DIR}/${name}"
    "NJMPI_RUN_RANKS=${PROJECT_SOURCE_DIR}/tests/support/run-ranks" "CMAKE=${CMAKE_COMMAND}")
  if(TARGET njmpi)
    get_target_property(kind njmpi TYPE)
    if(NOT kind STREQUAL INTERFACE_LIBRARY)
      list(APPEND environment "NJMPI_LIBRARY=$<TARGET_FILE:njmpi>" "NJMPI_LIBRARY_DIR=$<TARGET_FILE_DIR:njmpi>")
    endif()
  endif()
  if(TARGET njmpi-plugin)
    list(APPEND environment "NJMPI_PLUGIN=$<TARGET_FILE:njmpi-plugin>")
  endif()
  if(TARGET njmpi-rewrite)
    list(APPEND environment "NJMPI_REWRITE=$<TARGET_FILE:njmpi-rewrite>")
  endif()
  add_test(NAME ${name} COMMAND ${arg_COMMAND})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "${environment}" SKIP_RETURN_CODE 77 TIMEOUT ${arg_TIMEOUT})
endfunction()
