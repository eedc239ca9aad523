# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# sample_can_record(<target>): what ../common/recorder.hpp needs for snapshots and for pictures, where it is here.
find_path(SAMPLE_CAIRO_INCLUDE_DIR cairo.h PATH_SUFFIXES cairo)
find_library(SAMPLE_CAIRO_LIBRARY cairo)
mark_as_advanced(SAMPLE_CAIRO_INCLUDE_DIR SAMPLE_CAIRO_LIBRARY)

function(sample_can_record target)
  # Fused multiplications round differently, and compilers differ in where they put them.
  target_compile_options(${target} PRIVATE -ffp-contract=off)
  if(TARGET njmpi::hdf5)
    target_compile_definitions(${target} PRIVATE SAMPLE_HDF5)
    target_link_libraries(${target} PRIVATE njmpi::hdf5)
  else()
    message(STATUS "${target}: no --hdf5, this njmpi has no njmpi::hdf5")
  endif()
  if(SAMPLE_CAIRO_INCLUDE_DIR AND SAMPLE_CAIRO_LIBRARY)
    target_compile_definitions(${target} PRIVATE SAMPLE_CAIRO)
    target_include_directories(${target} SYSTEM PRIVATE ${SAMPLE_CAIRO_INCLUDE_DIR})
    target_link_libraries(${target} PRIVATE ${SAMPLE_CAIRO_LIBRARY})
  else()
    message(STATUS "${target}: no --png, there is no cairo")
  endif()
endfunction()
