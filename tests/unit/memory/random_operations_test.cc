#include <map>
#include <random>

#include "tests/unit/memory/fixture.h"

// Random calls against a model that keeps one entry per page: what the first bytes of the page
// should read, and whether it may be written.

using namespace wali::memory;
using namespace wali::memory::test;

namespace {

constexpr uint64_t kMaxPages = 64;
constexpr uint64_t kPages = kMaxPages * kWasmPage / kPage;

struct ModelPage {
  uint64_t content;
  int protection;
  bool anonymous;
};

class Model {
 public:
  explicit Model(uint64_t seed) : random_(seed), memory_(make_memory(1, kMaxPages)) {
    fill(0, kWasmPage / kPage, {0, kReadWrite, true});
  }

  void step() {
    switch (pick(12)) {
      case 0:
      case 1:
      case 2:
        return map_somewhere();
      case 3:
        return map_fixed();
      case 4:
      case 5:
        return unmap();
      case 6:
        return protect();
      case 7:
        return discard();
      case 8:
        return grow();
      case 9:
        return remap();
      default:
        return write();
    }
  }

  void check() {
    REQUIRE(memory_->audit() == "");
    for (uint64_t page = 0; page < kPages; ++page) {
      auto value = memory_->load<uint64_t>(address(page));
      auto expected = pages_.find(page);
      bool readable = expected != pages_.end() && (expected->second.protection & PROT_READ);
      REQUIRE(value.has_value() == readable);
      if (readable) REQUIRE(*value == expected->second.content);
    }
  }

 private:
  uint64_t pick(uint64_t below) { return random_() % below; }
  static GuestAddress address(uint64_t page) { return GuestAddress{page * kPage}; }
  GuestMappings& mappings() { return memory_->mappings(); }
  int any_protection() {
    constexpr int kChoices[] = {PROT_NONE, PROT_READ, kReadWrite, kReadWrite, kReadWrite};
    return kChoices[pick(5)];
  }

  void fill(uint64_t begin, uint64_t count, const ModelPage& page) {
    for (uint64_t i = 0; i < count; ++i) pages_.insert_or_assign(begin + i, page);
  }
  bool all_mapped(uint64_t begin, uint64_t count) const {
    for (uint64_t i = 0; i < count; ++i) {
      if (!pages_.contains(begin + i)) return false;
    }
    return true;
  }
  bool all_free(uint64_t begin, uint64_t count) const {
    auto next = pages_.lower_bound(begin);
    return next == pages_.end() || next->first >= begin + count;
  }

  /// Where file pages are mapped their content is that of the file.
  void enter_mapping(uint64_t page, uint64_t count, int protection, bool file, uint64_t first) {
    for (uint64_t i = 0; i < count; ++i) {
      uint64_t content = file ? 0x0101010101010101 * ('a' + first + i) : 0;
      pages_.insert_or_assign(page + i, ModelPage{content, protection, !file});
    }
  }

  void map_at(GuestAddress hint, int flags, uint64_t count) {
    bool file = pick(3) == 0;
    uint64_t first = file ? pick(8) : 0;
    if (file) count = 1 + count % 8;
    int protection = any_protection();
    flags |= file ? MAP_PRIVATE : kAnonymous;
    auto at = mappings().map(hint,
                             count * kPage,
                             protection,
                             flags,
                             file ? file_.fd() : -1,
                             static_cast<off_t>(first * kPage));
    if (!at) {
      REQUIRE(error_of(at) == ENOMEM);
      return;
    }
    uint64_t page = at->value / kPage;
    if (flags & MAP_FIXED) {
      REQUIRE(*at == hint);
    } else {
      REQUIRE(all_free(page, count));
    }
    enter_mapping(page, count, protection, file, first);
  }

  void map_somewhere() { map_at({}, 0, 1 + pick(20)); }
  void map_fixed() {
    uint64_t count = 1 + pick(12);
    map_at(address(16 + pick(kPages - 40)), MAP_FIXED, count);
  }

  void unmap() {
    uint64_t page = pick(kPages - 32), count = 1 + pick(32);
    REQUIRE(error_of(mappings().unmap(address(page), count * kPage)) == 0);
    for (uint64_t i = 0; i < count; ++i) pages_.erase(page + i);
  }

  void protect() {
    uint64_t page = pick(kPages - 16), count = 1 + pick(16);
    int protection = any_protection();
    auto done = mappings().protect(address(page), count * kPage, protection);
    REQUIRE(error_of(done) == (all_mapped(page, count) ? 0 : ENOMEM));
    for (uint64_t i = 0; i < count && pages_.contains(page + i); ++i) {
      pages_[page + i].protection = protection;
    }
  }

  void discard() {
    uint64_t page = pick(kPages - 16), count = 1 + pick(16);
    for (uint64_t i = 0; i < count; ++i) {
      auto at = pages_.find(page + i);
      if (at != pages_.end() && !at->second.anonymous) return;
    }
    auto done = mappings().advise(address(page), count * kPage, MADV_DONTNEED);
    REQUIRE(error_of(done) == (all_mapped(page, count) ? 0 : ENOMEM));
    for (uint64_t i = 0; i < count; ++i) {
      auto at = pages_.find(page + i);
      if (at != pages_.end()) at->second.content = 0;
    }
  }

  void grow() {
    if (pick(40) != 0) return;
    uint64_t old_pages = memory_->page_count();
    auto grown = memory_->grow(1);
    REQUIRE(error_of(grown) == (old_pages == kMaxPages ? ENOMEM : 0));
    if (grown) fill(*grown * kWasmPage / kPage, kWasmPage / kPage, {0, kReadWrite, true});
  }

  void remap() {
    uint64_t page = pick(kPages - 16), old_count = 1 + pick(6), new_count = 1 + pick(10);
    bool fixed = pick(2) == 0;
    uint64_t target = 16 + pick(kPages - 40);
    int flags = MREMAP_MAYMOVE | (fixed ? MREMAP_FIXED : 0);
    // The pages that stay must be alike; what the tail of a file's mapping holds is its own
    // business.
    uint64_t kept = std::min(old_count, new_count);
    if (!all_mapped(page, kept)) return;
    for (uint64_t i = 0; i < kept; ++i) {
      if (!pages_[page + i].anonymous || pages_[page + i].protection != pages_[page].protection) {
        return;
      }
    }
    bool overlaps = page < target + new_count && target < page + old_count;
    auto moved = mappings().remap(
        address(page), old_count * kPage, new_count * kPage, flags, address(target));
    if (fixed && overlaps) {
      REQUIRE(error_of(moved) == EINVAL);
      return;
    }
    if (!moved) {
      REQUIRE(error_of(moved) == ENOMEM);
      return;
    }
    uint64_t to = moved->value / kPage;
    std::vector<ModelPage> content;
    content.reserve(kept);
    for (uint64_t i = 0; i < kept; ++i) content.push_back(pages_[page + i]);
    int protection = content[0].protection;
    for (uint64_t i = 0; i < old_count; ++i) pages_.erase(page + i);
    if (!fixed) REQUIRE(all_free(to, new_count));
    for (uint64_t i = 0; i < new_count; ++i) {
      pages_.insert_or_assign(to + i, i < kept ? content[i] : ModelPage{0, protection, true});
    }
  }

  void write() {
    uint64_t page = pick(kPages), value = random_();
    auto at = pages_.find(page);
    bool writable = at != pages_.end() && (at->second.protection & PROT_WRITE);
    REQUIRE(error_of(memory_->store(address(page), value)) == (writable ? 0 : EFAULT));
    if (writable) at->second.content = value;
  }

  std::mt19937_64 random_;
  std::unique_ptr<LinearMemory> memory_;
  TestFile file_{16};
  std::map<uint64_t, ModelPage> pages_;
};

}  // namespace

TEST_CASE("guest mappings: 20,000 random operations agree with a model of pages") {
  for (uint64_t seed : {1, 2, 3, 4}) {
    CAPTURE(seed);
    Model model(seed);
    for (int step = 0; step < 5000; ++step) {
      CAPTURE(step);
      model.step();
      if (step % 50 == 0) model.check();
    }
    model.check();
  }
}
