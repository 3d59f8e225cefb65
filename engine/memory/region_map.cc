#include "engine/memory/region_map.h"

#include <algorithm>
#include <cassert>
#include <new>

namespace wali::memory {
namespace {

// A call makes at most four changes, and a change at most two regions more than there were.
constexpr size_t kSpareNodes = 8;

bool alike(const Region& left, const Region& right) {
  return left.end == right.begin && left.backing == right.backing &&
         left.protection == right.protection && left.mapping == right.mapping &&
         left.stays_in_parent == right.stays_in_parent;
}

}  // namespace

bool RegionMap::prepare() {
  try {
    spare_.reserve(2 * kSpareNodes);
    while (spare_.size() < kSpareNodes) {
      Regions node;
      node.emplace(0, Region{});
      spare_.push_back(node.extract(node.begin()));
    }
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

void RegionMap::insert(const Region& region) {
  assert(!spare_.empty());
  Regions::node_type node = std::move(spare_.back());
  spare_.pop_back();
  node.key() = region.begin;
  node.mapped() = region;
  regions_.insert(std::move(node));
}

RegionMap::Regions::iterator RegionMap::discard(Regions::iterator at) {
  auto next = std::next(at);
  Regions::node_type node = regions_.extract(at);
  if (spare_.size() < kSpareNodes) spare_.push_back(std::move(node));
  return next;
}

const Region* RegionMap::find(uint64_t address) const {
  auto next = regions_.upper_bound(address);
  if (next == regions_.begin()) return nullptr;
  const Region& region = std::prev(next)->second;
  return address < region.end ? &region : nullptr;
}

void RegionMap::split(uint64_t at) {
  auto next = regions_.upper_bound(at);
  if (next == regions_.begin()) return;
  Region& left = std::prev(next)->second;
  if (at <= left.begin || at >= left.end) return;
  Region right = left;
  right.begin = at;
  left.end = at;
  insert(right);
}

void RegionMap::erase(AddressRange range) {
  split(range.begin);
  split(range.end);
  auto at = regions_.lower_bound(range.begin);
  while (at != regions_.end() && at->first < range.end) at = discard(at);
  packed_end_ = std::min(packed_end_, std::max(range.begin, lowest_));
}

void RegionMap::assign(const Region& region) {
  uint64_t packed_end = packed_end_;
  erase(region.range());
  packed_end_ = packed_end;
  insert(region);
  join_around(region.range());
}

template <typename Change>
void RegionMap::change_each(AddressRange range, Change change) {
  split(range.begin);
  split(range.end);
  for (auto at = regions_.lower_bound(range.begin); at != regions_.end() && at->first < range.end;
       ++at) {
    change(at->second);
  }
  join_around(range);
}

void RegionMap::set_protection(AddressRange range, int protection) {
  change_each(range, [=](Region& region) { region.protection = protection; });
}

void RegionMap::set_stays_in_parent(AddressRange range, bool stays) {
  change_each(range, [=](Region& region) { region.stays_in_parent = stays; });
}

void RegionMap::join_around(AddressRange range) {
  auto at = regions_.lower_bound(range.begin);
  if (at != regions_.begin()) --at;
  while (at != regions_.end() && at->first <= range.end) {
    auto next = std::next(at);
    if (next != regions_.end() && alike(at->second, next->second)) {
      at->second.end = next->second.end;
      discard(next);
    } else {
      at = next;
    }
  }
}

bool RegionMap::is_free(AddressRange range) const {
  auto after = regions_.lower_bound(range.end);
  return after == regions_.begin() || std::prev(after)->second.end <= range.begin;
}

std::vector<Region> RegionMap::pieces(AddressRange range) const {
  std::vector<Region> result;
  auto at = regions_.upper_bound(range.begin);
  if (at != regions_.begin() && std::prev(at)->second.end > range.begin) --at;
  for (; at != regions_.end() && at->first < range.end; ++at) {
    Region piece = at->second;
    piece.begin = std::max(piece.begin, range.begin);
    piece.end = std::min(piece.end, range.end);
    result.push_back(piece);
  }
  return result;
}

std::vector<Region> RegionMap::all() const {
  std::vector<Region> result;
  result.reserve(regions_.size());
  for (const auto& [begin, region] : regions_) result.push_back(region);
  return result;
}

std::optional<uint64_t> RegionMap::first_fit(uint64_t length,
                                             uint64_t limit,
                                             AddressRange avoided) const {
  auto fits = [&](uint64_t begin, uint64_t end) -> std::optional<uint64_t> {
    uint64_t below = std::min(end, avoided.begin);
    if (begin < below && below - begin >= length) return begin;
    uint64_t above = begin < avoided.end && avoided.length() != 0 ? avoided.end : begin;
    if (above < end && end - above >= length) return above;
    return std::nullopt;
  };
  uint64_t candidate = packed_end_;
  bool packed = true;
  auto at = regions_.upper_bound(candidate);
  if (at != regions_.begin()) --at;
  for (; at != regions_.end(); ++at) {
    const Region& region = at->second;
    if (region.end <= candidate) continue;
    if (region.begin > candidate) {
      if (packed) packed_end_ = candidate;
      packed = false;
      if (auto found = fits(candidate, std::min(region.begin, limit))) return found;
    }
    candidate = region.end;
  }
  if (packed) packed_end_ = candidate;
  return fits(candidate, limit);
}

}  // namespace wali::memory
