// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernels in headers: the message stands in the header, the note in the file that instantiates.
#include "kernels.hpp"

void use(const std::vector<int> &v, std::vector<int> &w) {
  template_in_header(v, w); // expected-note {{in instantiation of kernel 'template_in_header<std::vector<int>>' requested here}}
  plain(w);
}

[[njmpi::kernel]] void own(std::vector<int> &v, std::list<int> &l, int *p) {
  in_header(v, l);
  njmpi::send(v, 1);
  njmpi::send(p, 1); // expected-error {{a pointer of type 'int *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
}
