# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Run by the build, once for each source of a target in MODE rewrite:
#   cmake -D recipe=<file written by njmpi_add_kernels> -P njmpiRewrite.cmake
cmake_minimum_required(VERSION 3.25)
include("${recipe}")

# The highest standard that the target or a library of it asks for; 98 is older than 11.
foreach(feature IN LISTS features)
  if(feature MATCHES "^cxx_std_([0-9]+)$")
    if(standard STREQUAL "" OR standard EQUAL 98 OR CMAKE_MATCH_1 GREATER standard)
      set(standard ${CMAKE_MATCH_1})
    endif()
  endif()
endforeach()
set(dialect c++)
if(extensions OR extensions STREQUAL "")
  set(dialect gnu++)
endif()
set(arguments "-std=${dialect}${standard}")
if(language)
  list(APPEND arguments -x ${language})
endif()

# Appends to a list one item, which may hold semicolons.
function(append list item)
  string(REPLACE ";" "\\;" item "${item}")
  list(APPEND ${list} "${item}")
  set(${list} "${${list}}" PARENT_SCOPE)
endfunction()

separate_arguments(flags UNIX_COMMAND "${flags}")
set(raw "${flags}")
foreach(option IN LISTS options)
  if(option MATCHES "^SHELL:(.*)$")
    separate_arguments(option UNIX_COMMAND "${CMAKE_MATCH_1}")
    list(APPEND raw "${option}")
  else()
    append(raw "${option}")
  endif()
endforeach()
# Warnings are the compiler's. Of another compiler's options, those that can change what the text means.
set(meaningful "^-([DUIOmx]|std=|isystem|iquote|idirafter|include|imacros|pthread|ansi|f(no-)?(PI[CE]|pi[ce]|openmp|fast-math\
|exceptions|rtti|short-enums|(un)?signed-char|char8_t|sanitize=|permissive|freestanding|hosted|ms-extensions|wchar))")
set(takes_value "^-([DUIx]|isystem|iquote|idirafter|include|imacros)$")
set(value_of "")
foreach(option IN LISTS raw)
  if(value_of)
    append(arguments "${value_of}")
    append(arguments "${option}")
    set(value_of "")
  elseif(option MATCHES "${takes_value}")
    set(value_of "${option}")
  elseif(option MATCHES "^-(W|pedantic)")
    continue()
  elseif(compiler_id MATCHES "Clang" OR option MATCHES "${meaningful}")
    append(arguments "${option}")
  endif()
endforeach()

foreach(definition IN LISTS definitions)
  if(NOT definition MATCHES "^$|^__NJMPI__=")
    append(arguments "-D${definition}")
  endif()
endforeach()
foreach(directory IN LISTS include_dirs)
  if(NOT directory STREQUAL "")
    list(APPEND arguments "-I${directory}")
  endif()
endforeach()
# What a compiler wrapper such as mpicxx adds by itself.
foreach(directory IN LISTS implicit_include_dirs)
  if(NOT directory MATCHES "/(gcc|clang|c[+][+])/")
    list(APPEND arguments "-idirafter${directory}")
  endif()
endforeach()

if(precompiled AND NOT skip_precompiled)
  list(APPEND arguments -include "${precompiled}")
endif()

# Clang does not know all of another compiler's options.
set(whose "")
if(NOT compiler_id MATCHES "Clang")
  set(whose "--compiler=c++")
endif()

# A header that an earlier run wrote beside the text would still be found in place of the user's.
cmake_path(GET output PARENT_PATH directory)
file(GLOB_RECURSE written LIST_DIRECTORIES false "${directory}/*")
list(REMOVE_ITEM written "${recipe}" "${output}" "${depfile}")
foreach(file IN LISTS written)
  file(REMOVE "${file}")
endforeach()

execute_process(COMMAND "${tool}" ${whose} --checks=${checks} -o "${output}" --depfile "${depfile}" "${source}" -- ${arguments}
                RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "njmpi-rewrite: ${source} was not rewritten (${status})")
endif()
if(source MATCHES "#")
  # CMake gives Ninja such a name in a form that Ninja misreads. The build knows the source anyway, as it does the recipe.
  file(READ "${depfile}" rule)
  string(REGEX REPLACE "([# ])" "\\\\\\1" escaped "${source}")
  string(REPLACE " " "\\ " escaped_recipe "${recipe}")
  string(REPLACE " ${escaped}" " ${escaped_recipe}" rule "${rule}")
  file(WRITE "${depfile}" "${rule}")
endif()
file(TOUCH "${output}") # unchanged text is still newer than what it depends on
