#include <doctest/doctest.h>

#include <random>

#include "loader/code_cursor.h"
#include "tests/unit/loader/module_builder.h"

namespace wali::loader {
namespace {

using test::Bytes;
using test::kEmptyBlock;
using test::OneFunction;

constexpr ValueType i32 = ValueType::I32;

FunctionSummary summary_of(const OneFunction& function) {
  Result<std::shared_ptr<const Module>> module = decode(function.build().bytes());
  REQUIRE(module);
  FunctionValidator validator;
  FunctionSummary summary;
  Result<void> result = validator.validate(**module, 0, summary);
  REQUIRE_MESSAGE(result, to_string(result.error()));
  return summary;
}

Bytes get(uint32_t local) {
  return Bytes().op(Opcode::local_get, local).op(Opcode::drop);
}
Bytes set(uint32_t local) {
  return Bytes().op(Opcode::i32_const, 0).op(Opcode::local_set, local);
}
Bytes block(const Bytes& body) {
  return Bytes().op(Opcode::block).raw(kEmptyBlock).raw(body).op(Opcode::end);
}
Bytes loop(const Bytes& body) {
  return Bytes().op(Opcode::loop).raw(kEmptyBlock).raw(body).op(Opcode::end);
}
Bytes if_else(const Bytes& then, const Bytes& otherwise) {
  return Bytes()
      .op(Opcode::i32_const, 1)
      .op(Opcode::if_)
      .raw(kEmptyBlock)
      .raw(then)
      .op(Opcode::else_)
      .raw(otherwise)
      .op(Opcode::end);
}
template <typename... Parts>
Bytes join(const Parts&... parts) {
  Bytes bytes;
  (bytes.raw(parts), ...);
  return bytes;
}

bool needs_zero(const Bytes& code) {
  return summary_of({.params = {i32}, .locals = {{1, i32}}, .code = code}).needs_zero.at(0);
}

TEST_CASE("summary: a local that is surely written first needs no zero") {
  CHECK(!needs_zero({}));
  CHECK(!needs_zero(join(set(1), get(1))));
  CHECK(!needs_zero(join(set(1), block(get(1)), if_else(get(1), get(1)))));
  CHECK(!needs_zero(block(join(set(1), loop(get(1))))));
  CHECK(!needs_zero(loop(join(set(1), get(1)))));
  CHECK(!needs_zero(if_else(join(set(1), get(1)), {})));
  CHECK(!needs_zero(if_else(get(0), join(set(1), get(1)))));
}

TEST_CASE("summary: a local that may be read first needs a zero") {
  CHECK(needs_zero(get(1)));
  CHECK(needs_zero(join(get(1), set(1))));
  CHECK(needs_zero(join(block(set(1)), get(1))));
  CHECK(needs_zero(join(if_else(set(1), {}), get(1))));
  CHECK(needs_zero(if_else(set(1), get(1))));
  CHECK(needs_zero(loop(join(get(1), set(1)))));
  CHECK(needs_zero(join(block(set(1)), block(get(1)))));
  CHECK(needs_zero(join(block(block(set(1))), block(block(get(1))))));
  CHECK(needs_zero(join(loop(set(1)), set(1))));
}

TEST_CASE("summary: unreachable accesses prove and disprove nothing") {
  const Bytes dead = Bytes().op(Opcode::unreachable);
  CHECK(!needs_zero(join(dead, get(1))));
  CHECK(needs_zero(join(block(join(dead, set(1))), get(1))));
  CHECK(!needs_zero(join(block(join(dead, get(1))), set(1), get(1))));
  FunctionSummary summary = summary_of({.locals = {{1, i32}}, .code = join(dead, loop(get(0)))});
  CHECK(summary.hot_locals.empty());
  REQUIRE(summary.loops.size() == 1);
  CHECK(summary.loops[0].use_count == 0);
}

TEST_CASE("summary: weights grow eightfold with each loop") {
  FunctionSummary summary = summary_of(
      {.params = {i32, i32},
       .locals = {{2, i32}},
       .code = join(get(0), get(0), loop(join(get(1), set(2), loop(join(get(2), get(2))))))});
  REQUIRE(summary.hot_locals.size() == 3);
  CHECK(summary.hot_locals[0].local == 2);
  CHECK(summary.hot_locals[0].weight == 8 + 2 * 64);
  CHECK(summary.hot_locals[0].is_set);
  CHECK(summary.hot_locals[1].local == 1);
  CHECK(summary.hot_locals[1].weight == 8);
  CHECK(!summary.hot_locals[1].is_set);
  CHECK(summary.hot_locals[2].local == 0);
  CHECK(summary.hot_locals[2].weight == 2);

  REQUIRE(summary.loops.size() == 2);
  const LoopSummary& outer = summary.loops[0];
  const LoopSummary& inner = summary.loops[1];
  REQUIRE(outer.use_count == 2);
  CHECK(summary.loop_uses[outer.first_use].local == 2);
  CHECK(summary.loop_uses[outer.first_use].weight == 1 + 2 * 8);
  CHECK(summary.loop_uses[outer.first_use].is_set);
  CHECK(summary.loop_uses[outer.first_use + 1].local == 1);
  REQUIRE(inner.use_count == 1);
  CHECK(summary.loop_uses[inner.first_use].local == 2);
  CHECK(summary.loop_uses[inner.first_use].weight == 2);
  CHECK(!summary.loop_uses[inner.first_use].is_set);
}

TEST_CASE("summary: weights stop growing at six loops and never wrap") {
  Bytes code = get(0);
  for (int i = 0; i < 40; ++i) code = loop(code);
  FunctionSummary summary = summary_of({.params = {i32}, .code = code});
  CHECK(summary.hot_locals.at(0).weight == 1u << 18);
  REQUIRE(summary.loops.size() == 40);
  REQUIRE(summary.loops[0].use_count == 1);
  CHECK(summary.loop_uses[summary.loops[0].first_use].weight == UINT32_MAX);
}

TEST_CASE("summary: a loop with more locals than its table keeps the hottest and all writes") {
  constexpr uint32_t kLocals = 100;
  Bytes body;
  for (uint32_t i = 0; i < kLocals; ++i) {
    body.raw(set(i)).raw(get(kLocals)).raw(get(kLocals + 1));
  }
  for (uint32_t i = 0; i < kLocals; ++i) body.raw(get(i));
  FunctionSummary summary = summary_of({.locals = {{kLocals + 2, i32}}, .code = loop(body)});
  const LoopSummary& only = summary.loops.at(0);
  REQUIRE(only.use_count == LoopSummary::kMaxUses);
  CHECK(summary.loop_uses[only.first_use].local == kLocals);
  CHECK(summary.loop_uses[only.first_use].weight >= kLocals);
  CHECK(summary.loop_uses[only.first_use + 1].local == kLocals + 1);
  for (uint32_t i = 0; i < only.use_count; ++i) {
    const LocalUse& use = summary.loop_uses[only.first_use + i];
    CHECK(use.is_set == (use.local < kLocals));
  }
  CHECK(summary.hot_locals.size() == LoopSummary::kMaxUses);
}

TEST_CASE("summary: calls mark the function and the loops around them") {
  const Bytes call = Bytes().op(Opcode::call, 1);
  FunctionSummary summary =
      summary_of({.params = {i32}, .code = join(loop(loop(call)), loop(get(0)))});
  CHECK(summary.has_call);
  REQUIRE(summary.loops.size() == 3);
  CHECK(summary.loops[0].has_call);
  CHECK(summary.loops[1].has_call);
  CHECK(!summary.loops[2].has_call);

  CHECK(!summary_of({.code = Bytes().op(Opcode::memory_size, 0).op(Opcode::drop)}).has_call);
  const Bytes kCalls[] = {
      Bytes().op(Opcode::i32_const, 1).op(Opcode::memory_grow, 0).op(Opcode::drop),
      Bytes().op(Opcode::table_size, 0).op(Opcode::drop),
      Bytes().op(Opcode::data_drop, 0),
      Bytes().op(Opcode::elem_drop, 0),
      Bytes().op(Opcode::ref_func, 0).op(Opcode::drop),
      Bytes().op(Opcode::i32_const, 0).op(Opcode::table_get, 0).op(Opcode::drop),
      Bytes()
          .op(Opcode::i32_const, 0)
          .op(Opcode::i32_const, 0)
          .op(Opcode::memory_atomic_notify, 2, 0)
          .op(Opcode::drop),
  };
  for (const Bytes& code : kCalls) CHECK(summary_of({.code = code}).has_call);
}

TEST_CASE("summary: the frame's bounds") {
  Bytes code;
  code.op(Opcode::i32_const, 1).op(Opcode::i32_const, 1).op(Opcode::i32_const, 1).op(Opcode::drop);
  code.op(Opcode::call, 2).op(Opcode::drop).op(Opcode::drop);
  FunctionSummary summary = summary_of({.code = code});
  CHECK(summary.max_stack_height == 3);
  CHECK(summary.max_call_params == 2);
  CHECK(summary.max_call_results == 2);
  CHECK(!summary.has_v128);
}

TEST_CASE("summary: nothing of one function reaches the next") {
  OneFunction function{.params = {i32}, .locals = {{1, i32}}, .code = join(set(1), get(1))};
  OneFunction broken{
      .params = {i32}, .locals = {{1, i32}}, .code = block(Bytes().op(Opcode::drop))};
  Result<std::shared_ptr<const Module>> good = decode(function.build().bytes());
  Result<std::shared_ptr<const Module>> bad = decode(broken.build().bytes());
  REQUIRE(good);
  REQUIRE(bad);
  FunctionValidator validator;
  FunctionSummary summary;
  for (int i = 0; i < 3; ++i) {
    CHECK(!validator.validate(**bad, 0, summary));
    REQUIRE(validator.validate(**good, 0, summary));
    CHECK(!summary.needs_zero.at(0));
    CHECK(summary.hot_locals.at(0).weight == 2);
    REQUIRE(validator.validate(**good, 2, summary));
    CHECK(summary.hot_locals.size() == 2);
    CHECK(!summary.hot_locals.at(0).is_set);
  }
}

/// Random structured bodies: every execution that takes either way at every branch point is
/// simulated, and no read of an unwritten local may go unreported.
class RandomBody {
 public:
  explicit RandomBody(uint32_t seed) : random_(seed) {}

  Bytes build(int depth) {
    Bytes bytes;
    for (uint32_t parts = 1 + random_() % 4; parts > 0; --parts) bytes.raw(part(depth));
    return bytes;
  }

 private:
  Bytes part(int depth) {
    uint32_t local = random_() % 3;
    switch (random_() % (depth > 0 ? 7 : 3)) {
      case 0:
        return get(local);
      case 1:
        return set(local);
      case 2:
        return Bytes().op(Opcode::i32_const, 1).op(Opcode::br_if, random_() % (4 - depth));
      case 3:
        return block(build(depth - 1));
      case 4:
        return loop(build(depth - 1));
      default:
        return if_else(build(depth - 1), build(depth - 1));
    }
  }
  std::mt19937 random_;
};

/// The locals that some path may read before it wrote them. Runs the body as an abstract machine
/// whose state is the set of written locals; at most eight states per place, so this ends.
class PathSearch {
 public:
  explicit PathSearch(const Bytes& code) : begin_(code.bytes().data()), size_(code.size()) {
    match_blocks();
    visit(0, 0);
    while (!pending_.empty()) {
      auto [at, written] = pending_.back();
      pending_.pop_back();
      step(at, written);
    }
  }
  uint32_t read_unwritten() const { return read_unwritten_; }

 private:
  struct Block {
    size_t start;
    size_t otherwise = 0;  // after `else`
    size_t after = 0;      // after `end`
    bool is_loop;
  };

  void match_blocks() {
    std::vector<size_t> open;
    enclosing_.resize(size_ + 1);
    block_at_.assign(size_ + 1, SIZE_MAX);
    CodeCursor cursor(begin_);
    while (cursor.at() < begin_ + size_) {
      size_t at = offset(cursor);
      Opcode opcode = cursor.opcode();
      cursor.skip_immediates(opcode);
      enclosing_[at] = open;
      if (opcode == Opcode::block || opcode == Opcode::loop || opcode == Opcode::if_) {
        block_at_[at] = blocks_.size();
        open.push_back(blocks_.size());
        blocks_.push_back({.start = offset(cursor), .is_loop = opcode == Opcode::loop});
      } else if (opcode == Opcode::else_) {
        blocks_[open.back()].otherwise = offset(cursor);
      } else if (opcode == Opcode::end) {
        blocks_[open.back()].after = offset(cursor);
        open.pop_back();
      }
    }
  }

  size_t offset(const CodeCursor& cursor) const {
    return static_cast<size_t>(cursor.at() - begin_);
  }

  void visit(size_t at, uint32_t written) {
    seen_.resize(size_ + 1);
    if ((seen_[at] >> written & 1) != 0) return;
    seen_[at] |= 1u << written;
    if (at < size_) pending_.push_back({at, written});
  }

  void step(size_t at, uint32_t written) {
    CodeCursor cursor(begin_ + at);
    Opcode opcode = cursor.opcode();
    CodeCursor immediates = cursor;
    cursor.skip_immediates(opcode);
    switch (opcode) {
      case Opcode::local_get:
        read_unwritten_ |= ~written & (1u << immediates.u32());
        break;
      case Opcode::local_set:
        written |= 1u << immediates.u32();
        break;
      case Opcode::if_:
        visit(blocks_[block_at_[at]].otherwise, written);
        break;
      case Opcode::else_:
        return visit(blocks_[enclosing_[at].back()].after, written);
      case Opcode::br_if: {
        uint32_t depth = immediates.u32();
        const std::vector<size_t>& open = enclosing_[at];
        if (depth < open.size()) {
          const Block& target = blocks_[open[open.size() - 1 - depth]];
          visit(target.is_loop ? target.start : target.after, written);
        }
        break;
      }
      default:
        break;
    }
    visit(offset(cursor), written);
  }

  const std::byte* begin_;
  size_t size_;
  std::vector<Block> blocks_;
  std::vector<size_t> block_at_;
  std::vector<std::vector<size_t>> enclosing_;
  std::vector<uint32_t> seen_;
  std::vector<std::pair<size_t, uint32_t>> pending_;
  uint32_t read_unwritten_ = 0;
};

TEST_CASE("summary: on random bodies no local that some path reads unwritten lacks its zero") {
  uint32_t proven = 0;
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    // The outermost block makes every branch depth up to three valid.
    Bytes code = block(RandomBody(seed).build(3));
    FunctionSummary summary = summary_of({.locals = {{3, i32}}, .code = code});
    uint32_t unwritten = PathSearch(code).read_unwritten();
    for (uint32_t local = 0; local < 3; ++local) {
      if ((unwritten >> local & 1) != 0) CHECK(summary.needs_zero[local]);
      if (!summary.needs_zero[local]) ++proven;
    }
  }
  CHECK(proven > 1000);
}

}  // namespace
}  // namespace wali::loader
