// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-const: receiving into const elements.
#include <array>
#include <list>
#include <njmpi/njmpi.hpp>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

[[njmpi::kernel]] void vectors(std::vector<double> &x, const std::vector<double> &y) { // expected-note {{'y' is declared here}}
  njmpi::send(y, 1);
  njmpi::recv(x);
  njmpi::recv(y); // expected-error {{'recv' writes into 'y', whose elements are const [njmpi-const]}}
}

[[njmpi::kernel]] void spans(std::span<const int> c, const std::span<int> s, std::string_view text) { // expected-note {{'c' is declared here}} expected-note {{'text' is declared here}}
  njmpi::bcast(s, 0); // the span is const, its elements are not
  njmpi::bcast(c, 0);    // expected-error {{'bcast' writes into 'c', whose elements are const [njmpi-const]}}
  njmpi::send(c, 1);
  njmpi::bcast(text, 0); // expected-error {{'bcast' writes into 'text', whose elements are const [njmpi-const]}}
  njmpi::send(text, 1);
}

[[njmpi::kernel]] void pointers(const int *p, int *const q, int n) {
  njmpi::recv(njmpi::buffer(p, n)); // expected-error {{'recv' writes into 'njmpi::buffer(p, n)', whose elements are const [njmpi-const]}}
  njmpi::recv(njmpi::buffer(q, n));
  njmpi::recv(*q);
  njmpi::recv(*p); // expected-error {{'recv' writes into '*p', whose elements are const [njmpi-const]}}
  njmpi::send(*p, 1);
}

[[njmpi::kernel]] void literals() {
  njmpi::bcast("text", 0); // expected-error {{'bcast' writes into '"text"', whose elements are const [njmpi-const]}}
  njmpi::send("text", 1);
  constexpr std::array<int, 2> fixed{1, 2}; // expected-note {{'fixed' is declared here}}
  njmpi::irecv(fixed); // expected-error {{'irecv' writes into 'fixed', whose elements are const [njmpi-const]}} expected-error {{the operation that 'irecv' starts is never completed [njmpi-request-leak]}}
  njmpi::send(fixed, 1);
}

struct state {
  std::vector<double> values;
  mutable std::vector<double> cache;
  const int version = 1;

  [[njmpi::kernel]] void update() const {
    njmpi::recv(cache);
    njmpi::recv(values); // expected-error {{'recv' writes into 'values', whose elements are const [njmpi-const]}}
    njmpi::send(values, 1);
  }
  [[njmpi::kernel]] void update() {
    njmpi::recv(values);
    njmpi::recv(version); // expected-error {{'recv' writes into 'version', whose elements are const [njmpi-const]}}
  }
};

[[njmpi::kernel]] void collectives(const std::vector<int> &in, std::vector<int> &out, const std::vector<int> &fixed) { // expected-note 3 {{'fixed' is declared here}}
  njmpi::allreduce(in, out);
  njmpi::allreduce(in, fixed);               // expected-error {{'allreduce' writes into 'fixed', whose elements are const [njmpi-const]}}
  njmpi::allreduce(njmpi::in_place, fixed);  // expected-error {{'allreduce' writes into 'fixed', whose elements are const [njmpi-const]}}
  njmpi::sendrecv(in, 1, out);
  njmpi::sendrecv_replace(fixed, 1, 1);      // expected-error {{'sendrecv_replace' writes into 'fixed', whose elements are const [njmpi-const]}}
}

[[njmpi::kernel]] void copies(const std::list<int> &fixed, std::list<int> &list, const std::list<std::vector<int>> &rows, std::vector<int> &x) {
  njmpi::recv(njmpi::packed(fixed)); // expected-error {{'recv' writes into 'njmpi::packed(fixed)', whose elements are const [njmpi-const]}}
  njmpi::bcast(njmpi::packed(rows), 0); // expected-error {{'bcast' writes into 'njmpi::packed(rows)', whose elements are const [njmpi-const]}}
  njmpi::send(njmpi::packed(fixed), 1);
  njmpi::recv(njmpi::packed(list));
  const std::vector<int> &same = x;
  auto even = same | std::views::take(4) | std::views::reverse;
  njmpi::recv(njmpi::strided(even)); // expected-error {{'recv' writes into 'njmpi::strided(even)', whose elements are const [njmpi-const]}}
  auto other = x | std::views::take(4) | std::views::reverse;
  njmpi::recv(njmpi::strided(other));
}
