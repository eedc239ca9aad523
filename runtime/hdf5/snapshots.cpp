// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all ranks do with files of snapshots. One of them makes the file, all of them write elements; what is
// in the file counts only when its time and its step are written, which comes last.

#include "snapshot_layout.hpp"

#include <cmath>
#include <csignal>
#include <fcntl.h>
#include <limits>
#include <unistd.h>

namespace njmpi::rt {
namespace {

/// Where a file may not grow, the system ends the program instead of saying so.
class grown_file {
public:
  grown_file() {
    struct sigaction ignore{};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGXFSZ, &ignore, &before_);
  }
  grown_file(const grown_file&) = delete;
  grown_file& operator=(const grown_file&) = delete;
  ~grown_file() { ::sigaction(SIGXFSZ, &before_, nullptr); }

private:
  struct sigaction before_{};
};

/// Each rank tries the file by itself first: MPI's own failures to open are vague.
bool reachable(agreement& agreed, const std::string& path, bool write) {
  const int opened = ::open(path.c_str(), (write ? O_RDWR : O_RDONLY) | O_CLOEXEC);
  const int error = opened < 0 ? errno : 0;
  if (opened >= 0)
    ::close(opened);
  return agreed.all(error == 0, MPI_ERR_FILE, write ? "writing" : "reading", std::strerror(error));
}

/// A dataset that has the shape of the field in each row.
handle open_rows(agreement& agreed, hid_t file, const field_state& state, const std::string& name,
                 std::size_t rows, const char* doing) {
  handle dataset{H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose};
  if (!agreed.all(static_cast<bool>(dataset), MPI_ERR_FILE, doing))
    return {};
  const handle space{H5Dget_space(dataset), H5Sclose};
  const int n = state.cut->dimensions;
  hsize_t extents[H5S_MAX_RANK]{};
  bool same = H5Sget_simple_extent_ndims(space) == n + 1;
  H5Sget_simple_extent_dims(space, extents, nullptr);
  same = same && extents[0] >= rows;
  for (int d = 0; same && d < n; ++d)
    same = extents[d + 1] == static_cast<hsize_t>(state.extent[d]);
  return agreed.all(same, MPI_ERR_ARG, doing, "the dataset has other extents") ? std::move(dataset)
                                                                               : handle();
}

/// One number of this rank, or none.
bool mark(hid_t file, const char* name, hid_t type, const void* value, hsize_t row, bool here) {
  const handle dataset{H5Dopen2(file, name, H5P_DEFAULT), H5Dclose};
  const handle space{H5Dget_space(dataset), H5Sclose};
  const hsize_t one = 1;
  const handle memory{H5Screate_simple(1, &one, nullptr), H5Sclose};
  if (here) {
    H5Sselect_hyperslab(space, H5S_SELECT_SET, &row, nullptr, &one, nullptr);
  } else {
    H5Sselect_none(space);
    H5Sselect_none(memory);
  }
  const handle transfer = collective_transfer();
  return dataset && H5Dwrite(dataset, type, memory, space, transfer, value) >= 0;
}

/// Numbers and texts in a row, to send them.
class letter {
public:
  letter() = default;
  explicit letter(std::string received) : bytes_(std::move(received)) {}
  template <class V> void put(V value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void put(const std::string& text) {
    put(text.size());
    bytes_ += text;
  }
  template <class V> V get() {
    V value;
    std::memcpy(&value, bytes_.data() + read_, sizeof value);
    read_ += sizeof value;
    return value;
  }
  std::string text() {
    const std::size_t size = get<std::size_t>();
    read_ += size;
    return bytes_.substr(read_ - size, size);
  }
  std::string& bytes() { return bytes_; }

private:
  std::string bytes_;
  std::size_t read_ = 0;
};

letter packed(const snapshot_contents& contents) {
  letter result;
  result.put(contents.name);
  result.put(contents.extents.size());
  for (const std::ptrdiff_t extent : contents.extents)
    result.put(extent);
  result.put(contents.times.size());
  for (std::size_t i = 0; i < contents.times.size(); ++i) {
    result.put(contents.times[i]);
    result.put(contents.steps[i]);
  }
  result.put(contents.attributes.size());
  for (const auto& [name, value] : contents.attributes) {
    result.put(name);
    result.put(value.index());
    if (const auto* const integer = std::get_if<std::int64_t>(&value))
      result.put(*integer);
    else if (const auto* const number = std::get_if<double>(&value))
      result.put(*number);
    else
      result.put(std::get<std::string>(value));
  }
  return result;
}

snapshot_contents unpacked(letter from) {
  snapshot_contents result;
  result.name = from.text();
  result.extents.resize(from.get<std::size_t>());
  for (std::ptrdiff_t& extent : result.extents)
    extent = from.get<std::ptrdiff_t>();
  const std::size_t count = from.get<std::size_t>();
  for (std::size_t i = 0; i < count; ++i) {
    result.times.push_back(from.get<double>());
    result.steps.push_back(from.get<std::int64_t>());
  }
  for (std::size_t left = from.get<std::size_t>(); left > 0; --left) {
    snapshot_attribute& value = result.attributes[from.text()];
    switch (from.get<std::size_t>()) {
    case 0:
      value = from.get<std::int64_t>();
      break;
    case 1:
      value = from.get<double>();
      break;
    default:
      value = from.text();
    }
  }
  return result;
}

int share(const communicator& comm, snapshot_contents& contents) {
  letter sent;
  if (comm.rank == 0)
    sent = packed(contents);
  unsigned long size = sent.bytes().size();
  if (const int code = MPI_Bcast(&size, 1, MPI_UNSIGNED_LONG, 0, comm.handle))
    return code;
  sent.bytes().resize(size);
  if (const int code = MPI_Bcast(sent.bytes().data(), static_cast<int>(size), MPI_CHAR, 0, comm.handle))
    return code;
  if (comm.rank != 0)
    contents = unpacked(std::move(sent));
  return MPI_SUCCESS;
}

/// What is asked for can be done: the same on all ranks.
int suits(const field_state& like, const snapshot_description& about) {
  const auto clash = [&](const std::string& name) {
    return name.empty() || name.find('/') != name.npos || name == times_name || name == steps_name ||
           name == points_name || name == component_name;
  };
  if (about.axes.size() != static_cast<std::size_t>(like.cut->dimensions))
    return refuse(MPI_ERR_ARG, "%d axes for a field of %d dimensions", static_cast<int>(about.axes.size()),
                  like.cut->dimensions);
  bool bad = clash(about.name) || about.program.empty();
  for (std::size_t a = 0; a < about.axes.size(); ++a) {
    bad = bad || clash(about.axes[a].name) || about.axes[a].name == about.name;
    for (std::size_t b = 0; b < a; ++b)
      bad = bad || about.axes[a].name == about.axes[b].name;
  }
  if (bad)
    return refuse(MPI_ERR_ARG,
                  "the program, the field and each axis need a name of their own, other than time, "
                  "step, points and component");
  for (int d = 0; d < like.cut->dimensions; ++d)
    if (like.extent[d] == 0)
      return refuse(MPI_ERR_ARG, "a field without elements has no snapshots");
  return MPI_SUCCESS;
}

} // namespace

int create_snapshots(const field_state& like, const hdf5_element& element, const std::string& path,
                     const snapshot_description& about, std::size_t more, const std::string& continued,
                     snapshot_file& file) {
  if (const int code = check(like))
    return code;
  if (const int code = suits(like, about))
    return code;
  const communicator& comm = like.cut->comm.state();
  const silence quiet;
  const grown_file allowed;
  abandon_snapshots(file);
  agreement agreed(comm, path.c_str(), about.name.c_str());
  snapshot_contents before;
  if (!continued.empty()) {
    if (const int code = inspect_snapshots(comm, continued, about.program, before))
      return code;
    const bool same =
        before.name == about.name && std::equal(before.extents.begin(), before.extents.end(), like.extent,
                                                like.extent + like.cut->dimensions);
    if (!same)
      return refuse(MPI_ERR_ARG, "%s holds another field", continued.c_str());
  }
  const std::size_t rows = before.times.size() + more;
  const std::string temporary = temporary_name(path);
  problem found;
  if (comm.rank == 0) {
    found = replaceable(path, about.program);
    if (found.empty())
      found = lay_out(temporary, about, like.extent, element, rows);
    if (found.empty() && !continued.empty()) {
      found = carry_over(continued, temporary, about.name);
      if (found.empty() && std::rename(temporary.c_str(), path.c_str()) != 0)
        found = std::strerror(errno);
      if (!found.empty())
        ::unlink(temporary.c_str());
      else
        found = describe(path, about.name, like.extent, like.cut->dimensions, element, rows, before.times);
    }
  }
  if (!agreed.all(found.empty(), MPI_ERR_FILE, "writing", found.c_str()))
    return agreed.code();
  file = {path, about.name, rows, before.times, !continued.empty(), comm.rank == 0};
  if (!reachable(agreed, file.complete ? path : temporary, true)) {
    abandon_snapshots(file);
    return agreed.code();
  }
  return MPI_SUCCESS;
}

int write_snapshot(const field_state& state, const hdf5_element& element, snapshot_file& file, double time,
                   std::int64_t step) {
  if (const int code = check(state))
    return code;
  const std::size_t row = file.times.size();
  if (row >= file.rows)
    return refuse(MPI_ERR_COUNT, "there is place for %zu snapshots only", file.rows);
  if (std::isnan(time) || step < 0)
    return refuse(MPI_ERR_ARG, "a snapshot needs a time and a step from 0 on");
  const communicator& comm = state.cut->comm.state();
  const silence quiet;
  const grown_file allowed;
  agreement agreed(comm, file.path.c_str(), file.name.c_str());
  const std::string path = file.complete ? file.path : temporary_name(file.path);
  if (!reachable(agreed, path, true))
    return agreed.code();
  handle opened{H5Fopen(path.c_str(), H5F_ACC_RDWR, collective_access(comm)), H5Fclose};
  if (!agreed.all(static_cast<bool>(opened), MPI_ERR_FILE, "writing"))
    return agreed.code();
  handle dataset = open_rows(agreed, opened, state, file.name, file.rows, "writing");
  if (!dataset)
    return agreed.code();
  const selection part = select(state, fields().block(state, comm.rank), row, file.rows);
  const handle transfer = collective_transfer(); // closing it would clear what HDF5 says of a failure
  const bool written =
      H5Dwrite(dataset, element_type(element), part.memory, part.file, transfer, state.memory) >= 0;
  if (!agreed.all(written, MPI_ERR_IO, "writing"))
    return agreed.code();
  if (!agreed.all(H5Fflush(opened, H5F_SCOPE_GLOBAL) >= 0, MPI_ERR_IO, "writing"))
    return agreed.code();
  const bool marked = mark(opened, times_name, H5T_NATIVE_DOUBLE, &time, row, comm.rank == 0) &&
                      mark(opened, steps_name, H5T_NATIVE_INT64, &step, row, comm.rank == 0);
  if (!agreed.all(marked, MPI_ERR_IO, "writing"))
    return agreed.code();
  const bool closed = dataset.close() && opened.close();
  if (!agreed.all(closed, MPI_ERR_IO, "writing"))
    return agreed.code();

  file.times.push_back(time);
  problem found;
  if (comm.rank == 0) {
    if (!file.complete && std::rename(path.c_str(), file.path.c_str()) != 0)
      found = std::strerror(errno);
    else
      found =
          describe(file.path, file.name, state.extent, state.cut->dimensions, element, file.rows, file.times);
  }
  file.complete = true;
  agreed.all(found.empty(), MPI_ERR_FILE, "writing", found.c_str());
  return agreed.code();
}

int inspect_snapshots(const communicator& comm, const std::string& path, const std::string& program,
                      snapshot_contents& contents) {
  if (limit == 0)
    if (const int code = ready())
      return code;
  const silence quiet;
  agreement agreed(comm, path.c_str(), "snapshots");
  problem found;
  contents = {};
  if (comm.rank == 0)
    found = look_into(path, program, contents);
  if (!agreed.all(found.empty(), MPI_ERR_FILE, "reading", found.c_str()))
    return agreed.code();
  return share(comm, contents);
}

int read_snapshot(field_state& state, const hdf5_element& element, const std::string& path,
                  const std::string& name, std::size_t rows, std::size_t row) {
  if (const int code = check(state))
    return code;
  if (row >= rows)
    return refuse(MPI_ERR_ARG, "there are %zu snapshots, counted from 0, and no snapshot %zu", rows, row);
  const communicator& comm = state.cut->comm.state();
  const silence quiet;
  agreement agreed(comm, path.c_str(), name.c_str());
  if (!reachable(agreed, path, false))
    return agreed.code();
  const handle opened{H5Fopen(path.c_str(), H5F_ACC_RDONLY, collective_access(comm)), H5Fclose};
  if (!agreed.all(static_cast<bool>(opened), MPI_ERR_FILE, "reading"))
    return agreed.code();
  const handle dataset = open_rows(agreed, opened, state, name, rows, "reading");
  if (!dataset)
    return agreed.code();
  hsize_t all[H5S_MAX_RANK]{};
  const handle space{H5Dget_space(dataset), H5Sclose};
  H5Sget_simple_extent_dims(space, all, nullptr);
  // A plain build has all elements on each rank.
  const selection part = select(state, state.owned, row, all[0]);
  fields().changed(state);
  const handle transfer = collective_transfer();
  const bool read =
      H5Dread(dataset, element_type(element), part.memory, part.file, transfer, state.memory) >= 0;
  agreed.all(read, MPI_ERR_IO, "reading");
  return agreed.code();
}

void abandon_snapshots(snapshot_file& file) noexcept {
  if (file.first && !file.complete && !file.path.empty())
    ::unlink(temporary_name(file.path).c_str());
  file = {};
}

} // namespace njmpi::rt
