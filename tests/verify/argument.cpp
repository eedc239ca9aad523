// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-argument: constant ranks, roots, tags and counts that are out of range on any number of ranks.
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] void ranks(std::vector<int> &x, std::vector<int> &y, int partner) {
  njmpi::send(x, -3); // expected-error {{-3 is no destination of 'send': it must be a rank or njmpi::proc_null [njmpi-argument]}}
  njmpi::send(x, 3);
  njmpi::send(x, partner - 3);
  njmpi::send(x, njmpi::proc_null);
  njmpi::send(x, MPI_PROC_NULL);
  njmpi::send(x, njmpi::any_source); // expected-error {{'njmpi::any_source' is no destination of 'send': it must be a rank or njmpi::proc_null [njmpi-argument]}}
  njmpi::recv(x, njmpi::any_source);
  njmpi::recv(x, MPI_ANY_SOURCE);
  njmpi::recv(x, -7); // expected-error {{-7 is no source of 'recv': it must be a rank, njmpi::any_source or njmpi::proc_null [njmpi-argument]}}
  njmpi::recv(x, njmpi::proc_null);
  njmpi::sendrecv(x, 1, y, -9); // expected-error {{-9 is no source of 'sendrecv': it must be a rank, njmpi::any_source or njmpi::proc_null [njmpi-argument]}}
}

[[njmpi::kernel]] void roots(std::vector<int> &x, std::vector<int> &y, int root) {
  njmpi::bcast(x, -1); // expected-error {{-1 is no root of 'bcast': it must be a rank [njmpi-argument]}}
  njmpi::bcast(x, 0);
  njmpi::bcast(x, root);
  njmpi::reduce(x, y, njmpi::op::sum, 2 - 4); // expected-error {{-2 is no root of 'reduce': it must be a rank [njmpi-argument]}}
  njmpi::reduce(x, y, njmpi::op::sum, 4 - 2);
  njmpi::bcast(x, njmpi::any_source); // expected-error {{'njmpi::any_source' is no root of 'bcast': it must be a rank [njmpi-argument]}}
}

[[njmpi::kernel]] void tags(std::vector<int> &x, std::vector<int> &y) {
  njmpi::send(x, 1, -5); // expected-error {{-5 is no tag of 'send': it must be 0 or more [njmpi-argument]}}
  njmpi::send(x, 1, 5);
  njmpi::send(x, 1, njmpi::any_tag); // expected-error {{'njmpi::any_tag' is no tag of 'send': it must be 0 or more [njmpi-argument]}}
  njmpi::recv(x, 1, njmpi::any_tag);
  njmpi::recv(x, 1, -5); // expected-error {{-5 is no tag of 'recv': it must be 0 or more, or njmpi::any_tag [njmpi-argument]}}
  njmpi::recv(x, 1, 5);
  njmpi::sendrecv(x, 1, y, 1, njmpi::any_tag); // expected-error {{'njmpi::any_tag' is no tag of 'sendrecv': it must be 0 or more [njmpi-argument]}}
  njmpi::sendrecv(x, 1, y, 1, 3, njmpi::any_tag);
}

[[njmpi::kernel]] void counts(std::vector<int> &x, std::vector<int> &y, int n) {
  njmpi::allgather(x, y, -4); // expected-error {{-4 is no count of 'allgather': it must be 0 or more [njmpi-argument]}}
  njmpi::allgather(x, y, 0);
  njmpi::allgather(x, y, n);
  njmpi::scatter(x, y, -1, 0); // expected-error {{-1 is no count of 'scatter': it must be 0 or more [njmpi-argument]}}
  njmpi::scatter(x, y, 1, 0);
  njmpi::scatter(x, y, 1);
}

#define NOWHERE (-4)
[[njmpi::kernel]] void names(std::vector<int> &x) {
  njmpi::send(x, NOWHERE); // expected-error {{-4 is no destination of 'send': it must be a rank or njmpi::proc_null [njmpi-argument]}}
  constexpr int nobody = MPI_PROC_NULL;
  njmpi::send(x, nobody);
}

[[njmpi::kernel]] int requests(std::vector<int> &x, std::vector<int> &y, std::vector<njmpi::pending> &many,
                               MPI_Request raw) {
  njmpi::wait(3); // expected-error {{'3' is neither a request nor what started an operation [njmpi-argument]}}
  njmpi::test(raw); // expected-error {{'raw' is neither a request nor what started an operation [njmpi-argument]}}
  int codes[2];
  njmpi::waitall(codes); // expected-error {{'codes' is neither a request nor what started an operation [njmpi-argument]}}
  njmpi::pending both[2] = {njmpi::irecv(x, 0), njmpi::isend(y, njmpi::proc_null)};
  njmpi::status statuses[2];
  njmpi::waitall(both, statuses);
  njmpi::waitall(many);
  auto [code, sent] = njmpi::isend(x, njmpi::proc_null);
  return code + njmpi::wait(sent);
}

// Constants of MPI by other names, or chosen by a condition, are what they stand for.
template <int Tag> [[njmpi::kernel]] int take_any(int x) {
  int y = 0;
  auto sent = njmpi::isend(x, njmpi::rank(), 4);
  njmpi::recv(y, njmpi::rank(), Tag < 0 ? njmpi::any_tag : Tag);
  njmpi::wait(sent);
  return y;
}
template <int Source, int Tag> [[njmpi::kernel]] int take_from(int x) {
  int y = 0;
  auto sent = njmpi::isend(x, njmpi::rank(), 4);
  njmpi::recv(y, Source, Tag);
  njmpi::wait(sent);
  return y;
}
constexpr int beside[2] = {njmpi::proc_null, njmpi::proc_null};
constexpr int left_of(int r) { return r > 0 ? r - 1 : njmpi::proc_null; }
enum special { nobody = MPI_PROC_NULL, anything = MPI_ANY_TAG, anyone = MPI_ANY_SOURCE, wrong = -7 };
template <bool Periodic> [[njmpi::kernel]] int wall(int x) {
  return njmpi::send(x, Periodic ? 0 : njmpi::proc_null);
}
[[njmpi::kernel]] void other_names(int x) {
  njmpi::send(x, beside[0]);
  njmpi::send(x, left_of(0));
  njmpi::send(x, nobody);
  auto sent = njmpi::isend(x, njmpi::rank(), 4);
  int y = 0;
  njmpi::recv(y, anyone, anything);
  njmpi::wait(sent);
  njmpi::send(x, wrong); // expected-error {{'wrong' is no destination of 'send': it is negative [njmpi-argument]}}
}
int all_of_them() { return take_any<-1>(3) + take_from<njmpi::any_source, njmpi::any_tag>(3) + wall<false>(1); }
