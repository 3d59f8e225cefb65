#include "jit/thunks.h"

#include <utility>

#include "jit/operation.h"
#include "jit/thunk_emitter.h"
#include "loader/result.h"

namespace wali::jit {
namespace {

// No value type is encoded as zero.
std::vector<uint8_t> encode(const loader::FunctionType& type) {
  std::vector<uint8_t> signature;
  for (loader::ValueType param : type.params) signature.push_back(static_cast<uint8_t>(param));
  signature.push_back(0);
  for (loader::ValueType result : type.results) signature.push_back(static_cast<uint8_t>(result));
  return signature;
}

}  // namespace

uint32_t count_words(std::span<const loader::ValueType> types) {
  uint32_t words = 0;
  for (loader::ValueType type : types) words += words_of(type);
  return words;
}

Thunks::~Thunks() {
  for (const Chunk* chunk = newest_; chunk != nullptr;) delete std::exchange(chunk, chunk->older);
}

std::expected<EntryThunk, int> Thunks::entry(const loader::FunctionType& type) {
  std::vector<uint8_t> signature = encode(type);
  std::lock_guard lock(mutex_);
  if (auto found = entries_.find(signature); found != entries_.end()) return found->second;
  EmittedThunk thunk = TRY(emit_entry(type));
  const void* code = TRY(publish(thunk, Frame{Frame::Entry, thunk.frame_size, 0}));
  auto entry = reinterpret_cast<EntryThunk>(const_cast<void*>(code));
  entries_.emplace(std::move(signature), entry);
  return entry;
}

std::expected<const void*, int> Thunks::host_stub(const loader::FunctionType& type,
                                                  HostCallback callback,
                                                  void* data,
                                                  StubKind kind) {
  EmittedThunk thunk = TRY(emit_host_stub(type, callback, data, kind));
  return publish(thunk, std::nullopt);
}

std::expected<const void*, int> Thunks::instance_switch(const loader::FunctionType& type,
                                                        const void* direct_entry,
                                                        uint32_t instance_id) {
  EmittedThunk thunk = TRY(emit_instance_switch(type, direct_entry, instance_id));
  return publish(thunk, Frame{Frame::InstanceSwitch, thunk.frame_size, thunk.argument_words});
}

std::expected<const void*, int> Thunks::publish(const EmittedThunk& thunk,
                                                std::optional<Frame> frame) {
  CodeMemory memory = TRY(CodeMemory::publish(thunk.code));
  const void* begin = memory.begin();
  auto* chunk =
      new Chunk{std::move(memory), frame, thunk.window, thunk.return_offset, newest_.load()};
  while (!newest_.compare_exchange_weak(chunk->older, chunk)) {
  }
  return begin;
}

const Thunks::Chunk* Thunks::chunk_at(const void* pc) const {
  const Chunk* chunk = newest_;
  while (chunk != nullptr && !chunk->code.contains(pc)) chunk = chunk->older;
  return chunk;
}

const Thunks::Frame* Thunks::frame_at(const void* pc) const {
  const Chunk* chunk = chunk_at(pc);
  return chunk != nullptr && chunk->frame ? &*chunk->frame : nullptr;
}

bool Thunks::is_return_address(const void* pc) const {
  for (const Chunk* chunk = newest_; chunk != nullptr; chunk = chunk->older) {
    if (chunk->code.contains(pc)) {
      return chunk->frame && pc == chunk->code.begin() + chunk->return_offset;
    }
  }
  return false;
}

Thunks::Position Thunks::position_of(const void* pc) const {
  const Chunk* chunk = chunk_at(pc);
  if (chunk == nullptr) return {};
  const std::byte* begin = chunk->code.begin() + chunk->window.begin;
  const std::byte* end = chunk->code.begin() + chunk->window.end;
  if (begin == end || pc < begin || pc > end) return {};
  if (chunk->frame) return {Position::Entering, begin};
  return {pc == end ? Position::Returning : Position::Leaving, begin};
}

}  // namespace wali::jit
