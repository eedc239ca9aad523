// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields in files: what some ranks write, others read.
#include <njmpi/hdf5.hpp>

#include "check.hpp"
#include "ring.hpp"
#include <array>
#include <cstdio>
#include <filesystem>
#include <unistd.h>

namespace {

struct cell {
  int a;
  double b;
  bool operator==(const cell&) const = default;
};

// A file of this launch, gone at the end of the case.
class scratch {
public:
  scratch() {
    long id = ::getpid();
    MPI_Bcast(&id, 1, MPI_LONG, 0, MPI_COMM_WORLD);
    path =
        (std::filesystem::temp_directory_path() / ("njmpi-hdf5-test-" + std::to_string(id) + ".h5")).string();
  }
  ~scratch() {
    MPI_Barrier(MPI_COMM_WORLD);
    if (ring.rank == 0)
      std::filesystem::remove(path);
    MPI_Barrier(MPI_COMM_WORLD);
  }
  std::string path;
};

template <class T, int N>
void there_and_back(const njmpi::field<T, N>& u, const std::string& path, const std::string& name) {
  CHECK(njmpi::write_hdf5(u, path, name) == MPI_SUCCESS);
  // By all ranks on another grid, and by each rank alone.
  std::array<int, N> grid{};
  grid[0] = 1;
  grid[N - 1] = ring.size;
  njmpi::field<T, N> all(u.extents(), {.ghost = {std::array<int, N>{1}}, .grid = {grid}});
  CHECK(njmpi::read_hdf5(all, path, name) == MPI_SUCCESS);
  const std::vector<T> values = u.allgather();
  CHECK(all.allgather() == values);
  njmpi::field<T, N> alone(u.extents(), {.comm = njmpi::self()});
  CHECK(njmpi::read_hdf5(alone, path, name) == MPI_SUCCESS);
  CHECK(alone.allgather() == values);
}

} // namespace

TEST_CASE("fields of all types and dimensions come back") {
  const scratch file;
  njmpi::field<double, 2> a({7, 5}, {.periodic = {true, false}, .ghost = {1, 2}});
  a.assign([](long i, long j) { return static_cast<double>(i) + 0.01 * static_cast<double>(j); });
  there_and_back(a, file.path, "a");
  njmpi::field<int, 1> b({2});
  b.assign([](long i) { return static_cast<int>(i - 3); });
  there_and_back(b, file.path, "in/a/group/b");
  njmpi::field<unsigned char, 3> c({3, 4, 2});
  c.assign([](long i, long j, long k) { return static_cast<unsigned char>(100 * i + 10 * j + k); });
  there_and_back(c, file.path, "in/a/c");
  njmpi::field<bool, 4> d({2, 3, 1, 2});
  d.assign([](long i, long j, long k, long l) { return (i + j + k + l) % 3 == 0; });
  there_and_back(d, file.path, "d");
  njmpi::field<std::complex<float>, 1> e({9});
  e.assign([](long i) { return std::complex<float>(static_cast<float>(i), -1); });
  there_and_back(e, file.path, "e");
  njmpi::field<std::array<std::int64_t, 2>, 1> f({9});
  f.assign([](long i) { return std::array<std::int64_t, 2>{i, -i}; });
  there_and_back(f, file.path, "f");
  njmpi::field<cell, 1> g({5});
  g.assign([](long i) { return cell{static_cast<int>(i), 0.5}; });
  there_and_back(g, file.path, "g");
  njmpi::field<long double, 1> h({5});
  h.fill(1.0L / 3);
  there_and_back(h, file.path, "h");
  njmpi::field<double, 2> none({0, 5});
  there_and_back(none, file.path, "none");

  // Numbers are converted; what was written first is still there.
  njmpi::field<float, 2> narrow({7, 5});
  CHECK(njmpi::read_hdf5(narrow, file.path, "a") == MPI_SUCCESS);
  CHECK(narrow.at(6, 4) == static_cast<float>(6.04));
}

TEST_CASE("a dataset is replaced, ghosts are neither written nor read") {
  const scratch file;
  njmpi::field<double, 1> u({6}, {.ghost = 1});
  u.fill(1);
  if (u.owned().lo(0) == 0)
    u(-1) = 9;
  CHECK(njmpi::write_hdf5(u, file.path, "u") == MPI_SUCCESS);
  u.fill(2);
  CHECK(njmpi::write_hdf5(u, file.path, "u") == MPI_SUCCESS);
  u.fill(0);
  CHECK(njmpi::read_hdf5(u, file.path, "u") == MPI_SUCCESS);
  CHECK(u.allgather() == std::vector<double>(6, 2));
  CHECK(u.at(-1) == 9);
  njmpi::field<int, 2> other({2, 2});
  other.fill(7);
  CHECK(njmpi::write_hdf5(other, file.path, "u") == MPI_SUCCESS); // of other extents
  other.fill(0);
  CHECK(njmpi::read_hdf5(other, file.path, "/u") == MPI_SUCCESS);
  CHECK(other.allgather() == std::vector<int>(4, 7));
}

TEST_CASE("a field of some ranks") {
  const scratch file;
  const njmpi::comm half = njmpi::world().split(ring.rank % 2, ring.rank);
  njmpi::field<long, 2> part({4, 3}, {.comm = half});
  part.fill(5);
  const std::string path = file.path + std::to_string(ring.rank % 2);
  CHECK(njmpi::write_hdf5(part, path, "x") == MPI_SUCCESS);
  part.fill(6);
  CHECK(njmpi::read_hdf5(part, path, "x") == MPI_SUCCESS);
  CHECK(part.at(3, 2) == 5);
  if (half.rank() == 0)
    std::filesystem::remove(path);
}

TEST_CASE("what goes wrong with files is said on all ranks") {
  const scratch file;
  const policy thrown(njmpi::errors::throw_exception);
  njmpi::field<double, 2> u({3, 4});
  const auto says = [&](auto&& f, const std::string& part) {
    std::string text = "nothing";
    try {
      f();
    } catch (const njmpi::error& e) {
      text = e.what();
    }
    expect(text.find(part) != std::string::npos, "\"" + text + "\" does not say " + part);
  };
  says([&] { njmpi::write_hdf5(u, "/nowhere/x.h5", "u"); },
       "writing u in /nowhere/x.h5: No such file or directory (rank 0)");
  says([&] { njmpi::read_hdf5(u, file.path, "u"); }, "No such file or directory");
  CHECK(njmpi::write_hdf5(u, file.path, "group/u") == MPI_SUCCESS);
  says([&] { njmpi::read_hdf5(u, file.path, "group/v"); },
       "reading group/v in " + file.path + ": there is no such dataset");
  says([&] { njmpi::read_hdf5(u, file.path, "other/u"); }, "there is no such dataset");
  says([&] { njmpi::read_hdf5(u, file.path, ""); }, "there is no such dataset");
  says([&] { njmpi::read_hdf5(u, file.path, "group"); }, "MPI_ERR_FILE");
  says([&] { njmpi::write_hdf5(u, file.path, "group"); }, "MPI_ERR_FILE");
  njmpi::field<double, 2> v({3, 5});
  says([&] { njmpi::read_hdf5(v, file.path, "group/u"); },
       "the dataset group/u has extents (3, 4), the field (3, 5)");
  njmpi::field<double, 1> w({12});
  says([&] { njmpi::read_hdf5(w, file.path, "group/u"); },
       "the dataset group/u has extents (3, 4), the field (12)");
  njmpi::field<cell, 2> x({3, 4});
  says([&] { njmpi::read_hdf5(x, file.path, "group/u"); }, "MPI_ERR_IO");
  says([&] { njmpi::read_hdf5(u, file.path, "group/v"); }, "hdf5.cpp:");

  // One rank alone cannot reach the file.
  const int last = ring.size - 1;
  const std::string path = ring.rank == last ? "/nowhere/y.h5" : file.path;
  says([&] { njmpi::read_hdf5(u, path, "group/u"); }, "(rank " + std::to_string(last) + ")");
  if (last > 0)
    says([&] { njmpi::write_hdf5(u, path, "group/u"); }, "(rank " + std::to_string(last) + ")");
  CHECK(njmpi::read_hdf5(u, file.path, "group/u") == MPI_SUCCESS);

  // A file of somebody else is left alone.
  const std::string text = file.path + ".txt";
  if (ring.rank == 0)
    if (std::FILE* const other = std::fopen(text.c_str(), "w")) {
      std::fputs("not a file of HDF5\n", other);
      std::fclose(other);
    }
  MPI_Barrier(MPI_COMM_WORLD);
  says([&] { njmpi::write_hdf5(u, text, "u"); }, "the file is not an HDF5 file");
  says([&] { njmpi::read_hdf5(u, text, "u"); }, "the file is not an HDF5 file");
  MPI_Barrier(MPI_COMM_WORLD);
  if (ring.rank == 0) {
    CHECK(std::filesystem::file_size(text) == 19);
    std::filesystem::remove(text);
  }
}
