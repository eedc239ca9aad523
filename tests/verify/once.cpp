// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One message for one mistake: none from the header's templates, none from the instantiation of std, none for
// a second argument of a call that is rejected already, and none from the rest of the statement.
#include <list>
#include <njmpi/njmpi.hpp>
#include <string>
#include <vector>

struct opaque {
  std::string *text; // expected-note {{the field is declared here}}
};

[[njmpi::kernel]] int returned(std::list<int> &l) {
  return njmpi::send(l, 1); // expected-error {{'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
}
[[njmpi::kernel]] auto deduced(std::list<int> &l) {
  return njmpi::send(l, 1); // expected-error {{'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
}
[[njmpi::kernel]] bool structured(std::vector<opaque> &o) {
  auto [status, request] = njmpi::isend(o, 1); // expected-error {{'opaque' has no MPI datatype: 'opaque::text' is a pointer [njmpi-datatype]}}
  return status == MPI_SUCCESS && njmpi::wait(request) == MPI_SUCCESS;
}
[[njmpi::kernel]] void both(std::list<int> &a, std::list<double> &b) {
  njmpi::allreduce(a, b, njmpi::op::minloc); // expected-error {{'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}} expected-error {{'std::list<double>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
}
[[njmpi::kernel]] void nested(std::vector<int> &v, int *p) {
  njmpi::send(v, njmpi::bcast(p, 0)); // expected-error {{a pointer of type 'int *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  if (auto found = njmpi::iprobe(-9); found.flag) // expected-error {{-9 is no source of 'iprobe': it must be a rank, njmpi::any_source or njmpi::proc_null [njmpi-argument]}}
    njmpi::send(v, 1);
}
