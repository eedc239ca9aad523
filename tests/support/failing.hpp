// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An MPI whose functions fail on request, through the profiling interface: for what no program can provoke.
#pragma once

#include <mpi.h>

/// For the length of a scope, an MPI function fails, after so many more calls that do not. Scopes may lie
/// within each other.
class failing {
public:
  explicit failing(const char* function, int calls_before = 0, int code = MPI_ERR_OTHER);
  ~failing();
  failing(const failing&) = delete;
  failing& operator=(const failing&) = delete;

  /// Whether the next call of the function fails, and with which code.
  static bool next(const char* function, int& code);
  /// How often the function has failed.
  int times() const { return times_; }

private:
  const char* function_;
  int calls_left_;
  int code_;
  int times_ = 0;
  failing* around_;
};

/// Called once within the next MPI_Type_create_struct.
extern void (*within_type_create_struct)();
