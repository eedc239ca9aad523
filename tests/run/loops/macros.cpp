// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros of one letter, as on the command line of a benchmark (-DN=12), stand before the header and after it.
#define A broken(A)
#define B broken(B)
#define C broken(C)
#define D broken(D)
#define E broken(E)
#define F broken(F)
#define G broken(G)
#define H broken(H)
#define I broken(I)
#define J broken(J)
#define K broken(K)
#define L broken(L)
#define M broken(M)
#define N 12
#define O broken(O)
#define P broken(P)
#define Q broken(Q)
#define R broken(R)
#define S broken(S)
#define T broken(T)
#define U broken(U)
#define V broken(V)
#define W broken(W)
#define X broken(X)
#define Y broken(Y)
#define Z broken(Z)
#define a broken(a)
#define b broken(b)
#define c broken(c)
#define d broken(d)
#define e broken(e)
#define f broken(f)
#define g broken(g)
#define h broken(h)
#define i broken(i)
#define j broken(j)
#define k broken(k)
#define l broken(l)
#define m broken(m)
#define n broken(n)
#define o broken(o)
#define p broken(p)
#define q broken(q)
#define r broken(r)
#define s broken(s)
#define t broken(t)
#define u broken(u)
#define v broken(v)
#define w broken(w)
#define x broken(x)
#define y broken(y)
#define z broken(z)
#include <njmpi/njmpi.hpp>

[[njmpi::kernel]] static long counted() {
  long sum = 0;
  [[njmpi::loop]] for (long at = 0; at < N; ++at)
    sum += at;
  const long least[] = {sum, N};
  long all[2] = {};
  njmpi::allreduce(least, all, njmpi::op::min);
  return all[0] + all[1];
}

#undef A
#undef B
#undef C
#undef D
#undef E
#undef F
#undef G
#undef H
#undef I
#undef J
#undef K
#undef L
#undef M
#undef N
#undef O
#undef P
#undef Q
#undef R
#undef S
#undef T
#undef U
#undef V
#undef W
#undef X
#undef Y
#undef Z
#undef a
#undef b
#undef c
#undef d
#undef e
#undef f
#undef g
#undef h
#undef i
#undef j
#undef k
#undef l
#undef m
#undef n
#undef o
#undef p
#undef q
#undef r
#undef s
#undef t
#undef u
#undef v
#undef w
#undef x
#undef y
#undef z
#include "loops.hpp"

TEST_CASE("macros of one letter do no harm") { CHECK(counted() == 78); }

namespace {

[[njmpi::kernel]] int by_an_included_body(int n) {
  int sum = 0;
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
#include "add_square.inc"
  }
  return sum;
}

// Each rank runs all of it: its text could not be in an argument.
#define ALONE(x) x
[[njmpi::kernel]] int in_an_argument(int n) {
  int sum = 0;
  ALONE([[njmpi::loop]] for (int i = 0; i < n; ++i) sum += i;)
  return sum;
}

} // namespace

TEST_CASE("a loop may stand in an argument of a macro") { CHECK(in_an_argument(20) == 190); }
TEST_CASE("the body of a loop may be included") { CHECK(by_an_included_body(20) == 2470); }
