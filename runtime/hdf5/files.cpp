// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "files.hpp"

namespace njmpi::rt {
namespace {

herr_t keep_innermost(unsigned, const H5E_error2_t* error, void* text) {
  if (error->desc && *error->desc && !*static_cast<char*>(text))
    std::snprintf(static_cast<char*>(text), 120, "%s", error->desc);
  return 0;
}

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

} // namespace

void last_error(char (&text)[120]) {
  text[0] = '\0';
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, text);
  for (char* c = text; *c; ++c)
    if (*c == '\n') // it prints the time of day with one
      *c = ' ';
}

bool agreement::all(bool well, int code, const char* doing, const char* text) {
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
  // The line is of limited length: of a long path the end says most.
  const std::size_t length = std::strlen(path_);
  const bool cut = length > 80;
  code_ = refuse(code, "%s %s in %s%s: %s (rank %d)", doing, name_, cut ? "..." : "",
                 cut ? path_ + length - 77 : path_, said, first.rank);
  return false;
}

handle element_type(const hdf5_element& element) {
  handle value = value_type(element);
  if (element.count == 1)
    return value;
  const hsize_t count = element.count;
  return {H5Tarray_create2(value, 1, &count), H5Tclose};
}

selection select(const field_state& state, const box& part, hsize_t row, hsize_t rows) {
  const int n = state.cut->dimensions;
  const int before = rows > 0 ? 1 : 0;
  hsize_t shape[box::most + 1]{rows};
  hsize_t start[box::most + 1]{row};
  hsize_t count[box::most + 1]{1};
  hsize_t stored[box::most];
  hsize_t offset[box::most];
  bool any = true;
  for (int d = 0; d < n; ++d) {
    shape[before + d] = static_cast<hsize_t>(state.extent[d]);
    start[before + d] = static_cast<hsize_t>(part.first[d]);
    count[before + d] = static_cast<hsize_t>(part.last[d] - part.first[d]);
    any = any && count[before + d] > 0;
    stored[d] = static_cast<hsize_t>(state.stored.last[d] - state.stored.first[d]);
    offset[d] = static_cast<hsize_t>(part.first[d] - state.stored.first[d]);
  }
  selection result{{H5Screate_simple(before + n, shape, nullptr), H5Sclose},
                   {H5Screate_simple(n, stored, nullptr), H5Sclose}};
  if (any) {
    H5Sselect_hyperslab(result.file, H5S_SELECT_SET, start, nullptr, count, nullptr);
    H5Sselect_hyperslab(result.memory, H5S_SELECT_SET, offset, nullptr, count + before, nullptr);
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

bool empty(const field_state& state) {
  for (int d = 0; d < state.cut->dimensions; ++d)
    if (state.extent[d] == 0)
      return true;
  return false;
}

int check(const field_state& state) {
  if (!state.cut)
    return refuse(MPI_ERR_ARG, "the field was moved from, or not constructed");
  return limit == 0 ? refuse(MPI_ERR_OTHER, "MPI is finalised") : MPI_SUCCESS;
}

} // namespace njmpi::rt
