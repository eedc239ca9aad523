# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Finds the MPI library, and makes sure that it is the one that was asked for. Used by the project
# and by the installed package, whose runtime library fits one MPI only.

# njmpi_mpi_kind(<variable>): mpich, openmpi or other, by the mpi.h that MPI::MPI_CXX uses.
function(njmpi_mpi_kind variable)
  set(kind other)
  get_target_property(directories MPI::MPI_CXX INTERFACE_INCLUDE_DIRECTORIES)
  # The last for projects whose compiler is an mpicxx: FindMPI then has nothing to add.
  foreach(directory IN LISTS directories MPI_CXX_INCLUDE_DIRS CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
    if(EXISTS ${directory}/mpi.h)
      file(STRINGS ${directory}/mpi.h lines REGEX "define (MPICH_VERSION|OMPI_MAJOR_VERSION)")
      if(lines MATCHES MPICH_VERSION)
        set(kind mpich)
      elseif(lines MATCHES OMPI_MAJOR_VERSION)
        set(kind openmpi)
      endif()
      break()
    endif()
  endforeach()
  set(${variable} ${kind} PARENT_SCOPE)
endfunction()

# njmpi_find_mpi(<kind or empty> <problem>): defines MPI::MPI_CXX and NJMPI_MPI_KIND, or explains in
# <problem> why not. A macro: FindMPI's variables are for the caller.
macro(njmpi_find_mpi wanted problem)
  set(${problem} "")
  # An earlier configuration of this build tree may have cached the other library.
  if(DEFINED CACHE{NJMPI_MPI_WANTED} AND NOT "$CACHE{NJMPI_MPI_WANTED}" STREQUAL "${wanted}")
    get_cmake_property(njmpi_cached CACHE_VARIABLES)
    list(FILTER njmpi_cached INCLUDE REGEX "^MPI(EXEC)?_")
    foreach(njmpi_variable IN LISTS njmpi_cached)
      unset(${njmpi_variable} CACHE)
    endforeach()
  endif()
  set(NJMPI_MPI_WANTED "${wanted}" CACHE INTERNAL "the MPI library this build tree was configured for")

  # Debian installs several side by side as mpicxx.mpich and mpicxx.openmpi.
  if("${wanted}" MATCHES "^(mpich|openmpi)?$" AND NOT DEFINED MPI_EXECUTABLE_SUFFIX AND NOT MPI_CXX_COMPILER
     AND NOT MPI_HOME AND NOT TARGET MPI::MPI_CXX)
    foreach(njmpi_kind IN ITEMS ${wanted} mpich openmpi)
      find_program(NJMPI_MPICXX mpicxx.${njmpi_kind} NO_CACHE)
      if(NJMPI_MPICXX)
        set(MPI_EXECUTABLE_SUFFIX .${njmpi_kind})
      endif()
      if(NJMPI_MPICXX OR NOT "${wanted}" STREQUAL "")
        break()
      endif()
    endforeach()
    unset(NJMPI_MPICXX)
  elseif(NOT "${wanted}" MATCHES "^(mpich|openmpi)?$")
    set(${problem} "njmpi: NJMPI_MPI is \"${wanted}\"; it can be mpich, openmpi or empty")
  endif()

  if(NOT ${problem})
    if(NOT DEFINED MPI_CXX_SKIP_MPICXX)
      set(MPI_CXX_SKIP_MPICXX TRUE) # the C++ bindings that MPI-3 removed
    endif()
    find_package(MPI COMPONENTS CXX QUIET)
    if(NOT TARGET MPI::MPI_CXX)
      set(${problem} "njmpi: no MPI library found${MPI_EXECUTABLE_SUFFIX}; on Debian: apt-get install libmpich-dev mpich")
    else()
      njmpi_mpi_kind(NJMPI_MPI_KIND)
      if(NOT "${wanted}" STREQUAL "" AND NOT NJMPI_MPI_KIND STREQUAL "${wanted}")
        string(CONCAT ${problem} "njmpi: ${wanted} is wanted, but CMake found another MPI library "
               "(${NJMPI_MPI_KIND}, ${MPI_CXX_COMPILER}); set MPI_CXX_COMPILER to the mpicxx of ${wanted}")
      endif()
    endif()
  endif()
endmacro()
