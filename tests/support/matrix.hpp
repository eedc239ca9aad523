// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One function per shape of a row of operations.def. Each runs a kernel on every rank with data that depends
// on the rank, and compares what it leaves with values computed serially. The other end of a message is
// MPI's own C function with a datatype put together by hand. What does that is the same for all builds, and
// compiled once: matrix_shapes.hpp.
#pragma once

#include "check.hpp"
#include "types.hpp"
#include <functional>
#include <set>

// A vector of bool is no buffer.
template <class T>
using sequence = std::conditional_t<std::is_same_v<T, bool>, std::basic_string<bool>, std::vector<T>>;

// What a kernel takes: every argument that a row can have. INOUT buffers are `out`.
template <class T> struct arguments {
  const njmpi::comm& comm;
  sequence<T> in{}, out{};
  std::vector<int> counts{}, recvcounts{};
  std::ptrdiff_t count = 3;
  int dest = 0, source = 0, root = 0, tag = 0, rtag = 0;
  njmpi::status status{};
};
template <class T> using kernel = int (*)(arguments<T>&);
template <class T> using combination = T (*)(T, T);

// Which of the arguments with a default value a kernel gives, and what is known of the row.
struct form {
  const char* text;
  bool comm = true, count = true, root = true, tag = true, status = true;
  bool in_place = false;
};

inline std::set<std::string>& tested_rows() {
  static std::set<std::string> names;
  return names;
}

// A communicator with all ranks in reverse order: what takes a rank of the world for one of it goes wrong.
inline const njmpi::comm& reversed() {
  static const njmpi::comm comm = njmpi::world().split(0, world_size() - world_rank());
  return comm;
}

// A line of ranks, closed where its neighbours are then different ones.
inline const njmpi::comm& line() {
  static const njmpi::comm comm = njmpi::world().cart({world_size()}, {world_size() > 2});
  return comm;
}

template <class T> class shape {
public:
  explicit shape(const form& f);
  // IN, DEST: what the kernel sends is received by MPI itself.
  void send(kernel<T> call);
  // OUT, SOURCE: what MPI itself sends; shorter than the buffer.
  void receive(kernel<T> call);
  // SOURCE without a buffer: a probe, and then MPI's own receive.
  void probe(kernel<T> call);
  // IN, DEST, OUT, SOURCE.
  void exchange(kernel<T> call);
  // INOUT, DEST, SOURCE.
  void replace(kernel<T> call);
  void barrier(kernel<T> call);
  void bcast(kernel<T> call);
  // OP, to a root, to all, or of the ranks up to this one.
  void reduce(kernel<T> call, combination<T> op);
  void allreduce(kernel<T> call, combination<T> op);
  void scan(kernel<T> call, combination<T> op);
  void exscan(kernel<T> call, combination<T> op);
  void reduce_scatter_block(kernel<T> call, combination<T> op);
  // Rule gather; the root alone receives, or all.
  void gather(kernel<T> call);
  void allgather(kernel<T> call);
  void scatter(kernel<T> call);
  void alltoall(kernel<T> call);
  // Rank r contributes r + 1 elements; displacements are the prefix sum.
  void scatterv(kernel<T> call);
  void gatherv(kernel<T> call);
  void allgatherv(kernel<T> call);
  // Rank r sends r + d elements to rank d.
  void alltoallv(kernel<T> call);
  // A row of the neighbour group: the left and the right of a line of ranks.
  void neighbour_allgather(kernel<T> call);
  void neighbour_alltoall(kernel<T> call);

private:
  static constexpr int n = 3;
  const form f;
  const njmpi::comm comm;
  const int rank, size, next, previous;

  std::string at(const std::string& what) const;
  void succeeds(int code) const;
  void same(const sequence<T>& got, const sequence<T>& expected) const;
  void has_status(const arguments<T>& a, int source, int tag) const;
  static sequence<T> blank(int count);
  static void append(sequence<T>& to, const sequence<T>& from);
  static sequence<T> with_rest(sequence<T> values, int rest);
  std::vector<int> growing() const;
  sequence<T> folded(combination<T> op, int first, int last, int from = 0) const;
  void for_each_root(const std::function<void(int)>& body) const;
  void reduce_up_to(kernel<T> call, combination<T> op, int first, int last) const;
  void gather_at(kernel<T> call, int root) const;
  void gatherv_at(kernel<T> call, int root) const;
  void neighbourhood(kernel<T> call, int input, const std::function<sequence<T>(int, int)>& from) const;
};

// A buffer for buffered sends, once.
inline void attach_buffer() {
  static std::vector<char> buffer;
  if (buffer.empty()) {
    buffer.resize(1 << 20);
    MPI_Buffer_attach(buffer.data(), static_cast<int>(buffer.size()));
  }
}
