// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-temporary: a buffer that is gone before it is used. Views that own nothing are no such temporaries.
#include <array>
#include <njmpi/njmpi.hpp>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

std::vector<double> make();
std::vector<double> &get();

[[njmpi::kernel]] void received(std::vector<double> &x) {
  njmpi::recv(make()); // expected-error {{'recv' writes into a temporary of type 'std::vector<double>', which nobody can read afterwards [njmpi-temporary]}}
  njmpi::recv(get());
  njmpi::recv(std::array<int, 4>{}); // expected-error {{'recv' writes into a temporary of type 'std::array<int, 4>', which nobody can read afterwards [njmpi-temporary]}}
  njmpi::recv(std::span(x).first(2));
  njmpi::bcast(std::string(8, ' '), 0); // expected-error {{'bcast' writes into a temporary of type 'std::basic_string<char>', which nobody can read afterwards [njmpi-temporary]}}
  njmpi::bcast(x, 0);
  njmpi::recv(njmpi::buffer(x.data(), 2));
  njmpi::recv(x | std::views::take(2));
}

[[njmpi::kernel]] void started(std::vector<double> &x, std::string &s, double *p) {
  auto a = njmpi::isend(make(), 1); // expected-error {{the temporary of type 'std::vector<double>' is destroyed before 'isend' completes [njmpi-temporary]}}
  njmpi::send(make(), 1);
  auto b = njmpi::isend(x, 1);
  auto c = njmpi::isend(s + "!", 1); // expected-error {{the temporary of type 'std::basic_string<char>' is destroyed before 'isend' completes [njmpi-temporary]}}
  njmpi::send(s + "!", 1);
  auto d = njmpi::isend(std::string_view(s).substr(2), 1);
  auto e = njmpi::isend(std::span(x).subspan(1), 1);
  auto f = njmpi::isend(njmpi::buffer(p, 3), 1);
  auto g = njmpi::irecv(std::vector<double>(3)); // expected-error {{'irecv' writes into a temporary of type 'std::vector<double>', which nobody can read afterwards [njmpi-temporary]}}
  auto h = njmpi::irecv(std::span(x).last(2));
  auto i = njmpi::isend(2.5, 1); // expected-error {{the temporary of type 'double' is destroyed before 'isend' completes [njmpi-temporary]}}
  auto j = njmpi::isend(*p, 1);
  auto k = njmpi::send_init(make(), 1); // expected-error {{the temporary of type 'std::vector<double>' is destroyed before 'send_init' completes [njmpi-temporary]}}
  njmpi::waitall(a, b, c, d, e, f, g, h, i, j);
  (void)k;
}

[[njmpi::kernel]] void copies(std::vector<double> &x) {
  auto every_other = njmpi::strided(std::span(x));
  njmpi::send(njmpi::packed(x), 1);
  auto a = njmpi::isend(njmpi::packed(x), 1); // expected-error {{the copy that njmpi::packed makes is destroyed before 'isend' completes; use njmpi::strided [njmpi-temporary]}}
  auto b = njmpi::isend(every_other, 1);
  njmpi::waitall(a, b);
}

[[njmpi::kernel]] void collectives(double x, double &sum, std::vector<double> &all) {
  auto a = njmpi::iallreduce(x * 2, sum); // expected-error {{the temporary of type 'double' is destroyed before 'iallreduce' completes [njmpi-temporary]}} expected-note 2 {{the operation is started here}}
  njmpi::allreduce(x * 2, sum); // expected-error {{'sum' is passed to 'allreduce' while 'iallreduce' may still be writing it [njmpi-buffer-race]}}
  auto b = njmpi::iallreduce(x, sum); // expected-error {{'sum' is passed to 'iallreduce' while 'iallreduce' may still be writing it [njmpi-buffer-race]}}
  njmpi::allgather(make(), all);
  auto c = njmpi::iallgather(make(), all); // expected-error {{the temporary of type 'std::vector<double>' is destroyed before 'iallgather' completes [njmpi-temporary]}}
  njmpi::waitall(a, b, c);
}
