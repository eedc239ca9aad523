// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the shapes of matrix.hpp test a kernel.
#pragma once

#include "matrix.hpp"
#include <algorithm>

template <class T> T sent(int rank, int index) { return pattern<T>::of(7 * rank + 3 * index + 1); }
template <class T> T untouched() { return pattern<T>::of(22 * 23 + 19); }

template <class T> sequence<T> sent_by(int rank, int n, int first = 0) {
  sequence<T> result(n, T());
  for (int i = 0; i < n; ++i)
    result[i] = sent<T>(rank, first + i);
  return result;
}

template <class T>
shape<T>::shape(const form& f)
    : f(f), comm(f.comm ? reversed() : njmpi::world()), rank(njmpi::rank(comm)), size(njmpi::size(comm)),
      next((rank + 1) % size), previous((rank + size - 1) % size) {}

template <class T> void shape<T>::send(kernel<T> call) {
  arguments<T> a{.comm = comm, .in = sent_by<T>(rank, n), .dest = next, .tag = f.tag ? 11 : 0};
  sequence<T> received(n, T());
  MPI_Request request;
  MPI_Status status;
  int count = 0;
  MPI_Irecv(received.data(), n, raw_type<T>(), previous, f.tag ? 11 : 0, comm.handle(), &request);
  MPI_Barrier(comm.handle()); // the receive is posted: a ready send may start
  succeeds(call(a));
  MPI_Wait(&request, &status);
  MPI_Get_count(&status, raw_type<T>(), &count);
  expect(count == n, at("count sent"));
  same(received, sent_by<T>(previous, n));
}

template <class T> void shape<T>::receive(kernel<T> call) {
  arguments<T> a{.comm = comm, .out = blank(n + 2), .source = previous, .rtag = 12};
  const sequence<T> values = sent_by<T>(rank, n);
  MPI_Request request;
  MPI_Isend(values.data(), n, raw_type<T>(), next, 12, comm.handle(), &request);
  succeeds(call(a));
  MPI_Wait(&request, MPI_STATUS_IGNORE);
  same(a.out, with_rest(sent_by<T>(previous, n), 2));
  has_status(a, previous, 12);
}

template <class T> void shape<T>::probe(kernel<T> call) {
  arguments<T> a{.comm = comm, .source = previous, .rtag = 13};
  const sequence<T> values = sent_by<T>(rank, n);
  sequence<T> received(n, T());
  MPI_Request request;
  MPI_Isend(values.data(), n, raw_type<T>(), next, 13, comm.handle(), &request);
  succeeds(call(a));
  has_status(a, previous, 13);
  MPI_Recv(received.data(), n, raw_type<T>(), previous, 13, comm.handle(), MPI_STATUS_IGNORE);
  MPI_Wait(&request, MPI_STATUS_IGNORE);
  same(received, sent_by<T>(previous, n));
  MPI_Barrier(comm.handle()); // any_source is given or not: the next round's messages come later
}

template <class T> void shape<T>::exchange(kernel<T> call) {
  const int tag = f.tag ? 14 : 0;
  arguments<T> a{.comm = comm, .in = sent_by<T>(rank, n), .out = blank(n + 1), .dest = next, .source = previous,
                 .tag = tag, .rtag = tag};
  succeeds(call(a));
  same(a.out, with_rest(sent_by<T>(previous, n), 1));
  has_status(a, previous, tag);
  MPI_Barrier(comm.handle());
}

template <class T> void shape<T>::replace(kernel<T> call) {
  const int tag = f.tag ? 15 : 0;
  arguments<T> a{.comm = comm, .out = sent_by<T>(rank, n), .dest = next, .source = previous, .tag = tag, .rtag = tag};
  succeeds(call(a));
  same(a.out, sent_by<T>(previous, n));
  has_status(a, previous, tag);
  MPI_Barrier(comm.handle());
}

template <class T> void shape<T>::barrier(kernel<T> call) {
  arguments<T> a{.comm = comm};
  succeeds(call(a));
}

template <class T> void shape<T>::bcast(kernel<T> call) {
  for_each_root([&](int root) {
    arguments<T> a{.comm = comm, .out = rank == root ? sent_by<T>(root, n) : blank(n), .root = root};
    succeeds(call(a));
    same(a.out, sent_by<T>(root, n));
  });
}

template <class T> void shape<T>::reduce(kernel<T> call, combination<T> op) {
  for_each_root([&](int root) {
    arguments<T> a{.comm = comm, .root = root};
    if (f.in_place)
      a.out = sent_by<T>(rank, n);
    else {
      a.in = sent_by<T>(rank, n);
      a.out = rank == root ? blank(n + 2) : sequence<T>{};
    }
    succeeds(call(a));
    if (rank == root)
      same(a.out, with_rest(folded(op, 0, size), f.in_place ? 0 : 2));
  });
}

template <class T> void shape<T>::allreduce(kernel<T> call, combination<T> op) { reduce_up_to(call, op, 0, size); }

template <class T> void shape<T>::scan(kernel<T> call, combination<T> op) { reduce_up_to(call, op, 0, rank + 1); }

template <class T> void shape<T>::exscan(kernel<T> call, combination<T> op) { reduce_up_to(call, op, 0, rank); }

template <class T> void shape<T>::reduce_scatter_block(kernel<T> call, combination<T> op) {
  arguments<T> a{.comm = comm};
  (f.in_place ? a.out : a.in) = sent_by<T>(rank, n * size);
  if (!f.in_place)
    a.out = blank(n);
  succeeds(call(a));
  a.out.resize(n); // in place the rest is undefined
  same(a.out, folded(op, 0, size, rank * n));
}

template <class T> void shape<T>::gather(kernel<T> call) {
  for_each_root([&](int root) { gather_at(call, root); });
}

template <class T> void shape<T>::allgather(kernel<T> call) { gather_at(call, rank); }

template <class T> void shape<T>::scatter(kernel<T> call) {
  for_each_root([&](int root) {
    arguments<T> a{.comm = comm, .count = n, .root = root};
    const int slack = f.count && !f.in_place ? 1 : 0;
    if (f.in_place)
      a.out = rank == root ? sent_by<T>(root, n * size) : blank(n);
    else {
      a.in = rank == root ? sent_by<T>(root, n * size + slack) : sequence<T>{};
      a.out = blank(n + slack);
    }
    succeeds(call(a));
    if (f.in_place && rank == root)
      same(a.out, sent_by<T>(root, n * size));
    else
      same(a.out, with_rest(sent_by<T>(root, n, rank * n), slack));
  });
}

template <class T> void shape<T>::alltoall(kernel<T> call) {
  arguments<T> a{.comm = comm, .count = n};
  const int slack = f.count && !f.in_place ? 2 : 0;
  (f.in_place ? a.out : a.in) = sent_by<T>(rank, n * size + slack);
  if (!f.in_place)
    a.out = blank(n * size + slack);
  succeeds(call(a));
  sequence<T> expected;
  for (int other = 0; other < size; ++other)
    append(expected, sent_by<T>(other, n, rank * n));
  same(a.out, with_rest(expected, slack));
}

template <class T> void shape<T>::scatterv(kernel<T> call) {
  for_each_root([&](int root) {
    arguments<T> a{.comm = comm, .out = blank(rank + 1), .root = root};
    if (rank == root) {
      a.in = sent_by<T>(root, size * (size + 1) / 2);
      a.counts = growing();
    }
    succeeds(call(a));
    same(a.out, sent_by<T>(root, rank + 1, rank * (rank + 1) / 2));
  });
}

template <class T> void shape<T>::gatherv(kernel<T> call) {
  for_each_root([&](int root) { gatherv_at(call, root); });
}

template <class T> void shape<T>::allgatherv(kernel<T> call) { gatherv_at(call, rank); }

template <class T> void shape<T>::alltoallv(kernel<T> call) {
  arguments<T> a{.comm = comm};
  sequence<T> expected;
  for (int other = 0; other < size; ++other) {
    a.counts.push_back(rank + other);
    append(a.in, sent_by<T>(rank, rank + other, 10 * other));
    a.recvcounts.push_back(rank + other);
    append(expected, sent_by<T>(other, rank + other, 10 * rank));
  }
  a.out = blank(static_cast<int>(expected.size()));
  succeeds(call(a));
  same(a.out, expected);
}

template <class T> void shape<T>::neighbour_allgather(kernel<T> call) {
  neighbourhood(call, n, [](int neighbour, int) { return sent_by<T>(neighbour, n); });
}

template <class T> void shape<T>::neighbour_alltoall(kernel<T> call) {
  // What comes from the left was sent to its right, and the other way round.
  neighbourhood(call, 2 * n, [](int neighbour, int side) { return sent_by<T>(neighbour, n, (1 - side) * n); });
}

template <class T> std::string shape<T>::at(const std::string& what) const {
  return std::string(f.text) + (f.in_place ? " in place" : "") + ": " + what + ", rank " + std::to_string(rank) +
         " of " + std::to_string(size);
}

template <class T> void shape<T>::succeeds(int code) const { expect(code == MPI_SUCCESS, at(spelled(code))); }

template <class T> void shape<T>::same(const sequence<T>& got, const sequence<T>& expected) const {
  expect(got.size() == expected.size(), at("size of the result"));
  for (std::size_t i = 0; i < got.size() && i < expected.size(); ++i)
    if (!(got[i] == expected[i]))
      return expect(false, at("element " + std::to_string(i)));
}

template <class T> void shape<T>::has_status(const arguments<T>& a, int source, int tag) const {
  if (f.status)
    expect(a.status.source() == source && a.status.tag() == tag, at("status"));
}

template <class T> sequence<T> shape<T>::blank(int count) { return sequence<T>(count, untouched<T>()); }

template <class T> void shape<T>::append(sequence<T>& to, const sequence<T>& from) { to.insert(to.end(), from.begin(), from.end()); }

template <class T> sequence<T> shape<T>::with_rest(sequence<T> values, int rest) {
  append(values, blank(rest));
  return values;
}

template <class T> std::vector<int> shape<T>::growing() const {
  std::vector<int> counts(size);
  for (int i = 0; i < size; ++i)
    counts[i] = i + 1;
  return counts;
}

template <class T> sequence<T> shape<T>::folded(combination<T> op, int first, int last, int from) const {
  sequence<T> result = sent_by<T>(first, n, from);
  for (int other = first + 1; other < last; ++other)
    for (int i = 0; i < n; ++i)
      result[i] = op(result[i], sent<T>(other, from + i));
  return result;
}

template <class T> void shape<T>::for_each_root(const std::function<void(int)>& body) const {
  for (int root = 0; root < (f.root ? size : 1); ++root)
    body(root);
}

template <class T> void shape<T>::reduce_up_to(kernel<T> call, combination<T> op, int first, int last) const {
  arguments<T> a{.comm = comm};
  (f.in_place ? a.out : a.in) = sent_by<T>(rank, n);
  if (!f.in_place)
    a.out = blank(n + 2);
  succeeds(call(a));
  if (last > first) // exscan leaves the first rank's result undefined
    same(a.out, with_rest(folded(op, first, last), f.in_place ? 0 : 2));
}

template <class T> void shape<T>::gather_at(kernel<T> call, int root) const {
  arguments<T> a{.comm = comm, .count = n, .root = root};
  const int slack = f.count && !f.in_place ? 1 : 0;
  sequence<T> expected;
  for (int other = 0; other < size; ++other)
    append(expected, sent_by<T>(other, n));
  if (f.in_place && rank == root) {
    a.out = blank(n * size);
    std::copy_n(sent_by<T>(rank, n).begin(), n, a.out.begin() + rank * n);
  } else if (f.in_place)
    a.out = sent_by<T>(rank, n);
  else {
    a.in = sent_by<T>(rank, n + slack);
    a.out = rank == root ? blank(n * size + slack) : sequence<T>{};
  }
  succeeds(call(a));
  if (rank == root)
    same(a.out, with_rest(expected, slack));
}

template <class T> void shape<T>::gatherv_at(kernel<T> call, int root) const {
  arguments<T> a{.comm = comm, .in = sent_by<T>(rank, rank + 1), .root = root};
  sequence<T> expected;
  for (int other = 0; other < size; ++other)
    append(expected, sent_by<T>(other, other + 1));
  if (rank == root) {
    a.out = blank(static_cast<int>(expected.size()));
    a.counts = growing();
  }
  succeeds(call(a));
  if (rank == root)
    same(a.out, expected);
}

template <class T> void shape<T>::neighbourhood(kernel<T> call, int input, const std::function<sequence<T>(int, int)>& from) const {
  arguments<T> a{.comm = line(), .count = n};
  const int slack = f.count ? 1 : 0, me = njmpi::rank(line());
  a.in = sent_by<T>(me, input + slack);
  a.out = blank(2 * n + slack);
  sequence<T> expected = a.out;
  int neighbours[2];
  MPI_Cart_shift(line().handle(), 0, 1, &neighbours[0], &neighbours[1]);
  for (int side = 0; side < 2; ++side)
    if (neighbours[side] != MPI_PROC_NULL) {
      const sequence<T> values = from(neighbours[side], side);
      std::copy(values.begin(), values.end(), expected.begin() + side * n);
    }
  succeeds(call(a));
  same(a.out, expected);
}
