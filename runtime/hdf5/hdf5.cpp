// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields in HDF5 files.

#include "files.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace njmpi::rt {
namespace {

/// Each rank tries the file by itself first: MPI's own failures to open are vague, and not always common to
/// all ranks.
bool reachable(agreement& agreed, const communicator& comm, const char* path, bool write, bool& fresh) {
  int error = 0;
  int state = 0; // 1: there is no file, or an empty one
  if (comm.rank == 0 && write) {
    const int made = ::open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    error = made < 0 ? errno : 0;
    state = made >= 0 && ::lseek(made, 0, SEEK_END) == 0;
    if (made >= 0)
      ::close(made);
  }
  if (!agreed.all(error == 0, MPI_ERR_FILE, "writing", std::strerror(error)))
    return false;
  const int opened = ::open(path, (write ? O_RDWR : O_RDONLY) | O_CLOEXEC);
  error = opened < 0 ? errno : 0;
  if (opened >= 0)
    ::close(opened);
  if (!agreed.all(error == 0, MPI_ERR_FILE, write ? "writing" : "reading", std::strerror(error)))
    return false;
  MPI_Bcast(&state, 1, MPI_INT, 0, comm.handle);
  fresh = state != 0;
  bool known = true;
  if (!fresh && comm.rank == 0)
    known = H5Fis_hdf5(path) > 0;
  return agreed.all(known, MPI_ERR_FILE, write ? "writing" : "reading", "the file is not an HDF5 file");
}

/// Whether a dataset can be written over as it is.
bool same_layout(hid_t dataset, hid_t space, hid_t type) {
  const handle old_space{H5Dget_space(dataset), H5Sclose};
  const handle old_type{H5Dget_type(dataset), H5Tclose};
  return old_space && old_type && H5Sextent_equal(old_space, space) > 0 && H5Tequal(old_type, type) > 0;
}

/// The links on the way to a dataset: asking for one whose group is missing is an error to HDF5.
bool exists(hid_t file, const char* name) {
  char part[1024];
  const std::size_t size = std::strlen(name);
  if (size == 0 || size >= sizeof part)
    return false;
  for (std::size_t i = 1; i <= size; ++i)
    if (i == size || name[i] == '/') {
      std::memcpy(part, name, i);
      part[i] = '\0';
      if (std::strcmp(part, "/") != 0 && H5Lexists(file, part, H5P_DEFAULT) <= 0)
        return false;
    }
  return true;
}

handle open_for_writing(hid_t file, const char* name, hid_t space, hid_t type) {
  if (exists(file, name)) {
    handle old{H5Dopen2(file, name, H5P_DEFAULT), H5Dclose};
    if (!old || same_layout(old, space, type))
      return old;
    old.close();
    if (H5Ldelete(file, name, H5P_DEFAULT) < 0)
      return {};
  }
  const handle links{H5Pcreate(H5P_LINK_CREATE), H5Pclose};
  H5Pset_create_intermediate_group(links, 1);
  return {H5Dcreate2(file, name, type, space, links, H5P_DEFAULT, H5P_DEFAULT), H5Dclose};
}

bool same_extents(agreement& agreed, hid_t dataset, const field_state& state, const char* name) {
  const handle space{H5Dget_space(dataset), H5Sclose};
  hsize_t extents[H5S_MAX_RANK]{};
  const int n = H5Sget_simple_extent_ndims(space);
  H5Sget_simple_extent_dims(space, extents, nullptr);
  bool same = n == state.cut->dimensions;
  for (int d = 0; same && d < n; ++d)
    same = extents[d] == static_cast<hsize_t>(state.extent[d]);
  if (same)
    return true;
  char theirs[120];
  char ours[120];
  print_extents(theirs, sizeof theirs, extents, n);
  print_extents(ours, sizeof ours, state.extent, state.cut->dimensions);
  agreed.fail(MPI_ERR_ARG, "the dataset %s has extents %s, the field %s", name, theirs, ours);
  return false;
}

} // namespace

int write_hdf5(const field_state& state, const hdf5_element& element, const char* path, const char* name) {
  if (const int code = check(state))
    return code;
  const communicator& comm = state.cut->comm.state();
  const silence quiet;
  agreement agreed(comm, path, name);
  bool fresh = false;
  if (!reachable(agreed, comm, path, true, fresh))
    return agreed.code();
  const handle access = collective_access(comm);
  handle file{fresh ? H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, access)
                    : H5Fopen(path, H5F_ACC_RDWR, access),
              H5Fclose};
  if (!agreed.all(static_cast<bool>(file), MPI_ERR_FILE, "writing"))
    return agreed.code();
  const handle type = element_type(element);
  const selection part = select(state, fields().block(state, comm.rank));
  handle dataset = open_for_writing(file, name, part.file, type);
  if (!agreed.all(static_cast<bool>(dataset), MPI_ERR_FILE, "writing"))
    return agreed.code();
  const handle transfer = collective_transfer(); // closing it would clear what HDF5 says of a failure
  const bool written =
      empty(state) || H5Dwrite(dataset, type, part.memory, part.file, transfer, state.memory) >= 0;
  if (!agreed.all(written, MPI_ERR_IO, "writing"))
    return agreed.code();
  const bool closed = dataset.close() && file.close();
  agreed.all(closed, MPI_ERR_IO, "writing");
  return agreed.code();
}

int read_hdf5(field_state& state, const hdf5_element& element, const char* path, const char* name) {
  if (const int code = check(state))
    return code;
  const communicator& comm = state.cut->comm.state();
  const silence quiet;
  agreement agreed(comm, path, name);
  bool fresh = false;
  if (!reachable(agreed, comm, path, false, fresh))
    return agreed.code();
  const handle access = collective_access(comm);
  const handle file{H5Fopen(path, H5F_ACC_RDONLY, access), H5Fclose};
  if (!agreed.all(static_cast<bool>(file), MPI_ERR_FILE, "reading"))
    return agreed.code();
  const bool there = exists(file, name);
  if (!agreed.all(there, MPI_ERR_FILE, "reading", "there is no such dataset"))
    return agreed.code();
  const handle dataset{H5Dopen2(file, name, H5P_DEFAULT), H5Dclose};
  if (!agreed.all(static_cast<bool>(dataset), MPI_ERR_FILE, "reading") ||
      !same_extents(agreed, dataset, state, name))
    return agreed.code();
  // A plain build has all elements on each rank.
  const handle type = element_type(element);
  const selection part = select(state, state.owned);
  fields().changed(state);
  const handle transfer = collective_transfer(); // closing it would clear what HDF5 says of a failure
  const bool read =
      empty(state) || H5Dread(dataset, type, part.memory, part.file, transfer, state.memory) >= 0;
  agreed.all(read, MPI_ERR_IO, "reading");
  return agreed.code();
}

} // namespace njmpi::rt
