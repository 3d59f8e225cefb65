#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "loader/function_summary.h"

/// Gathers the part of a `FunctionSummary` that is about locals, while the validator walks over a
/// body.
///
/// Loops keep a table of a few locals; when it is full, the least used one makes room for a
/// newcomer, who inherits its weight (the space-saving algorithm: whoever is really hot stays).
/// When a loop ends, its table is added to that of the loop around it. What must be exact, whether
/// a loop writes a local, is kept apart from those tables.
///
/// Every control frame, and each arm of an `if`, has a serial number that grows in body order and
/// over all functions. A local's record belongs to the present function if its serial is not older
/// than the function's, so starting a function costs nothing per local.
namespace wali::loader {

class LocalUsage {
 public:
  /// Starts a function. Call enter_frame for its body next.
  void begin(uint32_t params, uint32_t locals, FunctionSummary& summary);

  void enter_frame() {
    if (depth_ == arms_.size()) arms_.push_back(0);
    arms_[depth_++] = next_serial_++;
  }
  /// At `else`: what the first arm wrote is not known in the second.
  void next_arm() { arms_[depth_ - 1] = next_serial_++; }
  void leave_frame() { arms_[--depth_] = 0; }

  /// The frame of the loop was just entered.
  void enter_loop(uint32_t loop);
  /// The frame of the loop is about to be left.
  void leave_loop();

  enum class Access : uint8_t { Get, Set };
  void access(uint32_t local, Access kind) {
    Record& record = records_[local];
    if (record.first_arm < function_serial_) [[unlikely]] {
      first_access(local, kind, record);
    } else if (arms_[record.first_depth] != record.first_arm) [[unlikely]] {
      read_before_written(local, record);
    }
    record.weight = saturating_add(record.weight, weight_);
    if (kind == Access::Set) record.last_set_arm = arms_[depth_ - 1];
    if (loop_depth_ == 0) return;
    Loop& loop = loops_[tracked_loops() - 1];
    if (record.slot < loop.count && loop.locals[record.slot] == local) {
      loop.weights[record.slot] = saturating_add(loop.weights[record.slot], 1);
    } else {
      add_elsewhere(loop, local, record, 1);
    }
  }

  /// Fills `hot_locals` at the end of the function.
  void finish();

 private:
  static constexpr uint32_t kMaxUses = LoopSummary::kMaxUses;
  /// Loops nested deeper count for the deepest one tracked.
  static constexpr uint32_t kMaxTrackedLoops = 32;
  static constexpr uint32_t kMaxWeightDepth = 6;
  /// Keeps the summary of one hostile function small.
  static constexpr size_t kMaxLoopUses = size_t{1} << 18;

  struct Record {
    uint32_t first_arm = 0;    // the arm of the first access, when that was a set
    uint32_t first_depth = 0;  // its place in arms_
    uint32_t last_set_arm = 0;
    uint32_t weight = 0;
    uint8_t slot = 0;  // in the table of the innermost loop that held it last
  };
  struct Loop {
    uint32_t index;
    uint32_t arm;
    uint32_t count;
    std::array<uint32_t, kMaxUses> locals;
    std::array<uint32_t, kMaxUses> weights;
  };

  static uint32_t saturating_add(uint32_t a, uint32_t b) {
    uint32_t sum = a + b;
    return sum < a ? UINT32_MAX : sum;
  }

  uint32_t tracked_loops() const {
    return loop_depth_ < kMaxTrackedLoops ? loop_depth_ : kMaxTrackedLoops;
  }
  void first_access(uint32_t local, Access kind, Record& record);
  void read_before_written(uint32_t local, Record& record);
  void add_elsewhere(Loop& loop, uint32_t local, Record& record, uint32_t weight);
  void set_weight();

  std::vector<Record> records_;
  std::vector<uint32_t> arms_;     // of the open frames, outermost first; 0 where none is open
  uint32_t depth_ = 0;             // open frames
  std::vector<uint32_t> touched_;  // locals with an access
  std::array<Loop, kMaxTrackedLoops> loops_;
  uint32_t loop_depth_ = 0;
  uint32_t weight_ = 1;
  uint32_t next_serial_ = 1;
  uint32_t function_serial_ = 1;
  uint32_t params_ = 0;
  FunctionSummary* summary_ = nullptr;
};

}  // namespace wali::loader
