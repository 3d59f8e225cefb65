#include "jit/side_tables.h"

#include <algorithm>
#include <cassert>

namespace wali::jit {

void HandlerTable::clear() {
  calls.clear();
  scopes.clear();
  clauses.clear();
}

void SideTables::add_function(const FunctionCode& function,
                              std::span<const Site> sites,
                              const HandlerTable& handlers) {
  assert(functions_.empty() || (functions_.back().end <= function.begin &&
                                functions_.back().function + 1 == function.function));
  functions_.push_back(function);
  FunctionCode& added = functions_.back();
  added.first_site = static_cast<uint32_t>(sites_.size());
  added.site_count = static_cast<uint32_t>(sites.size());
  sites_.insert(sites_.end(), sites.begin(), sites.end());

  auto first_scope = static_cast<uint32_t>(handlers_.scopes.size());
  auto first_clause = static_cast<uint32_t>(handlers_.clauses.size());
  auto moved = [](uint32_t index, uint32_t base) {
    return index == UINT32_MAX ? index : base + index;
  };
  added.first_protected_call = static_cast<uint32_t>(handlers_.calls.size());
  added.protected_call_count = static_cast<uint32_t>(handlers.calls.size());
  for (const ProtectedCall& call : handlers.calls) {
    handlers_.calls.push_back({function.begin + call.code_offset, first_scope + call.scope});
  }
  for (const TryScope& scope : handlers.scopes) {
    handlers_.scopes.push_back(
        {moved(scope.parent, first_scope), moved(scope.first_clause, first_clause)});
  }
  for (const CatchClause& clause : handlers.clauses) {
    handlers_.clauses.push_back(
        {clause.tag, function.begin + clause.handler, moved(clause.next, first_clause)});
  }
}

uint32_t SideTables::scope_of(const FunctionCode& function, uint32_t code_offset) const {
  auto calls = std::span(handlers_.calls)
                   .subspan(function.first_protected_call, function.protected_call_count);
  auto found = std::ranges::lower_bound(calls, code_offset, {}, &ProtectedCall::code_offset);
  return found != calls.end() && found->code_offset == code_offset ? found->scope : kNoScope;
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
