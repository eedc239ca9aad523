# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What is installed beside the runtime and the headers, and the package for find_package(njmpi): in the
# prefix, and in the build tree for -Dnjmpi_DIR=<build>.
include(CMakePackageConfigHelpers)

set(njmpi_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/njmpi)
if(NJMPI_BUILD_TOOLS)
  add_library(njmpi::plugin ALIAS njmpi-plugin)
  add_executable(njmpi::rewrite ALIAS njmpi-rewrite)
  set_target_properties(njmpi-rewrite PROPERTIES EXPORT_NAME rewrite)
  set_target_properties(njmpi-plugin PROPERTIES
    EXPORT_NAME plugin
    NJMPI_PLUGIN_FILE ${CMAKE_LIBRARY_OUTPUT_DIRECTORY}/njmpi.so
    NJMPI_CLANG_LIBRARY_DIR ${LLVM_LIBRARY_DIR}
    NJMPI_CLANG_VERSION ${LLVM_PACKAGE_VERSION})
  # Ninja lets objects wait for utility targets, but not for the file of a module.
  add_custom_target(njmpi-plugin-built DEPENDS njmpi-plugin)
  install(TARGETS njmpi-plugin njmpi-rewrite EXPORT njmpi-targets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
          RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

install(EXPORT njmpi-targets NAMESPACE njmpi:: FILE njmpiTargets.cmake DESTINATION ${njmpi_package_dir})
export(EXPORT njmpi-targets NAMESPACE njmpi:: FILE ${PROJECT_BINARY_DIR}/njmpiTargets.cmake)

set(njmpi_packaged_mpi "") # an MPI that CMake's variables chose is left to them
if(NJMPI_MPI_KIND MATCHES "^(mpich|openmpi)$")
  set(njmpi_packaged_mpi ${NJMPI_MPI_KIND})
endif()
configure_package_config_file(cmake/njmpiConfig.cmake.in njmpiConfig.cmake INSTALL_DESTINATION ${njmpi_package_dir}
                              NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(njmpiConfigVersion.cmake COMPATIBILITY SameMinorVersion)
set(njmpi_modules njmpiFindMPI.cmake njmpiKernels.cmake njmpiRewriteTarget.cmake njmpiRewrite.cmake)
foreach(module IN LISTS njmpi_modules)
  configure_file(cmake/${module} ${PROJECT_BINARY_DIR}/${module} COPYONLY)
  install(FILES cmake/${module} DESTINATION ${njmpi_package_dir})
endforeach()
install(FILES ${PROJECT_BINARY_DIR}/njmpiConfig.cmake ${PROJECT_BINARY_DIR}/njmpiConfigVersion.cmake
        DESTINATION ${njmpi_package_dir})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# njmpicxx: the same script twice, since headers lie elsewhere in the build tree.
if(NJMPI_BUILD_TOOLS)
  # Words for sh, each in single quotes.
  function(njmpi_shell_words variable prefix)
    set(words "")
    foreach(item IN LISTS ARGN)
      string(REPLACE "'" "'\\''" item "${prefix}${item}")
      string(APPEND words " '${item}'")
    endforeach()
    string(STRIP "${words}" words)
    set(${variable} "${words}" PARENT_SCOPE)
  endfunction()

  set(include_dirs ${MPI_CXX_INCLUDE_DIRS})
  list(REMOVE_ITEM include_dirs ${CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES})
  njmpi_shell_words(njmpi_mpi_include_flags -isystem ${include_dirs})
  njmpi_shell_words(njmpi_mpi_definition_flags -D ${MPI_CXX_COMPILE_DEFINITIONS})
  njmpi_shell_words(njmpi_mpi_options "" ${MPI_CXX_COMPILE_OPTIONS})
  separate_arguments(link_flags UNIX_COMMAND "${MPI_CXX_LINK_FLAGS}")
  foreach(library IN LISTS MPI_CXX_LIBRARIES)
    # As -l: a file's name would be taken for a source behind the user's -x c++.
    if(library MATCHES "^(.*)/lib([^/]+)[.]so$")
      list(APPEND link_flags -L${CMAKE_MATCH_1} -l${CMAKE_MATCH_2})
    else()
      list(APPEND link_flags ${library})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES link_flags)
  njmpi_shell_words(njmpi_mpi_link_flags "" ${link_flags})

  foreach(place IN ITEMS build install)
    if(place STREQUAL "build")
      set(njmpi_include_dir ${PROJECT_SOURCE_DIR}/include)
    else()
      file(RELATIVE_PATH njmpi_include_dir ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
      set(njmpi_include_dir "$here/${njmpi_include_dir}")
    endif()
    file(RELATIVE_PATH njmpi_library_dir ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
    configure_file(cmake/njmpicxx.in ${PROJECT_BINARY_DIR}/njmpicxx.${place}/njmpicxx @ONLY
                   FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  endforeach()
  file(COPY ${PROJECT_BINARY_DIR}/njmpicxx.build/njmpicxx DESTINATION ${CMAKE_RUNTIME_OUTPUT_DIRECTORY})
  install(PROGRAMS ${PROJECT_BINARY_DIR}/njmpicxx.install/njmpicxx TYPE BIN)
endif()
