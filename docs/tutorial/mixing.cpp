// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <iostream>
#include <vector>

// [mixing]
// A communicator that another library made and goes on to own.
[[njmpi::kernel]] double total(double mine, MPI_Comm theirs) {
  double all = 0;
  njmpi::allreduce(mine, all, njmpi::comm(theirs));
  return all;
}

// MPI functions that njmpi does not have take its communicators and datatypes.
void write(const std::vector<double>& numbers, const njmpi::comm& ranks, const char* path) {
  MPI_File file;
  MPI_File_open(ranks.handle(), path, MPI_MODE_CREATE | MPI_MODE_WRONLY, MPI_INFO_NULL, &file);
  const MPI_Offset offset = njmpi::rank(ranks) * static_cast<MPI_Offset>(numbers.size() * sizeof(double));
  MPI_File_write_at_all(file, offset, numbers.data(), static_cast<int>(numbers.size()),
                        njmpi::datatype<double>(), MPI_STATUS_IGNORE);
  MPI_File_close(&file);
}

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv); // njmpi sees that MPI is initialised already, and leaves finalising to you
  MPI_Comm copy;
  MPI_Comm_dup(MPI_COMM_WORLD, &copy);
  const double ranks = total(1, copy);
  MPI_Comm_free(&copy);

  if (argc > 1)
    write(std::vector<double>(10, njmpi::rank()), njmpi::world(), argv[1]);
  if (njmpi::rank() == 0)
    std::cout << ranks << " ranks\n";
  const bool right = ranks == njmpi::size();
  MPI_Finalize();
  return right ? 0 : 1;
}
// [mixing]
