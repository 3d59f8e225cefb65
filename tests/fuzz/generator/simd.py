"""Vectors. Results whose NaNs may have any bits are cleaned at once."""
from . import opcodes
from .encoding import V128, uleb

FEATURES = ('Simd',)
PLAIN = [row for row in opcodes.ROWS if row.feature in FEATURES and row.results and row.operands
         and row.immediate in ('None', 'Lane', 'Shuffle')]
VECTORS = [row for row in PLAIN if row.results == (V128,)]
SCALARS = {}
for each in PLAIN:
    if each.results != (V128,):
        SCALARS.setdefault(each.results[0], []).append(each)
# Relaxed instructions where processors give the same: masks that keep their operands there.
_SMALL_F32, _SMALL_F64 = 'ff ff 7f 47' * 4, 'ff ff ff ff ff ff ef 40' * 2  # numbers from 0 to 65536
_I7 = '7f' * 16
_MASKS = {
    'i8x16.relaxed_swizzle': (None, '0f' * 16),
    'i16x8.relaxed_q15mulr_s': (None, 'ff 7f' * 8),
    'i16x8.relaxed_dot_i8x16_i7x16_s': (None, _I7),
    'i32x4.relaxed_dot_i8x16_i7x16_add_s': (None, _I7, None),
    **{f'{shape}.relaxed_laneselect': (None, None, None) for shape in ('i8x16', 'i16x8', 'i32x4', 'i64x2')},
    **{f'f32x4.relaxed_{each}': (_SMALL_F32, _SMALL_F32) for each in ('min', 'max')},
    **{f'f64x2.relaxed_{each}': (_SMALL_F64, _SMALL_F64) for each in ('min', 'max')},
    **{f'i32x4.relaxed_trunc_f32x4_{each}': (_SMALL_F32,) for each in 'su'},
    **{f'i32x4.relaxed_trunc_f64x2_{each}_zero': (_SMALL_F64,) for each in 'su'},
}
LANES = {'i8x16': 16, 'i16x8': 8, 'i32x4': 4, 'i64x2': 2, 'f32x4': 4, 'f64x2': 2}
_AND, _CONST = opcodes.BY_TEXT['v128.and'], opcodes.BY_TEXT['v128.const']
_EQ = {each: opcodes.BY_TEXT[each + '.eq'] for each in ('f32x4', 'f64x2')}


class Simd:
    def vector_operation(self, _, depth):
        if self.features.relaxed and self.rng.random() < 0.1:
            self.relaxed(depth)
        else:
            self.vector(self.rng.choice(VECTORS), depth)

    def relaxed(self, depth):
        text = self.rng.choice(list(_MASKS))
        for mask in _MASKS[text]:
            self.value(V128, depth)
            if mask:
                self.code += _CONST.code + bytes.fromhex(mask) + _AND.code
        self.code += opcodes.BY_TEXT[text].code

    def extract(self, value_type, depth):
        self.vector(self.rng.choice(SCALARS[value_type]), depth)

    def vector(self, row, depth):
        self.values(row.operands, depth)
        self.code += row.code
        shape = row.text.partition('.')[0]
        if row.immediate == 'Lane':
            self.emit(self.rng.randrange(LANES[shape]))
        elif row.immediate == 'Shuffle':
            self.shuffle_lanes()
        if row.results == (V128,) and opcodes.makes_nan(row):
            local = self.denan_locals[V128]
            self.indexed(0x22, local)
            for _ in range(2):
                self.code += b'\x20' + uleb(local)
            self.code += _EQ[shape].code + _AND.code

    def shuffle_lanes(self):
        """Any lanes; often a pattern that a compiler has an instruction for."""
        lane = self.rng.choice((1, 2, 4, 8))
        kind = self.rng.randrange(5)
        if kind == 0:
            first = [self.rng.randrange(32 // lane) for _ in range(16 // lane)]
        elif kind == 1:
            start = self.rng.randrange(16 // lane + 1)
            first = [(start + i) % (32 // lane) for i in range(16 // lane)]
        elif kind == 2:
            half = self.rng.choice((0, 8 // lane))
            first = [half + i // 2 + (i % 2) * (16 // lane) for i in range(16 // lane)]
        elif kind == 3:
            first = [self.rng.randrange(16 // lane)] * (16 // lane)
        else:
            first = [16 // lane - 1 - i for i in range(16 // lane)]
        self.emit(*(each * lane + i for each in first for i in range(lane)))
