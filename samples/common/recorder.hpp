// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a sample leaves behind of its run: snapshots in an HDF5 file, pictures, and how far it is. Both kinds
// of files need a library, and an option that asks for one that is not here is an error.
#pragma once

#include "arguments.hpp"
#include "progress.hpp"

#include <njmpi/njmpi.hpp>

#include <optional>
#include <string>
#include <vector>
#ifdef SAMPLE_HDF5
#include <njmpi/snapshots.hpp>
#endif
#ifdef SAMPLE_CAIRO
#include "picture.hpp"
#endif

namespace sample {

constexpr std::string_view record_usage =
    R"(  --hdf5 FILE             writes snapshots, and an XDMF file beside the file
  --every N               a snapshot every N steps; at the end only, unless given. The first
                          shows the beginning
  --restart FILE          goes on from the last snapshot of a file, with its settings; --hdf5
                          writes the earlier ones too, to the same file or to another one
  --png FILE              draws the end
  --strip N               draws N times instead, from the beginning to the end
  --progress FORM         line, snapshots (one line for each) or none; unless given, a line on
                          a terminal and snapshots elsewhere
  --help
)";

struct record_options {
  std::string hdf5, png, restart;
  std::optional<long> every;
  long strip = 1;
  progress_form progress = progress_form::automatic;

  /// Whether it is one of these options.
  bool take(arguments& words) {
    const std::string_view option = words.option();
    if (option == "--hdf5")
      hdf5 = file(words);
    else if (option == "--png")
      png = file(words);
    else if (option == "--restart")
      restart = file(words);
    else if (option == "--every")
      every = number(words.value(), 1, option);
    else if (option == "--strip")
      strip = number(words.value(), 2L, 100L, option);
    else if (option == "--progress") {
      const std::string_view form = words.value();
      if (form != "line" && form != "snapshots" && form != "none")
        throw wrong("--progress: '" + std::string(form) + "' is none of line, snapshots and none");
      progress = form == "line"        ? progress_form::line
                 : form == "snapshots" ? progress_form::snapshots
                                       : progress_form::none;
    } else
      return false;
    return true;
  }
  void check() const {
    if (every && hdf5.empty())
      throw wrong("--every is for --hdf5");
    if (strip > 1 && png.empty())
      throw wrong("--strip is for --png");
#ifndef SAMPLE_HDF5
    if (!hdf5.empty() || !restart.empty())
      throw wrong("--hdf5 and --restart: this program was built without HDF5");
#endif
#ifndef SAMPLE_CAIRO
    if (!png.empty())
      throw wrong("--png: this program was built without cairo");
#endif
  }

private:
  static std::string file(arguments& words) {
    const std::string option(words.option());
    const std::string name(words.value());
    if (name.empty())
      throw wrong(option + ": a file has a name");
    return name;
  }
};

/// What the files say of a field.
struct subject {
  std::string program, name, time_unit;
  double first, spacing; ///< of both dimensions, x and y
  settings made_with;
};

/// A run: from where, to where.
struct extent_of_run {
  long first = 0, last = 0;
  double time = 0; ///< at the first step
};

using plane = njmpi::field<double, 2>;

// A failure with a file is the same on all ranks, so that all of them can leave.
class thrown_errors {
public:
  thrown_errors() : before_(njmpi::on_error(njmpi::errors::throw_exception)) {}
  thrown_errors(const thrown_errors&) = delete;
  thrown_errors& operator=(const thrown_errors&) = delete;
  ~thrown_errors() { njmpi::on_error(before_); }

private:
  njmpi::errors before_;
};

class recorder {
public:
  recorder(const record_options& how, const subject& what, const extent_of_run& run, const plane& u)
      : how_(how), what_(what), run_(run),
        progress_(njmpi::rank() == 0 ? how.progress : progress_form::none, run.first, run.last) {
#ifdef SAMPLE_HDF5
    if (!how.hdf5.empty()) {
      const thrown_errors policy;
      njmpi::snapshot_description about{.program = what.program,
                                        .name = what.name,
                                        .unit = "1",
                                        .time_unit = what.time_unit,
                                        .attributes = what.made_with};
      for (const char* const axis : {"x", "y"})
        about.axes.push_back({.name = axis, .first = what.first, .spacing = what.spacing, .unit = "1"});
      long count = how.restart.empty() ? 1 : 0;
      if (run.last > run.first)
        count +=
            how.every ? run.last / *how.every - run.first / *how.every + (run.last % *how.every != 0) : 1;
      file_.create(u, how.hdf5, about, static_cast<std::size_t>(count), how.restart);
      if (how.restart.empty())
        file_.write(u, run.time, run.first);
    }
#endif
    keep(run.first, run.time, u);
  }

  /// Call it after each step.
  void after(long step, double time, const plane& u) {
    progress_.at(step, time);
#ifdef SAMPLE_HDF5
    if (!how_.hdf5.empty() && due(step)) {
      const thrown_errors policy;
      file_.write(u, time, step);
      progress_.snapshot(static_cast<long>(file_.size()) - 1, step, time);
    }
#endif
    keep(step, time, u);
  }

  /// The pictures. Empty, or what went wrong, on the rank that says it.
  std::string finish([[maybe_unused]] const plane& u) {
    progress_.end();
#ifdef SAMPLE_CAIRO
    if (!how_.png.empty() && njmpi::rank() == 0) {
      const picture drawn(what_.name, {"x", u.extent(0), what_.first, what_.spacing},
                          {"y", u.extent(1), what_.first, what_.spacing}, frames_);
      if (const std::string problem = drawn.write(how_.png); !problem.empty())
        return "writing " + how_.png + ": " + problem;
    }
#endif
    return {};
  }

private:
  [[maybe_unused]] bool due(long step) const {
    return step == run_.last || (how_.every && step % *how_.every == 0);
  }

  // The times of a strip are as far apart as whole steps allow.
  void keep([[maybe_unused]] long step, [[maybe_unused]] double time, [[maybe_unused]] const plane& u) {
#ifdef SAMPLE_CAIRO
    if (how_.png.empty())
      return;
    bool wanted = step == run_.last;
    for (long k = 0; how_.strip > 1 && k < how_.strip - 1; ++k)
      wanted = wanted || step == run_.first + k * (run_.last - run_.first) / (how_.strip - 1);
    if (wanted)
      frames_.push_back({time, u.gather()});
#endif
  }

  record_options how_;
  subject what_;
  extent_of_run run_;
  progress progress_;
#ifdef SAMPLE_HDF5
  njmpi::snapshots file_;
#endif
#ifdef SAMPLE_CAIRO
  std::vector<frame> frames_;
#endif
};

/// Settings and place of a run that goes on.
struct beginning {
  settings made_with;
  extent_of_run run;
};
inline beginning look_at([[maybe_unused]] const record_options& how,
                         [[maybe_unused]] const std::string& program,
                         [[maybe_unused]] const settings& given) {
  beginning result;
#ifdef SAMPLE_HDF5
  const thrown_errors policy;
  njmpi::snapshot_contents contents;
  njmpi::read_contents(contents, how.restart, program);
  result.made_with = continued(given, contents.attributes, how.restart);
  result.run.first = static_cast<long>(contents.steps.back());
  result.run.time = contents.times.back();
#endif
  return result;
}
inline void load([[maybe_unused]] plane& u, [[maybe_unused]] const record_options& how,
                 [[maybe_unused]] const std::string& program) {
#ifdef SAMPLE_HDF5
  const thrown_errors policy;
  njmpi::snapshot_contents contents;
  njmpi::read_contents(contents, how.restart, program);
  njmpi::read_snapshot(u, how.restart, contents, contents.times.size() - 1);
#endif
}

/// Runs the program, and says on one rank what was wrong: with the command line (2), or with a file (1).
template <class F> int guarded(const char* program, F&& run) {
  const auto say = [&](const char* problem, int status) {
    if (njmpi::rank() == 0)
      std::fprintf(stderr, "%s: %s\n", program, problem);
    return status;
  };
  try {
    return run();
  } catch (const wrong& error) {
    return say(error.what(), 2);
  } catch (const njmpi::error& error) {
    // Of the whole line, what was wrong: a user does not look for the place in the source.
    const std::string line = error.what();
    const std::size_t name = line.find(": MPI_ERR_");
    return say(name == line.npos ? line.c_str() : line.c_str() + line.find(": ", name + 2) + 2, 1);
  }
}

} // namespace sample
