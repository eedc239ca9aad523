// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What passes through MPI while a test runs; loops_traffic.cpp counts it.
#pragma once

#include <mpi.h>

struct traffic {
  long messages = 0;
  long bytes = 0;
  long collectives = 0;
};
extern traffic total_traffic;

// What passes while it lives, on this rank or on all.
class counts {
public:
  counts() : before(total_traffic) {}
  long collectives() const { return total_traffic.collectives - before.collectives; }
  long messages() const { return total_traffic.messages - before.messages; }
  long all_messages() const { return sum(messages()); }
  long all_bytes() const { return sum(total_traffic.bytes - before.bytes); }

private:
  static long sum(long value) {
    PMPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
    return value;
  }
  traffic before;
};
