// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How far a run is, on standard error: a line that is kept up to date on a terminal, a line for each snapshot
// elsewhere.
#pragma once

#include <chrono>
#include <cstdio>
#include <string>
#include <unistd.h>

namespace sample {

enum class progress_form { automatic, line, snapshots, none };

class progress {
public:
  /// On ranks that say nothing, `form` is none.
  progress(progress_form form, long first, long last) : first_(first), last_(last), start_(clock::now()) {
    line_ = form == progress_form::line || (form == progress_form::automatic && ::isatty(STDERR_FILENO) != 0);
    silent_ = form == progress_form::none;
  }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;
  ~progress() { end(); }

  /// Leaves the line to what is printed next.
  void end() {
    if (shown_ > 0)
      std::fputc('\n', stderr);
    shown_ = 0;
  }

  /// Call it after each step.
  void at(long step, double time) {
    if (silent_ || !line_)
      return;
    const clock::time_point now = clock::now();
    if (step != last_ && now - shown_at_ < std::chrono::milliseconds(200))
      return;
    shown_at_ = now;
    const std::string text = state(step, time);
    std::fprintf(stderr, "\r%-*s", static_cast<int>(shown_), text.c_str()); // over the end of a longer one
    std::fflush(stderr);
    shown_ = text.size();
  }
  void snapshot(long number, long step, double time) {
    if (silent_ || line_)
      return;
    std::fprintf(stderr, "snapshot %ld: %s\n", number, state(step, time).c_str());
  }

private:
  using clock = std::chrono::steady_clock;

  std::string state(long step, double time) const {
    const double seconds = std::chrono::duration<double>(clock::now() - start_).count();
    const double rate = step > first_ && seconds > 0 ? static_cast<double>(step - first_) / seconds : 0;
    char text[160];
    int size = std::snprintf(text, sizeof text, "step %ld of %ld, time %.6g", step, last_, time);
    if (rate > 0) {
      const long left = static_cast<long>(static_cast<double>(last_ - step) / rate + 0.5);
      size += std::snprintf(text + size, sizeof text - static_cast<std::size_t>(size), ", %.*f steps/s, ",
                            rate < 10 ? 2 : 0, rate);
      if (left >= 3600)
        std::snprintf(text + size, sizeof text - static_cast<std::size_t>(size), "%ld:%02ld:%02ld left",
                      left / 3600, left / 60 % 60, left % 60);
      else if (left >= 60)
        std::snprintf(text + size, sizeof text - static_cast<std::size_t>(size), "%ld:%02ld left", left / 60,
                      left % 60);
      else
        std::snprintf(text + size, sizeof text - static_cast<std::size_t>(size), "%ld s left", left);
    }
    return text;
  }

  long first_, last_;
  bool line_, silent_;
  std::size_t shown_ = 0;
  clock::time_point start_, shown_at_{};
};

} // namespace sample
