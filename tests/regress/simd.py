#!/usr/bin/env python3
"""Compares every vector instruction with V8, on edge values and random ones, in all forms that `wali --cpu` has.

For each row of opcodes.def there are exported functions that apply the instruction to many operands, as values loaded,
as locals that the result goes to and as locals that live on, and return a digest. What relaxed instructions leave open
is kept out of the operands.
"""
import argparse
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile

I32, I64, F32, F64, V128 = 0x7f, 0x7e, 0x7d, 0x7c, 0x7b
ROW = re.compile(r'OPCODE\(\w+,\s*0x([\w\']+),\s*"([^"]+)",\s*(\w+),\s*(\w+),\s*(\w+)\)')
CODES = {}  # by text, from opcodes.def
VECTORS = 24  # in memory, from address 0 on
# Their outcome is open for some operands.
OPEN = ('relaxed_trunc', 'relaxed_min', 'relaxed_max', 'relaxed_dot', 'relaxed_madd', 'relaxed_nmadd', 'relaxed_q15',
        'relaxed_swizzle', 'relaxed_laneselect')


def unsigned(value):
    out = bytearray()
    while True:
        byte = value & 0x7f
        value >>= 7
        if value == 0:
            out.append(byte)
            return bytes(out)
        out.append(byte | 0x80)


def signed(value):
    out = bytearray()
    while True:
        byte = value & 0x7f
        value >>= 7
        if (value == 0 and byte < 0x40) or (value == -1 and byte >= 0x40):
            out.append(byte)
            return bytes(out)
        out.append(byte | 0x80)


def vector(items):
    return unsigned(len(items)) + b''.join(items)


def section(number, body):
    return bytes([number]) + unsigned(len(body)) + body


def get(local):
    return op('local.get', unsigned(local))


def put(local):
    return op('local.set', unsigned(local))


def op(text, immediate=b''):
    code = CODES[text]
    if code < 256:
        return bytes([code]) + immediate
    return bytes([code >> 16]) + unsigned(code & 0xffff) + immediate


def const(value):
    return op('i32.const', signed(value))


def load_vector(address):
    return address + op('v128.load', b'\x00\x00')


def vector_address(local):
    return get(local) + const(4) + op('i32.shl')


def operands():
    """Vectors that are edges of some lane shape, then random ones."""
    f32 = [0.0, -0.0, 1.0, -1.5, 0.5, 2.5, float('inf'), float('-inf'), float('nan'), 2147483648.0, 4294967296.0,
           4294967040.0, -2147483648.0, -2147483904.0, 1e-42, 3e38]
    f64 = [0.0, -0.0, float('nan'), float('-inf'), 2147483647.5, 4294967295.5, -2147483648.5, 1e300, -0.5, 1e-310, 1.5,
           4294967296.0]
    edges = [bytes(16), b'\xff' * 16, b'\x80' * 16, b'\x7f' * 16, b'\x00\x80' * 8, b'\xff\x7f' * 8,
             struct.pack('<4I', 0x80000000, 0x7fffffff, 1, 0xffffffff), struct.pack('<2Q', 1 << 63, (1 << 63) - 1),
             bytes(range(16)), bytes(range(8, 24))]
    edges += [struct.pack('<4f', *f32[i:i + 4]) for i in range(0, len(f32), 4)]
    edges += [struct.pack('<2d', *f64[i:i + 2]) for i in range(0, len(f64), 2)]
    generator = random.Random(3)
    while len(edges) < VECTORS:
        edges.append(generator.randbytes(16))
    return b''.join(edges)


class Builder:
    """A module of functions without parameters that return a digest in two words."""

    def __init__(self):
        self.functions = []
        self.trapping = []

    # Locals: 0 and 1 walk over the operands, 2 is the digest, 3 and 4 the operands, 5 to 7 copies, 8 an address, 9 a
    # count, 10 and 13 longs, 11 a float, 12 a double.
    LOCALS = [(2, I32), (6, V128), (2, I32), (1, I64), (1, F32), (1, F64), (1, I64)]

    def add(self, name, body):
        self.functions.append((name, body))

    def add_trap(self, name, body):
        """Of a function that may trap."""
        self.trapping.append((name, body))

    def digest(self):
        """The digest takes in the vector on the stack: a rotation of it by a byte, times something, plus this one."""
        rotated = get(2) + get(2) + op('i8x16.shuffle', bytes((i + 5) % 16 for i in range(16)))
        scaled = rotated + const(77777) + op('i32x4.splat') + op('i32x4.mul')
        return put(7) + scaled + get(7) + op('v128.xor') + get(7) + op('i32x4.add') + put(2)

    def result(self):
        return get(2) + op('i64x2.extract_lane', b'\x00') + get(2) + op('i64x2.extract_lane', b'\x01')

    def over_pairs(self, body):
        """`body` for each pair of operands, in locals 3 and 4."""
        def step(local):
            return (get(local) + const(1) + op('i32.add') + op('local.tee', unsigned(local)) +
                    const(VECTORS) + op('i32.lt_s') + op('br_if', b'\x00') + op('end'))

        return (const(0) + put(0) + op('loop', b'\x40') + const(0) + put(1) + op('loop', b'\x40') +
                load_vector(vector_address(0)) + put(3) + load_vector(vector_address(1)) + put(4) +
                body + step(1) + step(0))

    def add_all(self):
        """A function that calls the others and digests what they return."""
        body = b''
        for i in range(len(self.functions)):
            body += op('call', unsigned(i)) + put(13) + get(10) + op('i64.xor')
            body += op('i64.const', b'\x05') + op('i64.rotl') + get(13) + op('i64.xor')
            body += op('i64.const', signed(0x9e3779b97f4a7c15 - (1 << 64))) + op('i64.mul') + put(10)
        self.functions.append(('all', body + get(10) + get(13) + op('return')))

    def module(self):
        types = vector([b'\x60\x00' + vector([bytes([I64]), bytes([I64])])])
        exports = [vector([bytes([byte]) for byte in name.encode()]) + b'\x00' + unsigned(i)
                   for i, (name, _) in enumerate(self.functions)]
        locals_ = vector([unsigned(count) + bytes([kind]) for count, kind in self.LOCALS])
        bodies = [locals_ + body + self.result() + b'\x0b' for _, body in self.functions]
        return (b'\0asm\1\0\0\0' + section(1, types) + section(3, vector([b'\x00'] * len(bodies))) +
                section(5, vector([b'\x01\x01\x01'])) + section(7, vector(exports)) +
                section(10, vector([unsigned(len(body)) + body for body in bodies])) +
                section(11, vector([b'\x00' + const(0) + b'\x0b' + vector([bytes([b]) for b in operands()])])))


def canonical(text):
    """After a float operation: NaNs become one NaN."""
    for lanes, bits in (('f32x4', struct.pack('<4I', *[0x7fc00000] * 4)),
                        ('f64x2', struct.pack('<2Q', *[0x7ff8 << 48] * 2))):
        if text.startswith(lanes) and not re.search(r'\.(eq|ne|lt|gt|le|ge|abs|neg|pmin|pmax)$', text):
            return put(7) + get(7) + op('v128.const', bits) + get(7) + get(7) + op(lanes + '.eq') + op('v128.bitselect')
    return b''


def tame(text):
    """Makes of a vector one whose outcome is not open."""
    if 'trunc' in text or 'min' in text or 'max' in text or 'madd' in text:
        # Small whole numbers: bytes, converted.
        small = op('v128.const', b'\x0f\0\0\0' * 4) + op('v128.and')
        if '_f64x2' in text or text.startswith('f64x2'):
            return small + op('f64x2.convert_low_i32x4_s')
        return small + op('f32x4.convert_i32x4_s')
    if 'laneselect' in text:
        return b''
    if 'dot' in text or 'swizzle' in text:
        return op('v128.const', b'\x0f' * 16) + op('v128.and')
    return op('v128.const', b'\x00\x40' * 8) + op('v128.and')  # q15mulr: no lowest numbers


def apply_forms(builder, text, count, instruction, after, adjust):
    """The instruction on `count` vectors: fresh, assigned to an operand, with one operand twice."""
    first, second, third = get(3), get(4), get(5)
    prepare = get(3) + adjust + put(3) + get(4) + adjust + put(4)
    prepare += get(3) + get(4) + op('v128.xor') + adjust + put(5)
    if 'laneselect' in text:
        prepare += get(3) + get(4) + op('i8x16.eq') + put(5)  # whole lanes of ones or zeros: i8x16.eq
        if text.startswith('i16'):
            prepare += get(5) + const(15) + op('i16x8.shr_s') + put(5)
        if text.startswith('i32'):
            prepare += get(5) + const(31) + op('i32x4.shr_s') + put(5)
        if text.startswith('i64'):
            prepare += get(5) + const(63) + op('i64x2.shr_s') + put(5)
    body = prepare + b''.join([first, second, third][:count]) + instruction + after + builder.digest()
    for target in range(count):
        copy = 5 if count < 3 else 6
        places = [copy if place == 3 + target else place for place in (3, 4, 5)[:count]]
        body += get(3 + target) + put(copy) + b''.join(get(place) for place in places) + instruction + put(copy)
        body += get(copy) + after + builder.digest()
    body += get(4) * count + instruction + after + builder.digest()
    body += get(3) + builder.digest() + get(4) + builder.digest()
    builder.add(text, builder.over_pairs(body))


def shuffles():
    generator = random.Random(5)
    lanes = [bytes(range(first, first + 16)) for first in range(17)]
    for width in (1, 2, 4, 8):
        for first in (0, 8):
            pairs = [list(range(first + k, first + k + width)) for k in range(0, 8, width)]
            turns = bytes(sum(([*pair, *[16 + lane for lane in pair]] for pair in pairs), []))
            lanes += [turns, bytes(lane ^ 16 for lane in turns)]
        for _ in range(12):
            count = 16 // width
            lanes.append(bytes(sum(([width * lane + k for k in range(width)]
                                    for lane in (generator.randrange(2 * count) for _ in range(count))), [])))
            lanes.append(bytes(sum(([width * lane + k for k in range(width)]
                                    for lane in (generator.randrange(count) for _ in range(count))), [])))
            lanes.append(bytes(sum(([width * (i + count * generator.randrange(2)) + k for k in range(width)]
                                    for i in range(count)), [])))
    for _ in range(8):
        low = [2 * generator.randrange(4) for _ in range(4)]
        low = bytes(sum(([lane, lane + 1] for lane in low), []))
        lanes += [low + bytes(range(8, 16)), bytes(range(8)) + bytes(8 + lane for lane in low)]
        wide = [4 * generator.randrange(4) for _ in range(4)]
        wide = wide[:2] + [16 + lane for lane in wide[2:]]
        wide = bytes(sum(([lane + k for k in range(4)] for lane in wide), []))
        lanes += [wide, bytes(lane ^ 16 for lane in wide)]
    lanes += [bytes((first + i) % 16 for i in range(16)) for first in (1, 7, 15)]
    lanes += [bytes((first + i) % 32 for i in range(16)) for first in (17, 23, 31)]
    return lanes


def add_row(builder, text, immediate, params, results):
    adjust = tame(text) if any(word in text for word in OPEN) else b''
    after = canonical(text)
    to_vector = {'i': op('i32x4.splat'), 'l': op('i64x2.splat'), 'f': op('f32x4.splat'), 'd': op('f64x2.splat')}
    if immediate == 'V128':
        body = b''.join(op(text, bits) + builder.digest()
                        for bits in (bytes(16), b'\xff' * 16, bytes(range(16)), b'\x01' + bytes(15)))
        builder.add(text, body)
    elif immediate == 'Shuffle':
        for i, lanes in enumerate(shuffles()):
            apply_forms(builder, f'{text} {i}', 2, op(text, lanes), b'', b'')
    elif immediate == 'Lane':
        body = b''
        for lane in range(int(re.search(r'x(\d+)', text)[1])):
            instruction = op(text, bytes([lane]))
            if len(params) == 1:
                body += get(3) + instruction + to_vector[results] + builder.digest()
            else:
                extract = text.replace('replace_lane', 'extract_lane')
                value = get(4) + op(extract if extract in CODES else extract + '_u', b'\x00')
                body += get(3) + value + instruction + builder.digest()
                body += get(3) + put(5) + get(5) + value + instruction + put(5) + get(5) + builder.digest()
        builder.add(text, builder.over_pairs(body))
    elif immediate in ('MemArg', 'MemArgLane'):
        add_access(builder, text, immediate, params, results)
    elif params == 'vi':
        body = b''
        for count in (0, 1, 7, 8, 9, 15, 16, 31, 32, 33, 63, 64, -1):
            body += get(3) + const(count) + op(text) + builder.digest()
            body += get(3) + put(5) + get(5) + const(count) + put(9) + get(9) + op(text) + put(5)
            body += get(5) + builder.digest()
        body += get(3) + get(4) + op('i32x4.extract_lane', b'\x00') + op(text) + builder.digest()
        builder.add(text, builder.over_pairs(body))
    elif results == 'i':
        branch = get(3) + op(text) + op('if', b'\x40') + get(4) + builder.digest() + op('end')
        chosen = get(3) + get(4) + get(3) + op(text) + op('select') + builder.digest()
        body = get(3) + op(text) + op('i32x4.splat') + builder.digest() + branch + chosen
        builder.add(text, builder.over_pairs(body))
    elif params in ('i', 'l', 'f', 'd'):
        source = {'i': 'i32x4', 'l': 'i64x2', 'f': 'f32x4', 'd': 'f64x2'}[params]
        body = get(3) + op(source + '.extract_lane', b'\x01') + op(text) + builder.digest()
        builder.add(text, builder.over_pairs(body))
    else:
        apply_forms(builder, text, len(params), op(text), after, adjust)


def add_access(builder, text, immediate, params, results):
    width = {'128': 16, '8x8': 8, '16x4': 8, '32x2': 8, '64': 8, '32': 4, '16': 2, '8': 1}
    size = width[re.search(r'(?:load|store)(8x8|16x4|32x2|\d+)?', text)[1] or '128']
    lanes = range(16 // size) if immediate == 'MemArgLane' else [None]
    body = b''
    for lane in lanes:
        tail = bytes([lane]) if lane is not None else b''
        for offset in (0, 3, 16 * (VECTORS - 1)):
            instruction = op(text, b'\x00' + unsigned(offset) + tail)
            address = vector_address(0)
            if offset > 3:
                address = const(0)
            vector_operand = get(4) if 'v' in params else b''
            if results:
                body += address + vector_operand + instruction + builder.digest()
            else:
                body += address + const(1024) + op('i32.add') + vector_operand + instruction
                body += load_vector(vector_address(0) + const(1024) + op('i32.add')) + builder.digest()
    builder.add(text, builder.over_pairs(body))
    tail = b'\x00' if immediate == 'MemArgLane' else b''
    for distance, ending in ((size, 'fits'), (size - 1, 'crosses the end')):
        address = const(65536 - distance)
        instruction = op(text, b'\x00\x00' + tail)
        vector_operand = get(3) if 'v' in params else b''
        body = address + vector_operand + instruction + (builder.digest() if results else b'')
        builder.add_trap(f'{text} {ending}', body)


def build(definitions, features):
    builder = Builder()
    with open(definitions) as file:
        rows = ROW.findall(file.read())
    for code, text, *_ in rows:
        CODES.setdefault(text, int(code.replace("'", ''), 16))
    for _, text, immediate, signature, feature in rows:
        if feature in features:
            add_row(builder, text, immediate, *signature.split('_'))
    builder.add_all()
    builder.functions += builder.trapping
    return builder


# (module (func (param v128 v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))). The V8 of node 18 knows
# an older encoding.
RELAXED = ('WebAssembly.validate(new Uint8Array([0,97,115,109,1,0,0,0,1,7,1,0x60,2,0x7b,0x7b,1,0x7b,3,2,1,0,10,11,1,9,0,'
           '0x20,0,0x20,1,0xfd,0x80,2,11]))')
V8 = r"""
import { readFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(path));
const text = (word) => '0x' + BigInt.asUintN(64, word).toString(16) + ':i64';
for (const { name } of WebAssembly.Module.exports(module)) {
  let outcome;
  try {
    outcome = new WebAssembly.Instance(module).exports[name]().map(text).join(' ');
  } catch (error) {
    if (!error.message.includes('memory access out of bounds')) throw error;
    outcome = 'trap: out of bounds memory access';
  }
  console.log(outcome);
}
"""


def invoke(wali, cpu, name, module):
    done = subprocess.run([wali, '--cpu', cpu, '--invoke', name, module], capture_output=True, text=True)
    if done.returncode == 0:
        return ' '.join(done.stdout.split())
    reason = 'out of bounds memory access'
    return 'trap: ' + reason if reason in done.stderr else done.stderr.strip()[:300]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', help='the engine to test')
    parser.add_argument('--opcodes', help='loader/opcodes.def')
    parser.add_argument('--keep', help='leave the module here')
    options = parser.parse_args()
    node = shutil.which('node') or shutil.which('nodejs')
    if not node:
        print('skipped: node is not installed')
        return 77
    v8_command = [node, '--experimental-wasm-relaxed-simd']
    knows_relaxed = subprocess.run([*v8_command, '-p', RELAXED], stdout=subprocess.PIPE, check=True).stdout == b'true\n'
    if not knows_relaxed:
        print('relaxed instructions are left out: this V8 does not know them')
    builder = build(options.opcodes, ('Simd', 'RelaxedSimd') if knows_relaxed else ('Simd',))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        module = options.keep or os.path.join(folder, 'module.wasm')
        with open(module, 'wb') as file:
            file.write(builder.module())
        script = os.path.join(folder, 'run.mjs')
        with open(script, 'w') as file:
            file.write(V8)
        v8 = subprocess.run([*v8_command, script, module], capture_output=True, text=True)
        if v8.returncode != 0:
            print(v8.stderr)
            return 1
        expected = dict(zip((name for name, _ in builder.functions), v8.stdout.splitlines(), strict=True))
        for cpu in ('host', 'baseline'):
            names = [name for name, _ in builder.trapping]
            # Every single one only if something is wrong.
            if invoke(options.wali, cpu, 'all', module) != expected['all']:
                names = list(expected)
            passed += len(expected) - len(names)
            for name in names:
                actual = invoke(options.wali, cpu, name, module)
                passed += actual == expected[name]
                failed += actual != expected[name]
                if actual != expected[name]:
                    print(f'{name} --cpu {cpu}: V8 says `{expected[name]}`, wali `{actual}`')
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
