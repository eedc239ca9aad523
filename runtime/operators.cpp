// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reduction operators of the program (MPI 4.0, section 6.9.5). MPI gives an operator no context, so each
// callable with state that is under way, but for the first of its type, gets a function of its own out of a
// fixed pool.

#include "internal.hpp"

namespace njmpi::rt {
namespace {

constexpr int places = 64;

struct pooled_place : place {
  apply_function apply;
  op_slot ops[2]; // the second is commutative
};
pooled_place pool[places];
op_slot* made_operators = nullptr;

template <std::size_t I> void call_place(void* in, void* inout, op_length* count, MPI_Datatype*) {
  pool[I].apply(pool[I].callable, in, inout, static_cast<std::size_t>(*count));
}

template <std::size_t... I> constexpr auto functions_of(std::index_sequence<I...>) {
  return std::array<op_function*, sizeof...(I)>{&call_place<I>...};
}
constexpr auto functions = functions_of(std::make_index_sequence<places>{});

int create(op_function* function, bool commutative, MPI_Op& op) {
#if MPI_VERSION >= 4
  return MPI_Op_create_c(function, commutative, &op);
#else
  return MPI_Op_create(function, commutative, &op);
#endif
}

} // namespace

MPI_Op make_operator(op_slot& slot, op_function* function, bool commutative) {
  if (need() != MPI_SUCCESS)
    return MPI_OP_NULL;
  const std::lock_guard lock(making());
  if (!slot.ready) {
    if (create(function, commutative, slot.handle) != MPI_SUCCESS)
      return MPI_OP_NULL;
    slot.next = made_operators;
    made_operators = &slot;
    keep_loaded(&slot);
    __atomic_store_n(&slot.ready, 1, __ATOMIC_RELEASE);
  }
  return slot.handle;
}

place* acquire_place(void* callable, apply_function apply, bool commutative, MPI_Op& op) {
  static place none;
  op = MPI_OP_NULL;
  if (need() != MPI_SUCCESS)
    return &none;
  for (int i = 0; i < places; ++i) {
    pooled_place& one = pool[i];
    if (!take(one))
      continue;
    one.callable = callable;
    one.apply = apply;
    op = make_operator(one.ops[commutative], functions[static_cast<std::size_t>(i)], commutative);
    return &one;
  }
  refuse(MPI_ERR_OP, "%d reductions with a capturing operator are under way, no more are possible", places);
  return &none;
}

void release(kept* callable) {
  release(*callable->from);
  callable->destroy(callable);
}

void free_operators() {
  const std::lock_guard lock(making());
  for (; made_operators; made_operators = made_operators->next) {
    __atomic_store_n(&made_operators->ready, 0, __ATOMIC_RELEASE);
    MPI_Op_free(&made_operators->handle);
  }
}

} // namespace njmpi::rt
