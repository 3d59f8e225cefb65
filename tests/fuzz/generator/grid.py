"""Modules of many small functions with one access each, at every address where an engine may be wrong: around the end
of memory, 2^31 and 2^32, with the offset small, large, or close to making the sum overflow."""
from . import opcodes
from .encoding import F32, F64, I32, I64, V128, leb, name, section, uleb, vector
from .memory import ACCESSES, NARROW_STORE, WIDE_STORE

PAGE = 65536
_VALUES = {I32: b'\x41\x2a', I64: b'\x42\x2b', F32: b'\x43\x00\x00\xc0\x3f', F64: b'\x44' + bytes(6) + b'\xf8\x3f',
           V128: b'\xfd\x0c' + bytes(range(16))}
_ATOMICS = [row for row in opcodes.matching(r'i\d\d\.atomic') if row.immediate == 'MemArg']


def _near(rng, points):
    return max(0, rng.choice(points) + rng.randrange(-17, 3))


def _access(rng, features, index_type, pages):
    rows = ACCESSES + (_ATOMICS if features.atomics else [])
    rows = [row for row in rows if features.simd or V128 not in row.operands + row.results]
    row = rng.choice(rows)
    size = pages * PAGE
    bits = 32 if index_type == I32 else 64
    points = [0, 16, size, 1 << 31, 1 << 32, (1 << bits) - 1, size // 2]
    address = _near(rng, points) & ((1 << bits) - 1)
    # Either may be the far one.
    offset = _near(rng, [0, 0, size, size - min(address, size), 1 << 31, 1 << 32] + [(1 << 63)] * (bits == 64))
    if bits == 32:
        offset &= 0xffffffff
    if 'atomic' in row.text:
        align = opcodes.access_bytes(row).bit_length() - 1
        if rng.random() < 0.7:
            address &= ~(opcodes.access_bytes(row) - 1)
            offset &= ~(opcodes.access_bytes(row) - 1)
    else:
        align = rng.randrange(opcodes.access_bytes(row).bit_length())
    return row, address, offset, align


def _function(rng, features, index_type, pages):
    """() -> i64: whether the access happened is seen from the trap, what it did from value and memory."""
    row, address, offset, align = _access(rng, features, index_type, pages)
    bits = 32 if index_type == I32 else 64
    constant = bytes((0x41 if bits == 32 else 0x42,)) + leb(address - (address >> (bits - 1) << bits))
    # The address comes from a constant, from a local or from a sum.
    kind = rng.randrange(3)
    local = bytes((0x01, 0x01, index_type))
    code = constant
    if kind == 1:
        code += b'\x21\x00\x20\x00'
    elif kind == 2:
        code += b'\x20\x00' + (b'\x6a' if bits == 32 else b'\x7c')
    for each in row.operands[1:]:
        code += _VALUES[each]
    if row is WIDE_STORE and features.narrow_stores:
        code += NARROW_STORE.code + uleb(min(align, 3)) + uleb(offset) + b'\0'
    else:
        code += row.code + uleb(align) + uleb(offset)
    if row.immediate == 'MemArgLane':
        code += bytes((rng.randrange(16 // opcodes.access_bytes(row)),))
    if not row.results:
        code += b'\x42\x01'
    elif row.results == (I32,):
        code += b'\xad'
    elif row.results == (F32,):
        code += b'\xbc\xad'
    elif row.results == (F64,):
        code += b'\xbd'
    elif row.results == (V128,):
        code += b'\xfd\x1d\x01'
    body = local + code + b'\x0b'
    return uleb(len(body)) + body


def grid_bytes(rng, features):
    index_type = I64 if features.memory64 else I32
    pages = rng.choice((1, 2, 3))
    count = 60
    bodies = [_function(rng, features, index_type, pages) for _ in range(count)]
    exports = [name('m') + b'\x02\x00'] + [name(f'f{i}') + b'\x00' + uleb(i) for i in range(count)]
    data = b'\x00' + bytes((0x41 if index_type == I32 else 0x42,)) + leb((pages - 1) * PAGE) + b'\x0b'
    return (b'\0asm\1\0\0\0' + section(1, b'\x01\x60\x00\x01\x7e') + section(3, vector([b'\x00'] * count))
            + section(5, b'\x01' + bytes((0x05 if index_type == I64 else 0x01, pages, pages)))
            + section(7, vector(exports)) + section(10, vector(bodies))
            + section(11, b'\x01' + data + uleb(PAGE) + rng.randbytes(PAGE)))
