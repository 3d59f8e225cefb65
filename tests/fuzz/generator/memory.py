"""Loads, stores, atomic and bulk operations, in any of the memories."""
from . import opcodes
from .encoding import F32, F64, I32, I64, V128, is_float, uleb

ACCESSES = opcodes.matching(r'(i32|i64|f32|f64|v128)\.(load|store)')
LOADS = {each: [row for row in ACCESSES if row.results == (each,) and len(row.operands) == 1]
         for each in (I32, I64, F32, F64, V128)}
LANE_LOADS = [row for row in ACCESSES if row.immediate == 'MemArgLane' and row.results]
STORES = {each: [row for row in ACCESSES if not row.results and row.operands[1] == each]
          for each in (I32, I64, F32, F64, V128)}
WIDE_STORE, NARROW_STORE = (opcodes.BY_TEXT[each] for each in ('v128.store', 'v128.store64_lane'))
ATOMICS = {each: [row for row in opcodes.matching(r'i\d\d\.atomic') if row.results == (each,)] for each in (I32, I64)}
PASSIVE_BYTES = 64


class Memory:
    def some_memory(self):
        return self.rng.randrange(len(self.module.memory_types))

    def memory_argument(self, memory, alignment, offset=None):
        if offset is None:
            offset = self.rng.choice((0, 0, 8, 16, 1 << 10))
            if self.rng.random() < 0.003:
                offset = self.rng.choice((1 << 31, (1 << 32) - 8))
        if memory == 0:
            self.code += uleb(alignment) + uleb(offset)
        else:
            self.code += uleb(alignment | 0x40) + uleb(memory) + uleb(offset)

    def masked(self, index_type, mask, depth):
        self.value(index_type, depth)
        self.number(mask, index_type)
        self.emit(0x71 if index_type == I32 else 0x83)

    def address(self, memory, depth):
        index_type = self.module.memory_types[memory]
        if self.rng.random() < 0.3:
            self.number(self.rng.choice((0, 4, 4096, 60001)), index_type)
        elif self.rng.random() < 0.995:
            self.masked(index_type, 0xf7ff, depth)
        else:
            self.value(index_type, depth)

    def alignment_of(self, row):
        return self.rng.randrange(opcodes.access_bytes(row).bit_length())

    def load(self, value_type, depth):
        memory = self.some_memory()
        if value_type == V128 and self.rng.random() < 0.2:
            row = self.rng.choice(LANE_LOADS)
            self.address(memory, depth)
            self.value(V128, depth)
            self.code += row.code
            self.memory_argument(memory, self.alignment_of(row))
            self.emit(self.rng.randrange(16 // opcodes.access_bytes(row)))
            return
        row = self.rng.choice(LOADS[value_type])
        self.address(memory, depth)
        self.code += row.code
        self.memory_argument(memory, self.alignment_of(row))

    def store(self, depth):
        memory = self.some_memory()
        value_type = self.rng.choice([I32, I64, F32, F64] + [V128, V128] * self.features.simd)
        row = self.rng.choice(STORES[value_type])
        self.address(memory, depth)
        self.value(value_type, depth)
        if is_float(value_type):
            self.denan(value_type)
        alignment = self.alignment_of(row)
        if row is WIDE_STORE and self.features.narrow_stores:
            self.code += NARROW_STORE.code
            self.memory_argument(memory, min(alignment, 3))
            self.emit(0)
            return
        self.code += row.code
        self.memory_argument(memory, alignment)
        if row.immediate == 'MemArgLane':
            self.emit(self.rng.randrange(16 // opcodes.access_bytes(row)))

    def atomic(self, value_type, depth):
        memory = self.some_memory()
        row = self.rng.choice(ATOMICS[value_type])
        self.masked(self.module.memory_types[memory], 0xff8, depth)
        self.values(row.operands[1:], depth)
        self.code += row.code
        bytes_ = opcodes.access_bytes(row)
        self.memory_argument(memory, bytes_.bit_length() - 1, self.rng.choice((0, 8, 64)))

    def memory_size(self, value_type):
        found = [i for i, each in enumerate(self.module.memory_types) if each == value_type]
        if not found:
            self.code += self.module.constant(value_type)
            return
        memory = self.rng.choice(found)
        if self.rng.random() < 0.7:
            self.emit(0x3f, memory)
        else:
            self.number(self.rng.randrange(3), value_type)
            self.emit(0x40, memory)

    def bulk(self, depth):
        to, source = self.some_memory(), self.some_memory()
        to_type, source_type = self.module.memory_types[to], self.module.memory_types[source]
        length_type = I64 if to_type == source_type == I64 else I32
        self.masked(to_type, 0xfff, depth)
        kind = self.rng.random()
        if kind < 0.4:
            self.masked(source_type, 0xfff, depth)
            self.masked(length_type, 0xff, depth)
            self.emit(0xfc, 10, to, source)
        elif kind < 0.8:
            self.value(I32, depth)
            self.masked(to_type, 0xff, depth)
            self.emit(0xfc, 11, to)
        else:
            self.masked(I32, PASSIVE_BYTES // 2, depth)
            self.masked(I32, PASSIVE_BYTES // 2, depth)
            self.emit(0xfc, 8, 1, to)
            if self.rng.random() < 0.05:
                self.emit(0xfc, 9, 1)
