# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# failure(<case> <ranks> <texts of the line>...)
function(failure case ranks)
  foreach(build IN LISTS NJMPI_TEST_AVAILABLE)
    set(test run.failures.${case}.${build}.${ranks})
    add_test(NAME ${test}
             COMMAND ${NJMPI_TEST_SUPPORT}/expect-launch nonzero ${ARGN} --
                     ${NJMPI_TEST_SUPPORT}/run-ranks ${NJMPI_MPI} ${ranks} 30 $<TARGET_FILE:test-failures-${build}> ${case})
    set_tests_properties(${test} PROPERTIES TIMEOUT 60 PROCESSORS ${ranks} LABELS "${build};${NJMPI_MPI}")
  endforeach()
endfunction()

failure(truncated 2 "njmpi::recv(two, 0, 5)" "rank 1" "truncated")
failure(bad_rank 3 "njmpi::send(x, njmpi::size() + beyond, 1)" "rank 2" "invalid rank")
failure(bad_tag 2 "njmpi::send(x, 0, tag)" "rank 0" "invalid tag")
failure(bad_root 2 "njmpi::bcast(x, njmpi::size() + beyond)" "rank 0" "invalid root")
failure(bad_size 2 "njmpi::allreduce(x, y)" "rank 0")
failure(not_started 2 "njmpi::isend(x, njmpi::size() + beyond, 1)" "rank 0" "invalid rank")
failure(several_lines 2 "njmpi::send(x," "rank 0" "invalid rank")
failure(in_a_template 2 "njmpi::send(x, njmpi::size() + beyond, 1)" "rank 0" "invalid rank")
failure(outside_a_kernel 2 "njmpi::send(x, njmpi::size() + beyond, 1)" "rank 0" "invalid rank")
failure(destroyed_request 2 "njmpi::irecv(x, 0, 77)" "rank 0")
failure(overwritten_request 2 "njmpi::irecv(x, 0, 77)" "rank 0")
failure(after_finalize 2 "njmpi::allreduce(x, y)")
failure(uncaught 2 "njmpi::send(x, njmpi::size() + beyond, 1)" "invalid rank")
failure(aborted 2)
failure(aborted_after_finalize 2)
failure(field_extents 2 "extent 1 of the field is negative: -4" "rank 0")
failure(field_read 2 "u.at(7)" "rank 1" "there is no element (7) in a field of extents (7)")
failure(field_subscript 2 "njmpi::field: u(100, 2): rank 1: MPI_ERR_ARG: element (100, 2) is not on this rank, which has")
failure(field_subscript_after_finalize 2
        "njmpi::field: u(100, 2): rank 1: MPI_ERR_ARG: element (100, 2) is not on this rank, which has")
failure(fields_of_two_kinds 1 "njmpi: both rewritten and plain objects of this program use njmpi::field")
