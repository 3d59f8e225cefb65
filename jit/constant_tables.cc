#include "jit/constant_tables.h"

#include "jit/instance_layout.h"

namespace wali::jit {

ConstantTables::ConstantTables(const loader::Module& module) : tables_(module.tables.size()) {
  for (uint32_t i = 0; i < module.tables.size(); ++i) {
    tables_[i].is_constant = table_is_private(module, i);
  }
  // Active segments are written in order: once one has put functions into somebody else's table,
  // other threads may run them while the later ones are written.
  bool is_reachable = false;
  for (const loader::ElementSegment& segment : module.elements) {
    if (segment.mode != loader::SegmentMode::Active) continue;
    if (is_reachable) tables_[segment.table].is_constant = false;
    is_reachable |= segment.table < module.imported_tables;
  }
}

}  // namespace wali::jit
