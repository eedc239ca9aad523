// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a kernel can be, and where in it a call can stand. Each sums over the ranks, so that a call that is
// lost, doubled or moved shows.
#include "check.hpp"
#include "header_kernels.hpp"
#include "ring.hpp"
#include <array>
#include <concepts>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace {

[[njmpi::kernel]] int one_line(int a) { int s = 0; return njmpi::allreduce(a, s) == 0 ? s : -1; }
[[njmpi::kernel]] int one_line_two_calls(int a) { int s = 0, t = 0; njmpi::allreduce(a, s); njmpi::allreduce(s, t); return t; }
[[njmpi::kernel]] auto deduced(int a) { int s = 0; const int code = njmpi::allreduce(a, s); return std::pair(code, s); }
[[njmpi::kernel]] static int with_default(int a = 3) { int s = 0; njmpi::allreduce(a, s); return s; }
[[njmpi::kernel]] int declared_first(int a);
int declared_first(int a) {
  int s = 0;
  njmpi::allreduce(a, s);
  return s;
}
[[njmpi::kernel]] int not_throwing(int a) noexcept {
  int s = 0;
  njmpi::allreduce(a, s);
  return s;
}
[[njmpi::kernel]] constexpr int at_either_time(int a) {
  if (std::is_constant_evaluated())
    return a;
  int s = 0;
  njmpi::allreduce(a, s);
  return s;
}
[[njmpi::kernel]] auto trailing(int a) -> int {
  int s = 0;
  njmpi::allreduce(a, s);
  return s;
}

class holder {
public:
  explicit holder(int v) : value(v) {}
  [[njmpi::kernel]] int sum() const {
    int s = 0;
    njmpi::allreduce(value, s);
    return s;
  }
  [[njmpi::kernel]] static int sum_of(int a) {
    int s = 0;
    njmpi::allreduce(a, s);
    return s;
  }
  [[njmpi::kernel]] int operator()(int factor) const {
    int s = 0;
    njmpi::allreduce(factor * value, s);
    return s;
  }
  [[njmpi::kernel]] void operator+=(const holder& other) {
    value += other.value;
    int s = 0;
    njmpi::allreduce(value, s);
    value = s;
  }
  [[njmpi::kernel]] virtual int overridden() {
    int s = 0;
    njmpi::allreduce(value, s);
    return s;
  }
  virtual ~holder() = default;
  [[njmpi::kernel]] int outside(int a);
  int value;
};
int holder::outside(int a) {
  int s = 0;
  njmpi::allreduce(a + value, s);
  return s;
}

template <class T> class box {
public:
  T value;
  [[njmpi::kernel]] T sum() const {
    T s{};
    njmpi::allreduce(value, s);
    return s;
  }
  template <class U> [[njmpi::kernel]] U sum_as() const {
    const U mine = static_cast<U>(value);
    U s{};
    njmpi::allreduce(mine, s);
    return s;
  }
};

template <std::integral T> [[njmpi::kernel]] T constrained(T a) {
  T s{};
  njmpi::allreduce(a, s);
  return s;
}
template <class T>
  requires std::floating_point<T>
[[njmpi::kernel]] T constrained(T a) {
  T s{};
  njmpi::allreduce(a, s);
  return 2 * s;
}
template <class T> [[njmpi::kernel]] T specialised(T a) {
  T s{};
  njmpi::allreduce(a, s);
  return s;
}
template <> [[njmpi::kernel]] long specialised(long a) {
  long s{};
  njmpi::allreduce(a, s);
  return 3 * s;
}
template <std::size_t N> [[njmpi::kernel]] int of_size(std::array<int, N> a) {
  std::array<int, N> s{};
  njmpi::allreduce(a, s);
  return s[N - 1];
}
template <class... T> [[njmpi::kernel]] int pack(T... a) {
  int result = 0;
  const auto add = [&result](int one) {
    int s = 0;
    njmpi::allreduce(one, s);
    result += s;
  };
  (add(a), ...);
  return result;
}

// Where a call can stand.
[[njmpi::kernel]] int everywhere(int a) {
  int s = 0, result = 0;
  if (njmpi::allreduce(a, s) == MPI_SUCCESS)
    result += s;
  if (int code = njmpi::allreduce(a, s); code == MPI_SUCCESS)
    result += s;
  for (int i = 0; i < 2 && njmpi::allreduce(a, s) == MPI_SUCCESS; ++i, njmpi::barrier())
    result += s;
  int rounds = 0;
  while (njmpi::allreduce(a, s) == MPI_SUCCESS && rounds < 1) {
    result += s;
    ++rounds;
  }
  do
    njmpi::allreduce(a, s);
  while (++rounds < 3);
  result += a >= 0 ? (njmpi::allreduce(a, s), s) : (njmpi::allreduce(s, a), a);
  switch (njmpi::allreduce(a, s)) {
  case MPI_SUCCESS: njmpi::barrier(); result += s; break;
  default: return -1;
  }
  result += !njmpi::allreduce(a, s) && njmpi::allreduce(a, s) == MPI_SUCCESS ? s : 0;
  const int codes[] = {njmpi::allreduce(a, s), njmpi::barrier()};
  result += codes[0] + codes[1] + s;
  const auto later = [&] { return njmpi::allreduce(a, s); };
  result += later() + s;
  const auto generic = [](auto one) {
    auto total = one;
    njmpi::allreduce(one, total);
    return total;
  };
  result += generic(a) + static_cast<int>(generic(1.0 * a));
  static_assert(std::is_same_v<decltype(njmpi::allreduce(a, s)), int>);
  static_cast<void>(sizeof(njmpi::allreduce(a, s)));
  try {
    njmpi::allreduce(a, s);
  } catch (...) {
    return -1;
  }
  result += s;
  { njmpi::barrier(); }
  if (false)
    njmpi::barrier();
  else
    njmpi::allreduce(a, s);
  return result + s;
}

[[njmpi::kernel]] int nested_calls(std::vector<int>& out) {
  int code = njmpi::allreduce(njmpi::rank() + 1, out[0]);
  code += njmpi::sendrecv(out[0], (njmpi::rank() + 1) % njmpi::size(), out[1], (njmpi::rank() + njmpi::size() - 1) % njmpi::size());
  code += njmpi::allreduce(njmpi::barrier(), out[2]);
  return code;
}

[[njmpi::kernel]] int evaluated_once(std::vector<int>* row, std::vector<int>* other, int& roots) {
  int code = njmpi::bcast(*row++, (++roots, 0));
  code += njmpi::sendrecv(*row++, ring.next, *other++, ring.previous);
  return code + (other - row == 1 ? 0 : 100);
}

#define SUM_IN_A_MACRO(a, s) njmpi::allreduce(a, s)
#define TEXT_AND_VALUE(expression) (std::string(#expression) + "=" + std::to_string(expression))
#define TWICE(expression) ((expression) + (expression))
[[njmpi::kernel]] int macros(int a, std::string& text) {
  int s = 0, t = 0;
  int code = SUM_IN_A_MACRO(a, s);
  text = TEXT_AND_VALUE(njmpi::allreduce(a, t));
  code += TWICE(njmpi::allreduce(a, t));
  return code == MPI_SUCCESS ? s + t : -1;
}

// clang-format off
[[njmpi::kernel]] std::array<int, 4> lines(int a) {
  std::array<int, 4> result{};
  int s = 0;
  njmpi::allreduce(a,
                   s); result[0] = __LINE__;
  result[1] = __LINE__; njmpi::allreduce(a, s); result[2] = __LINE__;
  result[3] = __LINE__;
  return result;
}
const int line_after = __LINE__;
// clang-format on

namespace alias = njmpi;
[[njmpi::kernel]] int spelled_otherwise(int a) {
  int s = 0, result = 0;
  ::njmpi::allreduce(a, s);
  result += s;
  alias::allreduce(a, s);
  result += s;
  using namespace njmpi;
  allreduce(a, s);
  result += s;
  using njmpi::allreduce;
  (allreduce)(a, s);
  return result + s;
}

int allreduce(int, int) { return 40; } // somebody else's
[[njmpi::kernel]] int not_ours() { return allreduce(1, 2); }

#ifdef __NJMPI__
// Classes that nobody described.

// What a class is may be said after its template: the description must not come before.
template <class T, int N> struct tuple_of {
  T first;
  char tag;
};
template <class T> struct tuple_of<T, 3> {
  char tag;
  T all[3];
};
template <class... T> struct list_of;
template <> struct list_of<> {};
template <class H, class... T> struct list_of<H, T...> : list_of<T...> {
  H head;
};
template <class T> struct number_of {
  using type = float;
};
template <class T> struct holder_of {
  typename number_of<T>::type value;
  char tag;
};
struct water {};
template <> struct number_of<water> {
  using type = double;
};
template <template <class> class C> struct user_of {
  C<int> value;
  char tag;
};
namespace inner {
namespace njmpi {} // not the library
template <class T> struct behind {
  char tag;
  T value;
};
} // namespace inner
template <class T> [[njmpi::kernel]] void shared(T& x) { njmpi::bcast(x, 0); }
[[njmpi::kernel]] bool local_class() {
  struct entry {
    char tag;
    double value;
    bool operator==(const entry&) const = default;
  };
  const std::vector<entry> mine{{'a', ring.rank + 0.5}, {'b', 2}};
  std::vector<entry> theirs(2);
  const int code = njmpi::sendrecv(mine, ring.next, theirs, ring.previous);
  return code == MPI_SUCCESS && theirs == std::vector<entry>{{'a', ring.previous + 0.5}, {'b', 2}};
}
class secret {
public:
  explicit secret(int v = 0) : number(v), half(v / 2.0f) {}
  bool operator==(const secret&) const = default;

private:
  char tag = 's';
  int number;
  float half;
};
[[njmpi::kernel]] bool private_members() {
  const secret mine(ring.rank);
  secret theirs(-1);
  return njmpi::sendrecv(mine, ring.next, theirs, ring.previous) == MPI_SUCCESS && theirs == secret(ring.previous);
}
// Calls that stay the library's, and what it is asked for elsewhere.
struct in_text {
  char tag;
  double value;
};
#define SUCCEEDS(call) ((call) == MPI_SUCCESS && sizeof #call > 1)
[[njmpi::kernel]] bool in_a_macro(in_text& x) { return SUCCEEDS(njmpi::bcast(x, 0)); }
struct counted {
  char tag;
  double value;
};
[[njmpi::kernel]] std::ptrdiff_t count_of(const std::vector<counted>& mine, std::vector<counted>& theirs) {
  njmpi::status status;
  njmpi::sendrecv(mine, ring.next, theirs, ring.previous, 0, 0, &status);
  return status.count<counted>();
}
template <class T> [[njmpi::kernel]] bool undescribed(const T& mine, T theirs, const T& expected) {
  return njmpi::sendrecv(mine, ring.next, theirs, ring.previous) == MPI_SUCCESS && theirs == expected;
}
#endif

} // namespace

namespace in_header {
int declared_here(int mine) {
  int sum = 0;
  return njmpi::allreduce(mine, sum) == MPI_SUCCESS ? sum : -1;
}
} // namespace in_header

// Temporaries live until the call is over, as everywhere.
class lent {
public:
  explicit lent(int n) : cells(3, n) {}
  lent(const lent&) = delete;
  ~lent() { cells.assign(3, -1); }
  std::vector<int>& values() { return cells; }
  std::span<int> view() { return cells; }
  int* data() { return cells.data(); }

private:
  std::vector<int> cells;
};
struct shared_comm {
  njmpi::comm own = njmpi::world().dup();
  const njmpi::comm& get() const { return own; }
};
template <class T> [[njmpi::kernel]] int lent_in_template(T n, std::vector<int>& out) {
  return njmpi::allgather(lent(n).values(), out);
}
[[njmpi::kernel]] int temporaries(std::vector<std::vector<int>>& out) {
  int code = njmpi::allgather(lent(1).values(), out[0]);
  code += njmpi::allgather(lent(2).view(), out[1]);
  code += njmpi::allgather(njmpi::buffer(lent(3).data(), 3), out[2]);
  code += njmpi::allgather(std::span<const int>(lent(4).values()), out[3], std::make_unique<shared_comm>()->get());
  code += njmpi::allreduce(*std::make_unique<int>(5), out[4][0]);
  const std::vector<int> counts(static_cast<std::size_t>(ring.size), 3);
  code += njmpi::allgatherv(lent(6).values(), out[5], std::vector<int>(counts));
  std::vector<njmpi::request> requests;
  requests.push_back(njmpi::irecv(out[6], ring.previous).req);
  requests.push_back(njmpi::isend(out[5], ring.next).req);
  code += njmpi::waitall(std::span(requests).first(2));
  return code + lent_in_template(8, out[7]) + (njmpi::rank(shared_comm().get()) == ring.rank ? 0 : 1);
}

TEST_CASE("temporaries in arguments") {
  std::vector<std::vector<int>> out(8, std::vector<int>(3 * static_cast<std::size_t>(ring.size)));
  REQUIRE(temporaries(out) == MPI_SUCCESS);
  for (const int i : {0, 1, 2, 3, 5, 7})
    CHECK(out[static_cast<std::size_t>(i)] == std::vector<int>(out[0].size(), i + 1));
  CHECK(out[4][0] == 5 * ring.size);
  CHECK(out[6] == out[5]);
}

TEST_CASE("kinds of functions") {
  const int p = ring.size;
  CHECK(one_line(2) == 2 * p);
  CHECK(one_line_two_calls(2) == 2 * p * p);
  CHECK(deduced(4) == std::pair(0, 4 * p));
  CHECK(with_default() == 3 * p);
  CHECK(declared_first(5) == 5 * p);
  CHECK(not_throwing(5) == 5 * p);
  static_assert(at_either_time(7) == 7);
  int at_run_time = 7;
  CHECK(at_either_time(at_run_time) == 7 * p);
  CHECK(trailing(1) == p);
}

TEST_CASE("members and templates") {
  const int p = ring.size;
  holder h(3);
  CHECK(h.sum() == 3 * p);
  CHECK(holder::sum_of(4) == 4 * p);
  CHECK(h(2) == 6 * p);
  CHECK(h.overridden() == 3 * p);
  CHECK(h.outside(1) == 4 * p);
  h += holder(1);
  CHECK(h.value == 4 * p);
  CHECK(box<double>{0.5}.sum() == 0.5 * p);
  CHECK(box<int>{5}.sum() == 5 * p);
  CHECK(box<double>{2.75}.sum_as<int>() == 2 * p);
  CHECK(constrained(2) == 2 * p);
  CHECK(constrained(2.0) == 4 * p);
  CHECK(specialised(2) == 2 * p);
  CHECK(specialised(2L) == 6 * p);
  CHECK(of_size<3>({1, 2, 3}) == 3 * p);
  CHECK(pack(1, 2, 3) == 6 * p);
}

TEST_CASE("lambdas") {
  const int p = ring.size;
  const auto sum = [] [[njmpi::kernel]] (int a) {
    int s = 0;
    njmpi::allreduce(a, s);
    return s;
  };
  CHECK(sum(2) == 2 * p);
  const auto generic = [p] [[njmpi::kernel]] (auto a) {
    auto s = a;
    njmpi::allreduce(a, s);
    return s / static_cast<decltype(a)>(p);
  };
  CHECK(generic(2.5) == 2.5);
  CHECK(generic(2L) == 2);
}

TEST_CASE("places of a call") {
  const int p = ring.size;
  CHECK(everywhere(1) == 14 * p);
  std::vector<int> out(3, -1);
  REQUIRE(nested_calls(out) == MPI_SUCCESS);
  CHECK(out == std::vector<int>{p * (p + 1) / 2, p * (p + 1) / 2, 0});
  std::vector<std::vector<int>> rows{{ring.rank + 9}, {ring.rank}, {-1}, {-2}};
  int roots = 0;
  REQUIRE(evaluated_once(&rows[0], &rows[2], roots) == MPI_SUCCESS);
  CHECK(roots == 1);
  CHECK(rows == std::vector<std::vector<int>>{{9}, {ring.rank}, {ring.previous}, {-2}});
}

TEST_CASE("macros, lines and names") {
  std::string text;
  CHECK(macros(1, text) == 2 * ring.size);
  CHECK(text == "njmpi::allreduce(a, t)=0");
  const auto at = lines(1);
  CHECK(at[3] == line_after - 3);
  CHECK(at[2] == at[3] - 1);
  CHECK(at[1] == at[2]);
  CHECK(at[0] == at[1] - 1);
  CHECK(spelled_otherwise(1) == 4 * ring.size);
  CHECK(not_ours() == 40);
}

TEST_CASE("kernels in a header") {
  CHECK(in_header::total(2) == 2 * ring.size);
  CHECK(in_header::total_of(0.5) == 0.5 * ring.size);
  CHECK(in_header::counter{3}.reduce() == 3 * ring.size);
  CHECK(in_header::declared_here(4) == 4 * ring.size);
}

#ifdef __NJMPI__
TEST_CASE("classes that are specialised after their template") {
  const bool root = ring.rank == 0;
  tuple_of<double, 3> t{root ? 'r' : ' ', {root ? 1. : 0, 2, root ? 3. : 0}};
  shared(t);
  CHECK((t.tag == 'r' && t.all[0] == 1 && t.all[2] == 3));
  list_of<double, int> l;
  l.head = root ? 2.5 : 0;
  static_cast<list_of<int>&>(l).head = root ? 7 : 0;
  shared(l);
  CHECK((l.head == 2.5 && static_cast<list_of<int>&>(l).head == 7));
  holder_of<water> h{root ? 0.1 : 0, 'h'};
  shared(h);
  CHECK(h.value == 0.1);
  user_of<holder_of> u{{root ? 0.5f : 0, 'v'}, root ? 'u' : ' '};
  shared(u);
  CHECK((u.value.value == 0.5f && u.tag == 'u'));
  inner::behind<short> b{root ? 'b' : ' ', static_cast<short>(root ? 12 : 0)};
  shared(b);
  CHECK((b.tag == 'b' && b.value == 12));
}

TEST_CASE("classes that nobody described") {
  CHECK(local_class());
  CHECK(private_members());
  in_text t{ring.rank == 0 ? 't' : ' ', ring.rank == 0 ? 0.25 : 0};
  CHECK(in_a_macro(t));
  CHECK((t.tag == 't' && t.value == 0.25));
  std::vector<counted> theirs(2);
  CHECK(count_of({{'a', 1}, {'b', 2}}, theirs) == 2);
  CHECK(undescribed(secret(ring.rank), secret(-1), secret(ring.previous)));
}
#endif
