"""Throwing and catching, in the encoding that the module uses: a module may have only one of them."""
from .encoding import EXNREF, I32, uleb, vector


class Exceptions:
    def throw(self, depth):
        """Ends the block."""
        catches = [i for i, (_, _, is_catch) in enumerate(reversed(self.labels)) if is_catch]
        if catches and self.rng.random() < 0.4:
            self.indexed(0x09, self.rng.choice(catches))
            return
        local = self.a_local(EXNREF) if self.features.exceptions == 'exnref' else None
        if local is not None and self.rng.random() < 0.1:
            self.indexed(0x20, local)
            self.emit(0x0a)
            return
        tag = self.rng.randrange(len(self.module.tags))
        self.values(self.module.tags[tag], depth)
        self.indexed(0x08, tag)

    def throw_if(self, depth):
        self.value(I32, depth)
        self.emit(0x04, 0x40)
        self.labels.append(((), None, False))
        self.throw(depth)
        self.labels.pop()
        self.emit(0x0b)

    def try_statement(self, depth):
        results = self.module.some_types(2)
        if self.features.exceptions == 'legacy':
            self.legacy_try(results, depth)
        else:
            self.try_table(results, depth)
        self.consume(results)

    def guarded_body(self, results, depth):
        """Mostly something that may throw: here or in a callee."""
        self.statements(self.rng.randrange(3), depth)
        if self.rng.random() < 0.6:
            self.call_statement(depth)
        if self.rng.random() < 0.5:
            self.throw_if(depth)
        if self.rng.random() < 0.1:
            self.leave(depth)
        else:
            self.values(results, depth)

    def legacy_try(self, results, depth):
        params = self.module.some_types(2)
        self.values(params, depth)
        self.emit(0x06)
        self.block_type(params, results)
        self.labels.append((results, None, False))
        self.consume(params)
        self.guarded_body(results, depth)
        if self.rng.random() < 0.2:
            self.labels.pop()
            self.indexed(0x18, self.rng.randrange(len(self.labels)))
            return
        self.labels[-1] = (results, None, True)
        for tag in self.rng.sample(range(len(self.module.tags)), self.rng.randrange(len(self.module.tags) + 1)):
            self.indexed(0x07, tag)
            self.catch_body(self.module.tags[tag], results, depth)
        if self.rng.random() < 0.5:
            self.emit(0x19)
            self.catch_body((), results, depth)
        self.labels.pop()
        self.emit(0x0b)

    def catch_body(self, payload, results, depth):
        self.consume(payload)
        self.statements(self.rng.randrange(2), depth)
        if self.rng.random() < 0.15:
            self.leave(depth)
        else:
            self.values(results, depth)

    def try_table(self, results, depth):
        """block $out (block $handler... (try_table body; br $out)); handlers: each falls into the values."""
        tags = self.rng.sample(range(len(self.module.tags)), self.rng.randrange(len(self.module.tags) + 1))
        clauses = [(self.rng.choice((0, 1)), tag) for tag in tags]
        if not clauses or self.rng.random() < 0.5:
            clauses.append((self.rng.choice((2, 3)), None))
        payloads = [(self.module.tags[tag] if tag is not None else ()) + ((EXNREF,) if kind in (1, 3) else ())
                    for kind, tag in clauses]
        params = self.module.some_types(2)
        self.emit(0x02)
        self.block_type((), results)
        self.labels.append((results, None, False))
        for payload in reversed(payloads):
            self.emit(0x02)
            self.block_type((), payload)
            self.labels.append((payload, None, False))
        self.values(params, depth)
        self.emit(0x1f)
        self.block_type(params, results)
        encoded = [bytes((kind,)) + (uleb(tag) if tag is not None else b'') + uleb(i)
                   for i, (kind, tag) in enumerate(clauses)]
        self.code += vector(encoded)
        self.labels.append((results, None, False))
        self.consume(params)
        self.guarded_body(results, depth)
        self.labels.pop()
        self.emit(0x0b)
        self.indexed(0x0c, len(clauses))
        for i, payload in enumerate(payloads):
            self.labels.pop()
            self.emit(0x0b)
            if payload and payload[-1] == EXNREF and self.rng.random() < 0.2:
                self.emit(0x0a)
                continue
            self.catch_body(payload, results, depth)
            self.indexed(0x0c, len(payloads) - 1 - i)
        self.labels.pop()
        self.emit(0x0b)
