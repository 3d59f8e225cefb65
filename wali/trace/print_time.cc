#include <fcntl.h>

#include <ctime>

#include "wali/argument.h"
#include "wali/trace/time_text.h"

// How the tracer shows times.

namespace wali::sys {

std::string time_text(int64_t seconds, int64_t fraction, Fraction unit) {
  time_t time = seconds;
  tm local{};
  if (localtime_r(&time, &local) == nullptr) return "?";
  char text[64], zone[16];
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &local);
  strftime(zone, sizeof zone, "%z", &local);
  if (fraction == 0 || unit == Fraction::None) return fmt::format("{}{}", text, zone);
  return unit == Fraction::Microseconds ? fmt::format("{}.{:06}{}", text, fraction, zone)
                                        : fmt::format("{}.{:09}{}", text, fraction, zone);
}

void Structure<timespec>::print(TraceLine& line, const timespec& value) {
  line.append("{{tv_sec={}, tv_nsec={}}}", value.tv_sec, static_cast<uint64_t>(value.tv_nsec));
}

void Structure<timeval>::print(TraceLine& line, const timeval& value) {
  line.append("{{tv_sec={}, tv_usec={}}}", value.tv_sec, static_cast<uint64_t>(value.tv_usec));
}

void Structure<TwoTimes>::print(TraceLine& line, const TwoTimes& values) {
  std::string_view separator = "[";
  for (const timespec& value : values) {
    line.text() += separator;
    separator = ", ";
    if (value.tv_nsec == UTIME_NOW || value.tv_nsec == UTIME_OMIT) {
      line.text() += value.tv_nsec == UTIME_NOW ? "UTIME_NOW" : "UTIME_OMIT";
      continue;
    }
    Structure<timespec>::print(line, value);
    line.append(" /* {} */", time_text(value.tv_sec, value.tv_nsec, Fraction::Nanoseconds));
  }
  line.text() += ']';
}

void Structure<TwoTimevals>::print(TraceLine& line, const TwoTimevals& values) {
  std::string_view separator = "[";
  for (const timeval& value : values) {
    line.text() += separator;
    separator = ", ";
    Structure<timeval>::print(line, value);
    line.append(" /* {} */", time_text(value.tv_sec, value.tv_usec, Fraction::Microseconds));
  }
  line.text() += ']';
}

void Structure<struct timezone>::print(TraceLine& line, const struct timezone& value) {
  line.append("{{tz_minuteswest={}, tz_dsttime={}}}", value.tz_minuteswest, value.tz_dsttime);
}

void Structure<itimerval>::print(TraceLine& line, const itimerval& value) {
  line.text() += "{it_interval=";
  Structure<timeval>::print(line, value.it_interval);
  line.text() += ", it_value=";
  Structure<timeval>::print(line, value.it_value);
  line.text() += '}';
}

void Structure<itimerspec>::print(TraceLine& line, const itimerspec& value) {
  line.text() += "{it_interval=";
  Structure<timespec>::print(line, value.it_interval);
  line.text() += ", it_value=";
  Structure<timespec>::print(line, value.it_value);
  line.text() += '}';
}

void Structure<utimbuf>::print(TraceLine& line, const utimbuf& value) {
  line.append("{{actime={} /* {} */, modtime={} /* {} */}}",
              value.actime,
              time_text(value.actime),
              value.modtime,
              time_text(value.modtime));
}

void Structure<tms>::print(TraceLine& line, const tms& value) {
  line.append("{{tms_utime={}, tms_stime={}, tms_cutime={}, tms_cstime={}}}",
              value.tms_utime,
              value.tms_stime,
              value.tms_cutime,
              value.tms_cstime);
}

}  // namespace wali::sys
