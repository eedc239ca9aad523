// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A field at several times in one HDF5 file, which all ranks write: with its axes for other programs, and
// enough to go on from it. Link njmpi::hdf5, or -lnjmpi-hdf5.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <njmpi/hdf5.hpp>

#include <njmpi/macros_push.hpp>

namespace njmpi {

/// Where the elements of one dimension lie: element i at first + i * spacing.
struct snapshot_axis {
  std::string name;
  double first = 0;
  double spacing = 1;
  std::string unit = "1";
};

using snapshot_attribute = std::variant<std::int64_t, double, std::string>;

/// What a file says beside the numbers.
struct snapshot_description {
  std::string program{}; ///< that writes it: it neither replaces nor reads files of other programs
  std::string name{};    ///< of the dataset
  std::string unit = "1";
  std::string time_unit = "1";
  std::vector<snapshot_axis> axes{}; ///< one for each dimension
  std::map<std::string, snapshot_attribute> attributes{};
};

/// What a file holds: the times and the steps of its snapshots, the last of which is the newest.
struct snapshot_contents {
  std::string name;
  std::vector<std::ptrdiff_t> extents;
  std::vector<double> times;
  std::vector<std::int64_t> steps;
  std::map<std::string, snapshot_attribute> attributes;
};

namespace rt {

/// A file that is being written; the same on all ranks.
struct snapshot_file {
  std::string path;
  std::string name;
  std::size_t rows = 0; ///< there is place for
  std::vector<double> times;
  bool complete = false; ///< has a snapshot, and its own name
  bool first = false;    ///< this rank takes care of names
};

// Collective, and of one verdict on all ranks; the code of a failure has its text in refuse().
int create_snapshots(const field_state& like, const hdf5_element& element, const std::string& path,
                     const snapshot_description& about, std::size_t more, const std::string& continued,
                     snapshot_file& file);
int write_snapshot(const field_state& state, const hdf5_element& element, snapshot_file& file, double time,
                   std::int64_t step);
int inspect_snapshots(const communicator& comm, const std::string& path, const std::string& program,
                      snapshot_contents& contents);
int read_snapshot(field_state& state, const hdf5_element& element, const std::string& path,
                  const std::string& name, std::size_t rows, std::size_t row);
void abandon_snapshots(snapshot_file& file) noexcept;

} // namespace rt

/// Writes the snapshots of one field.
class snapshots {
public:
  snapshots() = default;
  snapshots(const snapshots&) = delete;
  snapshots& operator=(const snapshots&) = delete;
  /// A file that has got no snapshot goes.
  ~snapshots() { rt::abandon_snapshots(file_); }

  /// Makes a file with place for so many snapshots of fields like this one, before those of the file that is
  /// continued. All memory on disk is taken here, so that a full disk is found now. The file gets its name
  /// when it has its first snapshot; until then, whatever has that name stays as it is. Collective.
  template <class T, int N>
  int create(const field<T, N>& like, const std::string& path, const snapshot_description& about,
             std::size_t count, const std::string& continued = {}, rt::where origin = rt::where::current()) {
    return rt::outcome(
        rt::create_snapshots(like.state(), element<T, N>(), path, about, count, continued, file_), "create",
        origin);
  }

  /// Writes the next snapshot, and an XDMF file beside the file. Until it is complete, it does not count:
  /// readers find those before it. Collective.
  template <class T, int N>
  int write(const field<T, N>& u, double time, std::int64_t step, rt::where origin = rt::where::current()) {
    return rt::outcome(rt::write_snapshot(u.state(), element<T, N>(), file_, time, step), "write", origin);
  }

  /// How many the file has.
  std::size_t size() const { return file_.times.size(); }

  template <class T, int N> static consteval rt::hdf5_element element() {
    static_assert((std::is_integral_v<T> && !std::is_same_v<T, bool>) || std::is_same_v<T, float> ||
                      std::is_same_v<T, double>,
                  "a field of snapshots has numbers that other programs can read");
    static_assert(N == 2 || N == 3, "a field of snapshots has 2 or 3 dimensions");
    return rt::hdf5_element_of<T>();
  }

private:
  rt::snapshot_file file_;
};

/// Reads what a file of a program holds, but for the elements. Collective.
inline int read_contents(snapshot_contents& contents, const std::string& path, const std::string& program,
                         const comm& ranks = world(), rt::where origin = rt::where::current()) {
  return rt::outcome(rt::inspect_snapshots(ranks.state(), path, program, contents), "read_contents", origin);
}

/// Reads the elements of one snapshot, on whatever number of ranks it was written. Collective.
template <class T, int N>
int read_snapshot(field<T, N>& u, const std::string& path, const snapshot_contents& contents,
                  std::size_t which, rt::where origin = rt::where::current()) {
  return rt::outcome(rt::read_snapshot(u.state(), snapshots::element<T, N>(), path, contents.name,
                                       contents.times.size(), which),
                     "read_snapshot", origin);
}

} // namespace njmpi

#include <njmpi/macros_pop.hpp>
