// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields in HDF5 files. Whatever fails on one rank is agreed on before the next collective call, so that no
// rank waits for one that has given up.

#include <njmpi/hdf5.hpp>

#include <hdf5.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace njmpi::rt {
namespace {

/// An identifier of HDF5, closed at the end of its life.
class handle {
public:
  handle() = default;
  handle(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {}
  handle(handle&& other) noexcept : id_(other.id_), close_(other.close_) { other.id_ = H5I_INVALID_HID; }
  handle& operator=(handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~handle() { close(); }

  bool close() {
    const hid_t id = id_;
    id_ = H5I_INVALID_HID;
    return id < 0 || close_(id) >= 0;
  }
  explicit operator bool() const { return id_ >= 0; }
  operator hid_t() const { return id_; }

private:
  hid_t id_ = H5I_INVALID_HID;
  herr_t (*close_)(hid_t) = nullptr;
};

/// HDF5 prints its errors; here they are for the error line.
class silence {
public:
  silence() {
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  silence(const silence&) = delete;
  silence& operator=(const silence&) = delete;
  ~silence() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }

private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

herr_t keep_innermost(unsigned, const H5E_error2_t* error, void* text) {
  if (error->desc && *error->desc && !*static_cast<char*>(text))
    std::snprintf(static_cast<char*>(text), 120, "%s", error->desc);
  return 0;
}

/// Where the ranks stand: each step is taken by all of them, or by none.
class agreement {
public:
  agreement(const communicator& comm, const char* path, const char* name)
      : comm_(comm), path_(path), name_(name) {}

  /// Whether all ranks are well; otherwise code() is that of the first rank that is not, on all of them.
  bool all(bool well, int code, const char* doing) {
    char text[120] = "";
    if (!well)
      H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, text);
    return all(well, code, doing, text);
  }
  bool all(bool well, int code, const char* doing, const char* text) {
    struct {
      int fails;
      int rank;
    } mine{well ? 0 : 1, comm_.rank}, first{};
    code_ = MPI_Allreduce(&mine, &first, 1, MPI_2INT, MPI_MAXLOC, comm_.handle);
    if (code_ != MPI_SUCCESS || first.fails == 0)
      return code_ == MPI_SUCCESS;
    char said[120] = "";
    std::snprintf(said, sizeof said, "%s", text);
    MPI_Bcast(said, sizeof said, MPI_CHAR, first.rank, comm_.handle);
    code_ = refuse(code, "%s %s in %s: %s (rank %d)", doing, name_, path_, said, first.rank);
    return false;
  }
  /// A failure that every rank has found by itself.
  template <class... A> void fail(int code, const char* format, A... arguments) {
    code_ = refuse(code, format, arguments...);
  }
  int code() const { return code_; }

private:
  const communicator& comm_;
  const char* path_;
  const char* name_;
  int code_ = MPI_SUCCESS;
};

handle value_type(const hdf5_element& element) {
  using kind = hdf5_element::kind;
  switch (element.what) {
  case kind::integer:
  case kind::natural: {
    // As wide as needed, in the order of this machine: the native types come in these widths only.
    const bool is_signed = element.what == kind::integer;
    const hid_t native = element.size == 1   ? (is_signed ? H5T_NATIVE_INT8 : H5T_NATIVE_UINT8)
                         : element.size == 2 ? (is_signed ? H5T_NATIVE_INT16 : H5T_NATIVE_UINT16)
                         : element.size == 4 ? (is_signed ? H5T_NATIVE_INT32 : H5T_NATIVE_UINT32)
                                             : (is_signed ? H5T_NATIVE_INT64 : H5T_NATIVE_UINT64);
    return {H5Tcopy(native), H5Tclose};
  }
  case kind::floating:
    return {H5Tcopy(element.size == sizeof(float)    ? H5T_NATIVE_FLOAT
                    : element.size == sizeof(double) ? H5T_NATIVE_DOUBLE
                                                     : H5T_NATIVE_LDOUBLE),
            H5Tclose};
  case kind::complex: { // by the names that h5py gives them
    const handle part = value_type({kind::floating, element.size / 2});
    handle type{H5Tcreate(H5T_COMPOUND, element.size), H5Tclose};
    H5Tinsert(type, "r", 0, part);
    H5Tinsert(type, "i", element.size / 2, part);
    return type;
  }
  case kind::boolean: {
    handle type{H5Tenum_create(H5T_NATIVE_INT8), H5Tclose};
    const signed char no = 0;
    const signed char yes = 1;
    H5Tenum_insert(type, "FALSE", &no);
    H5Tenum_insert(type, "TRUE", &yes);
    return type;
  }
  case kind::opaque:
    break;
  }
  handle type{H5Tcreate(H5T_OPAQUE, element.size), H5Tclose};
  H5Tset_tag(type, "njmpi: a class of C++");
  return type;
}

handle element_type(const hdf5_element& element) {
  handle value = value_type(element);
  if (element.count == 1)
    return value;
  const hsize_t count = element.count;
  return {H5Tarray_create2(value, 1, &count), H5Tclose};
}

/// The part of the dataset that this rank moves, and where it stands in memory.
struct selection {
  handle file;
  handle memory;
};
selection select(const field_state& state, const box& part) {
  const int n = state.cut->dimensions;
  hsize_t shape[box::most];
  hsize_t start[box::most];
  hsize_t count[box::most];
  hsize_t stored[box::most];
  hsize_t offset[box::most];
  bool any = true;
  for (int d = 0; d < n; ++d) {
    shape[d] = static_cast<hsize_t>(state.extent[d]);
    start[d] = static_cast<hsize_t>(part.first[d]);
    count[d] = static_cast<hsize_t>(part.last[d] - part.first[d]);
    any = any && count[d] > 0;
    stored[d] = static_cast<hsize_t>(state.stored.last[d] - state.stored.first[d]);
    offset[d] = static_cast<hsize_t>(part.first[d] - state.stored.first[d]);
  }
  selection result{{H5Screate_simple(n, shape, nullptr), H5Sclose},
                   {H5Screate_simple(n, stored, nullptr), H5Sclose}};
  if (any) {
    H5Sselect_hyperslab(result.file, H5S_SELECT_SET, start, nullptr, count, nullptr);
    H5Sselect_hyperslab(result.memory, H5S_SELECT_SET, offset, nullptr, count, nullptr);
  } else {
    H5Sselect_none(result.file);
    H5Sselect_none(result.memory);
  }
  return result;
}

handle collective_access(const communicator& comm) {
  handle access{H5Pcreate(H5P_FILE_ACCESS), H5Pclose};
  H5Pset_fapl_mpio(access, comm.handle, MPI_INFO_NULL);
  return access;
}
handle collective_transfer() {
  handle transfer{H5Pcreate(H5P_DATASET_XFER), H5Pclose};
  H5Pset_dxpl_mpio(transfer, H5FD_MPIO_COLLECTIVE);
  return transfer;
}

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

// "(3, 4)"
template <class I> void print_extents(char* text, std::size_t size, const I* extents, int n) {
  std::size_t length = static_cast<std::size_t>(std::snprintf(text, size, "("));
  for (int d = 0; d < n && length < size; ++d)
    length += static_cast<std::size_t>(std::snprintf(text + length, size - length, d ? ", %lld" : "%lld",
                                                     static_cast<long long>(extents[d])));
  if (length < size)
    std::snprintf(text + length, size - length, ")");
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

// HDF5 has no place for the data of such an array, and finds that wrong.
bool empty(const field_state& state) {
  for (int d = 0; d < state.cut->dimensions; ++d)
    if (state.extent[d] == 0)
      return true;
  return false;
}

// Before any call of HDF5.
int check(const field_state& state) {
  if (!state.cut)
    return refuse(MPI_ERR_ARG, "the field was moved from, or not constructed");
  return limit == 0 ? refuse(MPI_ERR_OTHER, "MPI is finalised") : MPI_SUCCESS;
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
