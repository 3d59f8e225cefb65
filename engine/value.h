#pragma once

#include <bit>
#include <cstdint>

#include "jit/instance_layout.h"
#include "loader/types.h"

namespace wali::engine {

/// A value as it crosses between C++ and Wasm code: i32 zero-extended, floats as their bits, a v128
/// in two halves, a funcref as the address of its FunctionRecord, an externref as the embedder's
/// word (below 2^63). A null reference is 0.
struct Value {
  loader::ValueType type;
  uint64_t bits = 0;
  uint64_t high_bits = 0;  // of a v128, whose low half is `bits`

  static Value i32(uint32_t value) { return {loader::ValueType::I32, value}; }
  static Value i64(uint64_t value) { return {loader::ValueType::I64, value}; }
  static Value f32(float value) { return {loader::ValueType::F32, std::bit_cast<uint32_t>(value)}; }
  static Value f64(double value) {
    return {loader::ValueType::F64, std::bit_cast<uint64_t>(value)};
  }
  static Value v128(uint64_t low, uint64_t high) { return {loader::ValueType::V128, low, high}; }
  static Value funcref(const jit::FunctionRecord* record) {
    return {loader::ValueType::FuncRef, reinterpret_cast<uint64_t>(record)};
  }

  uint32_t as_i32() const { return static_cast<uint32_t>(bits); }
  uint64_t as_i64() const { return bits; }
  float as_f32() const { return std::bit_cast<float>(static_cast<uint32_t>(bits)); }
  double as_f64() const { return std::bit_cast<double>(bits); }
  jit::FunctionRecord* as_funcref() const { return reinterpret_cast<jit::FunctionRecord*>(bits); }

  bool operator==(const Value&) const = default;
};

}  // namespace wali::engine
