#include "loader/byte_reader.h"

#include <fmt/format.h>

#include "loader/implementation_limits.h"
#include "loader/utf8.h"

namespace wali::loader {

std::string_view describe(LebStatus status) {
  switch (status) {
    case LebStatus::Ok:
      return "an integer";
    case LebStatus::End:
      return "the end";
    case LebStatus::TooLong:
      return "an integer of too many bytes";
    case LebStatus::UnusedBits:
      return "an integer too large for its type";
  }
  return "";
}

std::unexpected<Error> ByteReader::found_end(std::string_view what) const {
  return failure(ErrorKind::Malformed,
                 static_cast<uint64_t>(end_ - base_),
                 fmt::format("expected {}, found end of {}", what, region_));
}

std::unexpected<Error> ByteReader::unexpected_byte(uint32_t offset,
                                                   std::string_view what,
                                                   uint8_t found) const {
  return failure(
      ErrorKind::Malformed, offset, fmt::format("expected {}, found byte 0x{:02x}", what, found));
}

template <typename T>
Result<T> ByteReader::leb(std::string_view what) {
  T value;
  LebStatus status = read_leb128(at_, end_, value);
  if (status == LebStatus::Ok) [[likely]]
    return value;
  if (status == LebStatus::End) return found_end(what);
  return failure(
      ErrorKind::Malformed, offset(), fmt::format("expected {}, found {}", what, describe(status)));
}

Result<uint32_t> ByteReader::u32(std::string_view what) {
  return leb<uint32_t>(what);
}
Result<uint64_t> ByteReader::u64(std::string_view what) {
  return leb<uint64_t>(what);
}
Result<int32_t> ByteReader::s32(std::string_view what) {
  return leb<int32_t>(what);
}
Result<int64_t> ByteReader::s64(std::string_view what) {
  return leb<int64_t>(what);
}

Result<uint8_t> ByteReader::byte(std::string_view what) {
  if (at_ == end_) return found_end(what);
  return *at_++;
}

Result<uint32_t> ByteReader::count(std::string_view what, uint32_t limit) {
  uint32_t at = offset();
  uint32_t value = TRY(u32(what));
  if (value > limit) {
    return failure(ErrorKind::Resource,
                   at,
                   fmt::format("expected {} of at most {}, found {}", what, limit, value));
  }
  return value;
}

Result<void> ByteReader::skip(uint32_t bytes, std::string_view what) {
  if (bytes > remaining()) return found_end(what);
  at_ += bytes;
  return {};
}

Result<std::string_view> ByteReader::name(std::string_view what) {
  uint32_t size = TRY(u32(what));
  uint32_t at = offset();
  TRY(skip(size, what));
  std::string_view text(reinterpret_cast<const char*>(base_ + at), size);
  if (!is_utf8(text)) {
    return failure(
        ErrorKind::Malformed, at, fmt::format("expected {}, found text that is not UTF-8", what));
  }
  if (size > limits::kNameSize) {
    return failure(
        ErrorKind::Resource,
        at,
        fmt::format(
            "expected {} of at most {} bytes, found {} bytes", what, limits::kNameSize, size));
  }
  return text;
}

Result<ValueType> ByteReader::value_type(std::string_view what) {
  uint32_t at = offset();
  uint8_t code = TRY(byte(what));
  switch (auto type = static_cast<ValueType>(code)) {
    case ValueType::I32:
    case ValueType::I64:
    case ValueType::F32:
    case ValueType::F64:
    case ValueType::FuncRef:
    case ValueType::ExternRef:
      return type;
    case ValueType::V128:
      return failure(
          ErrorKind::Unsupported, at, "v128 belongs to the simd proposal, which is not supported");
    case ValueType::ExnRef:
    case ValueType::NullExnRef:
      return failure(ErrorKind::Unsupported,
                     at,
                     "exnref belongs to the exceptions proposal, which is not supported");
    default:
      return unexpected_byte(at, what, code);
  }
}

Result<ValueType> ByteReader::reference_type(std::string_view what) {
  uint32_t at = offset();
  uint8_t code = TRY(byte(what));
  auto type = static_cast<ValueType>(code);
  if (type == ValueType::FuncRef || type == ValueType::ExternRef) return type;
  if (type == ValueType::ExnRef) {
    return failure(ErrorKind::Unsupported,
                   at,
                   "exnref belongs to the exceptions proposal, which is not supported");
  }
  return unexpected_byte(at, what, code);
}

}  // namespace wali::loader
