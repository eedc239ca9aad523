// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-buffer: an argument that has no count.
#include <njmpi/njmpi.hpp>
#include <ranges>
#include <span>
#include <string>
#include <vector>

struct unsized {
  struct past {
    friend bool operator==(const double *, past);
  };
  double *data();
  double *begin();
  past end();
};
struct sized : unsized {
  std::size_t size();
};
struct between { // two pointers have a difference
  double *begin();
  double *end();
};

[[njmpi::kernel]] void pointers(double *p, const char *text, std::vector<double> &v, void *raw, double (*f)()) {
  njmpi::send(p, 1); // expected-error {{a pointer of type 'double *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  njmpi::send(njmpi::buffer(p, 10), 1);
  njmpi::send(std::span(p, 10), 1);
  njmpi::send(*p, 1);
  njmpi::recv(p + 3); // expected-error {{a pointer of type 'double *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  njmpi::recv(p[3]);
  njmpi::send(v.data(), 1); // expected-error {{'v.data()' is a pointer without a count; pass 'v' itself [njmpi-buffer]}}
  njmpi::send(&v[0], 1);    // expected-error {{'&v[0]' is a pointer without a count; pass 'v' itself [njmpi-buffer]}}
  njmpi::send(&v[2], 1);    // expected-error {{a pointer of type 'double *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  njmpi::send(v, 1);
  njmpi::send(v[0], 1);
  njmpi::send(text, 1);     // expected-error {{a pointer of type 'const char *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  njmpi::send("a text", 1);
  njmpi::send(raw, 1);      // expected-error {{a pointer of type 'void *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  njmpi::send(f, 1);        // expected-error {{'double (*)()' is not a buffer: it has no elements that 'send' can count [njmpi-buffer]}}
  njmpi::send(nullptr, 1);  // expected-error {{'std::nullptr_t' is not a buffer: it has no elements that 'send' can count [njmpi-buffer]}}
}

[[njmpi::kernel]] void arrays(double (&a)[4], double (*b)[4], int n, double c[]) {
  njmpi::bcast(a, 0);
  njmpi::bcast(*b, 0);
  njmpi::bcast(b, 0); // expected-error {{a pointer of type 'double (*)[4]' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  njmpi::bcast(c, 0); // expected-error {{a pointer of type 'double *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  njmpi::bcast(njmpi::buffer(c, n), 0);
}

[[njmpi::kernel]] void ranges(unsized &u, sized &s, between &b) {
  njmpi::recv(u); // expected-error {{'unsized' is not a buffer: it has no elements that 'recv' can count [njmpi-buffer]}}
  njmpi::recv(s);
  njmpi::recv(b);
}

bool is_positive(double x);
[[njmpi::kernel]] void views(std::vector<double> &v, double *p) {
  auto first = v | std::views::take_while(is_positive);
  njmpi::send(first, 1); // expected-error {{'std::ranges::take_while_view<std::ranges::ref_view<std::vector<double>>, bool (*)(double)>' is not a buffer: it has no elements that 'send' can count [njmpi-buffer]}}
  njmpi::send(njmpi::packed(first), 1);
  auto endless = std::ranges::subrange(p, std::unreachable_sentinel);
  njmpi::send(endless, 1); // expected-error {{'std::ranges::subrange<double *, std::unreachable_sentinel_t>' is not a buffer: it has no elements that 'send' can count [njmpi-buffer]}}
  auto part = std::ranges::subrange(p, p + 3);
  njmpi::send(part, 1);
  njmpi::send(std::ranges::subrange(v.begin(), v.end()), 1);
}

[[njmpi::kernel]] void values(double x, double &sum) {
  njmpi::send(x, 1);
  njmpi::send(2.5, 1);   // expected-error {{a value of type 'double' is not a buffer; store it in a variable [njmpi-buffer]}}
  njmpi::send(x + 1, 1); // expected-error {{a value of type 'double' is not a buffer; store it in a variable [njmpi-buffer]}}
  njmpi::allreduce(x + 1, sum);
  njmpi::allreduce(2.5, sum);
}

[[njmpi::kernel]] void in_place(std::vector<double> &x, std::vector<double> &y) {
  njmpi::bcast(njmpi::in_place, 0);        // expected-error {{'bcast' does not work in place [njmpi-buffer]}}
  njmpi::allreduce(x, njmpi::in_place);    // expected-error {{'allreduce' does not work in place in 'out' [njmpi-buffer]}}
  njmpi::allreduce(njmpi::in_place, y);
  njmpi::sendrecv(njmpi::in_place, 1, x);  // expected-error {{'sendrecv' does not work in place [njmpi-buffer]}}
  njmpi::sendrecv_replace(x, 1, 1);
}
