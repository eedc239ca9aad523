// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pictures of fields at one or more times, with axes and a colour bar, drawn by cairo into PNG files.
#pragma once

#include "colours.hpp"

#include <algorithm>
#include <cairo.h>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace sample {

/// Where the elements of one dimension are: the first goes to the right, the second upwards.
struct picture_axis {
  std::string name;
  long extent;
  double first, spacing;
};

/// A field at one time, all elements row-major.
struct frame {
  double time;
  std::vector<double> values;
};

class picture {
public:
  picture(const std::string& name, const picture_axis& x, const picture_axis& y,
          const std::vector<frame>& frames)
      : name_(name), x_(x), y_(y), frames_(frames) {
    for (const oklab& colour : colour_map())
      colours_.push_back(displayed(colour));
    low_ = std::numeric_limits<double>::infinity(), high_ = -low_;
    for (const frame& f : frames)
      for (const double v : f.values)
        if (std::isfinite(v))
          low_ = std::min(low_, v), high_ = std::max(high_, v);
    if (!(low_ <= high_))
      low_ = 0, high_ = 1;
    if (low_ == high_) // a bar needs some length
      low_ -= 0.5 * std::max(1e-3, std::abs(low_)), high_ += 0.5 * std::max(1e-3, std::abs(high_));
    const double wide = static_cast<double>(x.extent) * x.spacing,
                 tall = static_cast<double>(y.extent) * y.spacing;
    const double side = frames.size() > 1 ? 300 : 480;
    width_ = std::max(40.0, std::round(side * std::min(1.0, wide / tall)));
    height_ = std::max(40.0, std::round(side * std::min(1.0, tall / wide)));
    draw();
  }
  picture(const picture&) = delete;
  picture& operator=(const picture&) = delete;
  ~picture() {
    cairo_destroy(to_);
    cairo_surface_destroy(surface_);
  }

  /// Empty, or what went wrong. A file that was there stays until the new one is complete.
  std::string write(const std::string& path) const {
    struct stat status{};
    const bool replace = ::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
    const std::string temporary = replace ? path + ".part" : path;
    std::FILE* const file = std::fopen(temporary.c_str(), "wb");
    if (file == nullptr)
      return std::strerror(errno);
    errno = 0;
    const auto put = [](void* to, const unsigned char* bytes, unsigned size) {
      return std::fwrite(bytes, 1, size, static_cast<std::FILE*>(to)) == size ? CAIRO_STATUS_SUCCESS
                                                                              : CAIRO_STATUS_WRITE_ERROR;
    };
    const cairo_status_t drawn = cairo_surface_write_to_png_stream(surface_, put, file);
    const bool flushed = std::fflush(file) == 0;
    const int error = errno;
    std::fclose(file);
    if (drawn == CAIRO_STATUS_SUCCESS && flushed &&
        (!replace || std::rename(temporary.c_str(), path.c_str()) == 0))
      return {};
    if (replace)
      ::unlink(temporary.c_str());
    return error != 0 ? std::strerror(error) : cairo_status_to_string(drawn);
  }

private:
  static constexpr double left = 56, above = 34, below = 46, between = 34, bar = 18, right = 92;

  void draw() {
    const double n = static_cast<double>(frames_.size());
    const double all = left + n * width_ + (n - 1) * between + right;
    surface_ = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(all),
                                          static_cast<int>(above + height_ + below));
    to_ = cairo_create(surface_);
    cairo_set_source_rgb(to_, 1, 1, 1);
    cairo_paint(to_);
    cairo_select_font_face(to_, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(to_, 12);
    cairo_set_line_width(to_, 1);
    double x = left;
    for (std::size_t k = 0; k < frames_.size(); ++k, x += width_ + between)
      panel(frames_[k], x, k == 0);
    scale(all - right + 16);
  }

  void panel(const frame& f, double x, bool first) {
    image(f.values, x);
    outline(x, above, width_, height_);
    char title[64];
    std::snprintf(title, sizeof title, "%s at time %.6g", name_.c_str(), f.time);
    write(title, x + width_ / 2, above - 12, 0.5);
    // Elements are in the middle of their cells.
    const double from_x = x_.first - 0.5 * x_.spacing, from_y = y_.first - 0.5 * y_.spacing;
    const double wide = static_cast<double>(x_.extent) * x_.spacing,
                 tall = static_cast<double>(y_.extent) * y_.spacing;
    for (const double v : ticks(from_x, from_x + wide, width_ > 200 ? 5 : 3)) {
      const double at = x + (v - from_x) / wide * width_;
      line(at, above + height_, at, above + height_ + 5);
      write(label(v), at, above + height_ + 18, 0.5);
    }
    write(x_.name, x + width_ / 2, above + height_ + 36, 0.5);
    for (const double v : ticks(from_y, from_y + tall, height_ > 200 ? 5 : 3)) {
      const double at = above + height_ - (v - from_y) / tall * height_;
      line(x - 5, at, x, at);
      if (first)
        write(label(v), x - 8, at + 4, 1);
    }
    if (first)
      write(y_.name, 12, above + height_ / 2, 0.5);
  }

  void image(const std::vector<double>& values, double x) {
    const long nx = x_.extent, ny = y_.extent;
    cairo_surface_t* const cells =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(nx), static_cast<int>(ny));
    cairo_surface_flush(cells);
    unsigned char* const bytes = cairo_image_surface_get_data(cells);
    const long stride = cairo_image_surface_get_stride(cells);
    for (long i = 0; bytes != nullptr && i < nx; ++i)
      for (long j = 0; j < ny; ++j) {
        const std::uint32_t pixel = colour(values[static_cast<std::size_t>(i * ny + j)]);
        std::memcpy(bytes + (ny - 1 - j) * stride + 4 * i, &pixel, sizeof pixel);
      }
    cairo_surface_mark_dirty(cells);
    cairo_save(to_);
    cairo_translate(to_, x, above);
    cairo_scale(to_, width_ / static_cast<double>(nx), height_ / static_cast<double>(ny));
    cairo_set_source_surface(to_, cells, 0, 0);
    const bool smaller = static_cast<double>(nx) > width_ || static_cast<double>(ny) > height_;
    cairo_pattern_set_filter(cairo_get_source(to_), smaller ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
    cairo_pattern_set_extend(cairo_get_source(to_), CAIRO_EXTEND_PAD);
    cairo_rectangle(to_, 0, 0, static_cast<double>(nx), static_cast<double>(ny));
    cairo_fill(to_);
    cairo_restore(to_);
    cairo_surface_destroy(cells);
  }

  void scale(double x) {
    const double steps = static_cast<double>(colours_.size());
    for (std::size_t k = 0; k < colours_.size(); ++k) {
      source(colours_[k]);
      const double top = std::floor(above + height_ * (1 - static_cast<double>(k + 1) / steps));
      cairo_rectangle(to_, x, top, bar, std::ceil(height_ / steps) + 1);
      cairo_fill(to_);
    }
    cairo_set_source_rgb(to_, 1, 1, 1); // what the last rectangles have too much
    cairo_rectangle(to_, x, above + height_, bar, 4);
    cairo_fill(to_);
    outline(x, above, bar, height_);
    write(name_, x + bar / 2, above - 12, 0.5);
    for (const double v : ticks(low_, high_, 6)) {
      const double at = above + height_ * (1 - (v - low_) / (high_ - low_));
      line(x + bar, at, x + bar + 5, at);
      write(label(v), x + bar + 8, at + 4, 0);
    }
  }

  std::uint32_t colour(double v) const {
    if (!std::isfinite(v))
      return 0x808080;
    const double at = std::floor((v - low_) / (high_ - low_) * static_cast<double>(colours_.size()));
    const rgb c =
        colours_[static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(colours_.size() - 1)))];
    return static_cast<std::uint32_t>(c.red) << 16 | static_cast<std::uint32_t>(c.green) << 8 | c.blue;
  }
  void source(const rgb& c) { cairo_set_source_rgb(to_, c.red / 255.0, c.green / 255.0, c.blue / 255.0); }

  // Round numbers, about so many.
  static std::vector<double> ticks(double from, double to, int about) {
    const double raw = (to - from) / about, power = std::pow(10, std::floor(std::log10(raw)));
    const double step = power * (raw > 5 * power ? 10 : raw > 2 * power ? 5 : raw > power ? 2 : 1);
    std::vector<double> result;
    for (double k = std::ceil(from / step - 1e-9); k * step <= to + 1e-9 * step; ++k)
      result.push_back(k * step);
    return result;
  }
  static std::string label(double v) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", std::abs(v) < 1e-12 ? 0 : v);
    return text;
  }

  void line(double x1, double y1, double x2, double y2) {
    cairo_set_source_rgb(to_, 0, 0, 0);
    cairo_move_to(to_, std::floor(x1) + 0.5, std::floor(y1) + 0.5);
    cairo_line_to(to_, std::floor(x2) + 0.5, std::floor(y2) + 0.5);
    cairo_stroke(to_);
  }
  void outline(double x, double y, double width, double height) {
    cairo_set_source_rgb(to_, 0, 0, 0);
    cairo_rectangle(to_, x - 0.5, y - 0.5, width + 1, height + 1);
    cairo_stroke(to_);
  }
  // At the left (0), around (0.5) or at the right (1) of it.
  void write(const std::string& text, double x, double y, double align) {
    cairo_text_extents_t size;
    cairo_text_extents(to_, text.c_str(), &size);
    cairo_set_source_rgb(to_, 0, 0, 0);
    cairo_move_to(to_, x - align * size.x_advance, y);
    cairo_show_text(to_, text.c_str());
  }

  std::string name_;
  picture_axis x_, y_;
  const std::vector<frame>& frames_;
  std::vector<rgb> colours_;
  double low_, high_, width_, height_;
  cairo_surface_t* surface_;
  cairo_t* to_;
};

} // namespace sample
