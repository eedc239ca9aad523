// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every test source uses: a check with a text of its own (one function, because CHECK is slow to
// compile), the raw side of MPI, and a guard for the error policy.
#pragma once

#include "catch.hpp"
#include <njmpi/njmpi.hpp>
#include <string>

inline void expect(bool ok, const std::string& what) {
  if (!ok)
    FAIL_CHECK(what);
}

inline int world_rank() {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

inline int world_size() {
  int size = 0;
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  return size;
}

inline std::string spelled(int code) {
  char text[MPI_MAX_ERROR_STRING];
  int length = 0;
  MPI_Error_string(code, text, &length);
  return {text, static_cast<std::size_t>(length)};
}

inline int class_of(int code) {
  int result = 0;
  MPI_Error_class(code, &result);
  return result;
}

// The policy for the length of a scope.
class policy {
public:
  explicit policy(njmpi::errors chosen) { njmpi::on_error(chosen); }
  ~policy() { njmpi::on_error(njmpi::errors::abort); }
  policy(const policy&) = delete;
  policy& operator=(const policy&) = delete;
};
