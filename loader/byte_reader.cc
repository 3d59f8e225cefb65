#include "loader/byte_reader.h"

#include <fmt/format.h>

#include "loader/code_cursor.h"
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

template <typename T, unsigned kBits>
Result<T> ByteReader::leb(std::string_view what) {
  T value;
  LebStatus status = read_leb128<T, kBits>(at_, end_, value);
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

Result<ValueType> ByteReader::value_type(std::string_view what, std::span<const uint32_t> types) {
  if (!at_end()) {
    switch (auto type = static_cast<ValueType>(*at_)) {
      case ValueType::I32:
      case ValueType::I64:
      case ValueType::F32:
      case ValueType::F64:
      case ValueType::V128:
        ++at_;
        return type;
      default:
        break;
    }
  }
  return reference_type(what, types);
}

Result<ValueType> ByteReader::reference_type(std::string_view what,
                                             std::span<const uint32_t> types) {
  uint32_t at = offset();
  uint8_t code = TRY(byte(what));
  if (code == CodeCursor::kNullableReference) return heap_type(what, types);
  if (code == CodeCursor::kReference) return non_null(TRY(heap_type(what, types)));
  return abstract_heap_type(at, code, what);
}

Result<ValueType> ByteReader::heap_type(std::string_view what, std::span<const uint32_t> types) {
  uint32_t at = offset();
  int64_t code = TRY((leb<int64_t, 33>(what)));
  if (code < 0) {
    constexpr int64_t kLeastByte = -64;
    if (code < kLeastByte) {
      return failure(ErrorKind::Malformed, at, fmt::format("expected {}, found {}", what, code));
    }
    return abstract_heap_type(at, static_cast<uint8_t>(code & 0x7f), what);
  }
  if (static_cast<uint64_t>(code) >= types.size()) {
    return failure(ErrorKind::Invalid,
                   at,
                   fmt::format("expected a type index below {}, found {}", types.size(), code));
  }
  return concrete(types[static_cast<size_t>(code)], Nullability::Nullable);
}

Result<ValueType> ByteReader::abstract_heap_type(uint32_t at,
                                                 uint8_t code,
                                                 std::string_view what) const {
  switch (auto type = static_cast<ValueType>(code)) {
    case ValueType::FuncRef:
    case ValueType::ExternRef:
    case ValueType::ExnRef:
    case ValueType::NullFuncRef:
    case ValueType::NullExternRef:
    case ValueType::NullExnRef:
      return type;
    default:
      break;
  }
  // Between exn and noexn: none, any, eq, i31, struct and array.
  if (is_reference(static_cast<ValueType>(code))) {
    return failure(
        ErrorKind::Unsupported,
        at,
        fmt::format("type 0x{:02x} belongs to the gc proposal, which is not supported", code));
  }
  return unexpected_byte(at, what, code);
}

}  // namespace wali::loader
