#include "engine/code_registry.h"

#include <atomic>

namespace wali::engine {

struct CodeNode {
  std::atomic<bool> taken{true};
  std::atomic<const jit::CompiledModule*> code{nullptr};
  std::atomic<const loader::Module*> module{nullptr};
  CodeNode* next = nullptr;
};

namespace {
std::atomic<CodeNode*> first{nullptr};
}  // namespace

CodeRegistration::CodeRegistration(const jit::CompiledModule& code, const loader::Module& module) {
  for (node_ = first.load(); node_ != nullptr; node_ = node_->next) {
    bool expected = false;
    if (node_->taken.compare_exchange_strong(expected, true)) break;
  }
  if (node_ == nullptr) {
    node_ = new CodeNode;
    node_->next = first.load();
    while (!first.compare_exchange_weak(node_->next, node_)) {
    }
  }
  node_->module = &module;
  node_->code = &code;
}

CodeRegistration::~CodeRegistration() {
  node_->code = nullptr;
  node_->module = nullptr;
  node_->taken = false;
}

RegisteredCode find_code(const void* pc) {
  for (CodeNode* node = first.load(); node != nullptr; node = node->next) {
    const jit::CompiledModule* code = node->code;
    if (code != nullptr && code->code().contains(pc)) return {code, node->module};
  }
  return {};
}

}  // namespace wali::engine
