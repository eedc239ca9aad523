#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Programs whose symbols are hidden, and shared objects that are loaded at run time, share the library's one state:
# their calls go straight to MPI once it is initialised. The objects may be closed before MPI is finalised.
. "$NJMPI_TOOLS_DIR/lib.sh"
link=$("$(command -v mpicxx.$NJMPI_MPI || echo mpicxx)" -show | tr ' ' '\n' | grep -e '^-L' -e '^-l' -e '^-Wl' | tr '\n' ' ')
libraries="-L$NJMPI_LIBRARY_DIR -Wl,-rpath,$NJMPI_LIBRARY_DIR -lnjmpi $link"
cat >object.cpp <<'END'
#include <njmpi/njmpi.hpp>
struct pair {
  int number;
  double value;
  NJMPI_DESCRIBE(pair, number, value)
};
extern "C" [[gnu::visibility("default")]] bool straight() {
  pair p{1, 2};
  int one = 1, sum = 0;
  njmpi::bcast(p, 0);
  njmpi::allreduce(one, sum, [](int a, int b) { return a + b; });
  return njmpi::rt::limit > 1 && sum == 1;
}
END
cat >x.cpp <<'END'
#include <cstdio>
#include <dlfcn.h>
#include <njmpi/njmpi.hpp>
int main() {
  njmpi::init();
  void *const object = dlopen("./object.so", RTLD_NOW | RTLD_LOCAL);
  auto *const straight = object ? reinterpret_cast<bool (*)()>(dlsym(object, "straight")) : nullptr;
  std::printf("%d %d\n", njmpi::rt::limit > 1, straight && straight());
  dlclose(object); // its types and operators are freed later
}
END
for compiler in "$NJMPI_CLANG" "$NJMPI_GCC"; do
  for hidden in "" "-fvisibility=hidden -fvisibility-inlines-hidden" "-fvisibility=hidden -flto -O2"; do
    quietly "$compiler" $flags $hidden -fPIC -shared object.cpp $libraries -o object.so
    quietly "$compiler" $flags $hidden x.cpp $libraries -o x
    "$NJMPI_RUN_RANKS" "$NJMPI_MPI" 1 60 ./x >out.txt 2>&1 || { cat out.txt; fail "$compiler $hidden: it fails"; }
    [ "$(cat out.txt)" = "1 1" ] || { cat out.txt; fail "$compiler $hidden: the program or its object has a state of its own"; }
  done
done
