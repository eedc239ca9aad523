# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# life(<case> <texts of the output>...)
function(life case)
  foreach(build IN LISTS NJMPI_TEST_AVAILABLE)
    set(test run.lifecycle.${case}.${build}.2)
    add_test(NAME ${test}
             COMMAND ${NJMPI_TEST_SUPPORT}/expect-launch zero lived ${ARGN} --
                     ${NJMPI_TEST_SUPPORT}/run-ranks ${NJMPI_MPI} 2 30 $<TARGET_FILE:test-lifecycle-${build}> ${case})
    set_tests_properties(${test} PROPERTIES TIMEOUT 60 PROCESSORS 2 LABELS "${build};${NJMPI_MPI}")
  endforeach()
endfunction()

foreach(case first_allreduce first_isend first_struct first_operator first_rank first_rank_of_a_communicator first_size_of_a_communicator first_wtime first_barrier first_field
             first_split first_in_a_template explicit_life calls_after_finalize fields_after_finalize initialised_twice
             failing_start adopted never)
  life(${case})
endforeach()
foreach(case outliving outliving_fields adopted_and_left adopted_and_ended explicit_then_ended left_by_exit)
  life(${case} outlived)
endforeach()
