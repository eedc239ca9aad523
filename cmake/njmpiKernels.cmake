# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# njmpi_add_kernels(<target> [MODE auto|plugin|rewrite|plain] [CHECKS none|local|collective])
#
# Builds the C++ sources of <target> with their [[njmpi::kernel]] functions rewritten, and links
# njmpi::njmpi. MODE is how:
#   plugin   by the plugin, inside the compiler; needs the clang that it was built for
#   rewrite  by njmpi-rewrite, into files that any C++20 compiler then compiles
#   plain    not at all: the headers implement every call
#   auto     plugin if the compiler can load it, else rewrite; the default, unless the variable
#            NJMPI_MODE says otherwise
# CHECKS is what calls check at run time:
#   none        in rewritten calls nothing but what MPI needs: that it is initialised, and counts that fit. Calls that
#               go through the headers, so all of a plain build, check as with local
#   local       sizes that cannot be right; the default, unless the variable NJMPI_CHECKS says otherwise
#   collective  that the ranks agree, too, in every mode; links njmpi::checks. All of a program is built alike
# Call it in the directory that defines the target. Sources may be added after the call, with MODE rewrite only there.
include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/njmpiRewriteTarget.cmake")
cmake_policy(VERSION 3.25) # whatever the project that includes this says

function(njmpi_add_kernels target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MODE;CHECKS" "")
  if(DEFINED arg_UNPARSED_ARGUMENTS OR DEFINED arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "njmpi_add_kernels: the form is njmpi_add_kernels(<target> [MODE auto|plugin|rewrite|plain] "
                        "[CHECKS none|local|collective])")
  elseif(NOT TARGET ${target})
    message(FATAL_ERROR "njmpi_add_kernels: there is no target \"${target}\"")
  endif()
  get_target_property(named ${target} ALIASED_TARGET)
  if(named)
    set(target ${named})
  endif()
  get_target_property(type ${target} TYPE)
  get_target_property(directory ${target} SOURCE_DIR)
  if(NOT type MATCHES "^(EXECUTABLE|(STATIC|SHARED|MODULE|OBJECT)_LIBRARY)$" OR NOT directory)
    message(FATAL_ERROR "njmpi_add_kernels: \"${target}\" has no sources of its own to compile")
  elseif(NOT directory STREQUAL CMAKE_CURRENT_SOURCE_DIR)
    message(FATAL_ERROR "njmpi_add_kernels: call it for \"${target}\" where the target is defined, in ${directory}")
  endif()
  get_target_property(before ${target} NJMPI_MODE)
  if(before)
    message(FATAL_ERROR "njmpi_add_kernels: called twice for \"${target}\"")
  endif()

  set(mode auto)
  if(DEFINED arg_MODE)
    set(mode "${arg_MODE}")
  elseif(NJMPI_MODE)
    set(mode "${NJMPI_MODE}")
  endif()
  if(mode STREQUAL "auto")
    _njmpi_why_not_plugin(reason)
    if(reason STREQUAL "")
      set(mode plugin)
    elseif(TARGET njmpi::rewrite)
      set(mode rewrite)
    else()
      message(NOTICE "njmpi_add_kernels: this njmpi was built without its tools, so \"${target}\" is a plain build")
      set(mode plain)
    endif()
  elseif(mode STREQUAL "plugin")
    _njmpi_why_not_plugin(reason)
    if(NOT reason STREQUAL "")
      message(FATAL_ERROR "njmpi_add_kernels: \"${target}\" cannot be built with MODE plugin: ${reason}")
    endif()
  elseif(mode STREQUAL "rewrite")
    if(NOT TARGET njmpi::rewrite)
      message(FATAL_ERROR "njmpi_add_kernels: MODE rewrite needs njmpi-rewrite, and this njmpi was built without its tools")
    endif()
  elseif(NOT mode STREQUAL "plain")
    message(FATAL_ERROR "njmpi_add_kernels: MODE is \"${mode}\"; it can be auto, plugin, rewrite or plain")
  endif()

  if(mode STREQUAL "rewrite" AND CMAKE_CURRENT_BINARY_DIR MATCHES "[#<>]")
    message(FATAL_ERROR "njmpi_add_kernels: MODE rewrite cannot generate files in ${CMAKE_CURRENT_BINARY_DIR}: "
                        "CMake allows no \"${CMAKE_MATCH_0}\" in their names")
  endif()

  set(checks local)
  if(DEFINED arg_CHECKS)
    set(checks "${arg_CHECKS}")
  elseif(NJMPI_CHECKS)
    set(checks "${NJMPI_CHECKS}")
  endif()
  if(NOT checks MATCHES "^(none|local|collective)$")
    message(FATAL_ERROR "njmpi_add_kernels: CHECKS is \"${checks}\"; it can be none, local or collective")
  endif()

  # Properties instead of target_link_libraries, whose two signatures a project may not mix.
  set_target_properties(${target} PROPERTIES NJMPI_MODE ${mode} NJMPI_CHECKS ${checks})
  set(libraries njmpi::njmpi)
  if(checks STREQUAL "collective")
    list(PREPEND libraries njmpi::checks)
    target_compile_definitions(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:NJMPI_CHECKS_COLLECTIVE=1>)
  endif()
  foreach(library IN LISTS libraries)
    set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES ${library})
    if(type MATCHES "STATIC|OBJECT")
      set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_LIBRARIES $<LINK_ONLY:${library}>)
    endif()
  endforeach()
  target_compile_features(${target} PRIVATE cxx_std_20)

  if(mode STREQUAL "plugin")
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fplugin=$<TARGET_FILE:njmpi::plugin>>)
    if(NOT checks STREQUAL "local")
      target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fplugin-arg-njmpi-checks=${checks}>)
    endif()
    if(TARGET njmpi-plugin-built)
      add_dependencies(${target} njmpi-plugin-built)
    endif()
  else()
    # In rewritten builds too: declarations keep their attributes.
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-attributes>
                           $<$<COMPILE_LANG_AND_ID:CXX,Clang,AppleClang,IntelLLVM>:-Wno-unknown-attributes>)
  endif()
  if(mode STREQUAL "rewrite")
    # A precompiled header comes before the first line of rewritten text, which says the same.
    target_compile_definitions(${target} PRIVATE
      $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:$<TARGET_PROPERTY:PRECOMPILE_HEADERS>$<TARGET_PROPERTY:PRECOMPILE_HEADERS_REUSE_FROM>>>:__NJMPI__=1>)
  endif()
  if(NOT mode STREQUAL "plain")
    cmake_language(EVAL CODE "cmake_language(DEFER CALL _njmpi_${mode}_sources [==[${target}]==])")
  endif()
  if(mode STREQUAL "rewrite")
    # Parent directories may still change the target and the properties of its sources.
    cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY [==[${CMAKE_SOURCE_DIR}]==]
                                             CALL _njmpi_finish_rewrite [==[${target}]==])")
  endif()
endfunction()

# Why the project's compiler cannot load the plugin; empty if it can.
function(_njmpi_why_not_plugin reason)
  set(${reason} "" PARENT_SCOPE)
  if(NOT TARGET njmpi::plugin)
    set(${reason} "this njmpi was built without its tools" PARENT_SCOPE)
    return()
  endif()
  get_target_property(built njmpi::plugin NJMPI_CLANG_VERSION)
  set(is "the compiler is ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}, the plugin was built for Clang ${built}")
  string(REGEX MATCH "^[0-9]+" major "${CMAKE_CXX_COMPILER_VERSION}")
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR NOT built MATCHES "^${major}[.]")
    set(${reason} "${is}" PARENT_SCOPE)
    return()
  endif()

  # With CXX="ccache clang++ -m64" all but the first word is here.
  separate_arguments(compiler UNIX_COMMAND "${CMAKE_CXX_COMPILER_ARG1}")
  list(PREPEND compiler "${CMAKE_CXX_COMPILER}")
  get_target_property(imported njmpi::plugin IMPORTED)
  if(NOT imported)
    # Nothing to load yet: the clang of the same installation will do.
    execute_process(COMMAND ${compiler} -print-resource-dir OUTPUT_VARIABLE directory ERROR_QUIET
                    OUTPUT_STRIP_TRAILING_WHITESPACE)
    get_target_property(library_dir njmpi::plugin NJMPI_CLANG_LIBRARY_DIR)
    file(REAL_PATH "${directory}" directory)
    file(REAL_PATH "${library_dir}" library_dir)
    cmake_path(IS_PREFIX library_dir "${directory}" same)
    if(NOT same)
      set(${reason} "${is}, in ${library_dir}" PARENT_SCOPE)
    endif()
    return()
  endif()

  _njmpi_plugin_file(plugin)
  file(TIMESTAMP "${plugin}" time)
  list(JOIN compiler " " name)
  set(key "${name} ${plugin} ${time}")
  if(NOT NJMPI_PLUGIN_LOADED STREQUAL key)
    execute_process(COMMAND ${compiler} -fplugin=${plugin} -fsyntax-only -x c++ /dev/null
                    RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE errors OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT status EQUAL 0)
      string(REGEX REPLACE "\n.*" "" errors "${errors}")
      set(${reason} "${name} does not load it: ${errors}" PARENT_SCOPE)
      return()
    endif()
    set(NJMPI_PLUGIN_LOADED "${key}" CACHE INTERNAL "the compiler and the plugin that it was seen to load")
  endif()
endfunction()

# The plugin's file, where it is known before the build.
function(_njmpi_plugin_file variable)
  set(file "")
  get_target_property(imported njmpi::plugin IMPORTED)
  if(imported)
    get_target_property(file njmpi::plugin LOCATION)
  elseif(NOT CMAKE_CONFIGURATION_TYPES)
    get_target_property(file njmpi::plugin NJMPI_PLUGIN_FILE)
  endif()
  set(${variable} "${file}" PARENT_SCOPE)
endfunction()

# Whether a source of the target is C++ to compile, and its absolute path.
function(_njmpi_classify target source is_cxx path)
  get_target_property(source_dir ${target} SOURCE_DIR)
  get_target_property(binary_dir ${target} BINARY_DIR)
  cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${source_dir} NORMALIZE OUTPUT_VARIABLE file)
  if(NOT EXISTS "${file}" AND NOT IS_ABSOLUTE "${source}")
    # As CMake looks for generated sources.
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${binary_dir} NORMALIZE OUTPUT_VARIABLE in_binary)
    get_source_file_property(generated "${in_binary}" TARGET_DIRECTORY ${target} GENERATED)
    if(generated)
      set(file "${in_binary}")
    endif()
  endif()
  get_source_file_property(language "${file}" TARGET_DIRECTORY ${target} LANGUAGE)
  get_source_file_property(header "${file}" TARGET_DIRECTORY ${target} HEADER_FILE_ONLY)
  get_source_file_property(object "${file}" TARGET_DIRECTORY ${target} EXTERNAL_OBJECT)
  get_directory_property(extensions DIRECTORY ${source_dir} DEFINITION CMAKE_CXX_SOURCE_FILE_EXTENSIONS)
  cmake_path(GET file EXTENSION LAST_ONLY extension)
  string(REGEX REPLACE "^[.]" "" extension "${extension}")
  if(NOT header AND NOT object AND (language STREQUAL "CXX" OR (NOT language AND extension IN_LIST extensions)))
    set(${is_cxx} TRUE PARENT_SCOPE)
  else()
    set(${is_cxx} FALSE PARENT_SCOPE)
  endif()
  set(${path} "${file}" PARENT_SCOPE)
endfunction()

# The C++ sources of a target as absolute paths, and everything else in its SOURCES.
function(_njmpi_split_sources target cxx_sources other_sources)
  get_property(sources TARGET ${target} PROPERTY SOURCES)
  set(cxx "")
  set(other "")
  foreach(source IN LISTS sources)
    if(source MATCHES "[$]<")
      list(APPEND other "${source}")
      continue()
    endif()
    _njmpi_classify(${target} "${source}" is_cxx path)
    if(is_cxx)
      list(APPEND cxx "${path}")
    else()
      list(APPEND other "${path}")
    endif()
  endforeach()
  set(${cxx_sources} "${cxx}" PARENT_SCOPE)
  set(${other_sources} "${other}" PARENT_SCOPE)
endfunction()

# A new plugin makes new objects.
function(_njmpi_plugin_sources target)
  _njmpi_plugin_file(plugin)
  if(plugin)
    _njmpi_split_sources(${target} sources others)
    set_property(SOURCE ${sources} APPEND PROPERTY OBJECT_DEPENDS "${plugin}")
  endif()
endfunction()
