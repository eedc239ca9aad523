// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields at several times in one file: what is read again, what is refused, and what stays of a file when
// something goes wrong.
#include <getopt.h> // its macros leave the headers alone

#include <njmpi/snapshots.hpp>

#include "check.hpp"
#include "ring.hpp"
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <hdf5.h>
#include <iterator>
#include <limits>
#include <unistd.h>

namespace {

// A directory of this launch, gone at the end of the case.
class scratch {
public:
  scratch() {
    long id = ::getpid();
    MPI_Bcast(&id, 1, MPI_LONG, 0, MPI_COMM_WORLD);
    path = std::filesystem::temp_directory_path() / ("njmpi-snapshots-test-" + std::to_string(id));
    if (ring.rank == 0)
      std::filesystem::create_directory(path);
    MPI_Barrier(MPI_COMM_WORLD);
  }
  ~scratch() {
    MPI_Barrier(MPI_COMM_WORLD);
    if (ring.rank == 0)
      std::filesystem::remove_all(path);
    MPI_Barrier(MPI_COMM_WORLD);
  }
  std::string file(const char* name) const { return (path / name).string(); }

private:
  std::filesystem::path path;
};

njmpi::snapshot_description about(int dimensions, const char* program = "tests") {
  njmpi::snapshot_description result{.program = program, .name = "u"};
  for (int d = 0; d < dimensions; ++d)
    result.axes.push_back(
        {.name = std::string("axis") + std::to_string(d), .first = 10.0 * d, .spacing = 0.5});
  return result;
}

// Tells what the text of an error lacks.
template <class F> void says(F&& f, const std::string& part) {
  std::string text = "nothing";
  try {
    f();
  } catch (const njmpi::error& e) {
    text = e.what();
  }
  expect(text.find(part) != std::string::npos, "\"" + text + "\" does not say " + part);
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

template <class T, int N>
void there_and_back(const scratch& directory, const char* name, std::array<long, N> extents) {
  const std::string path = directory.file(name);
  njmpi::field<T, N> u(extents, {.ghost = {std::array<int, N>{1}}});
  njmpi::snapshot_description what = about(N);
  what.attributes = {{"count", std::int64_t{3}}, {"ratio", 0.25}, {"name", std::string("a \"b\" <&> c")}};
  const auto at = [](int time) {
    return [time](auto... i) {
      T sum{};
      ((sum = static_cast<T>(3 * sum + static_cast<T>(i))), ...);
      return static_cast<T>(sum + static_cast<T>(time));
    };
  };
  {
    njmpi::snapshots file;
    CHECK(file.create(u, path, what, 3) == MPI_SUCCESS);
    CHECK(!std::filesystem::exists(path)); // not before it holds something
    MPI_Barrier(MPI_COMM_WORLD);
    for (int time = 0; time < 2; ++time) {
      u.assign(at(time));
      CHECK(file.write(u, 0.1 * time, 10 * time) == MPI_SUCCESS);
    }
    CHECK(file.size() == 2);
  }
  njmpi::snapshot_contents found;
  CHECK(njmpi::read_contents(found, path, "tests") == MPI_SUCCESS);
  CHECK(found.name == "u");
  CHECK(found.extents == std::vector<std::ptrdiff_t>(extents.begin(), extents.end()));
  CHECK(found.times == std::vector<double>{0, 0.1}); // the third has a place only
  CHECK(found.steps == std::vector<std::int64_t>{0, 10});
  CHECK(found.attributes == what.attributes);

  // Another program, so to say, goes on with it: in the same file and in another one.
  for (const std::string& to : {directory.file("continued.h5"), path}) {
    std::array<int, N> grid{};
    grid.fill(1);
    grid[N - 1] = ring.size;
    njmpi::field<T, N> v(extents, {.grid = {grid}});
    CHECK(njmpi::read_snapshot(v, path, found, 1) == MPI_SUCCESS);
    CHECK(v.allgather() == u.allgather());
    njmpi::snapshots file;
    CHECK(file.create(v, to, what, 1, path) == MPI_SUCCESS);
    CHECK(file.size() == 2);
    v.assign(at(5));
    CHECK(file.write(v, 7, 70) == MPI_SUCCESS);
    njmpi::snapshot_contents all;
    CHECK(njmpi::read_contents(all, to, "tests") == MPI_SUCCESS);
    CHECK(all.steps == std::vector<std::int64_t>{0, 10, 70});
    njmpi::field<T, N> alone(extents, {.comm = njmpi::self()});
    for (const int which : {0, 1, 2}) {
      CHECK(njmpi::read_snapshot(alone, to, all, static_cast<std::size_t>(which)) == MPI_SUCCESS);
      u.assign(at(which == 2 ? 5 : which));
      CHECK(alone.allgather() == u.allgather());
    }
    u.assign(at(1));
  }
  if (ring.rank == 0)
    std::filesystem::remove(directory.file("continued.h5"));
  MPI_Barrier(MPI_COMM_WORLD);
}

} // namespace

TEST_CASE("snapshots come back on other ranks, and go on") {
  const scratch directory;
  there_and_back<double, 2>(directory, "a.h5", {7, 5});
  there_and_back<float, 3>(directory, "b", {3, 4, 2});
  there_and_back<std::int16_t, 2>(directory, ".c", {1, 9});
  there_and_back<unsigned, 2>(directory, "d<&\">.h5", {4, 4});
  CHECK(std::filesystem::exists(directory.file(".c.xdmf")));
  const std::string xdmf = text_of(directory.file("b.xdmf"));
  for (const char* const part :
       {"<Time Value=\"0.10000000000000001\"/>", "TopologyType=\"3DSMesh\" Dimensions=\"3 4 2\"",
        "GeometryType=\"XYZ\"", "b:/points", "2 0 0 0  1 1 1 1  1 3 4 2",
        "Dimensions=\"3 3 4 2\" NumberType=\"Float\" Precision=\"4\""})
    expect(xdmf.find(part) != std::string::npos, part + (" is missing in " + xdmf));
  CHECK(text_of(directory.file("d<&\">.xdmf")).find("d&lt;&amp;&quot;>.h5:/points") != std::string::npos);
}

TEST_CASE("axes and times are those of the file's other readers") {
  const scratch directory;
  const std::string path = directory.file("u.h5");
  njmpi::field<double, 2> u({4, 3});
  njmpi::snapshots file;
  CHECK(file.create(u, path, about(2), 1) == MPI_SUCCESS);
  CHECK(file.write(u, 2.5, 3) == MPI_SUCCESS);
  MPI_Barrier(MPI_COMM_WORLD);
  if (ring.rank == 0) {
    const hid_t opened = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const auto numbers = [&](const char* name, std::size_t count) {
      std::vector<double> values(count);
      const hid_t dataset = H5Dopen2(opened, name, H5P_DEFAULT);
      CHECK(H5Dget_storage_size(dataset) == count * sizeof(double));
      CHECK(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
      CHECK(H5Dclose(dataset) >= 0);
      return values;
    };
    CHECK(numbers("time", 1) == std::vector<double>{2.5});
    CHECK(numbers("axis0", 4) == std::vector<double>{0, 0.5, 1, 1.5});
    CHECK(numbers("axis1", 3) == std::vector<double>{10, 10.5, 11});
    const std::vector<double> points = numbers("points", 24);
    CHECK(points[2 * (3 * 2 + 1)] == 1);
    CHECK(points[2 * (3 * 2 + 1) + 1] == 10.5);
    CHECK(H5Fclose(opened) >= 0);
  }
}

TEST_CASE("what goes wrong with snapshots is said on all ranks, and spoils nothing") {
  const scratch directory;
  const policy thrown(njmpi::errors::throw_exception);
  const std::string path = directory.file("u.h5");
  njmpi::field<double, 2> u({4, 3});
  u.fill(1);
  njmpi::snapshots file;
  says([&] { file.write(u, 0, 0); }, "there is place for 0 snapshots only");
  file.create(u, path, about(2), 2);
  says([&] { file.write(u, std::numeric_limits<double>::quiet_NaN(), 0); }, "a snapshot needs a time");
  says([&] { file.write(u, 0, -1); }, "a snapshot needs a time");
  file.write(u, 0, 0);
  njmpi::field<double, 2> other({3, 4});
  says([&] { file.write(other, 1, 1); }, "the dataset has other extents");
  const std::string whole = text_of(path);

  // Descriptions.
  njmpi::snapshots another;
  says([&] { another.create(u, path, about(3), 1); }, "3 axes for a field of 2 dimensions");
  for (const char* const name : {"", "a/b", "time", "step", "points", "component", "axis1"}) {
    njmpi::snapshot_description what = about(2);
    what.name = name;
    says([&] { another.create(u, path, what, 1); }, "a name of their own");
    what = about(2);
    what.axes[0].name = name;
    says([&] { another.create(u, path, what, 1); }, "a name of their own");
  }
  says([&] { another.create(u, path, about(2, ""), 1); }, "a name of their own");
  njmpi::field<double, 2> none({0, 3});
  says([&] { another.create(none, path, about(2), 1); }, "a field without elements");

  // Other files.
  njmpi::snapshot_contents found;
  says([&] { another.create(u, directory.file("no/x.h5"), about(2), 1); }, "No such file or directory");
  says([&] { another.create(u, path + "/x.h5", about(2), 1); }, "Not a directory");
  says([&] { another.create(u, path, about(2, "strangers"), 1); },
       "it is not a file of strangers, and is left alone");
  says([&] { another.create(other, directory.file("x.h5"), about(2), 1, path); }, "u.h5 holds another field");
  says([&] { another.create(u, directory.file("x.h5"), about(2), 1, directory.file("y.h5")); },
       "No such file or directory");
  says([&] { njmpi::read_contents(found, directory.file("y.h5"), "tests"); }, "No such file or directory");
  says([&] { njmpi::read_contents(found, path, "strangers"); }, "it is not a file of strangers");
  const std::string large = directory.file("large.h5");
  njmpi::field<double, 2> some({1000, 1000});
  says([&] { another.create(some, large, about(2), std::size_t{1} << 42); }, "writing u in ");
  CHECK(!std::filesystem::exists(large + ".part"));

  const std::string damaged = directory.file(std::string(200, 'd').c_str());
  const auto put = [&](const std::string& text) {
    MPI_Barrier(MPI_COMM_WORLD);
    if (ring.rank == 0)
      std::ofstream(damaged) << text;
    MPI_Barrier(MPI_COMM_WORLD);
  };
  put("not a file of HDF5\n");
  says([&] { njmpi::read_contents(found, damaged, "tests"); }, "ddd: it is not an HDF5 file");
  says([&] { another.create(u, damaged, about(2), 1); }, "ddd: it is not an HDF5 file, and is left alone");
  put(whole.substr(0, whole.size() - 100));
  says([&] { njmpi::read_contents(found, damaged, "tests"); }, "truncated file");
  put("");
  CHECK(another.create(u, damaged, about(2), 1) == MPI_SUCCESS); // an empty one is nobody's

  // Datasets that are missing, or are not what they were.
  const auto spoil = [&](auto&& how) {
    put(whole);
    if (ring.rank == 0) {
      const hid_t opened = H5Fopen(damaged.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
      how(opened);
      H5Fclose(opened);
    }
    MPI_Barrier(MPI_COMM_WORLD);
  };
  const auto replace = [](hid_t opened, const char* name, std::initializer_list<hsize_t> shape) {
    H5Ldelete(opened, name, H5P_DEFAULT);
    const hid_t space = shape.size() == 0
                            ? H5Screate(H5S_SCALAR)
                            : H5Screate_simple(static_cast<int>(shape.size()), shape.begin(), nullptr);
    H5Dclose(H5Dcreate2(opened, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    H5Sclose(space);
  };
  for (const char* const name : {"u", "time", "step"}) {
    spoil([&](hid_t opened) { H5Ldelete(opened, name, H5P_DEFAULT); });
    says([&] { njmpi::read_contents(found, damaged, "tests"); }, "MPI_ERR_FILE: reading snapshots in ");
  }
  spoil([&](hid_t opened) { replace(opened, "u", {}); });
  says([&] { njmpi::read_contents(found, damaged, "tests"); }, "the dataset u has no extents");
  spoil([&](hid_t opened) { replace(opened, "time", {3}); });
  says([&] { njmpi::read_contents(found, damaged, "tests"); }, "the dataset time has another extent");
  spoil([&](hid_t opened) { H5Adelete(opened, "format"); });
  says([&] { njmpi::read_contents(found, damaged, "tests"); }, "it is not a file of tests");
  spoil([&](hid_t opened) { replace(opened, "u", {2, 4}); });
  njmpi::read_contents(found, damaged, "tests");
  says([&] { njmpi::read_snapshot(u, damaged, found, 0); }, "the dataset has other extents");
  // Steps that are not numbers from 0 on are not snapshots.
  spoil([&](hid_t opened) {
    const hid_t dataset = H5Dopen2(opened, "step", H5P_DEFAULT);
    const std::int64_t none_yet[2]{-1, -1};
    H5Dwrite(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, none_yet);
    H5Dclose(dataset);
  });
  says([&] { njmpi::read_contents(found, damaged, "tests"); }, "it holds no snapshot");

  // The file is as it was, and goes on.
  CHECK(text_of(path) == whole);
  njmpi::read_contents(found, path, "tests");
  says([&] { njmpi::read_snapshot(u, path, found, 1); },
       "there are 1 snapshots, counted from 0, and no snapshot 1");
  u.fill(0);
  CHECK(njmpi::read_snapshot(u, path, found, 0) == MPI_SUCCESS);
  CHECK(u.at(3, 2) == 1);
  says([&] { njmpi::read_snapshot(other, path, found, 0); }, "the dataset has other extents");
  CHECK(file.write(u, 1, 1) == MPI_SUCCESS);
  says([&] { file.write(u, 2, 2); }, "there is place for 2 snapshots only");
  MPI_Barrier(MPI_COMM_WORLD);
  if (ring.rank == 0)
    std::filesystem::remove(path);
  MPI_Barrier(MPI_COMM_WORLD);
  says([&] { njmpi::read_snapshot(u, path, found, 0); }, "No such file or directory");
}
