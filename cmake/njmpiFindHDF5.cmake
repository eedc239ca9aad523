# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Finds the HDF5 that was built for the configured MPI: NJMPI_HDF5_INCLUDE_DIR and NJMPI_HDF5_LIBRARY, and whether it
# is there in NJMPI_HDF5_FOUND. Debian has one for each MPI; elsewhere HDF5_ROOT or CMake's own search says which.

if(NOT "${NJMPI_HDF5_FOR}" STREQUAL "${NJMPI_MPI}")
  unset(NJMPI_HDF5_INCLUDE_DIR CACHE)
  unset(NJMPI_HDF5_LIBRARY CACHE)
endif()
set(NJMPI_HDF5_FOR ${NJMPI_MPI} CACHE INTERNAL "the MPI library for which HDF5 was looked for")
if(NOT HDF5_ROOT AND NJMPI_MPI MATCHES "^(mpich|openmpi)$")
  find_path(NJMPI_HDF5_INCLUDE_DIR hdf5.h PATHS /usr/include/hdf5/${NJMPI_MPI} NO_DEFAULT_PATH)
  find_library(NJMPI_HDF5_LIBRARY hdf5 PATHS /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/hdf5/${NJMPI_MPI} NO_DEFAULT_PATH)
else()
  find_package(HDF5 COMPONENTS C QUIET)
  find_path(NJMPI_HDF5_INCLUDE_DIR hdf5.h HINTS ${HDF5_C_INCLUDE_DIRS} NO_DEFAULT_PATH)
  foreach(library IN LISTS HDF5_C_LIBRARIES)
    if(NOT NJMPI_HDF5_LIBRARY AND library MATCHES "libhdf5[^/]*$")
      set(NJMPI_HDF5_LIBRARY ${library} CACHE FILEPATH "the library of HDF5")
    endif()
  endforeach()
endif()
mark_as_advanced(NJMPI_HDF5_INCLUDE_DIR NJMPI_HDF5_LIBRARY)

set(NJMPI_HDF5_FOUND FALSE)
if(NJMPI_HDF5_INCLUDE_DIR AND NJMPI_HDF5_LIBRARY)
  file(GLOB configurations ${NJMPI_HDF5_INCLUDE_DIR}/H5pubconf*.h)
  foreach(configuration IN LISTS configurations)
    file(STRINGS ${configuration} lines REGEX "define H5_HAVE_PARALLEL 1")
    if(lines)
      set(NJMPI_HDF5_FOUND TRUE)
    endif()
  endforeach()
endif()
