#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/global.h"
#include "engine/memory_instance.h"
#include "engine/table.h"
#include "engine/tag.h"
#include "engine/thread.h"
#include "engine/value.h"
#include "jit/compile.h"
#include "jit/instance_layout.h"
#include "loader/module.h"
#include "loader/result.h"

namespace wali::engine {

class Store;

/// What an import is bound to and an export names.
using Extern = std::variant<jit::FunctionRecord*, Table*, MemoryInstance*, Global, Tag*>;

/// The live state of a module. Made by `instantiate`.
class Instance {
 public:
  static Instance& of(jit::InstanceData* data) { return *static_cast<Instance*>(data->instance); }
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  Store& store() const { return store_; }
  const loader::Module& module() const { return *module_; }
  const jit::CompiledModule& code() const { return code_; }
  const jit::InstanceLayout& layout() const { return layout_; }
  /// The data of the store's own thread.
  jit::InstanceData* data() const { return data_.get(); }

  /// The canonical id of each of the module's types.
  std::span<const uint32_t> type_ids() const { return type_ids_; }
  jit::FunctionRecord& function(uint32_t index) { return functions_[index]; }
  const void* direct_entry(uint32_t function) const { return code_.direct_entry(function); }
  Table& table(uint32_t index) { return *tables_[index]; }
  MemoryInstance& memory(uint32_t index) const { return *memories_[index]; }
  const Tag& tag(uint32_t index) const { return *tags_[index]; }
  uint32_t memory_count() const { return static_cast<uint32_t>(memories_.size()); }
  jit::GlobalCell& global(uint32_t index, jit::InstanceData* data) const;
  /// Makes the imported globals of a thread's copy name that thread's cells instead of those of the
  /// store's own thread, but for globals that belong to no instance.
  void rebind_imported_globals(jit::InstanceData& copy) const;
  /// Sees to it that a thread's copy names no exception of the thread that it was copied from, nor
  /// can come to one that may be freed.
  void part_exceptions(jit::InstanceData& copy) const;

  std::optional<Extern> find_export(std::string_view name);
  /// The exported function with this name, or null.
  jit::FunctionRecord* find_function(std::string_view name);

  /// Makes every function that can leave the instance callable with any instance pinned. Until then
  /// they may only be called by this instance and by `invoke`.
  Result<void> open();

  bool is_element_dropped(uint32_t segment) const { return dropped_elements_[segment]; }
  void drop_element(uint32_t segment) { dropped_elements_[segment] = true; }
  uint64_t element(uint32_t segment, uint64_t index);
  uint64_t element_count(uint32_t segment) const;
  void drop_data(uint32_t segment) { dropped_data_[segment] = true; }
  /// The bytes of a segment; empty once it is dropped.
  std::span<const std::byte> data_segment(uint32_t segment) const;

 private:
  friend class Instantiation;
  Instance(Store& store,
           std::shared_ptr<const loader::Module> module,
           const jit::CompiledModule& code,
           std::vector<uint32_t> type_ids);

  Store& store_;
  std::shared_ptr<const loader::Module> module_;
  const jit::CompiledModule& code_;
  std::vector<uint32_t> type_ids_;
  jit::InstanceLayout layout_;
  InstanceBlock data_;
  std::vector<jit::FunctionRecord> functions_;
  std::vector<Table*> tables_;
  std::vector<MemoryInstance*> memories_;
  /// An imported global whose cell lies in the data of another instance.
  struct ForeignCell {
    uint32_t global;
    uint32_t owner;   // instance id
    uint32_t offset;  // in the owner's data
  };
  std::vector<ForeignCell> foreign_cells_;
  std::vector<Tag*> tags_;
  std::vector<std::vector<uint64_t>> element_values_;  // of the segments written as expressions
  std::vector<std::atomic<bool>> dropped_elements_;
  std::vector<std::atomic<bool>> dropped_data_;
  bool is_open_ = false;
};

}  // namespace wali::engine
