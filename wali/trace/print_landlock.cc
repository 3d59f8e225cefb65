#include "wali/landlock_argument.h"

// How the tracer shows landlock's rules.

namespace wali::sys {

void LandlockRuleset::print(TraceLine& line) const {
  struct Part {
    std::string_view name;
    const NameTable* names;
  };
  static constexpr Part kParts[] = {{"handled_access_fs=", &kLandlockFileNames},
                                    {"handled_access_net=", &kLandlockNetNames}};
  constexpr uint32_t kWord = sizeof(uint64_t);
  if (size < kWord || !line.caller().load<uint64_t>(address)) {
    line.append_address(address);
  } else {
    line.text() += '{';
    uint32_t at = 0;
    for (const Part& part : kParts) {
      if (at + kWord > size) break;
      if (at != 0) line.text() += ", ";
      line.text() += part.name;
      if (auto value = line.caller().load<uint64_t>(address + at))
        part.names->append(line.text(), *value);
      else
        line.text() += "???";
      at += kWord;
    }
    line.text() += at < size ? ", ...}" : "}";
  }
  line.next_argument();
  line.append("{}", size);
}

void LandlockRule::print(TraceLine& line) const {
  constexpr int32_t kPathBeneath = 1, kNetPort = 2;
  auto type = static_cast<int32_t>(line.word(-1));
  auto allowed = line.caller().load<uint64_t>(address);
  uint32_t place = address + uint32_t{sizeof(uint64_t)};
  if (type == kPathBeneath && allowed) {
    if (auto fd = line.caller().load<int32_t>(place)) {
      line.text() += "{allowed_access=";
      kLandlockFileNames.append(line.text(), *allowed);
      line.text() += ", parent_fd=";
      line.append_descriptor(*fd);
      line.text() += '}';
      return;
    }
  }
  if (type == kNetPort && allowed) {
    if (auto port = line.caller().load<uint64_t>(place)) {
      line.text() += "{allowed_access=";
      kLandlockNetNames.append(line.text(), *allowed);
      line.append(", port={}}}", *port);
      return;
    }
  }
  line.append_address(address);
}

}  // namespace wali::sys
