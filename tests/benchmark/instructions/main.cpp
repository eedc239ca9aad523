// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls every kernel under callgrind, which counts between the two toggles, and has it write down each
// call by itself. On one rank nothing is waited for, so that a call takes the same way through MPI, but for
// what malloc has at hand.
#include "kernels.hpp"
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <valgrind/callgrind.h>

namespace {

constexpr int tag = 7;
constexpr int warm_up = 3; // symbols are bound, types and operators made
constexpr std::size_t length = 24;

void none(workload&) {}
void receive(workload& w) {
  MPI_Irecv(w.y.data(), static_cast<int>(w.y.size()), MPI_DOUBLE, 0, tag, MPI_COMM_WORLD, &w.partner);
}
void receive_particles(workload& w) {
  MPI_Irecv(w.others.data(), static_cast<int>(w.others.size()), w.raw_particle, 0, tag, MPI_COMM_WORLD,
            &w.partner);
}
void send(workload& w) {
  MPI_Isend(w.x.data(), static_cast<int>(w.x.size()), MPI_DOUBLE, 0, tag, MPI_COMM_WORLD, &w.partner);
}
void complete(workload& w) { MPI_Wait(&w.partner, MPI_STATUS_IGNORE); }

struct kernel {
  const char* group;
  const char* name;
  void (*before)(workload&);
  int (*rewritten)(workload&);
  int (*by_hand)(workload&);
  void (*after)(workload&);
};
const kernel kernels[] = {
#define NJMPI_KERNEL(group, name, before, after)                                                             \
  {group, #name, before, rewritten::name, by_hand::name, after},
#include "kernels.def"
};

/// One call, written down when it is to be counted. Returns its code.
int call(const kernel& k, int (*function)(workload&), const char* version, bool counted, workload& w) {
  const std::string label = std::string(k.group) + '|' + k.name + '|' + version;
  int code = MPI_SUCCESS;
  k.before(w);
  if (counted) {
    CALLGRIND_TOGGLE_COLLECT;
    code = function(w);
    CALLGRIND_TOGGLE_COLLECT;
    CALLGRIND_DUMP_STATS_AT(label.c_str());
  } else {
    code = function(w);
  }
  k.after(w);
  return code;
}

MPI_Datatype particle_type() {
  const int lengths[] = {1, 1, 3};
  const MPI_Aint places[] = {offsetof(particle, id), offsetof(particle, mass), offsetof(particle, position)};
  const MPI_Datatype types[] = {MPI_LONG, MPI_FLOAT, MPI_DOUBLE};
  MPI_Datatype fields, type;
  MPI_Type_create_struct(3, lengths, places, types, &fields);
  MPI_Type_create_resized(fields, 0, sizeof(particle), &type);
  MPI_Type_commit(&type);
  MPI_Type_free(&fields);
  return type;
}

/// MPICH finds its first few types sooner than later ones: taken, so that the same type, made by njmpi and by
/// hand, costs the same.
struct early_types {
  MPI_Datatype types[8];
  early_types() {
    for (MPI_Datatype& type : types)
      MPI_Type_dup(MPI_INT, &type);
  }
  void free() {
    for (MPI_Datatype& type : types)
      MPI_Type_free(&type);
  }
};

} // namespace

int main(int argc, char** argv) {
  const int calls = argc > 1 ? std::atoi(argv[1]) : 9;
  MPI_Init(&argc, &argv);
  if (njmpi::size() != 1) {
    std::fprintf(stderr, "instructions are counted on one rank\n");
    return EXIT_FAILURE;
  }
  early_types early;
  workload w;
  w.x.assign(length, 1);
  w.y.assign(length, 0);
  w.part = w.x;
  w.particles.resize(length);
  w.others.resize(length);
  w.points.resize(length / 3);
  w.counts = {static_cast<int>(length)};
  w.grid = njmpi::world().cart({1}, {true});
  w.raw_grid = w.grid.handle();
  w.raw_particle = particle_type();
  w.receive = std::move(njmpi::recv_init(w.y, 0, tag).req);
  MPI_Recv_init(w.y.data(), static_cast<int>(length), MPI_DOUBLE, 0, tag, MPI_COMM_WORLD, &w.raw_receive);

  int wrong = 0;
  for (const kernel& k : kernels) {
    for (int i = -warm_up; i < calls; ++i) {
      const int by_hand = call(k, k.by_hand, "by hand", i >= 0, w);
      const int rewritten = call(k, k.rewritten, "rewritten", i >= 0, w);
      if (by_hand != rewritten) {
        std::fprintf(stderr, "%s: %d by hand, %d rewritten\n", k.name, by_hand, rewritten);
        ++wrong;
      }
    }
  }
  MPI_Request_free(&w.raw_receive);
  MPI_Type_free(&w.raw_particle);
  early.free();
  w.receive = {};
  w.grid = {};
  njmpi::finalize();
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
