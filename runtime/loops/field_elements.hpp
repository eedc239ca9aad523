// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The elements of a field, seen from all ranks.
#pragma once

#include "fields.hpp"

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

int size_to_gather(const field_state& state, int root, std::size_t& size);
int gather_elements(const field_state& state, std::byte* to, int root);
int scatter_elements(field_state& state, const std::byte* from, std::size_t count, int root);
int element_for_all(const field_state& state, const std::ptrdiff_t* index, std::byte* to);
/// See field_runtime::outside.
std::byte* element_outside(const field_state& state, const std::ptrdiff_t* index);

} // namespace njmpi::rt
#pragma GCC visibility pop
