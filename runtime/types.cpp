// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Derived datatypes: made on first use, freed when MPI is finalised (MPI 4.0, section 5.1).

#include "internal.hpp"

#include <algorithm>
namespace njmpi::rt {
namespace {

type_slot* made_types = nullptr;

void keep(type_slot& slot, MPI_Datatype type) {
  slot.handle = type;
  slot.next = made_types;
  made_types = &slot;
  keep_loaded(&slot);
  __atomic_store_n(&slot.ready, 1, __ATOMIC_RELEASE);
}

MPI_Datatype struct_of(const member* given, int count, std::size_t size) {
  const auto n = static_cast<std::size_t>(count);
  // By offset, as the rewriter describes them: a tuple's members stand in any order, and both ends must
  // agree.
  std::vector<member> members(given, given + n);
  std::sort(members.begin(), members.end(),
            [](const member& a, const member& b) { return a.offset < b.offset; });
  std::vector<int> lengths(n);
  std::vector<MPI_Aint> offsets(n);
  std::vector<MPI_Datatype> types(n);
  for (std::size_t i = 0; i < n; ++i) {
    lengths[i] = static_cast<int>(members[i].count);
    offsets[i] = static_cast<MPI_Aint>(members[i].offset);
    types[i] = members[i].type();
  }
  MPI_Datatype fields = MPI_DATATYPE_NULL;
  MPI_Datatype type = MPI_DATATYPE_NULL;
  if (MPI_Type_create_struct(count, lengths.data(), offsets.data(), types.data(), &fields) != MPI_SUCCESS)
    return MPI_DATATYPE_NULL;
  MPI_Type_create_resized(fields, 0, static_cast<MPI_Aint>(size), &type);
  MPI_Type_free(&fields);
  MPI_Type_commit(&type);
  return type;
}

} // namespace

MPI_Datatype make_struct(type_slot& slot, const member* members, int count, std::size_t size) {
  if (need() != MPI_SUCCESS)
    return MPI_DATATYPE_NULL;
  // Members are struct types of their own, so the type is made before the lock is taken.
  MPI_Datatype type = struct_of(members, count, size);
  const std::lock_guard lock(making());
  if (is_ready(slot))
    MPI_Type_free(&type);
  else if (type != MPI_DATATYPE_NULL)
    keep(slot, type);
  else
    return type;
  return slot.handle;
}

MPI_Datatype make_contiguous(type_slot& slot, MPI_Datatype type, std::size_t count) {
  if (need() != MPI_SUCCESS)
    return MPI_DATATYPE_NULL;
  const std::lock_guard lock(making());
  if (!is_ready(slot)) {
    MPI_Datatype whole = MPI_DATATYPE_NULL;
    if (MPI_Type_contiguous(static_cast<int>(count), type, &whole) != MPI_SUCCESS)
      return whole;
    MPI_Type_commit(&whole);
    keep(slot, whole);
  }
  return slot.handle;
}

MPI_Datatype make_strided(MPI_Datatype type, std::size_t multiplicity, int dimensions,
                          const std::ptrdiff_t* extents, const std::ptrdiff_t* strides) {
  if (need() != MPI_SUCCESS)
    return MPI_DATATYPE_NULL;
  MPI_Datatype inner = MPI_DATATYPE_NULL;
  if (MPI_Type_contiguous(static_cast<int>(multiplicity), type, &inner) != MPI_SUCCESS)
    return MPI_DATATYPE_NULL;
  for (int d = dimensions - 1; d >= 0; --d) {
    MPI_Datatype outer = MPI_DATATYPE_NULL;
    const bool made = extents[d] <= INT_MAX && MPI_Type_create_hvector(static_cast<int>(extents[d]), 1,
                                                                       static_cast<MPI_Aint>(strides[d]),
                                                                       inner, &outer) == MPI_SUCCESS;
    MPI_Type_free(&inner);
    if (!made)
      return MPI_DATATYPE_NULL;
    inner = outer;
  }
  MPI_Type_commit(&inner);
  return inner;
}

void free_type(MPI_Datatype& type) {
  if (type != MPI_DATATYPE_NULL && running())
    MPI_Type_free(&type);
}

void free_types() {
  const std::lock_guard lock(making());
  // The list has the youngest first; types are freed as they were made.
  type_slot* oldest = nullptr;
  while (made_types) {
    type_slot* const next = made_types->next;
    made_types->next = oldest;
    oldest = made_types;
    made_types = next;
  }
  for (; oldest; oldest = oldest->next) {
    __atomic_store_n(&oldest->ready, 0, __ATOMIC_RELEASE);
    MPI_Type_free(&oldest->handle);
  }
}

std::ptrdiff_t count_of(const MPI_Status& status, MPI_Datatype type, std::size_t multiplicity) {
  if (need() != MPI_SUCCESS)
    return MPI_UNDEFINED;
#if MPI_VERSION >= 4
  MPI_Count count = 0;
  MPI_Get_count_c(&status, type, &count);
#else
  int count = 0;
  MPI_Get_count(&status, type, &count);
#endif
  const auto times = static_cast<std::ptrdiff_t>(multiplicity);
  return count == MPI_UNDEFINED || count % times != 0 ? MPI_UNDEFINED : count / times;
}

} // namespace njmpi::rt
