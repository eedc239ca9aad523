// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens when a call fails (MPI 4.0, chapter 9).
#pragma once

#include <exception>

#include <njmpi/runtime.hpp>

namespace njmpi {

/// What a failing call does.
enum class errors {
  abort,           ///< prints one line and ends the job; the default
  throw_exception, ///< throws njmpi::error
  return_code      ///< returns the code of MPI
};

/// Chooses what a failing call does from now on, in all threads; returns the choice before.
errors on_error(errors policy);
/// The choice in force.
errors on_error();

/// A failed call under errors::throw_exception. what() is the line that errors::abort prints.
class error : public std::exception {
public:
  error(int code, int error_class, const char* text, const char* file, int line);
  error(const error& other) noexcept;
  error& operator=(const error& other) noexcept;
  ~error() override;

  /// The whole line: source line, call as written, rank, MPI's message.
  const char* what() const noexcept override;
  /// The code that MPI returned.
  int code() const noexcept { return code_; }
  /// Its class, such as MPI_ERR_RANK.
  int error_class() const noexcept { return class_; }
  /// The user's source file and line.
  const char* file() const noexcept { return file_; }
  int line() const noexcept { return line_; }

private:
  struct text;
  text* text_;
  int code_;
  int class_;
  const char* file_;
  int line_;
};

} // namespace njmpi
