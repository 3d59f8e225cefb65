#include "wali/argument.h"

#include <tuple>

namespace wali::sys {

Expected<void> HostVectors::load(const Caller& caller, uint32_t address, int64_t count) {
  constexpr int64_t kMaxVectors = 1024;
  if (count < 0 || count > kMaxVectors) return failed(EINVAL);
  size_ = static_cast<size_t>(count);
  GuestIovec few[std::tuple_size_v<decltype(few_)>];
  std::unique_ptr<GuestIovec[]> many;
  GuestIovec* guest = few;
  if (size_ > few_.size()) {
    many = std::make_unique_for_overwrite<GuestIovec[]>(size_);
    many_ = std::make_unique_for_overwrite<iovec[]>(size_);
    guest = many.get();
    data_ = many_.get();
  }
  TRY(caller.copy_in(guest, address, size_ * sizeof(GuestIovec)));
  for (size_t i = 0; i < size_; ++i)
    data_[i] = {caller.host_pointer(guest[i].base, guest[i].length), guest[i].length};
  return {};
}

void HostVectors::load_for_kernel(const Caller& caller, const Vectors& vectors) {
  if (load(caller, vectors.address, vectors.count)) return;
  constexpr uintptr_t kNoUsersAddress = ~uintptr_t{4095};
  data_ = reinterpret_cast<iovec*>(kNoUsersAddress);
  size_ = static_cast<size_t>(int64_t{vectors.count});
}

}  // namespace wali::sys
