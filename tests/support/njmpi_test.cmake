# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# njmpi_test(<name> SOURCES <file>... [RANKS <n>...] [BUILDS <build>...] [TIMEOUT <seconds>]
#            [DEPENDS <target>...] [CHECKS <level>] [NO_CATCH] [EARLY])
#
# compiles the sources once per build and registers run.<name>.<build>.<ranks>, labelled by build and MPI.
# NO_CATCH leaves out the shared main and registers nothing: the caller adds its tests with
# njmpi_add_launch(<test> <target> <ranks> [arguments]). EARLY lets the plugin and njmpi-rewrite use the precompiled
# header, too; without it, they see each header as users do. Sources given relative are this directory's.

set(NJMPI_TEST_BUILDS plain-gcc plain-clang plugin rewrite CACHE STRING "builds in which the tests are compiled")
set(NJMPI_TEST_RANKS 1 2 3 4 CACHE STRING "numbers of ranks on which the tests are run")
set(NJMPI_TEST_TIMEOUT 120 CACHE STRING "seconds after which a launch is killed")
set(NJMPI_TEST_FLAGS -std=c++20 -O0 -ffp-contract=off -Wall -Wextra -Werror -Wno-deprecated-declarations
    CACHE STRING "flags of every test source")

if(NJMPI_COVERAGE)
  list(APPEND NJMPI_TEST_FLAGS --coverage)
endif()

find_program(NJMPI_TEST_CLANG NAMES clang++-19)
find_program(NJMPI_TEST_GCC NAMES g++-12 g++)
find_program(NJMPI_TEST_CCACHE NAMES ccache)
find_package(Catch2 QUIET)
find_package(Threads REQUIRED)

# What this configuration can build; the rest is said once.
set(NJMPI_TEST_AVAILABLE "")
foreach(build IN LISTS NJMPI_TEST_BUILDS)
  set(missing "")
  if(build MATCHES "gcc|rewrite" AND NOT NJMPI_TEST_GCC)
    set(missing "g++")
  elseif(build MATCHES "clang|plugin" AND NOT NJMPI_TEST_CLANG)
    set(missing "clang++-19")
  elseif(build STREQUAL plugin AND NOT TARGET njmpi-plugin)
    set(missing "target njmpi-plugin")
  elseif(build STREQUAL rewrite AND NOT TARGET njmpi-rewrite)
    set(missing "target njmpi-rewrite")
  endif()
  if(missing)
    message(STATUS "tests: build ${build} is left out, no ${missing}")
  else()
    list(APPEND NJMPI_TEST_AVAILABLE ${build})
  endif()
endforeach()

# The include directories of the runtime, and of MPI: a system's, as CMake passes those of an imported target, since
# g++ warns of Open MPI's own bindings.
set(mpi_directories "$<TARGET_PROPERTY:MPI::MPI_CXX,INTERFACE_INCLUDE_DIRECTORIES>")
set(NJMPI_TEST_INCLUDES -I${NJMPI_TEST_SUPPORT} -I${PROJECT_SOURCE_DIR}/include
  "$<$<BOOL:${mpi_directories}>:-isystem$<JOIN:${mpi_directories},$<SEMICOLON>-isystem>>")
find_package(Eigen3 QUIET NO_MODULE)
if(TARGET Eigen3::Eigen)
  get_target_property(NJMPI_TEST_EIGEN_INCLUDE Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
  list(APPEND NJMPI_TEST_INCLUDES -isystem${NJMPI_TEST_EIGEN_INCLUDE} -DNJMPI_TEST_EIGEN)
endif()

# The precompiled header of a compiler, g++ or clang.
set(NJMPI_TEST_EARLY ${CMAKE_BINARY_DIR}/tests/early)
file(MAKE_DIRECTORY ${NJMPI_TEST_EARLY}/gcc ${NJMPI_TEST_EARLY}/clang)
foreach(kind gcc clang)
  if(NOT TARGET njmpi-test-early-${kind})
    set(early_gcc ${NJMPI_TEST_EARLY}/gcc/early.hpp.gch)
    set(early_clang ${NJMPI_TEST_EARLY}/clang/early.pch)
    string(TOUPPER ${kind} compiler)
    if(NJMPI_TEST_${compiler})
      add_custom_command(
        OUTPUT ${early_${kind}}
        COMMAND ${NJMPI_TEST_${compiler}} ${NJMPI_TEST_FLAGS} ${NJMPI_TEST_INCLUDES} -MD -MF early.d -MT ${early_${kind}}
                -x c++-header ${NJMPI_TEST_SUPPORT}/early.hpp -o ${early_${kind}}
        DEPENDS ${NJMPI_TEST_SUPPORT}/early.hpp
        DEPFILE ${NJMPI_TEST_EARLY}/${kind}/early.d
        WORKING_DIRECTORY ${NJMPI_TEST_EARLY}/${kind}
        COMMENT "precompiling a header of the tests, ${kind}"
        COMMAND_EXPAND_LISTS VERBATIM)
      add_custom_target(njmpi-test-early-${kind} DEPENDS ${early_${kind}})
    endif()
  endif()
endforeach()
set(NJMPI_TEST_USE_gcc -Winvalid-pch -include ${NJMPI_TEST_EARLY}/gcc/early.hpp)
set(NJMPI_TEST_USE_clang -include-pch ${NJMPI_TEST_EARLY}/clang/early.pch)

# njmpi_compile(<object variable> <source> <build> <prefix> [extra dependencies])
function(njmpi_compile result source build prefix)
  get_filename_component(stem ${source} NAME_WE)
  set(stem ${prefix}/${stem})
  set(object ${CMAKE_CURRENT_BINARY_DIR}/${stem}.o)
  get_filename_component(directory ${object} DIRECTORY)
  file(MAKE_DIRECTORY ${directory})
  get_filename_component(source_directory ${source} DIRECTORY)
  set(flags ${NJMPI_TEST_FLAGS} -I${source_directory} ${NJMPI_TEST_INCLUDES})
  set(compiler ${NJMPI_TEST_CCACHE})
  set(depends ${source} ${ARGN} njmpi)
  set(text ${source})
  set(checks ${test_CHECKS})
  set(kind "")
  if(checks STREQUAL collective)
    list(APPEND flags -DNJMPI_CHECKS_COLLECTIVE=1)
  endif()
  if(build STREQUAL plain-gcc)
    list(APPEND compiler ${NJMPI_TEST_GCC} -Wno-attributes)
    set(kind gcc)
  elseif(build STREQUAL plain-clang)
    # An attribute of a lambda itself is C++23 to clang.
    list(APPEND compiler ${NJMPI_TEST_CLANG} -Wno-unknown-attributes -Wno-c++23-extensions)
    set(kind clang)
  elseif(build STREQUAL plugin)
    # ccache does not look into the plugin's file by itself.
    set(compiler ${CMAKE_COMMAND} -E env CCACHE_EXTRAFILES=$<TARGET_FILE:njmpi-plugin> ${compiler} ${NJMPI_TEST_CLANG}
                 -fplugin=$<TARGET_FILE:njmpi-plugin>)
    if(checks)
      list(APPEND compiler -fplugin-arg-njmpi-checks=${checks})
    endif()
    list(APPEND depends njmpi-plugin $<TARGET_FILE:njmpi-plugin>)
    if(test_EARLY)
      set(kind clang)
    endif()
  elseif(build STREQUAL rewrite)
    set(text ${CMAKE_CURRENT_BINARY_DIR}/${stem}.rewritten.cpp)
    if(checks)
      set(checks --checks=${checks})
    endif()
    set(early "")
    if(test_EARLY AND NJMPI_TEST_CLANG)
      set(early ${NJMPI_TEST_USE_clang})
      list(APPEND depends njmpi-test-early-clang ${early_clang})
    endif()
    add_custom_command(
      OUTPUT ${text}
      COMMAND $<TARGET_FILE:njmpi-rewrite> ${checks} -o ${text} --depfile ${stem}.rewritten.d ${source} -- ${early} ${flags}
      DEPENDS ${depends} njmpi-rewrite $<TARGET_FILE:njmpi-rewrite>
      DEPFILE ${CMAKE_CURRENT_BINARY_DIR}/${stem}.rewritten.d
      WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}
      COMMENT "rewriting ${stem}"
      COMMAND_EXPAND_LISTS VERBATIM)
    list(APPEND compiler ${NJMPI_TEST_GCC} -Wno-attributes)
    list(APPEND depends ${text})
    set(kind gcc)
  endif()
  if(kind AND NJMPI_TEST_EARLY_HEADER)
    # ccache asks for these before it keeps what was compiled with one.
    set(compiler ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${compiler} ${NJMPI_TEST_USE_${kind}})
    list(APPEND depends njmpi-test-early-${kind} ${early_${kind}})
  endif()
  add_custom_command(
    OUTPUT ${object}
    COMMAND ${compiler} ${flags} -MD -MF ${stem}.d -MT ${object} -c ${text} -o ${object}
    DEPENDS ${depends}
    DEPFILE ${CMAKE_CURRENT_BINARY_DIR}/${stem}.d
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}
    COMMENT "compiling ${stem}"
    COMMAND_EXPAND_LISTS VERBATIM)
  set(${result} ${object} PARENT_SCOPE)
endfunction()

# The session's main, with Catch2's own runner where version 2 puts it, is the same for every build.
if(NOT TARGET njmpi-test-main)
  add_library(njmpi-test-main OBJECT ${NJMPI_TEST_SUPPORT}/main.cpp)
  target_link_libraries(njmpi-test-main PRIVATE njmpi)
  target_compile_features(njmpi-test-main PRIVATE cxx_std_20)
  target_compile_options(njmpi-test-main PRIVATE -O0 -g0) # Catch2 version 2 is one large header
endif()

# njmpi_add_launch(<test> <target> <ranks> [arguments])
function(njmpi_add_launch test target ranks)
  add_test(NAME ${test}
           COMMAND ${NJMPI_TEST_SUPPORT}/run-ranks ${NJMPI_MPI} ${ranks} ${NJMPI_TEST_TIMEOUT} $<TARGET_FILE:${target}> ${ARGN})
  math(EXPR limit "${NJMPI_TEST_TIMEOUT} + 30")
  set(processors ${ranks})
  if(processors GREATER 2) # ranks that wait give their processor up
    set(processors 2)
  endif()
  set_tests_properties(${test} PROPERTIES TIMEOUT ${limit} PROCESSORS ${processors})
endfunction()

function(njmpi_test name)
  cmake_parse_arguments(PARSE_ARGV 1 test "NO_CATCH;EARLY" "TIMEOUT;GROUP;CHECKS" "SOURCES;RANKS;BUILDS;DEPENDS")
  if(NOT test_RANKS)
    set(test_RANKS ${NJMPI_TEST_RANKS})
  endif()
  if(NOT test_BUILDS)
    set(test_BUILDS ${NJMPI_TEST_BUILDS})
  endif()
  if(NOT test_GROUP)
    set(test_GROUP run)
  endif()
  if(test_TIMEOUT)
    set(NJMPI_TEST_TIMEOUT ${test_TIMEOUT})
  endif()
  foreach(build IN LISTS test_BUILDS)
    if(NOT build IN_LIST NJMPI_TEST_AVAILABLE)
      continue()
    endif()
    set(objects "")
    if(test_NO_CATCH)
      set(NJMPI_TEST_EARLY_HEADER OFF)
    else()
      set(NJMPI_TEST_EARLY_HEADER ON)
    endif()
    foreach(source IN LISTS test_SOURCES)
      get_filename_component(source ${source} ABSOLUTE)
      njmpi_compile(object ${source} ${build} ${name}.${build} ${test_DEPENDS})
      list(APPEND objects ${object})
    endforeach()
    set(target test-${name}-${build})
    add_executable(${target} ${objects})
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
    if(test_CHECKS STREQUAL collective)
      target_link_libraries(${target} PRIVATE njmpi-checks)
    endif()
    target_link_libraries(${target} PRIVATE njmpi Threads::Threads)
    if(test_NO_CATCH)
      continue()
    endif()
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:njmpi-test-main>)
    if(TARGET Catch2::Catch2)
      target_link_libraries(${target} PRIVATE Catch2::Catch2)
    endif()
    foreach(ranks IN LISTS test_RANKS)
      njmpi_add_launch(${test_GROUP}.${name}.${build}.${ranks} ${target} ${ranks})
      set_tests_properties(${test_GROUP}.${name}.${build}.${ranks} PROPERTIES LABELS "${build};${NJMPI_MPI}")
    endforeach()
  endforeach()
endfunction()
