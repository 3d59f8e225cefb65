#include "engine/type_registry.h"

#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

namespace wali::engine {
namespace {

class TypeRegistry {
 public:
  uint32_t id_of(const loader::FunctionType& type) {
    std::string key = key_of(type);
    std::lock_guard lock(mutex_);
    auto [entry, is_new] =
        ids_.try_emplace(std::move(key), static_cast<uint32_t>(types_.size() + 1));
    if (is_new) types_.push_back(type);
    return entry->second;
  }

  const loader::FunctionType& type_of(uint32_t id) {
    std::lock_guard lock(mutex_);
    return types_.at(id - 1);
  }

 private:
  // No value type is zero, so the parts cannot run together.
  static std::string key_of(const loader::FunctionType& type) {
    std::string key;
    auto append = [&key](loader::ValueType value) {
      key.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    for (loader::ValueType param : type.params) append(param);
    append(loader::ValueType{});
    for (loader::ValueType result : type.results) append(result);
    return key;
  }

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
  return registry().id_of(type);
}

const loader::FunctionType& canonical_type(uint32_t id) {
  return registry().type_of(id);
}

std::string to_string(const loader::FunctionType& type) {
  std::string text;
  append_types(text, type.params);
  text += " -> ";
  append_types(text, type.results);
  return text;
}

}  // namespace wali::engine
