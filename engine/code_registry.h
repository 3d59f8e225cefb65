#pragma once

#include "jit/compile.h"
#include "loader/module.h"

/// Which module a machine address belongs to. Looked up from signal handlers, so the registry is a
/// list of nodes that are never freed, only reused.
namespace wali::engine {

struct CodeNode;

struct RegisteredCode {
  const jit::CompiledModule* code = nullptr;
  const loader::Module* module = nullptr;
};

/// Announces compiled code for as long as it lives.
class CodeRegistration {
 public:
  CodeRegistration(const jit::CompiledModule& code, const loader::Module& module);
  CodeRegistration(const CodeRegistration&) = delete;
  CodeRegistration& operator=(const CodeRegistration&) = delete;
  ~CodeRegistration();

 private:
  CodeNode* node_;
};

/// The code that `pc` lies in; null members if it is none of ours. Async-signal-safe.
RegisteredCode find_code(const void* pc);

}  // namespace wali::engine
