"""The binary format: numbers, vectors, sections, types."""
import dataclasses

I32, I64, F32, F64, V128 = 0x7f, 0x7e, 0x7d, 0x7c, 0x7b
FUNCREF, EXNREF = 0x70, 0x69
NUMERIC = (I32, I64, F32, F64)


@dataclasses.dataclass(frozen=True)
class Reference:
    """A reference to functions of one signature (parameters, results)."""
    signature: tuple
    nullable: bool = True


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


def name(text):
    return uleb(len(text)) + text.encode()


def is_float(value_type):
    return value_type in (F32, F64)


def is_reference(value_type):
    return isinstance(value_type, Reference) or value_type in (FUNCREF, EXNREF)
