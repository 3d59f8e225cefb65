"""Function references: tables, null tests, calls through typed references."""
from .encoding import FUNCREF, I32, Reference, leb

CALL_TABLE, OTHER_TABLE = 0, 1
OTHER_SIZE = 4


class References:
    def has_table_value(self, value_type):
        return value_type == FUNCREF and self.features.references

    def index_of(self, table, depth, most):
        """In range, mostly."""
        index_type = self.module.table_index if table == CALL_TABLE else I32
        if self.rng.random() < 0.98:
            self.number(self.rng.randrange(most), index_type)
        else:
            self.masked(index_type, 31, depth)

    def table_value(self, _, depth):
        table = self.rng.randrange(2)
        self.index_of(table, depth, OTHER_SIZE)
        self.emit(0x25, table)

    def is_null(self, _, depth):
        self.value(FUNCREF, depth)
        self.emit(0xd1)

    def table_statement(self, depth):
        kind = self.rng.randrange(7)
        if kind < 2:
            self.index_of(OTHER_TABLE, depth, OTHER_SIZE)
            self.value(FUNCREF, depth)
            self.emit(0x26, OTHER_TABLE)
        elif kind == 2:
            self.value(FUNCREF, depth)
            self.number(self.rng.randrange(6))
            self.emit(0xfc, 15, OTHER_TABLE)
            self.consume((I32,))
        elif kind == 3:
            self.emit(0xfc, 16, OTHER_TABLE)
            self.consume((I32,))
        elif kind == 4:
            self.index_of(OTHER_TABLE, depth, OTHER_SIZE)
            self.value(FUNCREF, depth)
            self.number(self.rng.randrange(3))
            self.emit(0xfc, 17, OTHER_TABLE)
        elif kind == 5:
            self.number(self.rng.randrange(3))
            self.number(self.rng.randrange(3), self.module.table_index)
            self.number(self.rng.randrange(3))
            self.emit(0xfc, 14, OTHER_TABLE, CALL_TABLE)
        else:
            self.number(self.rng.randrange(3))
            self.number(self.rng.randrange(3))
            self.number(self.rng.randrange(3))
            self.emit(0xfc, 12, 2, OTHER_TABLE)

    def typed(self):
        return Reference(self.rng.choice(self.module.signatures))

    def call_reference(self, depth):
        reference = self.typed()
        self.values(reference.signature[0], depth)
        self.value(reference, depth)
        if self.rng.random() < 0.2:
            self.emit(0xd4)
        self.code += b'\x14' + leb(self.module.type_index(reference.signature))
        self.consume(reference.signature[1])

    def branch_on_null(self, depth):
        reference = self.typed()
        if self.rng.random() < 0.5:
            self.emit(0x02, 0x40)
            self.labels.append(((), None, False))
            self.value(reference, depth)
            self.emit(0xd5, 0, 0x1a)
            self.statements(1, depth)
        else:
            present = Reference(reference.signature, nullable=False)
            self.emit(0x02)
            self.block_type((), (present,))
            self.labels.append(((present,), None, False))
            self.value(reference, depth)
            self.emit(0xd6, 0)
            self.code += self.module.constant(present)
        closed = self.labels.pop()
        self.emit(0x0b)
        self.consume(closed[0])
