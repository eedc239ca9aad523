// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What loops have of MPI: communicators for their messages, datatypes and an operator. Made on first use,
// freed when MPI is finalised.

#include "loops.hpp"

#include <algorithm>

namespace njmpi::rt {
namespace {

struct {
  int key = MPI_KEYVAL_INVALID;    // of communicators: the one for messages of loops
  int at_end = MPI_KEYVAL_INVALID; // of MPI_COMM_SELF: called by MPI_Finalize
  std::vector<MPI_Comm*> channels;
  std::vector<std::pair<std::size_t, MPI_Datatype>> types;
  MPI_Op op = MPI_OP_NULL;
} cache;

int forget(MPI_Comm, int, void* value, void*) {
  auto* const channel = static_cast<MPI_Comm*>(value);
  const auto known = std::find(cache.channels.begin(), cache.channels.end(), channel);
  if (known == cache.channels.end())
    return MPI_SUCCESS;
  cache.channels.erase(known);
  const int code = MPI_Comm_free(channel);
  delete channel;
  return code;
}

int forget_all(MPI_Comm, int, void*, void*) {
  for (MPI_Comm* const channel : cache.channels) {
    MPI_Comm_free(channel);
    delete channel;
  }
  cache.channels.clear();
  for (auto& [size, type] : cache.types)
    MPI_Type_free(&type);
  cache.types.clear();
  if (cache.op != MPI_OP_NULL)
    MPI_Op_free(&cache.op);
  return MPI_SUCCESS;
}

int remember_the_end() {
  if (cache.at_end != MPI_KEYVAL_INVALID)
    return MPI_SUCCESS;
  int key = MPI_KEYVAL_INVALID;
  int code = MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, forget_all, &key, nullptr);
  if (code == MPI_SUCCESS)
    code = MPI_Comm_set_attr(MPI_COMM_SELF, key, nullptr);
  if (code == MPI_SUCCESS)
    cache.at_end = key;
  return code;
}

} // namespace

int channel_of(MPI_Comm comm, MPI_Comm& channel) {
  if (cache.key == MPI_KEYVAL_INVALID)
    if (const int code = MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, forget, &cache.key, nullptr))
      return code;
  void* value = nullptr;
  int found = 0;
  if (const int code = MPI_Comm_get_attr(comm, cache.key, &value, &found))
    return code;
  if (!found) {
    if (const int code = remember_the_end())
      return code;
    MPI_Comm dup = MPI_COMM_NULL;
    if (const int code = MPI_Comm_dup(comm, &dup))
      return code;
    value = cache.channels.emplace_back(new MPI_Comm(dup));
    if (const int code = MPI_Comm_set_attr(comm, cache.key, value))
      return code;
  }
  channel = *static_cast<MPI_Comm*>(value);
  return MPI_SUCCESS;
}

int type_of_bytes(std::size_t size, MPI_Datatype& type) {
  for (const auto& [bytes, known] : cache.types)
    if (bytes == size) {
      type = known;
      return MPI_SUCCESS;
    }
  int code = MPI_Type_contiguous(static_cast<int>(size), MPI_BYTE, &type);
  if (code == MPI_SUCCESS)
    code = MPI_Type_commit(&type);
  if (code == MPI_SUCCESS)
    cache.types.emplace_back(size, type);
  return code;
}

int operator_of(MPI_User_function* function, MPI_Op& op) {
  if (cache.op == MPI_OP_NULL)
    if (const int code = MPI_Op_create(function, 1, &cache.op))
      return code;
  op = cache.op;
  return MPI_SUCCESS;
}

} // namespace njmpi::rt
