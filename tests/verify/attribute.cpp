// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-attribute: attributes in the wrong place.
#include <njmpi/njmpi.hpp>
#include <vector>

class [[njmpi::kernel]] whole { // expected-error {{'njmpi::kernel' applies to functions, not to a class [njmpi-attribute]}}
  int member [[njmpi::kernel]]; // expected-error {{'njmpi::kernel' applies to functions, not to a data member [njmpi-attribute]}}
  [[njmpi::kernel]] void function() {}
  [[njmpi::kernel]] static void static_function() {}
  [[njmpi::kernel]] whole &operator+=(int i) { return member += i, *this; }

public:
  [[njmpi::kernel]] whole() : member(0) {}
};
[[njmpi::kernel]] int variable; // expected-error {{'njmpi::kernel' applies to functions, not to a variable [njmpi-attribute]}}
enum [[njmpi::kernel]] number { one }; // expected-error {{'njmpi::kernel' applies to functions, not to an enumeration [njmpi-attribute]}}
namespace [[njmpi::kernel]] space {} // expected-error {{'njmpi::kernel' applies to functions, not to a namespace [njmpi-attribute]}}
using alias [[njmpi::kernel]] = int; // expected-error {{'njmpi::kernel' applies to functions, not to a type alias [njmpi-attribute]}}
void parameter([[njmpi::kernel]] int x); // expected-error {{'njmpi::kernel' applies to functions, not to a parameter [njmpi-attribute]}}
[[njmpi::kernel(fast)]] void argument() {} // expected-error {{'njmpi::kernel' takes no arguments [njmpi-attribute]}}
[[njmpi::kernel]] void declared();
template <class T> [[njmpi::kernel]] void function_template(T &x) { njmpi::bcast(x, 0); }
[[using njmpi: kernel]] void with_using() {}
[[nodiscard, njmpi::kernel]] int in_a_list() { return 0; }
[[njmpi::loop]] void function_loop() {} // expected-error {{'njmpi::loop' applies to 'for' statements, not to a function [njmpi-attribute]}}

[[njmpi::kernel]] void statements(std::vector<int> &x, int n) {
  [[njmpi::kernel]] for (int i = 0; i < n; ++i) // expected-error {{'njmpi::kernel' applies to functions, not to a 'for' statement [njmpi-attribute]}}
    x[i] = i;
  [[njmpi::kernel]] njmpi::bcast(x, 0); // expected-error {{'njmpi::kernel' applies to functions, not to a statement [njmpi-attribute]}}
  [[njmpi::loop]] while (n-- > 0) // expected-error {{'njmpi::loop' applies to 'for' statements, not to a 'while' statement [njmpi-attribute]}}
    ;
  [[njmpi::loop]] if (n) // expected-error {{'njmpi::loop' applies to 'for' statements, not to an 'if' statement [njmpi-attribute]}}
    ;
  auto lambda = [] [[njmpi::kernel]] (std::vector<int> &y) { njmpi::bcast(y, 0); };
  lambda(x);
}

[[njmpi::kernel]] void arguments(std::vector<int> &x, const njmpi::comm &c, int n) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    x[i] = i;
  [[njmpi::loop(trusted, comm = c)]] for (int i = 0; i < n; ++i)
    x[i] = i;
  [[njmpi::loop(fast)]] for (int i = 0; i < n; ++i) // expected-error {{unknown argument 'fast' of 'njmpi::loop'; expected 'pipeline', 'trusted' or 'comm = <communicator>' [njmpi-attribute]}}
    x[i] = i;
  [[njmpi::loop(comm)]] for (int i = 0; i < n; ++i) // expected-error {{argument 'comm' of 'njmpi::loop' is spelled 'comm = <communicator>' [njmpi-attribute]}}
    x[i] = i;
  [[njmpi::loop(trusted, trusted)]] for (int i = 0; i < n; ++i) // expected-error {{argument of 'njmpi::loop' given twice [njmpi-attribute]}}
    x[i] = i;
}

void no_kernel(std::vector<int> &x, int n) { // expected-note {{'no_kernel' is not marked '[[njmpi::kernel]]'}}
  [[njmpi::loop]] for (int i = 0; i < n; ++i) // expected-error {{'njmpi::loop' outside a kernel [njmpi-attribute]}}
    x[i] = i;
}
