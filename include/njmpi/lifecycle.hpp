// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The beginning and the end (MPI 4.0, chapter 11).
#pragma once

#include <njmpi/comm.hpp>

namespace njmpi {

/// What threads may do (MPI 4.0, section 11.6.2).
class thread_level {
public:
  enum constant : int {
    single = MPI_THREAD_SINGLE,
    funneled = MPI_THREAD_FUNNELED,
    serialized = MPI_THREAD_SERIALIZED,
    multiple = MPI_THREAD_MULTIPLE
  };
  constexpr thread_level(constant level) : level_(level) {}
  /// One of MPI's own constants, MPI_THREAD_MULTIPLE say.
  constexpr thread_level(int level) : level_(level) {}
  constexpr operator int() const { return level_; }

private:
  int level_;
};

/// Initialises MPI. Not needed, as the first call that needs MPI does it; a program calls it to give its
/// arguments or another thread level, and to choose the moment. An MPI that runs already is taken as it is.
int init(int argc = 0, char** argv = nullptr, thread_level level = thread_level::funneled,
         rt::where origin = rt::where::current());
/// Finalises MPI. Not needed, as it is done at exit. Communicators and types become null.
int finalize(rt::where origin = rt::where::current());
/// Whether MPI is initialised, and whether it is finalised, whoever did it.
bool initialized();
bool finalized();
/// The thread level that MPI provides.
thread_level query_thread(rt::where origin = rt::where::current());

/// A short text that owns its characters, without the cost of including <string>.
class processor_text {
public:
  const char* c_str() const { return text_; }
  const char* data() const { return text_; }
  std::size_t size() const { return static_cast<std::size_t>(size_); }
  const char* begin() const { return text_; }
  const char* end() const { return text_ + size_; }
  /// std::string, std::string_view and their like.
  template <class S>
    requires(!std::is_same_v<S, processor_text> && std::is_constructible_v<S, const char*, std::size_t>)
  operator S() const {
    return S(text_, size());
  }
  template <class Stream>
    requires requires(Stream& s, const char* text) { s.write(text, 1).flush(); }
  friend Stream& operator<<(Stream& stream, const processor_text& text) {
    return stream << text.c_str(), stream;
  }

  /// Joined to a string.
  template <class S>
    requires requires(S& s, const char* text) { s.append(text, std::size_t{1}); }
  friend S operator+(S left, const processor_text& right) {
    left.append(right.text_, right.size());
    return left;
  }
  template <class S>
    requires requires(S& s, const char* text) { s.append(text, std::size_t{1}); }
  friend S operator+(const processor_text& left, const S& right) {
    return S(left.text_, left.size()) + right;
  }

private:
  friend processor_text processor_name(rt::where origin);
  char text_[MPI_MAX_PROCESSOR_NAME + 1]{};
  int size_ = 0;
};
/// The name of the node (MPI 4.0, section 9.1.2).
processor_text processor_name(rt::where origin = rt::where::current());

/// Ends the job at once (MPI 4.0, section 9.5).
[[noreturn]] void abort(int code = 1, rt::comm_argument comm = {});

} // namespace njmpi
