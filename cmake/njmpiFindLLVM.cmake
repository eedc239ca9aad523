# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Finds the LLVM and Clang that the plugin is built for. Leaves NJMPI_BUILD_TOOLS ON or OFF.

if(NJMPI_BUILD_TOOLS)
  set(log_level ${CMAKE_MESSAGE_LOG_LEVEL})
  set(CMAKE_MESSAGE_LOG_LEVEL WARNING) # LLVM's package reports every optional library that it does without
  find_package(LLVM 19.1 CONFIG QUIET HINTS /usr/lib/llvm-19)
  if(LLVM_FOUND)
    find_package(Clang 19.1 CONFIG QUIET HINTS ${LLVM_INSTALL_PREFIX})
  endif()
  set(CMAKE_MESSAGE_LOG_LEVEL ${log_level})

  if(LLVM_FOUND AND Clang_FOUND)
    set(NJMPI_BUILD_TOOLS ON)
    find_program(NJMPI_CLANGXX NAMES clang++ clang++-19 PATHS ${LLVM_TOOLS_BINARY_DIR} NO_DEFAULT_PATH)
    message(STATUS "njmpi: tools for Clang ${LLVM_PACKAGE_VERSION} (${LLVM_TOOLS_BINARY_DIR})")
  else()
    set(hint "on Debian: apt-get install clang-19 libclang-19-dev llvm-19-dev; elsewhere set LLVM_DIR and Clang_DIR")
    if(NOT NJMPI_BUILD_TOOLS STREQUAL "AUTO")
      message(FATAL_ERROR "njmpi: NJMPI_BUILD_TOOLS is ON, but there is no LLVM and Clang 19 (${hint})")
    endif()
    message(NOTICE "njmpi: no LLVM and Clang 19, so no plugin and no njmpi-rewrite; plain builds only (${hint})")
    set(NJMPI_BUILD_TOOLS OFF)
  endif()
endif()
