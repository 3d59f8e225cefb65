"""Structured control, branches and calls. A block's body starts with its parameters on the stack."""
from .encoding import I32, I64, leb, uleb, vector

MAX_LOOP_DEPTH = 3


class Control:
    def block_type(self, params, results):
        if not params and len(results) <= 1:
            self.code += self.module.encoded(results[0]) if results else b'\x40'
        else:
            self.code += leb(self.module.type_index((params, results)))

    def block_body(self, params, results, depth):
        if self.rng.random() < 0.5:
            self.statements(self.rng.randrange(3), depth)
        self.consume(params)
        self.statements(self.rng.randrange(4), depth)
        if self.rng.random() < 0.1:
            self.leave(depth)
            return
        self.values(results, depth)
        if self.labels[-1] == (results, None, False) and self.rng.random() < 0.4:
            self.value(I32, depth)
            self.emit(0x0d, 0)

    def block(self, params, results, depth):
        self.values(params, depth)
        self.emit(0x02)
        self.block_type(params, results)
        self.labels.append((results, None, False))
        self.block_body(params, results, depth)
        self.labels.pop()
        self.emit(0x0b)

    def if_else(self, params, results, depth):
        self.values((*params, I32), depth)
        self.emit(0x04)
        self.block_type(params, results)
        self.labels.append((results, None, False))
        self.block_body(params, results, depth)
        if params != results or self.rng.random() < 0.7:
            self.emit(0x05)
            self.block_body(params, results, depth)
        self.labels.pop()
        self.emit(0x0b)

    def loop(self, params, results, depth):
        nesting = sum(counter is not None for _, counter, _ in self.labels)
        if nesting == MAX_LOOP_DEPTH:
            self.block(params, results, depth)
            return
        counter = self.counters[nesting]
        self.values(params, depth)
        self.number(self.rng.randrange(1, 6))
        self.indexed(0x21, counter)
        self.emit(0x03)
        self.block_type(params, results)
        self.labels.append((params, counter, False))
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
        types, counter, _ = self.labels[-1 - target]
        self.values((*types, I32), depth)
        self.guard(counter)
        self.indexed(0x0d, target)
        self.consume(types)

    def leave(self, depth):
        """Ends the block; what follows is not reached."""
        ahead = [i for i, (_, counter, _) in enumerate(reversed(self.labels)) if counter is None]
        target = self.rng.choice(ahead)
        types, _, _ = self.labels[-1 - target]
        kind = self.rng.random()
        if kind < 0.3:
            self.values(types, depth)
            self.indexed(0x0c, target)
        elif kind < 0.45:
            self.values(self.results, depth)
            self.emit(0x0f)
        elif kind < 0.55 and self.tail_call(depth):
            pass
        elif kind < 0.65 and self.features.exceptions:
            self.throw(depth)
        else:
            self.branch_table(target, ahead, depth)
        if self.rng.random() < 0.3:
            self.emit(0x6a, 0x1a, 0x02, 0x40, 0x0b)

    def branch_table(self, target, ahead, depth):
        types, _, _ = self.labels[-1 - target]
        same = [i for i, (each, _, _) in enumerate(reversed(self.labels)) if each == types]
        loops = [i for i in same if i not in ahead]
        once = self.rng.choice(loops) if loops else target
        targets = [self.rng.choice([i for i in same if i in ahead] + [once])
                   for _ in range(self.rng.choice((0, 1, 3, 10, 40)))]
        counter = self.labels[-1 - once][1]
        # More below the values: the heights of the targets differ.
        for _ in range(self.rng.choice((0, 0, 1, 3))):
            self.value(self.rng.choice((I32, I64)), depth - 1)
        self.values((*types, I32), depth)
        if self.rng.random() < 0.7:
            self.number(15)
            self.emit(0x71)
        if counter is not None:
            self.number(len(targets))
            self.indexed(0x20, counter)
            self.emit(0x41, 0, 0x4a, 0x1b)
        self.code += b'\x0e' + vector([uleb(i) for i in targets]) + uleb(target)

    def table_position(self, callee):
        self.number(self.module.table.index(callee), self.module.table_index)

    def tail_call(self, depth):
        found = [i for i, (_, results) in enumerate(self.module.signatures) if results == self.results]
        if not found or not self.features.tail_calls:
            return False
        callee = self.rng.choice(found)
        signature = self.module.signatures[callee]
        self.values(signature[0], depth)
        kind = self.rng.random()
        if kind < 0.4 and callee in self.module.table:
            self.table_position(callee)
            self.indexed(0x13, self.module.type_index(signature))
            self.emit(0)
        elif kind < 0.7 and self.features.typed_references:
            self.indexed(0xd2, callee)
            self.indexed(0x15, self.module.type_index(signature))
        else:
            self.indexed(0x12, callee)
        return True

    def call(self, callee, depth):
        signature = self.module.signatures[callee]
        self.values(signature[0], depth)
        if self.rng.random() < 0.4 and callee in self.module.table:
            if self.rng.random() < 0.97:
                self.table_position(callee)
            else:
                self.value(self.module.table_index, depth)
            self.indexed(0x11, self.module.type_index(signature))
            self.emit(0)
        else:
            self.indexed(0x10, callee)
        return signature[1]

    def call_value(self, value_type, depth):
        found = [i for i, (_, results) in enumerate(self.module.signatures) if results[:1] == (value_type,)]
        if not found:
            self.leaf(value_type)
            return
        results = self.call(self.rng.choice(found), depth)
        self.consume(results[1:])
