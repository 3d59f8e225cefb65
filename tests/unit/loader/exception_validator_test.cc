#include <doctest/doctest.h>

#include <string>

#include "tests/unit/loader/module_builder.h"

namespace wali::loader {
namespace {

using test::Bytes;
using test::header;
using test::kEmptyBlock;
using test::section;

struct Outcome {
  std::string verdict;  // without "offset 0x..."
  FunctionSummary summary;
};

/// Type 0: [] -> [], type 1: [i32] -> []. Tag 0 has type 0, tag 1 has type 1. One local, an i32.
Outcome outcome_of(const Bytes& code) {
  Bytes body{1, 1, 0x7f};
  body.raw(code).op(Opcode::end);
  Bytes bodies{1};
  bodies.u32(body.size()).raw(body);
  Bytes bytes = header();
  bytes.raw(section(1, {2, 0x60, 0, 0, 0x60, 1, 0x7f, 0})).raw(section(3, {1, 0}));
  bytes.raw(section(13, {2, 0, 0, 0, 1})).raw(section(10, bodies));
  auto module = decode(bytes.bytes());
  REQUIRE(module);
  Outcome outcome;
  FunctionValidator validator;
  Result<void> result = validator.validate(**module, 0, outcome.summary);
  outcome.verdict = "ok";
  if (!result) {
    Error error = result.error();
    error.offset = Error::kNoOffset;
    outcome.verdict = to_string(error);
  }
  return outcome;
}

std::string verdict_of(const Bytes& code) {
  return outcome_of(code).verdict;
}

Bytes try_with(const Bytes& rest) {
  return Bytes().op(Opcode::try_).raw(kEmptyBlock).raw(rest);
}

Bytes try_table(const Bytes& clauses, const Bytes& body) {
  return Bytes().op(Opcode::try_table).raw(kEmptyBlock).raw(clauses).raw(body).op(Opcode::end);
}

TEST_CASE("exceptions: throw takes the parameters of its tag and does not go on") {
  CHECK(verdict_of(Bytes().op(Opcode::throw_, 0)) == "ok");
  CHECK(verdict_of(Bytes().op(Opcode::i32_const, 1).op(Opcode::throw_, 1)) == "ok");
  CHECK(verdict_of(Bytes().op(Opcode::throw_, 1)) == "invalid: throw: expected i32, found none");
  CHECK(verdict_of(Bytes().op(Opcode::throw_, 2)) ==
        "invalid: throw: expected a tag index below 2, found 2");
  CHECK(verdict_of(Bytes({0xd0, 0x69}).op(Opcode::throw_ref)) == "ok");
  CHECK(verdict_of(Bytes({0xd0, 0x70}).op(Opcode::throw_ref)) ==
        "invalid: throw_ref: expected exnref, found funcref");
}

TEST_CASE("exceptions: the clauses of a try_table pass to their labels what these take") {
  Bytes nop = Bytes().op(Opcode::nop);
  CHECK(verdict_of(try_table({1, 0, 0, 0}, nop)) == "ok");
  CHECK(verdict_of(try_table({2, 0, 0, 0, 2, 0}, nop)) == "ok");
  Bytes with_value = Bytes().op(Opcode::block).raw(0x7f).raw(try_table({1, 0, 1, 0}, nop));
  with_value.op(Opcode::i32_const, 0).op(Opcode::end).op(Opcode::drop);
  CHECK(verdict_of(with_value) == "ok");
  for (int exception : {0x69, 0x64}) {
    Bytes with_reference = Bytes().op(Opcode::block).raw(exception);
    if (exception == 0x64) with_reference.raw(0x69);
    with_reference.raw(try_table({1, 3, 0}, nop)).op(Opcode::unreachable).op(Opcode::end);
    CHECK(verdict_of(with_reference.op(Opcode::drop)) == "ok");
  }
  CHECK(verdict_of(try_table({1, 0, 1, 0}, nop)) ==
        "invalid: try_table: expected a label of 1 values for a catch clause, found 0");
  CHECK(verdict_of(try_table({1, 2, 1}, nop)) ==
        "invalid: try_table: expected a label below 1, found 1");
  CHECK(verdict_of(try_table({1, 4, 0}, nop)) ==
        "malformed: try_table: expected a catch clause, found byte 0x04");
  Bytes mismatch = Bytes().op(Opcode::block).raw(0x7e).raw(try_table({1, 0, 1, 0}, nop));
  CHECK(verdict_of(mismatch) == "invalid: try_table: expected i64, found i32");
}

TEST_CASE("exceptions: a legacy try has catches, one catch_all at the end, or a delegate") {
  Bytes end = Bytes().op(Opcode::end);
  CHECK(verdict_of(try_with(end)) == "ok");
  CHECK(verdict_of(try_with(
            Bytes().op(Opcode::catch_, 1).op(Opcode::drop).op(Opcode::catch_all).raw(end))) ==
        "ok");
  CHECK(verdict_of(try_with(Bytes().op(Opcode::catch_all).op(Opcode::catch_, 0).raw(end))) ==
        "malformed: expected catch in a try, found it elsewhere");
  CHECK(verdict_of(Bytes().op(Opcode::catch_all)) ==
        "malformed: expected catch_all in a try, found it elsewhere");
  CHECK(verdict_of(try_with(Bytes().op(Opcode::catch_, 1).raw(end))) ==
        "invalid: end: expected 0 operands at the end of the block, found 1");
  CHECK(verdict_of(try_with(Bytes().op(Opcode::delegate, 0))) == "ok");
  CHECK(verdict_of(try_with(Bytes().op(Opcode::delegate, 1))) ==
        "invalid: delegate: expected a label below 1, found 1");
  CHECK(verdict_of(try_with(Bytes().op(Opcode::catch_all).op(Opcode::delegate, 0))) ==
        "malformed: expected delegate in a try without catch, found it elsewhere");
  CHECK(verdict_of(try_with(Bytes().op(Opcode::catch_all).op(Opcode::rethrow, 0).raw(end))) ==
        "ok");
  CHECK(verdict_of(try_with(Bytes().op(Opcode::rethrow, 0).raw(end))) ==
        "invalid: rethrow: expected the label of a catch, found another one");
}

TEST_CASE("exceptions: the summary tells of handlers and throws") {
  FunctionSummary none = outcome_of(Bytes().op(Opcode::nop)).summary;
  CHECK(!none.has_try);
  CHECK(!none.has_throw);
  CHECK(!none.has_call);
  FunctionSummary thrower =
      outcome_of(Bytes().op(Opcode::i32_const, 1).op(Opcode::throw_, 1)).summary;
  CHECK(thrower.has_throw);
  CHECK(thrower.has_call);
  CHECK(thrower.max_throw_params == 1);
  Bytes catching =
      Bytes().op(Opcode::catch_all).raw(try_with(Bytes().op(Opcode::catch_all).op(Opcode::end)));
  FunctionSummary nested = outcome_of(try_with(Bytes(catching).op(Opcode::end))).summary;
  CHECK(nested.has_try);
  CHECK(nested.max_catch_depth == 2);
  CHECK(outcome_of(try_table({1, 2, 0}, {})).summary.has_try);
}

TEST_CASE("exceptions: what a try sets is not known in its handler") {
  Bytes set = Bytes().op(Opcode::i32_const, 1).op(Opcode::local_set, 0);
  Bytes get = Bytes().op(Opcode::local_get, 0).op(Opcode::drop);
  auto needs_zero = [](const Bytes& code) {
    return static_cast<bool>(outcome_of(code).summary.needs_zero.at(0));
  };
  CHECK(needs_zero(try_with(Bytes(set).op(Opcode::catch_all).raw(get).op(Opcode::end))));
  CHECK(needs_zero(try_table({1, 2, 0}, set).raw(get)));
  CHECK(!needs_zero(
      Bytes(set).raw(try_with(Bytes().op(Opcode::catch_all).raw(get).op(Opcode::end)))));
}

}  // namespace
}  // namespace wali::loader
