// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file of snapshots: the field as a dataset with time as its first dimension, and a dimension scale for
// each of them, as in files of netCDF-4. Everything has its place before the first snapshot comes: later only
// elements are written, so that the file can be read at any time, whatever happens to the program.

#include "snapshot_layout.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <cmath>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace njmpi::rt {
namespace {

constexpr const char* program_name = "program";
constexpr const char* field_name = "field";
constexpr const char* format_name = "format";
constexpr const char* format = "njmpi snapshots 1";

problem hdf5_problem() {
  char text[120];
  last_error(text);
  return text[0] ? text : "HDF5 does not say why";
}

handle string_type() {
  handle type{H5Tcopy(H5T_C_S1), H5Tclose};
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

bool attach(hid_t object, const std::string& name, const snapshot_attribute& value) {
  const handle one{H5Screate(H5S_SCALAR), H5Sclose};
  const auto put = [&](hid_t type, const void* data) {
    const handle made{H5Acreate2(object, name.c_str(), type, one, H5P_DEFAULT, H5P_DEFAULT), H5Aclose};
    return made && H5Awrite(made, type, data) >= 0;
  };
  if (const auto* const integer = std::get_if<std::int64_t>(&value))
    return put(H5T_NATIVE_INT64, integer);
  if (const auto* const number = std::get_if<double>(&value))
    return put(H5T_NATIVE_DOUBLE, number);
  const char* const text = std::get<std::string>(value).c_str();
  return put(string_type(), &text);
}

// Attributes of other types are somebody else's.
bool detach(hid_t object, const char* name, snapshot_attribute& value) {
  const handle made{H5Aopen(object, name, H5P_DEFAULT), H5Aclose};
  const handle type{H5Aget_type(made), H5Tclose};
  const handle space{H5Aget_space(made), H5Sclose};
  if (!made || !type || !space || H5Sget_simple_extent_npoints(space) != 1)
    return false;
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_INTEGER)
    return H5Aread(made, H5T_NATIVE_INT64, &value.emplace<std::int64_t>()) >= 0;
  if (kind == H5T_FLOAT)
    return H5Aread(made, H5T_NATIVE_DOUBLE, &value.emplace<double>()) >= 0;
  if (kind != H5T_STRING || H5Tis_variable_str(type) <= 0)
    return false;
  char* text = nullptr;
  if (H5Aread(made, string_type(), &text) < 0 || !text)
    return false;
  value.emplace<std::string>(text);
  H5free_memory(text);
  return true;
}

std::string text_attribute(hid_t object, const char* name) {
  snapshot_attribute value;
  if (H5Aexists(object, name) > 0 && detach(object, name, value))
    if (const auto* const text = std::get_if<std::string>(&value))
      return *text;
  return {};
}

// A dataset with its place in the file, which holds nothing yet.
handle reserve(hid_t file, const char* name, hid_t type, const std::vector<hsize_t>& shape) {
  const handle space{H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose};
  const handle how{H5Pcreate(H5P_DATASET_CREATE), H5Pclose};
  H5Pset_alloc_time(how, H5D_ALLOC_TIME_EARLY);
  H5Pset_fill_time(how, H5D_FILL_TIME_NEVER);
  H5Pset_obj_track_times(how, false); // so that equal runs give equal files
  return {H5Dcreate2(file, name, type, space, H5P_DEFAULT, how, H5P_DEFAULT), H5Dclose};
}

template <class V>
handle store(hid_t file, const char* name, hid_t type, const std::vector<hsize_t>& shape,
             const std::vector<V>& values) {
  handle made = reserve(file, name, type, shape);
  if (made && H5Dwrite(made, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
    return {};
  return made;
}

double place(const snapshot_axis& axis, std::ptrdiff_t i) {
  return axis.first + static_cast<double>(i) * axis.spacing;
}

// Where each element lies, for readers of XDMF: it knows grids of coordinates only with the first one
// fastest.
std::vector<double> points(const std::vector<snapshot_axis>& axes, const std::ptrdiff_t* extents) {
  const std::size_t n = axes.size();
  std::size_t count = 1;
  for (std::size_t d = 0; d < n; ++d)
    count *= static_cast<std::size_t>(extents[d]);
  std::vector<double> result(count * n);
  for (std::size_t k = 0; k < count; ++k) {
    std::size_t rest = k;
    for (std::size_t d = n; d-- > 0;) {
      const std::size_t extent = static_cast<std::size_t>(extents[d]);
      result[k * n + d] = place(axes[d], static_cast<std::ptrdiff_t>(rest % extent));
      rest /= extent;
    }
  }
  return result;
}

bool fill(hid_t file, const snapshot_description& about, const std::ptrdiff_t* extents,
          const hdf5_element& element, std::size_t rows) {
  const std::size_t n = about.axes.size();
  bool well = attach(file, program_name, about.program) && attach(file, field_name, about.name) &&
              attach(file, format_name, std::string(format));
  for (const auto& [name, value] : about.attributes)
    well = well && attach(file, name, value);

  std::vector<hsize_t> shape{rows};
  for (std::size_t d = 0; d < n; ++d)
    shape.push_back(static_cast<hsize_t>(extents[d]));
  const handle field = reserve(file, about.name.c_str(), element_type(element), shape);
  well = well && field && attach(field, "units", about.unit);

  const auto scale = [&](hid_t axis, unsigned d, const std::string& name, const std::string& unit) {
    well = well && H5DSset_scale(axis, name.c_str()) >= 0 && H5DSattach_scale(field, axis, d) >= 0 &&
           H5DSset_label(field, d, name.c_str()) >= 0 && attach(axis, "units", unit);
  };
  const std::vector<double> never(rows, std::numeric_limits<double>::quiet_NaN());
  const handle times = store(file, times_name, H5T_NATIVE_DOUBLE, {rows}, never);
  well = well && times;
  scale(times, 0, times_name, about.time_unit);
  const handle steps = store(file, steps_name, H5T_NATIVE_INT64, {rows}, std::vector<std::int64_t>(rows, -1));
  well = well && steps && H5DSattach_scale(steps, times, 0) >= 0;
  for (std::size_t d = 0; well && d < n; ++d) {
    std::vector<double> places;
    for (std::ptrdiff_t i = 0; i < extents[d]; ++i)
      places.push_back(place(about.axes[d], i));
    const handle axis = store(file, about.axes[d].name.c_str(), H5T_NATIVE_DOUBLE,
                              {static_cast<hsize_t>(extents[d])}, places);
    well = static_cast<bool>(axis);
    scale(axis, static_cast<unsigned>(d + 1), about.axes[d].name, about.axes[d].unit);
  }
  // The scales of the axes again, and one for the coordinates of a point: readers of netCDF insist on all.
  shape.erase(shape.begin());
  shape.push_back(n);
  const handle all = store(file, points_name, H5T_NATIVE_DOUBLE, shape, points(about.axes, extents));
  std::vector<std::int64_t> numbers;
  for (std::size_t d = 0; d < n; ++d)
    numbers.push_back(static_cast<std::int64_t>(d));
  const handle component = store(file, component_name, H5T_NATIVE_INT64, {n}, numbers);
  well = well && all && component && H5DSset_scale(component, component_name) >= 0 &&
         H5DSattach_scale(all, component, static_cast<unsigned>(n)) >= 0;
  for (std::size_t d = 0; well && d < n; ++d) {
    const handle axis{H5Dopen2(file, about.axes[d].name.c_str(), H5P_DEFAULT), H5Dclose};
    well = axis && H5DSattach_scale(all, axis, static_cast<unsigned>(d)) >= 0;
  }
  return well;
}

// Takes all blocks of a file of this size. Where the file system cannot, the C library writes them.
problem occupy(const std::string& path, int flags, off_t size) {
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC | flags, 0666);
  if (file < 0)
    return std::strerror(errno);
  if (size == 0)
    size = ::lseek(file, 0, SEEK_END);
  const int code = size < 0 ? errno : ::posix_fallocate(file, 0, size);
  ::close(file);
  return code != 0 ? std::strerror(code) : "";
}

// At least as much as the file will have.
off_t size_of(const snapshot_description& about, const std::ptrdiff_t* extents, const hdf5_element& element,
              std::size_t rows) {
  const std::size_t n = about.axes.size();
  std::size_t cells = 1;
  std::size_t size = 65536 + 2 * sizeof(double) * rows;
  for (std::size_t d = 0; d < n; ++d) {
    cells *= static_cast<std::size_t>(extents[d]);
    size += sizeof(double) * static_cast<std::size_t>(extents[d]);
  }
  for (const auto& [name, value] : about.attributes) {
    size += 256 + 2 * name.size();
    if (const auto* const text = std::get_if<std::string>(&value))
      size += text->size();
  }
  return static_cast<off_t>(size + cells * (rows * element.size + n * sizeof(double)));
}

problem open_to_read(const std::string& path, handle& file) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0)
    return std::strerror(errno);
  if (!S_ISREG(status.st_mode))
    return "it is not a regular file";
  if (::access(path.c_str(), R_OK) != 0)
    return std::strerror(errno);
  if (H5Fis_hdf5(path.c_str()) <= 0)
    return "it is not an HDF5 file";
  file = {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose};
  return file ? problem() : hdf5_problem();
}

problem of_program(hid_t file, const std::string& program) {
  if (text_attribute(file, format_name) == format && text_attribute(file, program_name) == program)
    return {};
  return "it is not a file of " + program;
}

std::vector<hsize_t> shape_of(hid_t dataset) {
  const handle space{H5Dget_space(dataset), H5Sclose};
  const int n = H5Sget_simple_extent_ndims(space);
  std::vector<hsize_t> shape(n > 0 ? static_cast<std::size_t>(n) : 0);
  H5Sget_simple_extent_dims(space, shape.data(), nullptr);
  return shape;
}

template <class V>
problem read_all(hid_t file, const char* name, hid_t type, std::size_t rows, std::vector<V>& values) {
  const handle dataset{H5Dopen2(file, name, H5P_DEFAULT), H5Dclose};
  if (!dataset)
    return hdf5_problem();
  if (shape_of(dataset) != std::vector<hsize_t>{rows})
    return std::string("the dataset ") + name + " has another extent than the field";
  values.resize(rows);
  if (H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
    return hdf5_problem();
  return {};
}

herr_t collect(hid_t object, const char* name, const H5A_info_t*, void* to) {
  snapshot_attribute value;
  if (std::strcmp(name, program_name) != 0 && std::strcmp(name, field_name) != 0 &&
      std::strcmp(name, format_name) != 0 && detach(object, name, value))
    static_cast<snapshot_contents*>(to)->attributes[name] = value;
  return 0;
}

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text)
    switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '"':
      result += "&quot;";
      break;
    default:
      result += c;
    }
  return result;
}

} // namespace

std::string temporary_name(const std::string& path) { return path + ".part"; }

problem lay_out(const std::string& path, const snapshot_description& about, const std::ptrdiff_t* extents,
                const hdf5_element& element, std::size_t rows) {
  // A file that HDF5 cannot close stays open to it, and spoils the end of the program: before it comes, see
  // that there is room.
  problem found = occupy(path, O_CREAT | O_TRUNC, size_of(about, extents, element, rows));
  if (!found.empty()) {
    ::unlink(path.c_str());
    return found;
  }
  handle file{H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose};
  if (!file || !fill(file, about, extents, element, rows))
    found = hdf5_problem();
  if (!file.close() && found.empty())
    found = hdf5_problem();
  if (found.empty())
    found = occupy(path, 0, 0);
  if (!found.empty())
    ::unlink(path.c_str());
  return found;
}

problem carry_over(const std::string& from, const std::string& to, const std::string& name) {
  const handle old{H5Fopen(from.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose};
  handle next{H5Fopen(to.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose};
  if (!old || !next)
    return hdf5_problem();
  snapshot_contents contents;
  if (const problem found = look_into(from, text_attribute(old, program_name), contents); !found.empty())
    return found;
  const hsize_t rows = contents.times.size();
  const auto copy = [&](const char* dataset, hsize_t at_once) {
    const handle source{H5Dopen2(old, dataset, H5P_DEFAULT), H5Dclose};
    const handle target{H5Dopen2(next, dataset, H5P_DEFAULT), H5Dclose};
    if (!source || !target)
      return false;
    const handle type{H5Dget_type(source), H5Tclose};
    const handle source_space{H5Dget_space(source), H5Sclose};
    const handle target_space{H5Dget_space(target), H5Sclose};
    std::vector<hsize_t> count = shape_of(source);
    std::vector<hsize_t> first(count.size());
    count[0] = at_once;
    const handle memory{H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose};
    std::vector<char> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(memory)) *
                             H5Tget_size(type));
    for (; first[0] < rows; first[0] += at_once)
      if (H5Sselect_hyperslab(source_space, H5S_SELECT_SET, first.data(), nullptr, count.data(), nullptr) <
              0 ||
          H5Sselect_hyperslab(target_space, H5S_SELECT_SET, first.data(), nullptr, count.data(), nullptr) <
              0 ||
          H5Dread(source, type, memory, source_space, H5P_DEFAULT, values.data()) < 0 ||
          H5Dwrite(target, type, memory, target_space, H5P_DEFAULT, values.data()) < 0)
        return false;
    return true;
  };
  if (!copy(name.c_str(), 1) || !copy(times_name, 1) || !copy(steps_name, 1) || !next.close())
    return hdf5_problem();
  return {};
}

problem replaceable(const std::string& path, const std::string& program) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0)
    return errno == ENOENT ? problem() : std::strerror(errno);
  if (S_ISREG(status.st_mode) && status.st_size == 0)
    return ::access(path.c_str(), W_OK) == 0 ? problem() : std::strerror(errno);
  handle file;
  problem found = open_to_read(path, file);
  if (found.empty())
    found = of_program(file, program);
  return found.empty() ? found : found + ", and is left alone";
}

problem look_into(const std::string& path, const std::string& program, snapshot_contents& contents) {
  handle file;
  problem found = open_to_read(path, file);
  if (found.empty())
    found = of_program(file, program);
  if (!found.empty())
    return found;
  contents.name = text_attribute(file, field_name);
  const handle field{H5Dopen2(file, contents.name.c_str(), H5P_DEFAULT), H5Dclose};
  if (!field)
    return hdf5_problem();
  const std::vector<hsize_t> shape = shape_of(field);
  if (shape.empty())
    return "the dataset " + contents.name + " has no extents";
  contents.extents.assign(shape.begin() + 1, shape.end());
  found = read_all(file, times_name, H5T_NATIVE_DOUBLE, shape[0], contents.times);
  if (found.empty())
    found = read_all(file, steps_name, H5T_NATIVE_INT64, shape[0], contents.steps);
  if (!found.empty())
    return found;
  std::size_t complete = 0;
  while (complete < shape[0] && contents.steps[complete] >= 0 && !std::isnan(contents.times[complete]))
    ++complete;
  if (complete == 0)
    return "it holds no snapshot";
  contents.times.resize(complete);
  contents.steps.resize(complete);
  H5Aiterate2(file, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &contents);
  return {};
}

problem describe(const std::string& path, const std::string& name, const std::ptrdiff_t* extents,
                 int dimensions, const hdf5_element& element, std::size_t rows,
                 const std::vector<double>& times) {
  using kind = hdf5_element::kind;
  const std::size_t slash = path.rfind('/');
  const std::string file = escaped(slash == path.npos ? path : path.substr(slash + 1));
  std::string shape;
  std::string zeros;
  std::string ones;
  for (int d = 0; d < dimensions; ++d) {
    shape += (d ? " " : "") + std::to_string(extents[d]);
    zeros += " 0";
    ones += " 1";
  }
  const std::string n = std::to_string(dimensions);
  const std::string type = element.what == kind::floating  ? "Float"
                           : element.what == kind::integer ? "Int"
                                                           : "UInt";
  std::string text = "<?xml version=\"1.0\"?>\n<Xdmf Version=\"2.0\">\n <Domain>\n  <Grid Name=\"" +
                     escaped(name) + "\" GridType=\"Collection\" CollectionType=\"Temporal\">\n";
  for (std::size_t row = 0; row < times.size(); ++row) {
    char time[32];
    std::snprintf(time, sizeof time, "%.17g", times[row]);
    text +=
        std::string("   <Grid Name=\"") + escaped(name) + "\" GridType=\"Uniform\">\n    <Time Value=\"" +
        time + "\"/>\n    <Topology TopologyType=\"" + n + "DSMesh\" Dimensions=\"" + shape +
        "\"/>\n    <Geometry GeometryType=\"" + (dimensions == 2 ? "XY" : "XYZ") +
        "\">\n     <DataItem Dimensions=\"" + shape + " " + n +
        "\" NumberType=\"Float\" Precision=\"8\" Format=\"HDF\">" + file +
        ":/points</DataItem>\n    </Geometry>\n    <Attribute Name=\"" + escaped(name) +
        "\" AttributeType=\"Scalar\" Center=\"Node\">\n     <DataItem ItemType=\"HyperSlab\" Dimensions=\"" +
        shape + "\">\n      <DataItem Dimensions=\"3 " + std::to_string(dimensions + 1) +
        "\" Format=\"XML\">" + std::to_string(row) + zeros + "  1" + ones + "  1 " + shape +
        "</DataItem>\n      <DataItem Dimensions=\"" + std::to_string(rows) + " " + shape +
        "\" NumberType=\"" + type + "\" Precision=\"" + std::to_string(element.size) + "\" Format=\"HDF\">" +
        file + ":/" + escaped(name) + "</DataItem>\n     </DataItem>\n    </Attribute>\n   </Grid>\n";
  }
  text += "  </Grid>\n </Domain>\n</Xdmf>\n";

  const std::size_t dot = path.rfind('.');
  const bool suffix = dot != path.npos && (slash == path.npos || dot > slash + 1);
  const std::string beside = (suffix ? path.substr(0, dot) : path) + ".xdmf";
  const std::string temporary = temporary_name(beside);
  std::FILE* const to = std::fopen(temporary.c_str(), "w");
  if (to == nullptr)
    return std::strerror(errno);
  const bool written = std::fwrite(text.data(), 1, text.size(), to) == text.size();
  if ((std::fclose(to) != 0 || !written || std::rename(temporary.c_str(), beside.c_str()) != 0)) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return std::string("the XDMF file beside it: ") + std::strerror(error);
  }
  return {};
}

} // namespace njmpi::rt
