# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

list(JOIN checks_builds "|" available)

# What the ranks disagree on, and what is left, word for word: checks_text(<program> <ranks>)
function(checks_text program ranks)
  set(processors 2)
  if(program STREQUAL silent) # ranks that wait for one that sleeps
    set(processors 1)
  endif()
  foreach(build IN LISTS checks_builds)
    set(test run.checks.${program}.${build}.${ranks})
    add_test(NAME ${test}
             COMMAND ${NJMPI_TEST_SUPPORT}/expect-text ${CMAKE_CURRENT_SOURCE_DIR}/checks/${program}.txt ${program} --
                     ${NJMPI_TEST_SUPPORT}/run-ranks ${NJMPI_MPI} ${ranks} 60 $<TARGET_FILE:test-checks_${program}-${build}>)
    set_tests_properties(${test} PROPERTIES TIMEOUT 90 PROCESSORS ${processors} LABELS "${build};${NJMPI_MPI}")
  endforeach()
endfunction()
checks_text(mismatches 3)
checks_text(leaks 2)
foreach(ranks 1 2 3 4)
  checks_text(silent ${ranks})
endforeach()

# Ranks that never meet, in a job for each: checks_end(<case> <text of the line>). The builds have the same text.
function(checks_end case)
  set(builds plugin)
  if(case MATCHES "^(missing|started_before)$")
    set(builds plugin rewrite)
  endif()
  list(FILTER builds INCLUDE REGEX "^(${available})$")
  foreach(build IN LISTS builds)
    set(test run.checks.ends.${case}.${build}.3)
    add_test(NAME ${test}
             COMMAND ${NJMPI_TEST_SUPPORT}/expect-launch nonzero ${ARGN} --
                     ${NJMPI_TEST_SUPPORT}/run-ranks ${NJMPI_MPI} 3 30 $<TARGET_FILE:test-checks_ends-${build}> ${case})
    set_tests_properties(${test} PROPERTIES TIMEOUT 60 PROCESSORS 2 LABELS "${build};${NJMPI_MPI}")
  endforeach()
endfunction()
checks_end(another_operation ": njmpi::barrier(): rank 1: MPI_ERR_OTHER: rank 0 is in another operation of this communicator: njmpi::bcast(x, 0) at ")
checks_end(missing ": njmpi::barrier(): rank 0: MPI_ERR_OTHER: rank 1 has come to MPI_Finalize instead")
checks_end(missing_reduction ": njmpi::allreduce(x, y): rank 0: MPI_ERR_OTHER: rank 1 has come to MPI_Finalize instead")
checks_end(another_communicator ": njmpi::barrier(): rank 0: MPI_ERR_OTHER: it waits for rank 1, which waits in turn, in njmpi::barrier(other) at ")
checks_end(a_circle ": njmpi::barrier(first): rank 0: MPI_ERR_OTHER: it waits for rank 1, which waits in turn, in njmpi::barrier(second) at ")
checks_end(another_started ": njmpi::ibcast(x, 1): rank 1: MPI_ERR_OTHER: rank 0 is in another operation of this communicator: njmpi::iallreduce(x, y) at ")
checks_end(started_and_missing ": njmpi::ibarrier(): rank 0: MPI_ERR_OTHER: rank 1 has come to MPI_Finalize instead")
checks_end(started_before ": njmpi::iallreduce(x, y, njmpi::op::max): rank 1: MPI_ERR_OP: the operator is MPI_MAX, but MPI_MIN on rank 0: njmpi::iallreduce(x, y, njmpi::op::min) at ")
checks_end(started_on_another_communicator ": njmpi::ibarrier(): rank 0: MPI_ERR_OTHER: it waits for rank 1, which waits in turn, in njmpi::barrier(other) at ")
checks_end(all_receive ": njmpi::recv(y, before): rank 0: MPI_ERR_OTHER: it waits for rank 2, which waits in turn, in njmpi::recv(y, before) at ")
checks_end(a_message_and_a_barrier ": njmpi::barrier(): rank 0: MPI_ERR_OTHER: it waits for rank 1, which waits in turn, in njmpi::irecv(x, 0) at ")
checks_end(no_message ": njmpi::recv(x, 1): rank 0: MPI_ERR_OTHER: it waits for rank 1, which has come to MPI_Finalize")
