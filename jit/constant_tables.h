#pragma once

#include <vector>

#include "loader/module.h"

/// Which tables no code writes once the instance's functions can be reached. Their entries may be
/// read in two steps, type and then code; an element of any other table may be replaced by another
/// thread in between.
///
/// Whether a table is written is known only after the last function. So each private one is taken
/// for constant until an instruction writes it, and where a call has relied on that by then, the
/// module is compiled a second time with what the first has taught.
namespace wali::jit {

class ConstantTables {
 public:
  explicit ConstantTables(const loader::Module& module);

  /// Asked by a call through the table, which relies on the answer.
  bool is_constant(uint32_t table) {
    tables_[table].is_relied_on |= tables_[table].is_constant;
    return tables_[table].is_constant;
  }
  void note_write(uint32_t table) {
    was_mistaken_ |= tables_[table].is_relied_on;
    tables_[table] = {};
  }
  bool was_mistaken() const { return was_mistaken_; }

 private:
  struct State {
    bool is_constant = false;
    bool is_relied_on = false;
  };
  std::vector<State> tables_;
  bool was_mistaken_ = false;
};

}  // namespace wali::jit
