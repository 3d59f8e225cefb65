"""Random modules whose code is hard on a compiler rather than likely: deep operand stacks across control flow, many
live locals, every numeric instruction, block parameters, br_table, wide signatures, atomics, tail calls.

Every module ends: loops count down, and every function call burns fuel that `hangLimitInitializer` fills up again. NaN
bits are not observable: what is stored or reinterpreted passes `denan` first.
"""
import struct

I32, I64, F32, F64 = 0x7f, 0x7e, 0x7d, 0x7c
TYPES = (I32, I64, F32, F64)
FUEL = 200
MAX_LOOP_DEPTH = 3

# Result type -> [(opcode bytes, operand types)]
OPERATIONS = {
    I32: [((0x45,), (I32,)), ((0x50,), (I64,))]
         + [((op,), (I32, I32)) for op in range(0x46, 0x50)]
         + [((op,), (I64, I64)) for op in range(0x51, 0x5b)]
         + [((op,), (F32, F32)) for op in range(0x5b, 0x61)]
         + [((op,), (F64, F64)) for op in range(0x61, 0x67)]
         + [((op,), (I32,)) for op in (0x67, 0x68, 0x69, 0xc0, 0xc1)]
         + 2 * [((op,), (I32, I32)) for op in (*range(0x6a, 0x6d), *range(0x71, 0x79))]
         + 3 * [((0xa7,), (I64,))]
         + [((0xfc, op), (F32,)) for op in (0, 1)] + [((0xfc, op), (F64,)) for op in (2, 3)],
    I64: [((op,), (I64,)) for op in (0x79, 0x7a, 0x7b, 0xc2, 0xc3, 0xc4)]
         + 2 * [((op,), (I64, I64)) for op in (*range(0x7c, 0x7f), *range(0x83, 0x8b))]
         + 3 * [((op,), (I32,)) for op in (0xac, 0xad)]
         + [((0xfc, op), (F32,)) for op in (4, 5)] + [((0xfc, op), (F64,)) for op in (6, 7)],
    F32: [((op,), (F32,)) for op in range(0x8b, 0x92)]
         + [((op,), (F32, F32)) for op in range(0x92, 0x98)]
         + [((op,), (I32,)) for op in (0xb2, 0xb3, 0xbe)] + [((op,), (I64,)) for op in (0xb4, 0xb5)]
         + [((0xb6,), (F64,))],
    F64: [((op,), (F64,)) for op in range(0x99, 0xa0)]
         + [((op,), (F64, F64)) for op in range(0xa0, 0xa6)]
         + [((op,), (I32,)) for op in (0xb7, 0xb8)] + [((op,), (I64,)) for op in (0xb9, 0xba, 0xbf)]
         + [((0xbb,), (F32,))],
}
TRAPPING = {I32: [((op,), (F32,)) for op in (0xa8, 0xa9)] + [((op,), (F64,)) for op in (0xaa, 0xab)],
            I64: [((op,), (F32,)) for op in (0xae, 0xaf)] + [((op,), (F64,)) for op in (0xb0, 0xb1)]}
DIVISIONS = {I32: range(0x6d, 0x71), I64: range(0x7f, 0x83)}
LOADS = {I32: (0x28, *range(0x2c, 0x30)), I64: (0x29, *range(0x30, 0x36)), F32: (0x2a,), F64: (0x2b,)}
STORES = {I32: (0x36, 0x3a, 0x3b), I64: (0x37, 0x3c, 0x3d, 0x3e), F32: (0x38,), F64: (0x39,)}
# Which of the seven forms that every atomic operation has, and log2 of the bytes it accesses.
ATOMIC_FORMS = {I32: ((0, 2), (2, 0), (3, 1)), I64: ((1, 3), (4, 0), (5, 1), (6, 2))}
FUEL_GLOBAL = 0


def leb(value):
    out = bytearray()
    while True:
        byte = value & 0x7f
        value >>= 7
        if value == (-1 if byte & 0x40 else 0):
            return bytes(out) + bytes((byte,))
        out.append(byte | 0x80)


def uleb(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7f | 0x80)
        value >>= 7
    return bytes(out) + bytes((value,))


def vector(items):
    return uleb(len(items)) + b''.join(items)


def section(number, payload):
    return bytes((number,)) + uleb(len(payload)) + payload


def is_float(value_type):
    return value_type in (F32, F64)


class Module:
    def __init__(self, rng):
        self.rng = rng
        self.types = []
        self.globals = [I32] + [rng.choice(TYPES) for _ in range(rng.randrange(6))]
        self.imports = [self.signature() for _ in range(2)]
        self.functions = [self.signature() for _ in range(rng.randrange(1, 6))]
        self.signatures = self.imports + self.functions
        self.table = [rng.randrange(len(self.signatures)) for _ in range(8)]

    def type_index(self, signature):
        if signature not in self.types:
            self.types.append(signature)
        return self.types.index(signature)

    def some_types(self, most):
        return tuple(self.rng.choice(TYPES) for _ in range(self.rng.randrange(most + 1)))

    def signature(self):
        wide = self.rng.random() < 0.25
        return (self.some_types(14 if wide else 4), self.some_types(7 if wide else 2))

    def constant(self, value_type):
        rng = self.rng
        if is_float(value_type):
            value = rng.choice((0.0, -0.0, 1.0, -1.5, 3e9, -3e9, 1e19, -1e19, 0.3, float('inf'), rng.uniform(-9, 9)))
            return struct.pack('<Bf', 0x43, value) if value_type == F32 else struct.pack('<Bd', 0x44, value)
        bits = 32 if value_type == I32 else 64
        value = rng.choice((0, 1, -1, 2, 8, 31, 255, 65535, 1 << (bits - 1), (1 << (bits - 1)) - 1,
                            rng.randrange(-128, 128), 1 << rng.randrange(bits), rng.getrandbits(bits)))
        value &= (1 << bits) - 1
        return bytes((0x41 if value_type == I32 else 0x42,)) + leb(value - (value >> (bits - 1) << bits))

    def encode(self):
        rng = self.rng
        bodies = [Function(self, signature).body() for signature in self.functions]
        bodies.append(uleb(0) + b'\x41' + leb(FUEL) + b'\x24' + uleb(FUEL_GLOBAL) + b'\x0b')
        declared = [uleb(self.type_index(each)) for each in (*self.functions, ((), ()))]
        imports = [b'\x01e' + bytes((1, 97 + i, 0)) + uleb(self.type_index(each))
                   for i, each in enumerate(self.imports)]
        exports = [b'\x14hangLimitInitializer\x00' + uleb(len(self.signatures)), b'\x01m\x02\x00']
        for i in range(len(self.imports), len(self.signatures)):
            exports.append(bytes((1, 65 + i, 0)) + uleb(i))
        for i in range(1, len(self.globals)):
            exports.append(bytes((2, 103, 48 + i, 3)) + uleb(i))
        globals_ = [bytes((each, 1)) + self.constant(each) + b'\x0b' for each in self.globals]
        elements = uleb(1) + uleb(0) + b'\x41\x00\x0b' + vector([uleb(each) for each in self.table])
        data = uleb(1) + uleb(0) + b'\x41\x00\x0b' + uleb(256) + rng.randbytes(256)
        types = [b'\x60' + vector([bytes((t,)) for t in params]) + vector([bytes((t,)) for t in results])
                 for params, results in self.types]
        return (b'\0asm\1\0\0\0' + section(1, vector(types)) + section(2, vector(imports))
                + section(3, vector(declared)) + section(4, b'\x01\x70\x00\x0a') + section(5, b'\x01\x01\x01\x03')
                + section(6, vector(globals_)) + section(7, vector(exports)) + section(9, elements)
                + section(10, vector([uleb(len(each)) + each for each in bodies])) + section(11, data))


class Function:
    def __init__(self, module, signature):
        self.module = module
        self.rng = module.rng
        self.params, self.results = signature
        self.extra = tuple(self.rng.choice(TYPES) for _ in range(self.rng.choice((2, 6, 12, 25))))
        # Loop counters and a place for denan come last: nothing else assigns them.
        self.locals = self.params + self.extra
        self.counters = [len(self.locals) + i for i in range(MAX_LOOP_DEPTH)]
        self.denan_locals = {F32: len(self.locals) + MAX_LOOP_DEPTH, F64: len(self.locals) + MAX_LOOP_DEPTH + 1}
        self.code = bytearray()
        self.labels = [(self.results, None)]  # of each enclosing block: label types, a loop's counter
        self.budget = self.rng.choice((60, 200, 600))

    def body(self):
        declared = [uleb(1) + bytes((each,)) for each in (*self.extra, *([I32] * MAX_LOOP_DEPTH), F32, F64)]
        self.emit(0x23, FUEL_GLOBAL, 0x45, 0x04, 0x40)  # out of fuel: return at once
        for each in self.results:
            self.code += self.module.constant(each)
        self.emit(0x0f, 0x0b, 0x23, FUEL_GLOBAL, 0x41, 1, 0x6b, 0x24, FUEL_GLOBAL)
        self.statements(self.rng.randrange(2, 12))
        self.values(self.results, 4)
        self.emit(0x0b)
        return vector(declared) + bytes(self.code)

    def emit(self, *opcodes):
        self.code += bytes(opcodes)

    def indexed(self, opcode, index):
        self.code += bytes((opcode,)) + uleb(index)

    def number(self, value):
        self.code += b'\x41' + leb(value)

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
            return self.leaf(value_type)
        makers = [(self.leaf, 4), (self.operation, 8), (self.load, 2), (self.select, 2), (self.tee, 2),
                  (self.block_value, 2), (self.if_value, 2), (self.loop_value, 1), (self.call_value, 1)]
        if is_float(value_type):
            makers += [(self.copysign, 1)]
        else:
            makers += [(self.division, 1), (self.atomic, 1), (self.reinterpret, 1), (self.trapping, 0.03)]
        choice = self.rng.choices([each for each, _ in makers], [weight for _, weight in makers])[0]
        choice(value_type, depth - 1) if choice != self.leaf else self.leaf(value_type)

    def leaf(self, value_type):
        local = self.a_local(value_type)
        globals_ = [i for i, each in enumerate(self.module.globals) if each == value_type and i != FUEL_GLOBAL]
        kind = self.rng.random()
        if local is not None and kind < 0.6:
            self.indexed(0x20, local)
        elif globals_ and kind < 0.7:
            self.indexed(0x23, self.rng.choice(globals_))
        elif value_type == I32 and kind < 0.71:
            self.emit(0x3f, 0)
        elif value_type == I32 and kind < 0.715:
            self.emit(0x41, self.rng.randrange(3), 0x40, 0)
        else:
            self.code += self.module.constant(value_type)

    def operation(self, value_type, depth):
        opcode, operands = self.rng.choice(OPERATIONS[value_type])
        self.values(operands, depth)
        self.emit(*opcode)

    def trapping(self, value_type, depth):
        opcode, operands = self.rng.choice(TRAPPING[value_type])
        self.values(operands, depth)
        self.emit(*opcode)

    def division(self, value_type, depth):
        self.values((value_type, value_type), depth)
        if self.rng.random() < 0.9:
            self.emit(*((0x41, 1, 0x72) if value_type == I32 else (0x42, 1, 0x84)))
        self.emit(self.rng.choice(DIVISIONS[value_type]))

    def denan(self, value_type):
        local = self.denan_locals[value_type]
        self.indexed(0x22, local)
        self.code += struct.pack('<Bf', 0x43, 0) if value_type == F32 else struct.pack('<Bd', 0x44, 0)
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
        self.emit(0x1b)

    def tee(self, value_type, depth):
        self.value(value_type, depth)
        local = self.a_local(value_type)
        if local is not None:
            self.indexed(0x22, local)

    def address(self, depth):
        if self.rng.random() < 0.3:
            return self.number(self.rng.choice((0, 4, 4096, 60001)))
        self.value(I32, depth)
        if self.rng.random() < 0.995:
            self.number(0xf7ff)
            self.emit(0x71)

    def memory_argument(self, alignment):
        offset = self.rng.choice((0, 0, 8, 16, 1 << 10))
        if self.rng.random() < 0.003:
            offset = self.rng.choice((1 << 31, (1 << 32) - 8))
        self.code += uleb(alignment) + uleb(offset)

    def load(self, value_type, depth):
        self.address(depth)
        self.emit(self.rng.choice(LOADS[value_type]))
        self.memory_argument(0)

    def atomic(self, value_type, depth):
        self.value(I32, depth)
        self.number(0xff8)
        self.emit(0x71)
        form, size = self.rng.choice(ATOMIC_FORMS[value_type])
        group = self.rng.randrange(8)
        self.values((value_type,) * (0 if group == 0 else 2 if group == 7 else 1), depth)
        opcode = 0x10 + form if group == 0 else 0x1e + 7 * (group - 1) + form
        self.emit(0xfe, opcode, size, self.rng.choice((0, 8, 64)))

    # Control flow. A block's body starts with its parameters on the stack.

    def block_type(self, params, results):
        if not params and len(results) <= 1:
            self.emit(results[0] if results else 0x40)
        else:
            self.code += leb(self.module.type_index((params, results)))

    def consume(self, types):
        for each in reversed(types):
            local = self.a_local(each)
            if local is None or self.rng.random() < 0.3:
                self.emit(0x1a)
            else:
                self.indexed(0x21, local)

    def block_body(self, params, results, depth):
        if self.rng.random() < 0.5:
            self.statements(self.rng.randrange(3), depth)
        self.consume(params)
        self.statements(self.rng.randrange(4), depth)
        if self.rng.random() < 0.1:
            self.leave(depth)
            return
        self.values(results, depth)
        if self.labels[-1] == (results, None) and self.rng.random() < 0.4:
            self.value(I32, depth)
            self.emit(0x0d, 0)

    def block(self, params, results, depth):
        self.values(params, depth)
        self.emit(0x02)
        self.block_type(params, results)
        self.labels.append((results, None))
        self.block_body(params, results, depth)
        self.labels.pop()
        self.emit(0x0b)

    def if_else(self, params, results, depth):
        self.values((*params, I32), depth)
        self.emit(0x04)
        self.block_type(params, results)
        self.labels.append((results, None))
        self.block_body(params, results, depth)
        if params != results or self.rng.random() < 0.7:
            self.emit(0x05)
            self.block_body(params, results, depth)
        self.labels.pop()
        self.emit(0x0b)

    def loop(self, params, results, depth):
        nesting = sum(counter is not None for _, counter in self.labels)
        if nesting == MAX_LOOP_DEPTH:
            return self.block(params, results, depth)
        counter = self.counters[nesting]
        self.values(params, depth)
        self.number(self.rng.randrange(1, 6))
        self.indexed(0x21, counter)
        self.emit(0x03)
        self.block_type(params, results)
        self.labels.append((params, counter))
        self.indexed(0x20, counter)
        self.emit(0x41, 1, 0x6b)
        self.indexed(0x21, counter)
        self.block_body(params, results, depth)
        # Once more round, most of the time: the results wait below.
        self.values(params, depth)
        self.indexed(0x20, counter)
        self.emit(0x41, 0, 0x4a, 0x0d, 0)
        self.consume(params)
        self.labels.pop()
        self.emit(0x0b)

    def block_value(self, value_type, depth):
        self.structured(self.block, value_type, depth)

    def if_value(self, value_type, depth):
        self.structured(self.if_else, value_type, depth)

    def loop_value(self, value_type, depth):
        self.structured(self.loop, value_type, depth)

    def structured(self, make, value_type, depth):
        wide = 6 if self.rng.random() < 0.1 else 2
        more = self.module.some_types(wide)
        make(self.module.some_types(wide), (value_type, *more), depth)
        self.consume(more)

    def guard(self, counter):
        """An i32 on the stack: kept if the loop may go round again, else 0."""
        if counter is not None:
            self.number(0)
            self.indexed(0x20, counter)
            self.emit(0x41, 0, 0x4a, 0x1b)

    def branch_if(self, depth):
        target = self.rng.randrange(len(self.labels))
        types, counter = self.labels[-1 - target]
        self.values((*types, I32), depth)
        self.guard(counter)
        self.indexed(0x0d, target)
        self.consume(types)

    def leave(self, depth):
        """Ends the block; what follows is not reached."""
        ahead = [i for i, (_, counter) in enumerate(reversed(self.labels)) if counter is None]
        target = self.rng.choice(ahead)
        types, _ = self.labels[-1 - target]
        same = [i for i, (each, _) in enumerate(reversed(self.labels)) if each == types]
        kind = self.rng.random()
        if kind < 0.3:
            self.values(types, depth)
            self.indexed(0x0c, target)
        elif kind < 0.45:
            self.values(self.results, depth)
            self.emit(0x0f)
        elif kind < 0.55 and self.tail_call(depth):
            pass
        else:
            loops = [i for i in same if i not in ahead]
            once = self.rng.choice(loops) if loops else target
            targets = [self.rng.choice([i for i in same if i in ahead] + [once])
                       for _ in range(self.rng.randrange(10))]
            counter = self.labels[-1 - once][1]
            self.values((*types, I32), depth)
            if self.rng.random() < 0.7:
                self.number(15)
                self.emit(0x71)
            if counter is not None:
                self.number(len(targets))
                self.indexed(0x20, counter)
                self.emit(0x41, 0, 0x4a, 0x1b)
            self.code += b'\x0e' + vector([uleb(i) for i in targets]) + uleb(target)
        if self.rng.random() < 0.3:
            self.emit(0x6a, 0x1a, 0x02, 0x40, 0x0b)

    def tail_call(self, depth):
        def fits(signature):
            params, results = signature
            return (results == self.results and len(params) <= 7 and len(results) <= 4)
        found = [i for i, each in enumerate(self.module.signatures) if fits(each)]
        if not found:
            return False
        callee = self.rng.choice(found)
        signature = self.module.signatures[callee]
        self.values(signature[0], depth)
        if self.rng.random() < 0.5 and callee in self.module.table:
            self.number(self.module.table.index(callee))
            self.indexed(0x13, self.module.type_index(signature))
            self.emit(0)
        else:
            self.indexed(0x12, callee)
        return True

    def call(self, callee, depth):
        signature = self.module.signatures[callee]
        self.values(signature[0], depth)
        if self.rng.random() < 0.4 and callee in self.module.table:
            if self.rng.random() < 0.97:
                self.number(self.module.table.index(callee))
            else:
                self.value(I32, depth)
            self.indexed(0x11, self.module.type_index(signature))
            self.emit(0)
        else:
            self.indexed(0x10, callee)
        return signature[1]

    def call_value(self, value_type, depth):
        found = [i for i, (_, results) in enumerate(self.module.signatures) if results[:1] == (value_type,)]
        if not found:
            return self.operation(value_type, depth)
        results = self.call(self.rng.choice(found), depth)
        self.consume(results[1:])

    # Statements leave the stack as it is.

    def statements(self, count, depth=4):
        for _ in range(count):
            self.statement(depth)

    def statement(self, depth):
        self.budget -= 1
        if depth <= 0 or self.budget <= 0:
            return
        depth -= 1
        kind = self.rng.random()
        if kind < 0.4:
            value_type = self.rng.choice(TYPES)
            self.value(value_type, depth)
            self.consume((value_type,))
        elif kind < 0.55:
            value_type = self.rng.choice(TYPES)
            self.address(depth)
            self.value(value_type, depth)
            if is_float(value_type):
                self.denan(value_type)
            self.emit(self.rng.choice(STORES[value_type]))
            self.memory_argument(0)
        elif kind < 0.6 and len(self.module.globals) > 1:
            index = self.rng.randrange(1, len(self.module.globals))
            self.value(self.module.globals[index], depth)
            self.indexed(0x24, index)
        elif kind < 0.65:
            self.consume(self.call(self.rng.randrange(len(self.module.signatures)), depth))
        elif kind < 0.8:
            self.branch_if(depth)
        elif kind < 0.82:
            self.bulk(depth)
        else:
            make = self.rng.choice((self.block, self.if_else, self.if_else, self.loop, self.loop))
            results = self.module.some_types(2)
            make(self.module.some_types(2), results, depth)
            self.consume(results)

    def bulk(self, depth):
        for mask in (0xfff, 0xfff, 0xff):
            self.value(I32, depth)
            self.number(mask)
            self.emit(0x71)
        self.emit(*self.rng.choice(((0xfc, 10, 0, 0), (0xfc, 11, 0))))


def module_bytes(rng):
    return Module(rng).encode()
