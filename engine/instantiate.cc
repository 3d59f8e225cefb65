#include "engine/instantiate.h"

#include <cstring>

#include "engine/bulk_operations.h"
#include "engine/constant_expression.h"
#include "engine/invoke.h"
#include "engine/memory_instance.h"
#include "engine/type_registry.h"

namespace wali::engine {

class Instantiation {
 public:
  static Result<Instance*> allocate(Store& store,
                                    std::shared_ptr<const loader::Module> module,
                                    const Linker& linker) {
    std::vector<uint32_t> type_ids = TRY(canonical_type_ids(*module));
    std::vector<Extern> imports;
    for (size_t i = 0; i < module->imports.size(); ++i) {
      imports.push_back(TRY(linker.resolve(store, *module, type_ids, i)));
    }
    const jit::CompiledModule* code = TRY(store.code_of(module));
    Instantiation work(store.adopt(std::unique_ptr<Instance>(
        new Instance(store, std::move(module), *code, std::move(type_ids)))));
    TRY(work.fill(imports));
    store.threads().copy_to_running(*work.instance_.data());
    return &work.instance_;
  }

  static jit::TrapReason write_segments(Instance& instance) {
    const loader::Module& module = instance.module();
    for (uint32_t i = 0; i < module.elements.size(); ++i) {
      const loader::ElementSegment& segment = module.elements[i];
      if (segment.mode == loader::SegmentMode::Active) {
        uint64_t at = evaluate(instance, segment.offset).words[0];
        jit::TrapReason reason = table_init(instance, segment.table, i, at, 0, segment.size());
        if (reason != jit::TrapReason::None) return reason;
      }
      if (segment.mode != loader::SegmentMode::Passive) instance.drop_element(i);
    }
    for (uint32_t i = 0; i < module.data.size(); ++i) {
      const loader::DataSegment& segment = module.data[i];
      if (segment.mode != loader::SegmentMode::Active) continue;
      uint64_t at = evaluate(instance, segment.offset).words[0];
      jit::TrapReason reason = memory_init(instance, segment.memory, i, at, 0, segment.bytes_size);
      if (reason != jit::TrapReason::None) return reason;
      instance.drop_data(i);
    }
    return jit::TrapReason::None;
  }

 private:
  explicit Instantiation(Instance& instance)
      : instance_(instance), module_(instance.module()), store_(instance.store()) {}

  Result<void> fill(const std::vector<Extern>& imports) {
    instance_.functions_.resize(module_.functions.size());
    bool must_open = bind_imports(imports);
    define_functions();
    define_tags();
    TRY(define_memories());
    TRY(define_tables());
    if (must_open) TRY(instance_.open());
    define_globals();
    evaluate_elements();
    initialize_tables();
    return {};
  }

  // True if functions can pass between this instance and others.
  bool bind_imports(const std::vector<Extern>& imports) {
    bool functions_pass = false;
    for (size_t i = 0; i < imports.size(); ++i) {
      const loader::Import& import = module_.imports[i];
      if (auto* record = std::get_if<jit::FunctionRecord*>(&imports[i])) {
        instance_.functions_[import.index] = **record;
        at<jit::ImportEntry>(instance_.layout_.import_offset(import.index)) = {(*record)->code,
                                                                               *record};
        functions_pass |= (*record)->instance != nullptr;
      } else if (auto* table = std::get_if<Table*>(&imports[i])) {
        instance_.tables_.push_back(*table);
        functions_pass = true;
      } else if (auto* memory = std::get_if<MemoryInstance*>(&imports[i])) {
        instance_.memories_.push_back(*memory);
      } else if (auto* global = std::get_if<Global>(&imports[i])) {
        at<jit::GlobalCell*>(instance_.layout_.global_offset(import.index)) = global->cell;
        note_owner(import.index, global->cell);
        functions_pass |= loader::is_function_reference(global->type.value);
      } else if (auto* tag = std::get_if<Tag*>(&imports[i])) {
        instance_.tags_.push_back(*tag);
        functions_pass = true;
      }
    }
    return functions_pass;
  }

  void note_owner(uint32_t global, const jit::GlobalCell* cell) {
    for (const auto& owner : store_.instances()) {
      auto begin = reinterpret_cast<uintptr_t>(owner->data());
      auto at = reinterpret_cast<uintptr_t>(cell);
      if (at < begin || at - begin >= owner->layout().size()) continue;
      instance_.foreign_cells_.push_back(
          {global, owner->data()->id, static_cast<uint32_t>(at - begin)});
    }
  }

  void define_functions() {
    for (uint32_t i = module_.imported_functions; i < module_.functions.size(); ++i) {
      instance_.functions_[i] = {.code = instance_.direct_entry(i),
                                 .type_id = instance_.type_ids()[module_.functions[i]],
                                 .function = i,
                                 .instance = instance_.data()};
    }
    instance_.data_->functions = instance_.functions_.data();
  }

  void define_tags() {
    for (uint32_t i = module_.imported_tags; i < module_.tags.size(); ++i) {
      instance_.tags_.push_back(store_.new_tag(instance_.type_ids()[module_.tags[i]]));
    }
  }

  Result<void> define_memories() {
    for (size_t i = module_.imported_memories; i < module_.memories.size(); ++i) {
      instance_.memories_.push_back(TRY(store_.new_memory(module_.memories[i])));
    }
    for (uint32_t i = 0; i < instance_.memories_.size(); ++i) {
      at<jit::MemoryData*>(instance_.layout_.memory_offset(i)) = instance_.memories_[i]->data();
    }
    if (!instance_.memories_.empty()) {
      instance_.data_->memory_base = instance_.memories_[0]->data()->base;
    }
    return {};
  }

  Result<void> define_tables() {
    for (uint32_t i = module_.imported_tables; i < module_.tables.size(); ++i) {
      bool is_private = jit::table_is_private(module_, i);
      instance_.tables_.push_back(
          TRY(store_.new_table(canonical_type(module_.tables[i], instance_.type_ids()),
                               is_private ? instance_.data() : nullptr)));
    }
    for (uint32_t i = 0; i < instance_.tables_.size(); ++i) {
      jit::TableData& data = instance_.tables_[i]->data();
      at<jit::TableSlot>(instance_.layout_.table_offset(i)) = {data.entries, data.length, &data};
    }
    return {};
  }

  void define_globals() {
    for (uint32_t i = module_.imported_globals; i < module_.globals.size(); ++i) {
      const auto& initializer = module_.global_initializers[i - module_.imported_globals];
      instance_.global(i, instance_.data()) = evaluate(instance_, initializer);
    }
  }

  void evaluate_elements() {
    instance_.dropped_elements_ = std::vector<std::atomic<bool>>(module_.elements.size());
    instance_.dropped_data_ = std::vector<std::atomic<bool>>(module_.data.size());
    instance_.element_values_.resize(module_.elements.size());
    for (size_t i = 0; i < module_.elements.size(); ++i) {
      for (const loader::ConstantExpression& expression : module_.elements[i].expressions) {
        instance_.element_values_[i].push_back(evaluate(instance_, expression).words[0]);
      }
    }
  }

  void initialize_tables() {
    for (uint32_t i = module_.imported_tables; i < module_.tables.size(); ++i) {
      const auto& initializer = module_.table_initializers[i - module_.imported_tables];
      if (initializer.size == 0) continue;
      uint64_t reference = evaluate(instance_, initializer).words[0];
      Table& table = *instance_.tables_[i];
      for (uint64_t k = 0; k < table.length(); ++k) table.set(k, reference);
    }
  }

  template <typename T>
  T& at(uint32_t offset) {
    return *reinterpret_cast<T*>(reinterpret_cast<std::byte*>(instance_.data()) + offset);
  }

  Instance& instance_;
  const loader::Module& module_;
  Store& store_;
};

Result<Instance*> link(Store& store,
                       std::shared_ptr<const loader::Module> module,
                       const Linker& linker) {
  return Instantiation::allocate(store, std::move(module), linker);
}

std::expected<void, Trap> initialize(Instance& instance) {
  jit::TrapReason reason = Instantiation::write_segments(instance);
  if (reason != jit::TrapReason::None) {
    return std::unexpected(Trap{.reason = reason, .message = std::string(message_of(reason))});
  }
  if (instance.module().start) {
    TRY(invoke(instance.store(), instance.function(*instance.module().start), {}));
  }
  return {};
}

std::expected<Instance*, InstantiationFailure> instantiate(
    Store& store, std::shared_ptr<const loader::Module> module, const Linker& linker) {
  auto instance = link(store, std::move(module), linker);
  if (!instance) return std::unexpected(InstantiationFailure(std::move(instance.error())));
  if (auto done = initialize(**instance); !done) {
    return std::unexpected(InstantiationFailure(std::move(done.error())));
  }
  return *instance;
}

}  // namespace wali::engine
