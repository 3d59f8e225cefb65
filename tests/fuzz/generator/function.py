"""A function's body: values and statements of every kind, chosen at random."""
from . import opcodes
from .control import Control
from .encoding import F32, F64, I32, I64, V128, is_float, is_reference, uleb, vector
from .exceptions import Exceptions
from .memory import Memory
from .references import References
from .simd import Simd

FUEL_GLOBAL = 0
MAX_LOOP_DEPTH = 3

PLAIN = opcodes.plain(('Mvp', 'SignExtension', 'NontrappingConversion'))
# What compilers emit most, or get wrong most.
PLAIN[I32] += 2 * [opcodes.BY_TEXT[each] for each in ('i32.add', 'i32.sub', 'i32.shl', 'i32.shr_u', 'i32.and')]
PLAIN[I32] += 3 * [opcodes.BY_TEXT['i32.wrap_i64']]
PLAIN[I64] += 3 * [opcodes.BY_TEXT[each] for each in ('i64.extend_i32_s', 'i64.extend_i32_u')]
TRUNCATIONS = {each: opcodes.matching(rf'i{bits}\.trunc_f') for each, bits in ((I32, 32), (I64, 64))}
DIVISIONS = {each: opcodes.matching(rf'i{bits}\.(div|rem)') for each, bits in ((I32, 32), (I64, 64))}


class Function(Control, Memory, Simd, Exceptions, References):
    def __init__(self, module, signature):
        self.module = module
        self.features = module.features
        self.rng = module.rng
        self.params, self.results = signature
        self.extra = tuple(self.rng.choice(module.value_types) for _ in range(self.rng.choice((2, 6, 12, 25))))
        # Loop counters and places for denan come last: nothing else assigns them.
        self.locals = self.params + self.extra
        self.counters = [len(self.locals) + i for i in range(MAX_LOOP_DEPTH)]
        first = len(self.locals) + MAX_LOOP_DEPTH
        self.private = [F32, F64] + ([V128] if self.features.simd else [])
        self.denan_locals = {each: first + i for i, each in enumerate(self.private)}
        self.code = bytearray()
        # Of each enclosing block: label types, a loop's counter, whether it is a legacy catch.
        self.labels = [(self.results, None, False)]
        self.budget = self.rng.choice((60, 200, 600))

    def body(self):
        declared = [*self.extra, *([I32] * MAX_LOOP_DEPTH), *self.private]
        self.emit(0x23, FUEL_GLOBAL, 0x45, 0x04, 0x40)  # out of fuel: return at once
        for each in self.results:
            self.code += self.fallback(each)
        self.emit(0x0f, 0x0b, 0x23, FUEL_GLOBAL, 0x41, 1, 0x6b, 0x24, FUEL_GLOBAL)
        self.statements(self.rng.randrange(2, 12))
        self.values(self.results, 4)
        self.emit(0x0b)
        return vector([uleb(1) + self.module.encoded(each) for each in declared]) + bytes(self.code)

    def fallback(self, value_type):
        return self.module.constant(value_type)

    def emit(self, *codes):
        self.code += bytes(codes)

    def indexed(self, opcode, index):
        self.code += bytes((opcode,)) + uleb(index)

    def number(self, value, index_type=I32):
        self.code += self.module.number(index_type, value)

    def a_local(self, value_type):
        found = [i for i, each in enumerate(self.locals) if each == value_type]
        return self.rng.choice(found) if found else None

    def values(self, types, depth):
        """Pushes them in order; now and then a statement comes between, with operands waiting."""
        for each in types:
            self.value(each, depth)
            if self.rng.random() < 0.15:
                self.statement(depth)

    def value(self, value_type, depth):
        self.budget -= 1
        if depth <= 0 or self.budget <= 0:
            self.leaf(value_type)
            return
        makers = [(self.select, 2), (self.tee, 2), (self.block_value, 2), (self.if_value, 2), (self.loop_value, 1),
                  (self.call_value, 1), (self.global_value, 0.3)]
        makers += self.maker_weights(value_type)
        choice = self.rng.choices([None] + [each for each, _ in makers], [4] + [weight for _, weight in makers])[0]
        if choice is None:
            self.leaf(value_type)
        else:
            choice(value_type, depth - 1)

    def maker_weights(self, value_type):
        if is_reference(value_type):
            return [(self.table_value, 3)] if self.has_table_value(value_type) else []
        if value_type == V128:
            return [(self.vector_operation, 10), (self.load, 3)]
        makers = [(self.operation, 8), (self.load, 2)]
        if self.features.simd:
            makers += [(self.extract, 2)]
        if is_float(value_type):
            return makers + [(self.copysign, 1)]
        makers += [(self.division, 1), (self.reinterpret, 1), (self.truncation, 0.03)]
        if self.features.atomics:
            makers += [(self.atomic, 1)]
        if self.features.references and value_type == I32:
            makers += [(self.is_null, 1)]
        return makers

    def leaf(self, value_type):
        local = self.a_local(value_type)
        kind = self.rng.random()
        if local is not None and kind < 0.6:
            self.indexed(0x20, local)
        elif kind < 0.7:
            self.global_value(value_type, 0)
        elif value_type in (I32, I64) and kind < 0.71:
            self.memory_size(value_type)
        else:
            self.code += self.module.constant(value_type)

    def global_value(self, value_type, _):
        found = [i for i, each in enumerate(self.module.globals) if each == value_type and i != FUEL_GLOBAL]
        if found:
            self.indexed(0x23, self.rng.choice(found))
        else:
            self.code += self.module.constant(value_type)

    def operation(self, value_type, depth):
        row = self.rng.choice(PLAIN[value_type])
        self.values(row.operands, depth)
        self.code += row.code

    def truncation(self, value_type, depth):
        row = self.rng.choice(TRUNCATIONS[value_type])
        self.values(row.operands, depth)
        self.code += row.code

    def division(self, value_type, depth):
        self.values((value_type, value_type), depth)
        if self.rng.random() < 0.9:
            self.emit(*((0x41, 1, 0x72) if value_type == I32 else (0x42, 1, 0x84)))
        self.code += self.rng.choice(DIVISIONS[value_type]).code

    def denan(self, value_type):
        """Replaces NaNs by a number, so that their bits cannot be seen."""
        local = self.denan_locals[value_type]
        self.indexed(0x22, local)
        self.code += b'\x43' + bytes(4) if value_type == F32 else b'\x44' + bytes(8)
        self.indexed(0x20, local)
        self.indexed(0x20, local)
        self.emit(0x5b if value_type == F32 else 0x61, 0x1b)

    def copysign(self, value_type, depth):
        self.values((value_type, value_type), depth)
        self.denan(value_type)
        self.emit(0x98 if value_type == F32 else 0xa6)

    def reinterpret(self, value_type, depth):
        source = F32 if value_type == I32 else F64
        self.value(source, depth)
        self.denan(source)
        self.emit(0xbc if value_type == I32 else 0xbd)

    def select(self, value_type, depth):
        self.values((value_type, value_type, I32), depth)
        if is_reference(value_type) or self.rng.random() < 0.1:
            self.code += b'\x1c\x01' + self.module.encoded(value_type)
        else:
            self.emit(0x1b)

    def tee(self, value_type, depth):
        self.value(value_type, depth)
        local = self.a_local(value_type)
        if local is not None:
            self.indexed(0x22, local)

    def consume(self, types):
        for each in reversed(types):
            local = self.a_local(each)
            if local is None or self.rng.random() < 0.3:
                self.emit(0x1a)
            else:
                self.indexed(0x21, local)

    # Statements leave the stack as it is.

    def statements(self, count, depth=4):
        for _ in range(count):
            self.statement(depth)

    def statement(self, depth):
        self.budget -= 1
        if depth <= 0 or self.budget <= 0:
            return
        makers = [(self.drop_value, 8), (self.store, 3), (self.set_global, 1), (self.call_statement, 1),
                  (self.branch_if, 3), (self.bulk, 0.4), (self.structure, 4)]
        if self.features.exceptions:
            makers += [(self.try_statement, 2.5), (self.throw_if, 1)]
        if self.features.references:
            makers += [(self.table_statement, 2)]
        if self.features.typed_references:
            makers += [(self.call_reference, 1), (self.branch_on_null, 1)]
        self.rng.choices([each for each, _ in makers], [weight for _, weight in makers])[0](depth - 1)

    def drop_value(self, depth):
        value_type = self.rng.choice(self.module.value_types)
        self.value(value_type, depth)
        self.consume((value_type,))

    def set_global(self, depth):
        if len(self.module.globals) > 1:
            index = self.rng.randrange(1, len(self.module.globals))
            self.value(self.module.globals[index], depth)
            self.indexed(0x24, index)

    def call_statement(self, depth):
        self.consume(self.call(self.rng.randrange(len(self.module.signatures)), depth))

    def structure(self, depth):
        make = self.rng.choice((self.block, self.if_else, self.if_else, self.loop, self.loop))
        results = self.module.some_types(2)
        make(self.module.some_types(2), results, depth)
        self.consume(results)
