#include <asm/termbits.h>
#include <sys/ioctl.h>

#include <algorithm>

#include "wali/argument.h"

// How the tracer shows the arguments of ioctl.

namespace wali::sys {

namespace {

enum class IoctlUse : uint8_t {
  Nothing,
  InTerminal,
  OutTerminal,
  InSize,
  OutSize,
  InInt,
  OutInt,
  Number
};

struct IoctlShape {
  uint32_t request;
  IoctlUse use;
};
constexpr IoctlShape kIoctlShapes[] = {
    {0x5401, IoctlUse::OutTerminal},  // TCGETS
    {0x5402, IoctlUse::InTerminal},   // TCSETS
    {0x5403, IoctlUse::InTerminal},   // TCSETSW
    {0x5404, IoctlUse::InTerminal},   // TCSETSF
    {0x5409, IoctlUse::Number},       // TCSBRK
    {0x540a, IoctlUse::Number},       // TCXONC
    {0x540b, IoctlUse::Number},       // TCFLSH
    {0x540c, IoctlUse::Nothing},      // TIOCEXCL
    {0x540d, IoctlUse::Nothing},      // TIOCNXCL
    {0x540e, IoctlUse::Number},       // TIOCSCTTY
    {0x540f, IoctlUse::OutInt},       // TIOCGPGRP
    {0x5410, IoctlUse::InInt},        // TIOCSPGRP
    {0x5411, IoctlUse::OutInt},       // TIOCOUTQ
    {0x5413, IoctlUse::OutSize},      // TIOCGWINSZ
    {0x5414, IoctlUse::InSize},       // TIOCSWINSZ
    {0x541b, IoctlUse::OutInt},       // FIONREAD
    {0x5421, IoctlUse::InInt},        // FIONBIO
    {0x5422, IoctlUse::Nothing},      // TIOCNOTTY
    {0x5429, IoctlUse::OutInt},       // TIOCGSID
    {0x5450, IoctlUse::Nothing},      // FIONCLEX
    {0x5451, IoctlUse::Nothing},      // FIOCLEX
    {0x5452, IoctlUse::InInt},        // FIOASYNC
    {0x80045430, IoctlUse::OutInt},   // TIOCGPTN
    {0x40045431, IoctlUse::InInt},    // TIOCSPTLCK
    {0x40049409, IoctlUse::Number},   // FICLONE
};

IoctlUse use_of(uint32_t request) {
  auto shape = std::ranges::find(kIoctlShapes, request, &IoctlShape::request);
  return shape == std::end(kIoctlShapes) ? IoctlUse::Number : shape->use;
}
bool is_known(uint32_t request) {
  return std::ranges::find(kIoctlShapes, request, &IoctlShape::request) != std::end(kIoctlShapes);
}
bool fills_in(IoctlUse use) {
  return use == IoctlUse::OutTerminal || use == IoctlUse::OutSize || use == IoctlUse::OutInt;
}

void append_request(TraceLine& line, uint32_t request) {
  auto named = std::ranges::find(kIoctlNames.values, request, &NamedValue::value);
  if (named != kIoctlNames.values.end()) {
    line.text() += named->name;
    return;
  }
  constexpr std::string_view kDirections[] = {
      "_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE"};
  line.append("_IOC({}, {:#x}, {:#x}, {:#x})",
              kDirections[request >> 30],
              request >> 8 & 0xff,
              request & 0xff,
              request >> 16 & 0x3fff);
}

void append_terminal(TraceLine& line, const termios& value) {
  struct {
    std::string_view field;
    const NameTable& names;
    tcflag_t flags;
  } fields[] = {{"{c_iflag=", kInputFlagNames, value.c_iflag},
                {", c_oflag=", kOutputFlagNames, value.c_oflag},
                {", c_cflag=", kControlFlagNames, value.c_cflag},
                {", c_lflag=", kLocalFlagNames, value.c_lflag}};
  for (const auto& [field, names, flags] : fields) {
    line.text() += field;
    line.append_name(names, flags);
  }
  line.text() += ", ...}";
}

void append_argument(TraceLine& line, IoctlUse use, uint32_t argument) {
  const Caller& caller = line.caller();
  switch (use) {
    case IoctlUse::Nothing:
    case IoctlUse::Number:
      return;
    case IoctlUse::InTerminal:
    case IoctlUse::OutTerminal:
      if (auto value = caller.load<termios>(argument)) return append_terminal(line, *value);
      break;
    case IoctlUse::InSize:
    case IoctlUse::OutSize:
      if (auto value = caller.load<winsize>(argument)) {
        return line.append("{{ws_row={}, ws_col={}, ws_xpixel={}, ws_ypixel={}}}",
                           value->ws_row,
                           value->ws_col,
                           value->ws_xpixel,
                           value->ws_ypixel);
      }
      break;
    case IoctlUse::InInt:
    case IoctlUse::OutInt:
      if (auto value = caller.load<int32_t>(argument)) return line.append("[{}]", *value);
  }
  line.append_address(argument);
}

}  // namespace

void IoctlRequest::print(TraceLine& line) const {
  append_request(line, request);
  IoctlUse use = use_of(request);
  if (use == IoctlUse::Nothing || fills_in(use)) return;
  line.next_argument();
  if (use != IoctlUse::Number) return append_argument(line, use, argument);
  if (is_known(request))
    line.append("{}", static_cast<int32_t>(argument));
  else
    line.append_address(argument);
}

void IoctlRequest::print_after(TraceLine& line) const {
  IoctlUse use = use_of(request);
  if (!fills_in(use)) return;
  line.text() += TraceLine::kSeparator;
  line.has_failed() ? line.append_address(argument) : append_argument(line, use, argument);
}

}  // namespace wali::sys
