// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that the body calls read objects and global variables, which may own an array that the loop writes
// under another name, or point to it: only the run can tell.
#include "loops.hpp"
#include <numeric>
#include <span>

namespace {

struct record {
  std::vector<int> v = std::vector<int>(8, 1);
  int at(int i) const { return v[i]; }
  int operator()(int i) const { return v[i]; }
};
class hidden {
  long count = 3;
  std::vector<int> v = std::vector<int>(8, 1);

public:
  int at(int i) const { return v[i]; }
  int* data() { return v.data(); }
  long counted() const { return count; }
};
struct based : record {
  std::vector<int> w = std::vector<int>(8, 2);
};
struct in_place {
  int v[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  int at(int i) const { return v[i]; }
};
struct ends {
  std::span<int> in, out;
  int from(int i) const { return in[i]; }
};
int table[8] = {1, 2, 3, 4, 5, 6, 7, 8};
std::vector<int> shared(8, 2);
struct holder {
  static inline std::vector<int> all = std::vector<int>(8, 3);
};
int of_table(int i) { return table[i]; }
int of_shared(int i) { return shared[i]; }
int of_holder(int i) { return holder::all[i]; }
int of_record(const record& o, int i) { return o.v[i]; }
int of_ends(const ends& o, int i) { return o.in[i]; }
int handed_on(const ends& o, int i) { return of_ends(o, i) + o.from(0); }
int of_pointer(const int* p, int i) { return p[i]; }
int of_view(std::span<const int> p, int i) { return p[i]; }

[[njmpi::kernel]] void by_member(record& s, const record& o) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    s.v[i] += o.at(i - 1);
}
[[njmpi::kernel]] void by_operator(record& s, const record* o) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    s.v[i] += (*o)(i - 1);
}
[[njmpi::kernel]] void by_function(record& s, const record& o) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    s.v[i] += of_record(o, i - 1);
}
[[njmpi::kernel]] void by_base(std::vector<int>& a, const based& o) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += o.at(i - 1);
}
[[njmpi::kernel]] void by_hidden_member(int* a, const hidden& o) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += o.at(i - 1);
}
[[njmpi::kernel]] void by_count(int* a, const hidden& o) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += int(o.counted());
}
[[njmpi::kernel]] void by_array(int* a, const in_place& o) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += o.at(i - 1);
}
[[njmpi::kernel]] void by_global_array(int* a) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += of_table(i - 1);
}
[[njmpi::kernel]] void by_global(std::vector<int>& a) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += of_shared(i - 1);
}
[[njmpi::kernel]] void by_static_member(std::vector<int>& a) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += of_holder(i - 1);
}
[[njmpi::kernel]] void named_global(std::vector<int>& a) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += shared[i - 1];
}
[[njmpi::kernel]] void by_pointer(int* a, const int* p) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += of_pointer(p, i - 1);
}
[[njmpi::kernel]] void by_view(std::vector<int>& a, std::span<const int> p) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += of_view(p, i - 1);
}
// A view of a local container, of its own elements or of others.
[[njmpi::kernel]] int local(std::vector<int>& other, bool same) {
  std::vector<int> w(8, 1);
  const std::span<int> s = same ? std::span<int>(w) : std::span<int>(other);
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    w[i] += s[i - 1];
  return w[7];
}
[[njmpi::kernel]] int local_pointer(std::vector<int>& other, bool same) {
  std::vector<int> w(8, 1);
  const int* s = same ? w.data() : other.data();
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    w[i] += s[i - 1];
  return w[7];
}
[[njmpi::kernel]] void two_ends(ends& s) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    s.out[i] += s.from(i - 1) + handed_on(s, i - 1);
}
template <class T> [[njmpi::kernel]] void of_records(std::vector<T>& a, const record& o) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += static_cast<T>(o.at(i - 1));
}
// What is accumulated is a part of the object of which a part that only its class can name is read.
class weighted {
  double weight = 0.5;

public:
  double total = 0;
  double scaled(double v) const { return v * weight; }
};
template <class T> [[njmpi::kernel]] void weigh(weighted& w, const std::vector<T>& v) {
  [[njmpi::loop]] for (std::size_t i = 0; i < v.size(); ++i)
    w.total += w.scaled(static_cast<double>(v[i]));
}
// What is called is another function in each instantiation: all of the object is looked at.
template <class T, class O> [[njmpi::kernel]] void of_any(std::vector<T>& a, const O& o) {
  [[njmpi::loop]] for (int i = 1; i < 8; ++i)
    a[i] += static_cast<T>(o.at(i - 1));
}

} // namespace

TEST_CASE("functions read objects that have other memory than the array") {
  record s, o;
  by_member(s, o);
  by_operator(s, &o);
  by_function(s, o);
  same(s.v, std::vector<int>{1, 4, 4, 4, 4, 4, 4, 4}, "of another object");
  based b;
  by_base(b.w, b); // two members of one object
  same(b.w, std::vector<int>{2, 3, 3, 3, 3, 3, 3, 3}, "of the base");
  hidden h;
  std::vector<int> a(8, 1);
  by_hidden_member(a.data(), h);
  same(a, std::vector<int>{1, 2, 2, 2, 2, 2, 2, 2}, "of a private member");
  by_count(h.data(), h); // the elements are not looked at
  CHECK((h.at(0) == 1 && h.at(7) == 4));
  in_place p;
  by_array(a.data(), p);
  by_global_array(a.data());
  same(a, std::vector<int>{1, 4, 6, 8, 10, 12, 14, 16}, "of arrays");
  by_global(a);
  by_static_member(a);
  named_global(a);
  same(a, std::vector<int>{1, 11, 13, 15, 17, 19, 21, 23}, "of globals");
  by_pointer(a.data(), table);
  by_view(a, shared);
  same(a, std::vector<int>{1, 14, 17, 20, 23, 26, 29, 32}, "of pointers");
  std::vector<int> halves(16, 1);
  by_view(halves, std::span(a).subspan(0)); // and two parts of one container:
  by_pointer(halves.data(), halves.data() + 8);
  CHECK((halves[1] == 3 && halves[7] == 31 && halves[8] == 1));
  CHECK(local(a, false) == 30);
  CHECK(local_pointer(a, false) == 30);
  std::vector<int> in(8, 1), out(8, 1);
  ends e{in, out};
  two_ends(e);
  same(out, std::vector<int>{1, 4, 4, 4, 4, 4, 4, 4}, "two members of one object");
  of_any(out, s);
  of_any(out, h);
  std::vector<double> d(8, 1);
  weighted w;
  weigh(w, out);
  weigh(w, std::vector<double>{1, 2});
  CHECK(w.total == 0.5 * std::accumulate(out.begin(), out.end(), 0) + 1.5);
  of_any(d, s);
  of_records(d, s);
  CHECK((out[1] == 6 && out[7] == 12 && d[7] == 9));
}

TEST_CASE("functions that read the array itself stop the loop") {
  record o;
  stops("s.v overlaps in memory with what o.at(i - 1) reads", [&] { by_member(o, o); });
  stops("s.v overlaps in memory with what (*o)(i - 1) reads", [&] { by_operator(o, &o); });
  stops("s.v overlaps in memory with what of_record(o, i - 1) reads", [&] { by_function(o, o); });
  based b;
  stops("a overlaps in memory with what o.at(i - 1) reads", [&] { by_base(b.v, b); });
  hidden h;
  stops("a overlaps in memory with what o.at(i - 1) reads", [&] { by_hidden_member(h.data(), h); });
  in_place p;
  stops("a and o.at(i - 1) overlap in memory", [&] { by_array(p.v, p); });
  stops("a and of_table(i - 1) overlap in memory", [&] { by_global_array(table); });
  stops("a overlaps in memory with what of_shared(i - 1) reads", [&] { by_global(shared); });
  stops("a overlaps in memory with what of_holder(i - 1) reads", [&] { by_static_member(holder::all); });
  stops("shared and a overlap in memory", [&] { named_global(shared); });
  stops("a and p overlap in memory", [&] { by_pointer(table, table); });
  stops("a and p overlap in memory", [&] { by_view(shared, shared); });
  stops("s and w overlap in memory", [&] { local(shared, true); });
  stops("s and w overlap in memory", [&] { local_pointer(shared, true); });
  ends one{shared, shared};
  stops("s.out overlaps in memory with what s.from(i - 1) reads", [&] { two_ends(one); });
  stops("a overlaps in memory with what o.at(i - 1) reads", [&] { of_records(o.v, o); });
}
