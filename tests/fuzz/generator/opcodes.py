"""The instructions, read from the engine's own table, loader/opcodes.def."""
import collections
import os
import re

from .encoding import F32, F64, I32, I64, V128, uleb

Opcode = collections.namedtuple('Opcode', 'text code immediate operands results feature')

_TYPES = {'i': I32, 'l': I64, 'f': F32, 'd': F64, 'v': V128}
_ROW = re.compile(r'OPCODE\(\s*(\w+),\s*([\w\']+),\s*"([^"]+)",\s*(\w+),\s*(\w+),\s*(\w+)\)')
_TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'loader', 'opcodes.def')


def _code(number):
    return bytes((number,)) if number < 0x100 else bytes((number >> 16,)) + uleb(number & 0xffff)


def _read():
    rows = []
    with open(_TABLE, encoding='utf-8') as file:
        for _, code, text, immediate, signature, feature in _ROW.findall(file.read()):
            operands, results = signature.split('_') if '_' in signature else (None, None)
            rows.append(Opcode(text, _code(int(code.replace("'", ''), 16)), immediate,
                               None if operands is None else tuple(_TYPES[each] for each in operands),
                               None if results is None else tuple(_TYPES[each] for each in results), feature))
    return rows


ROWS = _read()
BY_TEXT = {row.text: row for row in ROWS}
# Floats that are not numbers may come out with any bits: these instructions make none, or keep the bits they got.
_EXACT = ('abs', 'neg', 'pmin', 'pmax', 'load', 'store')


def makes_nan(row):
    """For an instruction with a vector as result: it may leave NaNs whose bits the specification leaves open."""
    shape, _, operation = row.text.partition('.')
    if shape not in ('f32x4', 'f64x2'):
        return False
    return operation not in _EXACT and not re.match(r'(eq|ne|lt|gt|le|ge)$', operation)


def plain(feature_names):
    """{result type: [row]} of the instructions without immediate that never trap."""
    found = collections.defaultdict(list)
    for row in ROWS:
        if row.immediate != 'None' or not row.operands or not row.results or row.feature not in feature_names:
            continue
        operation = row.text.partition('.')[2]
        if re.match(r'(div|rem)_[su]$', operation) or re.match(r'trunc_f\d\d_', operation):
            continue
        if operation.startswith('reinterpret') or operation == 'copysign':
            continue
        found[row.results[0]].append(row)
    return found


def matching(pattern):
    return [row for row in ROWS if re.match(pattern, row.text)]


def access_bytes(row):
    """How much of memory a load, store or atomic operation accesses."""
    shape, _, operation = row.text.partition('.')
    if re.search(r'load\d+x\d', operation):
        return 8
    found = re.search(r'(?:load|store|rmw|wait)(\d+)', operation)
    if found:
        return int(found[1]) // 8
    return {'i32': 4, 'f32': 4, 'memory': 4, 'i64': 8, 'f64': 8, 'v128': 16}[shape]
