#include "engine/instance.h"

#include <fmt/format.h>

#include <cstring>
#include <new>

#include "engine/builtins.h"
#include "engine/store.h"
#include "engine/type_registry.h"

namespace wali::engine {

Instance::Instance(Store& store,
                   std::shared_ptr<const loader::Module> module,
                   const jit::CompiledModule& code,
                   std::vector<uint32_t> type_ids)
    : store_(store),
      module_(std::move(module)),
      code_(code),
      type_ids_(std::move(type_ids)),
      layout_(*module_),
      data_(new_instance_block(layout_.size())) {
  data_->instance = this;
  install_builtins(*data_);
  store.thread().add_instance(data_.get());
}

jit::GlobalCell& Instance::global(uint32_t index, jit::InstanceData* data) const {
  void* at = reinterpret_cast<std::byte*>(data) + layout_.global_offset(index);
  return index < module_->imported_globals ? **static_cast<jit::GlobalCell**>(at)
                                           : *static_cast<jit::GlobalCell*>(at);
}

void Instance::rebind_imported_globals(jit::InstanceData& copy) const {
  for (const ForeignCell& cell : foreign_cells_) {
    auto* owner = reinterpret_cast<std::byte*>(copy.thread->peers[cell.owner]);
    void* slot = reinterpret_cast<std::byte*>(&copy) + layout_.global_offset(cell.global);
    *static_cast<std::byte**>(slot) = owner + cell.offset;
  }
}

void Instance::part_exceptions(jit::InstanceData& copy) const {
  for (uint32_t i = module_->imported_globals; i < module_->globals.size(); ++i) {
    if (loader::is_exception_reference(module_->globals[i].value)) global(i, &copy) = {};
  }
  for (Table* table : tables_) table->share_exceptions();
}

std::optional<Extern> Instance::find_export(std::string_view name) {
  const loader::Export* found = module_->find_export(name);
  if (found == nullptr) return std::nullopt;
  switch (found->kind) {
    case loader::ExternalKind::Function:
      return &functions_[found->index];
    case loader::ExternalKind::Table:
      return tables_[found->index];
    case loader::ExternalKind::Memory:
      return memories_[found->index];
    case loader::ExternalKind::Global:
      return Global{canonical_type(module_->globals[found->index], type_ids_),
                    &global(found->index, data())};
    case loader::ExternalKind::Tag:
      return tags_[found->index];
  }
  return std::nullopt;
}

jit::FunctionRecord* Instance::find_function(std::string_view name) {
  const loader::Export* found = module_->find_export(name);
  if (found == nullptr || found->kind != loader::ExternalKind::Function) return nullptr;
  return &functions_[found->index];
}

Result<void> Instance::open() {
  if (is_open_) return {};
  is_open_ = true;
  for (uint32_t i = module_->imported_functions; i < functions_.size(); ++i) {
    if (!module_->referenced_functions[i]) continue;
    auto thunk =
        store_.thunks().instance_switch(module_->function_type(i), direct_entry(i), data_->id);
    if (!thunk) {
      return failure(ErrorKind::Resource,
                     fmt::format("no executable memory: {}", strerror(thunk.error())));
    }
    functions_[i].code = *thunk;
  }
  return {};
}

uint64_t Instance::element(uint32_t segment, uint64_t index) {
  const loader::ElementSegment& elements = module_->elements[segment];
  if (elements.functions.empty()) return element_values_[segment][index];
  return reinterpret_cast<uint64_t>(&functions_[elements.functions[index]]);
}

uint64_t Instance::element_count(uint32_t segment) const {
  return dropped_elements_[segment] ? 0 : module_->elements[segment].size();
}

std::span<const std::byte> Instance::data_segment(uint32_t segment) const {
  if (dropped_data_[segment]) return {};
  const loader::DataSegment& data = module_->data[segment];
  return module_->slice(data.bytes_offset, data.bytes_size);
}

}  // namespace wali::engine
