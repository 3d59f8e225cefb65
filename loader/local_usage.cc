#include "loader/local_usage.h"

#include <algorithm>

namespace wali::loader {
namespace {

bool is_hotter(const LocalUse& a, const LocalUse& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.local < b.local;
}

}  // namespace

void LocalUsage::begin(uint32_t params, uint32_t locals, FunctionSummary& summary) {
  constexpr uint32_t kRestartSerials = uint32_t{1} << 31;
  if (next_serial_ >= kRestartSerials) {
    records_.clear();
    next_serial_ = 1;
  }
  if (records_.size() < params + locals) records_.resize(params + locals);
  std::fill_n(arms_.begin(), depth_, 0);  // a body that was refused left its frames open
  depth_ = 0;
  touched_.clear();
  loop_depth_ = 0;
  weight_ = 1;
  function_serial_ = next_serial_;
  params_ = params;
  summary_ = &summary;
  summary.needs_zero.assign(locals, false);
}

void LocalUsage::set_weight() {
  weight_ = 1u << (3 * std::min(loop_depth_, kMaxWeightDepth));
}

void LocalUsage::first_access(uint32_t local, Access kind, Record& record) {
  uint32_t depth = depth_ - 1;
  record = {.first_arm = arms_[depth], .first_depth = depth};
  touched_.push_back(local);
  if (local < params_ || kind == Access::Get) read_before_written(local, record);
}

void LocalUsage::read_before_written(uint32_t local, Record& record) {
  if (local >= params_) summary_->needs_zero[local - params_] = true;
  // The function's own frame is open to the end, so the question never comes up again.
  record.first_depth = 0;
  record.first_arm = arms_[0];
}

void LocalUsage::enter_loop(uint32_t loop) {
  ++loop_depth_;
  set_weight();
  if (loop_depth_ > kMaxTrackedLoops) return;
  Loop& entry = loops_[loop_depth_ - 1];
  entry.index = loop;
  entry.arm = arms_[depth_ - 1];
  entry.count = 0;
}

void LocalUsage::leave_loop() {
  uint32_t depth = loop_depth_--;
  set_weight();
  if (depth > kMaxTrackedLoops) return;
  const Loop& loop = loops_[depth - 1];
  std::array<LocalUse, kMaxUses> uses;
  for (uint32_t i = 0; i < loop.count; ++i) {
    uint32_t local = loop.locals[i];
    uses[i] = {local, loop.weights[i], records_[local].last_set_arm >= loop.arm};
  }
  std::sort(uses.begin(), uses.begin() + loop.count, is_hotter);
  if (summary_->loop_uses.size() < kMaxLoopUses) {
    LoopSummary& out = summary_->loops[loop.index];
    out.first_use = static_cast<uint32_t>(summary_->loop_uses.size());
    out.use_count = loop.count;
    summary_->loop_uses.insert(summary_->loop_uses.end(), uses.begin(), uses.begin() + loop.count);
  }
  if (depth == 1) return;
  Loop& parent = loops_[depth - 2];
  for (uint32_t i = 0; i < loop.count; ++i) {
    uint32_t weight = uses[i].weight > UINT32_MAX / 8 ? UINT32_MAX : uses[i].weight * 8;
    add_elsewhere(parent, uses[i].local, records_[uses[i].local], weight);
  }
}

void LocalUsage::add_elsewhere(Loop& loop, uint32_t local, Record& record, uint32_t weight) {
  uint32_t slot = 0;
  while (slot < loop.count && loop.locals[slot] != local) ++slot;
  if (slot == kMaxUses) {
    slot = static_cast<uint32_t>(std::min_element(loop.weights.begin(), loop.weights.end()) -
                                 loop.weights.begin());
    loop.locals[slot] = local;
  } else if (slot == loop.count) {
    ++loop.count;
    loop.locals[slot] = local;
    loop.weights[slot] = 0;
  }
  loop.weights[slot] = saturating_add(loop.weights[slot], weight);
  record.slot = static_cast<uint8_t>(slot);
}

void LocalUsage::finish() {
  std::vector<LocalUse>& hot = summary_->hot_locals;
  auto hottest_of_touched = [this](uint32_t a, uint32_t b) {
    return is_hotter({a, records_[a].weight, false}, {b, records_[b].weight, false});
  };
  auto most = static_cast<std::ptrdiff_t>(std::min<size_t>(touched_.size(), kMaxUses));
  if (touched_.size() > kMaxUses) {
    std::nth_element(touched_.begin(), touched_.begin() + most, touched_.end(), hottest_of_touched);
  }
  std::sort(touched_.begin(), touched_.begin() + most, hottest_of_touched);
  for (std::ptrdiff_t i = 0; i < most; ++i) {
    const Record& record = records_[touched_[i]];
    hot.push_back({touched_[i], record.weight, record.last_set_arm != 0});
  }
}

}  // namespace wali::loader
