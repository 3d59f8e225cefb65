#include "jit/side_tables.h"

#include <algorithm>
#include <cassert>

namespace wali::jit {

void SideTables::add_function(const FunctionCode& function, std::span<const Site> sites) {
  assert(functions_.empty() || (functions_.back().end <= function.begin &&
                                functions_.back().function + 1 == function.function));
  functions_.push_back(function);
  functions_.back().first_site = static_cast<uint32_t>(sites_.size());
  functions_.back().site_count = static_cast<uint32_t>(sites.size());
  sites_.insert(sites_.end(), sites.begin(), sites.end());
}

const FunctionCode* SideTables::function_at(uint32_t code_offset) const {
  auto after = std::ranges::upper_bound(functions_, code_offset, {}, &FunctionCode::begin);
  if (after == functions_.begin()) return nullptr;
  const FunctionCode& found = *(after - 1);
  return code_offset < found.end ? &found : nullptr;
}

const FunctionCode* SideTables::function(uint32_t index) const {
  if (functions_.empty() || index < functions_.front().function) return nullptr;
  uint32_t position = index - functions_.front().function;
  return position < functions_.size() ? &functions_[position] : nullptr;
}

void SideTables::reserve(size_t functions, size_t sites) {
  functions_.reserve(functions);
  sites_.reserve(sites);
}

std::optional<Site> SideTables::site_at(uint32_t code_offset) const {
  std::optional<Site> best;
  for (const Site& site : std::ranges::equal_range(sites_, code_offset, {}, &Site::code_offset)) {
    bool is_instruction = site.kind == SiteKind::MemoryAccess || site.kind == SiteKind::Trap ||
                          site.kind == SiteKind::BoundsCheck;
    if (is_instruction) return site;
    if (!best || site.kind == SiteKind::Call) best = site;
  }
  return best;
}

std::optional<Site> SideTables::call_returning_to(uint32_t code_offset) const {
  for (const Site& site : std::ranges::equal_range(sites_, code_offset, {}, &Site::code_offset)) {
    if (site.kind == SiteKind::Call) return site;
  }
  return std::nullopt;
}

}  // namespace wali::jit
