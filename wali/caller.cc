#include "wali/caller.h"

#include <algorithm>
#include <cstring>

namespace wali::sys {

// Read in pieces that end on pages, since the string may end just before one that is inaccessible.
Expected<std::string> Caller::load_string(uint32_t address, size_t limit) const {
  constexpr uint64_t kPiece = 4096;
  if (address == 0) return failed(EFAULT);
  std::string text;
  uint64_t at = address;
  while (text.size() < limit) {
    char piece[kPiece];
    size_t length = std::min(kPiece - at % kPiece, uint64_t{limit - text.size()});
    if (!memory::guarded_copy(piece, base_ + at, length)) return failed(EFAULT);
    size_t found = strnlen(piece, length);
    text.append(piece, found);
    if (found < length) return text;
    at += length;
  }
  return failed(ENAMETOOLONG);
}

}  // namespace wali::sys
