#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace wali::memory {

struct AddressRange {
  uint64_t begin;
  uint64_t end;

  uint64_t length() const { return end - begin; }
  bool operator==(const AddressRange&) const = default;
};

enum class Backing : uint8_t { PrivateAnonymous, PrivateObject, Shared };

/// What the pages of a range are. `mapping` names the call that placed a file's or shared pages, so
/// that only pieces of one mapping are joined again; it is 0 for private anonymous pages, which are
/// all alike.
struct Region {
  uint64_t begin;
  uint64_t end;
  Backing backing;
  int protection;
  uint64_t mapping;
  bool stays_in_parent = false;  // a child made by fork has nothing here

  AddressRange range() const { return {begin, end}; }
  bool operator==(const Region&) const = default;
};

/// Which addresses are mapped, as disjoint regions; neighbours that are alike are one region.
///
/// Changing the map allocates nothing: `prepare` sets memory aside beforehand, so that a system
/// call that has taken effect can always be entered.
class RegionMap {
 public:
  /// `lowest`: where `first_fit` begins to search.
  explicit RegionMap(uint64_t lowest) : lowest_(lowest), packed_end_(lowest) {}

  /// Sets aside what a few changes need. False if the host is out of memory.
  [[nodiscard]] bool prepare();

  /// Enters `region` in place of whatever is mapped in its range.
  void assign(const Region& region);
  void erase(AddressRange range);
  void set_protection(AddressRange range, int protection);
  void set_stays_in_parent(AddressRange range, bool stays);

  const Region* find(uint64_t address) const;
  bool is_free(AddressRange range) const;
  /// The mapped parts of `range` in ascending order, clipped to it.
  std::vector<Region> pieces(AddressRange range) const;
  std::vector<Region> all() const;
  /// The lowest free range of `length` bytes that ends at or before `limit` and keeps out of
  /// `avoided`.
  std::optional<uint64_t> first_fit(uint64_t length, uint64_t limit, AddressRange avoided) const;
  /// Where the highest region ends.
  uint64_t end() const { return regions_.empty() ? lowest_ : regions_.rbegin()->second.end; }

 private:
  using Regions = std::map<uint64_t, Region>;  // by begin

  void insert(const Region& region);
  Regions::iterator discard(Regions::iterator at);
  void split(uint64_t at);
  template <typename Change>
  void change_each(AddressRange range, Change change);
  void join_around(AddressRange range);

  const uint64_t lowest_;
  Regions regions_;
  std::vector<Regions::node_type> spare_;
  mutable uint64_t packed_end_;  // from the lowest address up to here nothing is free
};

}  // namespace wali::memory
