#include "engine/type_registry.h"

#include <cassert>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "loader/type_groups.h"

namespace wali::engine {
namespace {

class TypeRegistry {
 public:
  /// The id of the first of the types; those of the others follow it. Nothing once ids would reach
  /// the numbers that stand for a group's own types.
  std::optional<uint32_t> ids_of(std::span<loader::FunctionType> group) {
    std::string key = loader::key_of_group(group);
    std::lock_guard lock(mutex_);
    if (types_.size() + group.size() >= loader::kOwnGroup) return std::nullopt;
    auto [entry, is_new] =
        ids_.try_emplace(std::move(key), static_cast<uint32_t>(types_.size() + 1));
    uint32_t first = entry->second;
    if (!is_new) return first;
    loader::renumber_references(group, [first](uint32_t id) {
      return id < loader::kOwnGroup ? id : first + (id - loader::kOwnGroup);
    });
    types_.insert(types_.end(), group.begin(), group.end());
    return first;
  }

  const loader::FunctionType& type_of(uint32_t id) {
    std::lock_guard lock(mutex_);
    return types_.at(id - 1);
  }

  std::mutex& mutex() { return mutex_; }

 private:
  std::mutex mutex_;
  std::deque<loader::FunctionType> types_;
  std::unordered_map<std::string, uint32_t> ids_;
};

TypeRegistry& registry() {
  static TypeRegistry instance;
  return instance;
}

void append_types(std::string& text, const std::vector<loader::ValueType>& types) {
  text += '(';
  for (size_t i = 0; i < types.size(); ++i) {
    if (i != 0) text += ' ';
    text += loader::name_of(types[i]);
  }
  text += ')';
}

}  // namespace

uint32_t canonical_type_id(const loader::FunctionType& type) {
  loader::FunctionType copy = type;
  std::optional<uint32_t> id = registry().ids_of({&copy, 1});
  assert(id && "host functions have few types");
  return *id;
}

Result<std::vector<uint32_t>> canonical_type_ids(const loader::Module& module) {
  std::vector<uint32_t> ids(module.types.size());
  std::vector<loader::FunctionType> types;
  for (loader::TypeGroup group : module.type_groups) {
    // Of a group that came before, under another index, the module's references name the first.
    uint32_t canonical = group.count == 0 ? group.first : module.canonical_types[group.first];
    auto begin = module.types.begin() + group.first;
    types.assign(begin, begin + group.count);
    loader::renumber_references(types, [&](uint32_t index) {
      bool is_own = index >= canonical && index - canonical < group.count;
      return is_own ? loader::kOwnGroup + (index - canonical) : ids[index];
    });
    std::optional<uint32_t> first = registry().ids_of(types);
    if (!first) return failure(ErrorKind::Resource, "too many function types in this process");
    for (uint32_t i = 0; i < group.count; ++i) ids[group.first + i] = *first + i;
  }
  return ids;
}

loader::ValueType canonical_type(loader::ValueType type, std::span<const uint32_t> type_ids) {
  if (!loader::is_concrete(type)) return type;
  return loader::concrete(
      type_ids[loader::type_index_of(type)],
      loader::is_nullable(type) ? loader::Nullability::Nullable : loader::Nullability::NonNull);
}

loader::GlobalType canonical_type(loader::GlobalType type, std::span<const uint32_t> type_ids) {
  type.value = canonical_type(type.value, type_ids);
  return type;
}

loader::TableType canonical_type(loader::TableType type, std::span<const uint32_t> type_ids) {
  type.element = canonical_type(type.element, type_ids);
  return type;
}

const loader::FunctionType& canonical_type(uint32_t id) {
  return registry().type_of(id);
}

void types_before_fork() {
  registry().mutex().lock();
}

void types_after_fork() {
  registry().mutex().unlock();
}

std::string to_string(const loader::FunctionType& type) {
  std::string text;
  append_types(text, type.params);
  text += " -> ";
  append_types(text, type.results);
  return text;
}

}  // namespace wali::engine
