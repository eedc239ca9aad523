// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reduction operators of the program (MPI 4.0, section 6.9.5). MPI gives an operator no context, so each
// callable with state that is under way gets a function of its own out of a fixed pool.

#include "internal.hpp"

#include <cstdint>

namespace njmpi::rt {
namespace {

constexpr int slots = 64;

struct slot_state {
  void* callable;
  apply_function apply;
  MPI_Op op;
};
slot_state pool[slots];
std::uint64_t taken = 0;
op_slot* made_operators = nullptr;

template <std::size_t I> void call_slot(void* in, void* inout, op_length* count, MPI_Datatype*) {
  pool[I].apply(pool[I].callable, in, inout, static_cast<std::size_t>(*count));
}

template <std::size_t... I> constexpr auto functions_of(std::index_sequence<I...>) {
  return std::array<op_function*, sizeof...(I)>{&call_slot<I>...};
}
constexpr auto functions = functions_of(std::make_index_sequence<slots>{});

int create(op_function* function, bool commutative, MPI_Op& op) {
#if MPI_VERSION >= 4
  return MPI_Op_create_c(function, commutative, &op);
#else
  return MPI_Op_create(function, commutative, &op);
#endif
}

// Takes a free bit of the mask; -1 if there is none.
int take_slot() {
  std::uint64_t before = __atomic_load_n(&taken, __ATOMIC_RELAXED);
  while (~before != 0) {
    const int free = __builtin_ctzll(~before);
    if (__atomic_compare_exchange_n(&taken, &before, before | std::uint64_t{1} << free, false,
                                    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return free;
  }
  return -1;
}

void free_slot(int slot) { __atomic_fetch_and(&taken, ~(std::uint64_t{1} << slot), __ATOMIC_RELEASE); }

} // namespace

MPI_Op make_stateless(op_slot& slot, op_function* function, bool commutative) {
  if (need() != MPI_SUCCESS)
    return MPI_OP_NULL;
  const std::lock_guard lock(making());
  if (!slot.ready) {
    if (create(function, commutative, slot.handle) != MPI_SUCCESS)
      return MPI_OP_NULL;
    slot.next = made_operators;
    made_operators = &slot;
    __atomic_store_n(&slot.ready, 1, __ATOMIC_RELEASE);
  }
  return slot.handle;
}

int acquire_slot(void* callable, apply_function apply, bool commutative, MPI_Op& op) {
  op = MPI_OP_NULL;
  if (need() != MPI_SUCCESS)
    return -1;
  const int slot = take_slot();
  if (slot < 0) {
    refuse(MPI_ERR_OP, "%d reductions with a capturing operator are under way, no more are possible", slots);
    return -1;
  }
  slot_state& state = pool[slot];
  state.callable = callable;
  state.apply = apply;
  if (create(functions[static_cast<std::size_t>(slot)], commutative, state.op) != MPI_SUCCESS) {
    free_slot(slot);
    return -1;
  }
  op = state.op;
  return slot;
}

void release_slot(int slot) {
  if (running())
    MPI_Op_free(&pool[slot].op);
  free_slot(slot);
}

void release(kept* callable) {
  if (callable->slot >= 0)
    release_slot(callable->slot);
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
