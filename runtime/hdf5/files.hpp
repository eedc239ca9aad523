// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the functions on HDF5 files share. Whatever fails on one rank is agreed on before the next collective
// call, so that no rank waits for one that has given up.
#pragma once

#include <njmpi/hdf5.hpp>

#include <hdf5.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

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

/// What HDF5 says of its last failure, at its innermost place; empty if it says nothing.
void last_error(char (&text)[120]);

/// Where the ranks stand: each step is taken by all of them, or by none.
class agreement {
public:
  agreement(const communicator& comm, const char* path, const char* name)
      : comm_(comm), path_(path), name_(name) {}

  /// Whether all ranks are well; otherwise code() is that of the first rank that is not, on all of them.
  bool all(bool well, int code, const char* doing) {
    char text[120] = "";
    if (!well)
      last_error(text);
    return all(well, code, doing, text);
  }
  bool all(bool well, int code, const char* doing, const char* text);
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

handle element_type(const hdf5_element& element);

/// The part of the dataset that this rank moves, and where it stands in memory.
struct selection {
  handle file;
  handle memory;
};
/// Of a dataset of the field's shape; or, where there are rows, of the numbered one of so many such shapes.
selection select(const field_state& state, const box& part, hsize_t row = 0, hsize_t rows = 0);

handle collective_access(const communicator& comm);
handle collective_transfer();

/// "(3, 4)"
template <class I> void print_extents(char* text, std::size_t size, const I* extents, int n) {
  std::size_t length = static_cast<std::size_t>(std::snprintf(text, size, "("));
  for (int d = 0; d < n && length < size; ++d)
    length += static_cast<std::size_t>(std::snprintf(text + length, size - length, d ? ", %lld" : "%lld",
                                                     static_cast<long long>(extents[d])));
  if (length < size)
    std::snprintf(text + length, size - length, ")");
}

/// Whether a field has no element: HDF5 has no place for the data of such an array, and finds that wrong.
bool empty(const field_state& state);

/// Before any call of HDF5.
int check(const field_state& state);

} // namespace njmpi::rt
#pragma GCC visibility pop
