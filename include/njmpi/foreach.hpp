// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros that expand a list: the operations of the table and NJMPI_DESCRIBE share them.
#pragma once

/// Runs at the place of the call at -O0 too; rewritten code uses it for the lambda around a call.
#define NJMPI_INLINE __attribute__((always_inline))
/// Before a kernel whose loops call functions that read fields: they are compiled in place, so that
/// subscripts cost what they cost in the loop. (g++ does so by itself.)
#if defined(__clang__) && defined(__OPTIMIZE__)
#define NJMPI_FLATTEN __attribute__((flatten))
#else
#define NJMPI_FLATTEN
#endif

#define NJMPI_JOIN(a, b) NJMPI_JOIN_EXPANDED(a, b)
#define NJMPI_JOIN_EXPANDED(a, b) a##b
#define NJMPI_UNPACK(...) __VA_ARGS__
#define NJMPI_PARENTHESES ()

// One scan serves one element of a list; the short form keeps the header cheap to preprocess.
#define NJMPI_SCAN(...) __VA_ARGS__
#define NJMPI_SCAN_4(...) NJMPI_SCAN(NJMPI_SCAN(NJMPI_SCAN(NJMPI_SCAN(__VA_ARGS__))))
#define NJMPI_SCAN_8(...) NJMPI_SCAN_4(NJMPI_SCAN_4(__VA_ARGS__))
#define NJMPI_SCAN_16(...) NJMPI_SCAN_8(NJMPI_SCAN_8(__VA_ARGS__))
#define NJMPI_SCAN_32(...) NJMPI_SCAN_16(NJMPI_SCAN_16(__VA_ARGS__))
#define NJMPI_SCAN_64(...) NJMPI_SCAN_32(NJMPI_SCAN_32(__VA_ARGS__))
#define NJMPI_SCAN_128(...) NJMPI_SCAN_64(NJMPI_SCAN_64(__VA_ARGS__))

// NJMPI_FOR_EACH(macro, data, list...): macro(data, element) for up to 8 elements.
#define NJMPI_FOR_EACH(macro, data, ...)                                                                     \
  __VA_OPT__(NJMPI_SCAN_8(NJMPI_FOR_EACH_STEP(macro, data, __VA_ARGS__)))
// The same for up to 16 and up to 128 elements.
#define NJMPI_FOR_EACH_16(macro, data, ...)                                                                  \
  __VA_OPT__(NJMPI_SCAN_16(NJMPI_FOR_EACH_STEP(macro, data, __VA_ARGS__)))
#define NJMPI_FOR_EACH_128(macro, data, ...)                                                                 \
  __VA_OPT__(NJMPI_SCAN_128(NJMPI_FOR_EACH_STEP(macro, data, __VA_ARGS__)))
#define NJMPI_FOR_EACH_STEP(macro, data, element, ...)                                                       \
  macro(data, element) __VA_OPT__(NJMPI_FOR_EACH_NEXT NJMPI_PARENTHESES(macro, data, __VA_ARGS__))
#define NJMPI_FOR_EACH_NEXT() NJMPI_FOR_EACH_STEP
