// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a file of snapshots is laid out, and what one rank does with it alone: making it, reading what it says
// of itself, and the XDMF file beside it. Functions return what went wrong, or nothing.
#pragma once

#include "files.hpp"

#include <njmpi/snapshots.hpp>

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

using problem = std::string;

/// The datasets of all files. Those of the field and of each axis have the user's names.
inline constexpr const char* times_name = "time";
inline constexpr const char* steps_name = "step";
inline constexpr const char* points_name = "points";
inline constexpr const char* component_name = "component";

/// The file under its temporary name: until it holds a snapshot it must not take the place of another one.
std::string temporary_name(const std::string& path);

/// Makes a file with place for so many snapshots, all of it taken on disk.
problem lay_out(const std::string& path, const snapshot_description& about, const std::ptrdiff_t* extents,
                const hdf5_element& element, std::size_t rows);
/// Copies the snapshots of a file to the first rows of another one.
problem carry_over(const std::string& from, const std::string& to, const std::string& name);
/// Whether a file can take this name: there is none, or one of the same program.
problem replaceable(const std::string& path, const std::string& program);
/// What a file of a program says of itself.
problem look_into(const std::string& path, const std::string& program, snapshot_contents& contents);
/// Writes the XDMF file that says how to read the file.
problem describe(const std::string& path, const std::string& name, const std::ptrdiff_t* extents,
                 int dimensions, const hdf5_element& element, std::size_t rows,
                 const std::vector<double>& times);

} // namespace njmpi::rt
#pragma GCC visibility pop
