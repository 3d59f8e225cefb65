"""The module around the functions."""
import struct

from .encoding import (EXNREF, F32, F64, FUNCREF, I32, I64, NUMERIC, V128, Reference, is_float, leb, name, section,
                       uleb, vector)
from .function import Function

FUEL = 200
FUEL_GLOBAL = 0
TABLE_SIZE = 10   # of the call table: the last two elements are null
PASSIVE_BYTES = 64
RESET = 'hangLimitInitializer'
REFUEL = b'\x41' + leb(FUEL) + b'\x24' + uleb(FUEL_GLOBAL)


class Module:
    def __init__(self, rng, features):
        self.rng = rng
        self.features = features
        self.types = []
        # What a local, a parameter of an internal function and a label may have, and what the outside can see.
        self.value_types = list(NUMERIC)
        if features.simd:
            self.value_types += [V128, V128]
        if features.references:
            self.value_types += [FUNCREF]
        if features.exceptions == 'exnref':
            self.value_types += [EXNREF]
        self.imports = [self.signature() for _ in range(2)]
        exported = [self.signature() for _ in range(rng.randrange(1, 5))]
        internal = [self.signature(internal=True) for _ in range(rng.randrange(1, 5))]
        self.exported = len(exported)
        self.functions = exported + internal
        self.signatures = self.imports + self.functions
        if features.typed_references:
            self.value_types += [Reference(rng.choice(self.signatures)) for _ in range(2)]
        self.globals = [I32] + [rng.choice(self.value_types) for _ in range(rng.randrange(6))]
        self.globals = [I32 if isinstance(each, Reference) or each == EXNREF else each for each in self.globals]
        self.table = [rng.randrange(len(self.signatures)) for _ in range(TABLE_SIZE - 2)]
        self.tags = [self.some_types(3, NUMERIC + ((V128,) if features.simd else ()))
                     for _ in range(3 if features.exceptions else 0)]
        self.memory_types = [I64 if features.memory64 and rng.random() < 0.6 else I32
                             for _ in range(features.memories)]
        self.table_index = I64 if features.memory64 and rng.random() < 0.5 else I32

    def type_index(self, signature):
        if signature not in self.types:
            # The types that a reference names come before it, but for recursion, which signatures do not have.
            for each in (*signature[0], *signature[1]):
                if isinstance(each, Reference):
                    self.type_index(each.signature)
            self.types.append(signature)
        return self.types.index(signature)

    def encoded(self, value_type):
        if isinstance(value_type, Reference):
            return bytes((0x63 if value_type.nullable else 0x64,)) + leb(self.type_index(value_type.signature))
        return bytes((value_type,))

    def some_types(self, most, types=None):
        return tuple(self.rng.choice(types or self.value_types) for _ in range(self.rng.randrange(most + 1)))

    def signature(self, internal=False):
        wide = self.rng.random() < 0.25
        if not internal and self.features.nullary:
            return ((), self.some_types(3, (I32, I64)))
        types = self.value_types if internal else NUMERIC
        return (self.some_types(20 if wide else 4, types), self.some_types(9 if wide else 2, types))

    def constant(self, value_type):
        rng = self.rng
        if value_type == FUNCREF:
            if rng.random() < 0.2:
                return b'\xd0\x70'
            return b'\xd2' + uleb(rng.randrange(len(self.signatures)))
        if value_type == EXNREF:
            return b'\xd0\x69'
        if isinstance(value_type, Reference):
            found = [i for i, each in enumerate(self.signatures) if each == value_type.signature]
            if value_type.nullable and (not found or rng.random() < 0.2):
                return b'\xd0' + leb(self.type_index(value_type.signature))
            return b'\xd2' + uleb(rng.choice(found))
        if value_type == V128:
            lane = rng.choice((1, 2, 4, 8, 16))
            lanes = [rng.choice((b'\x00' * lane, b'\xff' * lane, b'\x00' * (lane - 1) + b'\x80',
                                 b'\xff' * (lane - 1) + b'\x7f', rng.randbytes(lane))) for _ in range(16 // lane)]
            if rng.random() < 0.3:
                lanes = [struct.pack('<f', rng.choice((0, -0.0, 1.5, -3e9, 3e9, 1e38)))] * 4
            return b'\xfd\x0c' + b''.join(lanes)
        if is_float(value_type):
            value = rng.choice((0.0, -0.0, 1.0, -1.5, 3e9, -3e9, 1e19, -1e19, 0.3, float('inf'), rng.uniform(-9, 9)))
            return struct.pack('<Bf', 0x43, value) if value_type == F32 else struct.pack('<Bd', 0x44, value)
        bits = 32 if value_type == I32 else 64
        value = rng.choice((0, 1, -1, 2, 8, 31, 255, 65535, 1 << (bits - 1), (1 << (bits - 1)) - 1,
                            rng.randrange(-128, 128), 1 << rng.randrange(bits), rng.getrandbits(bits)))
        value &= (1 << bits) - 1
        return bytes((0x41 if value_type == I32 else 0x42,)) + leb(value - (value >> (bits - 1) << bits))

    def number(self, index_type, value):
        return bytes((0x41 if index_type == I32 else 0x42,)) + leb(value)

    def function_type(self, signature):
        params, results = signature
        return b'\x60' + vector([self.encoded(t) for t in params]) + vector([self.encoded(t) for t in results])

    def hash_body(self):
        """() -> i32 over memories and integer globals, for an oracle that cannot show them."""
        code = b''
        for memory, index_type in enumerate(self.memory_types):
            wide = index_type == I64
            local, one, two = (1, b'\x42\x04', b'\x7c') if wide else (2, b'\x41\x04', b'\x6a')
            get = b'\x20' + uleb(local)
            size = b'\x3f' + uleb(memory) + (b'\x42\x10\x86' if wide else b'\x41\x10\x74')
            word = get + b'\x28' + (b'\x42' + uleb(memory) if memory else b'\x02') + b'\x00'
            code += (self.number(index_type, 0) + b'\x21' + uleb(local) + b'\x03\x40'
                     + b'\x20\x00' + word + b'\x73\x41\x93\x83\x80\x08\x6c\x41\x0d\x77\x21\x00'
                     + get + one + two + b'\x22' + uleb(local) + size + (b'\x54' if wide else b'\x49')
                     + b'\x0d\x00\x0b')
        for i, each in enumerate(self.globals):
            if i != FUEL_GLOBAL and each in (I32, I64):
                code += b'\x20\x00\x23' + uleb(i) + (b'\xa7' if each == I64 else b'') + b'\x73\x21\x00'
        return vector([b'\x01\x7f', b'\x01\x7e', b'\x01\x7f']) + code + b'\x20\x00\x0b'

    def encode(self):
        rng = self.rng
        for signature in self.signatures:
            self.type_index(signature)
        bodies = [Function(self, signature).body() for signature in self.functions]
        bodies.append(uleb(0) + REFUEL + b'\x0b')
        declared = [uleb(self.type_index(each)) for each in (*self.functions, ((), ()))]
        first_export = len(self.imports)
        if self.features.nullary:
            bodies.append(self.hash_body())
            declared.append(uleb(self.type_index(((), (I32,)))))
            # What is exported fills the fuel up and calls the function.
            first_export = len(self.imports) + len(bodies)
            bodies += [uleb(0) + REFUEL + b'\x10' + uleb(len(self.imports) + i) + b'\x0b'
                       for i in range(self.exported)]
            declared += [uleb(self.type_index(each)) for each in self.functions[:self.exported]]
        imports = [name('e') + name(chr(97 + i)) + b'\x00' + uleb(self.type_index(each))
                   for i, each in enumerate(self.imports)]
        tags = [b'\x00' + uleb(self.type_index((each, ()))) for each in self.tags]
        # V8 takes at most one memory of 65,536 pages; these are small.
        memories = [bytes((0x05 if each == I64 else 0x01, 1, 3)) for each in self.memory_types]
        table_limits = bytes((0x04 if self.table_index == I64 else 0,))
        tables = [b'\x70' + table_limits + bytes((TABLE_SIZE,))]
        if self.features.references:
            tables.append(b'\x70\x01\x04\x14')
        exports = [name('m' + str(i)) + bytes((2, i)) for i in range(len(memories))]
        exports += [name('f' + str(i)) + b'\x00' + uleb(first_export + i) for i in range(self.exported)]
        if self.features.nullary:
            exports.append(name('hash') + b'\x00' + uleb(len(self.signatures) + 1))
        else:
            exports.append(name(RESET) + b'\x00' + uleb(len(self.signatures)))
        exports += [name('g' + str(i)) + b'\x03' + uleb(i) for i, each in enumerate(self.globals)
                    if i != FUEL_GLOBAL and each in NUMERIC]
        globals_ = [self.encoded(each) + b'\x01' + self.constant(each) + b'\x0b' for each in self.globals]
        every = vector([uleb(i) for i in range(len(self.signatures))])
        elements = [b'\x00' + self.number(self.table_index, 0) + b'\x0b' + vector([uleb(each) for each in self.table]),
                    b'\x03\x00' + every, b'\x01\x00' + every]
        data = [b'\x00' + self.number(self.memory_types[0], 0) + b'\x0b' + uleb(256) + rng.randbytes(256),
                b'\x01' + uleb(PASSIVE_BYTES) + rng.randbytes(PASSIVE_BYTES)]
        types = [self.function_type(each) for each in self.types]
        return (b'\0asm\1\0\0\0' + section(1, vector(types)) + section(2, vector(imports))
                + section(3, vector(declared)) + section(4, vector(tables)) + section(5, vector(memories))
                + (section(13, vector(tags)) if tags else b'')
                + section(6, vector(globals_)) + section(7, vector(exports)) + section(9, vector(elements))
                + section(12, uleb(len(data)))
                + section(10, vector([uleb(len(each)) + each for each in bodies])) + section(11, vector(data)))
