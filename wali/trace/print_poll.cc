#include <algorithm>
#include <array>

#include "wali/argument.h"
#include "wali/trace/signal_text.h"

// How the tracer shows arguments of the calls that wait for descriptors.

namespace wali::sys {

namespace {

void say_timeout(TraceLine& line) {
  if (line.result() == 0 && line.note().empty()) line.note() = "Timeout";
}

}  // namespace

void PollFds::print(TraceLine& line) const {
  if (address == 0 || !line.caller().load<pollfd>(address)) {
    line.append_address(address);
  } else {
    line.text() += '[';
    for (uint64_t i = 0; i < count; ++i) {
      auto item = line.caller().load<pollfd>(address + static_cast<uint32_t>(8 * i));
      if (i != 0) line.text() += ", ";
      if (!item || i == line.style().string_limit) {
        line.text() += "...";
        break;
      }
      line.text() += "{fd=";
      line.append_descriptor(item->fd);
      if (item->fd >= 0) {
        line.text() += ", events=";
        line.append_name(kPollEventNames, static_cast<uint16_t>(item->events));
      }
      line.text() += '}';
    }
    line.text() += ']';
  }
  line.next_argument();
  line.append("{}", count);
}

void PollFds::print_after(TraceLine& line) const {
  say_timeout(line);
  if (line.result() <= 0) return;
  std::string_view separator = "[";
  for (uint64_t i = 0; i < count; ++i) {
    auto item = line.caller().load<pollfd>(address + static_cast<uint32_t>(8 * i));
    if (!item) break;
    if (item->revents == 0) continue;
    line.append("{}{{fd=", separator);
    separator = ", ";
    line.append_descriptor(item->fd);
    line.text() += ", revents=";
    line.append_name(kPollEventNames, static_cast<uint16_t>(item->revents));
    line.text() += '}';
  }
  line.next_note() += line.text() + "]";
  line.clear();
}

void EpollEvents::print_after(TraceLine& line) const {
  if (line.has_failed())
    line.append_address(address);
  else
    print_array<GuestEpollEvent>(line, address, static_cast<uint64_t>(line.result()));
  line.next_argument();
  line.append("{}", count);
}

void Structure<GuestEpollEvent>::print(TraceLine& line, const GuestEpollEvent& value) {
  line.text() += "{events=";
  line.append_name(kEpollEventNames, value.events);
  line.append(
      ", data={{u32={}, u64={}}}}}", static_cast<uint32_t>(value.data), uint64_t{value.data});
}

namespace {

// Sets in the order of select's arguments, whose first is the number of descriptors.
constexpr std::array<std::string_view, 3> kSetLabels = {"in", "out", "except"};

void append_set(TraceLine& line, const std::array<uint64_t, 16>& set) {
  line.text() += '[';
  std::string_view separator;
  for (size_t fd = 0; fd < 64 * set.size(); ++fd) {
    if ((set[fd / 64] >> fd % 64 & 1) == 0) continue;
    line.append("{}", separator);
    separator = " ";
    line.append_descriptor(static_cast<int32_t>(fd));
  }
  line.text() += ']';
}

}  // namespace

void FdSet::print(TraceLine& line) const {
  auto set = line.caller().load<std::array<uint64_t, 16>>(address);
  set ? append_set(line, *set) : line.append_address(address);
}

void FdSet::print_after(TraceLine& line) const {
  if (line.result() == 0) return say_timeout(line);
  auto set = line.caller().load<std::array<uint64_t, 16>>(address);
  bool is_empty = !set || std::ranges::all_of(*set, [](uint64_t word) { return word == 0; });
  if (line.has_failed() || is_empty) return;
  append_set(line, *set);
  line.next_note() += fmt::format("{} {}", kSetLabels[line.place() - 1], line.text());
  line.clear();
}

void SignalSetAndSize::print(TraceLine& line) const {
  auto guest = line.caller().load<GuestSetAndSize>(value);
  if (!guest) return line.append_address(value);
  auto set = line.caller().load<uint64_t>(static_cast<uint32_t>(guest->address));
  line.append("{{sigmask={}, sigsetsize={}}}", set ? signal_set_text(*set) : "NULL", guest->size);
}

}  // namespace wali::sys
