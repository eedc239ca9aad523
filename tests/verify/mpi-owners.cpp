// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects that free handles, and code that is called back: what C++ programs wrap the C interface in.
// options: check-mpi
#include <functional>
#include <map>
#include <memory>
#include <mpi.h>
#include <utility>
#include <vector>

class owner {
  MPI_Comm c_ = MPI_COMM_NULL;

public:
  explicit owner(MPI_Comm c) { MPI_Comm_dup(c, &c_); }
  owner(owner &&o) noexcept : c_(std::exchange(o.c_, MPI_COMM_NULL)) {}
  ~owner() {
    if (c_ != MPI_COMM_NULL)
      MPI_Comm_free(&c_);
  }
  operator MPI_Comm() const { return c_; }
};
struct swapped {
  MPI_Comm c = MPI_COMM_NULL;
  swapped() = default;
  swapped(swapped &&o) noexcept { std::swap(c, o.c); }
  swapped &operator=(swapped &&o) noexcept {
    std::swap(c, o.c);
    return *this;
  }
  ~swapped() {
    if (c != MPI_COMM_NULL)
      MPI_Comm_free(&c);
  }
  static swapped split(int color) {
    swapped made;
    MPI_Comm_split(MPI_COMM_WORLD, color, 0, &made.c);
    return made;
  }
};
struct simple {
  MPI_Comm c;
  simple() { MPI_Comm_dup(MPI_COMM_WORLD, &c); }
  simple(const simple &) = delete;
  ~simple() { MPI_Comm_free(&c); }
};
template <class F> struct guard {
  F f;
  ~guard() { f(); }
};
template <class F> guard(F) -> guard<F>;
struct deferred {
  std::function<void()> f;
  ~deferred() { f(); }
};
template <class F> void run(F f) { f(); }

void moved() {
  owner first(MPI_COMM_WORLD);
  owner second = std::move(first);
  MPI_Barrier(second);
}
void made_elsewhere() {
  swapped made = swapped::split(1);
  swapped assigned;
  assigned = swapped::split(2);
  MPI_Barrier(made.c);
  MPI_Barrier(assigned.c);
}
void on_the_heap() {
  auto p = std::make_unique<simple>();
  MPI_Barrier(p->c);
  std::unique_ptr<simple> adopted(new simple);
  MPI_Barrier(adopted->c);
}
struct two {
  simple first, second;
};
struct derived : simple {
  int more = 0;
};
void in_others() {
  two both;
  MPI_Barrier(both.second.c);
  derived one;
  MPI_Barrier(one.c);
  simple several[2];
  MPI_Barrier(several[1].c);
}
void in_a_container() {
  swapped one = swapped::split(1);
  std::vector<swapped> all;
  all.push_back(std::move(one));
  all.push_back(swapped::split(2));
  MPI_Barrier(all[0].c);
}
int guarded(int early) {
  MPI_Win w;
  int b[10];
  MPI_Win_create(b, 40, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &w);
  guard freed{[&] { MPI_Win_free(&w); }};
  MPI_Win_fence(0, w);
  if (early)
    return 1;
  MPI_Win_fence(0, w);
  return 0;
}
void called_back() {
  MPI_Comm a, b;
  MPI_Comm_dup(MPI_COMM_WORLD, &a);
  run([&] { MPI_Comm_free(&a); });
  MPI_Comm_dup(MPI_COMM_WORLD, &b);
  deferred freed{[&] { MPI_Comm_free(&b); }};
  MPI_Barrier(b);
}
void deleted() {
  MPI_Datatype t;
  MPI_Type_contiguous(2, MPI_INT, &t);
  MPI_Type_commit(&t);
  std::shared_ptr<void> freed(nullptr, [&](void *) { MPI_Type_free(&t); });
  int x[2] = {};
  MPI_Bcast(x, 1, t, 0, MPI_COMM_WORLD);
}
struct job {
  std::vector<double> data;
  MPI_Request request;
};
job started(std::vector<double> d, int to) {
  job j;
  j.data = std::move(d);
  MPI_Isend(j.data.data(), static_cast<int>(j.data.size()), MPI_DOUBLE, to, 0, MPI_COMM_WORLD, &j.request);
  return j;
}
void any_of_many(int n) {
  std::vector<int> b(n);
  std::vector<MPI_Request> r(n);
  for (int i = 0; i < n; ++i)
    MPI_Irecv(&b[i], 1, MPI_INT, i, 0, MPI_COMM_WORLD, &r[i]);
  for (int k = 0; k < 10 * n; ++k) {
    int i;
    MPI_Waitany(n, r.data(), &i, MPI_STATUS_IGNORE);
    if (k < 9 * n)
      MPI_Irecv(&b[i], 1, MPI_INT, i, 0, MPI_COMM_WORLD, &r[i]);
  }
}
void started_perhaps(int to, int n) {
  double s[4] = {};
  MPI_Request q;
  MPI_Send_init(s, 4, MPI_DOUBLE, to, 0, MPI_COMM_WORLD, &q);
  for (int i = 0; i < n; ++i) {
    if (i > 0)
      MPI_Wait(&q, MPI_STATUS_IGNORE);
    s[0] = i;
    MPI_Start(&q);
  }
  MPI_Wait(&q, MPI_STATUS_IGNORE);
  MPI_Request_free(&q);
}
struct received {
  MPI_Request r;
  int value;
};
void in_a_map(int n) {
  std::map<int, received> all;
  for (int i = 0; i < n; ++i)
    MPI_Irecv(&all[i].value, 1, MPI_INT, i, 0, MPI_COMM_WORLD, &all[i].r);
  double s[4] = {};
  MPI_Request q;
  MPI_Isend(s, 4, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, &q);
  for (auto &[i, each] : all)
    MPI_Wait(&each.r, MPI_STATUS_IGNORE);
  MPI_Wait(&q, MPI_STATUS_IGNORE);
}

// What looks like it.
void kept(int run_it) {
  MPI_Comm c;
  MPI_Comm_dup(MPI_COMM_WORLD, &c); // expected-error {{the communicator that 'MPI_Comm_dup' makes is never freed [njmpi-resource-leak]}}
  auto freed = [&] { MPI_Comm_free(&c); };
  if (run_it)
    freed();
}
struct forgets {
  MPI_Comm c;
  forgets() { MPI_Comm_dup(MPI_COMM_WORLD, &c); } // expected-error {{the communicator that 'MPI_Comm_dup' makes is never freed [njmpi-resource-leak]}}
};
void made_and_forgotten() {
  forgets f;
  MPI_Barrier(f.c);
}
void never_started(int to) {
  double s[4] = {};
  MPI_Request q;
  MPI_Send_init(s, 4, MPI_DOUBLE, to, 0, MPI_COMM_WORLD, &q); // expected-note {{the request is made here}}
  MPI_Wait(&q, MPI_STATUS_IGNORE); // expected-error {{'MPI_Wait' waits for a persistent request that is never started [njmpi-request-reuse]}}
  MPI_Request_free(&q);
}
