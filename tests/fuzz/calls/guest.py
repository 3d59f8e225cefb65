"""A module that makes every call there is with words that are sometimes right, often nearly so, and sometimes anything.

It has a signal handler on a timer, so that calls which would block forever are interrupted, and a second thread that
makes calls as well. Every tenth call the host looks for damage; the module itself never touches its memory, so nothing
but the calls can go wrong.
"""
import os
import re
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from generator.encoding import I32, I64, leb, name, section, uleb, vector  # noqa: E402

PAGES, MOST_PAGES = 4, 512
STRINGS, STRUCTS, VECTORS, SCRATCH, END = 0x400, 0x4000, 0x10000, 0x20000, PAGES * 65536
RESULTS = 16  # globals that hold what calls returned
CHECK_EVERY = 10
CALLS, THREAD_CALLS, HANDLER_CALLS = 250, 40, 2
MOST_FORKS = 1

PATHS = ['', '.', '/', 'f1', 'f2', 'd', 'd/e', 'd/e/f', 'link', 'fifo', './f1', 'f1/', '/dev/null', '/dev/zero', '/dev/tty',
         '/dev/ptmx', '/proc/self/maps', '/proc/self/mem', '/proc/self/fd/3', '/proc/self/fd', '/proc/thread-self/stat',
         '/proc/self/map_files', '/proc/self/comm', '/proc/self/environ', '/proc/sys/kernel/hostname', '/bin/true',
         'user.name', 'security.selinux', 'x' * 255, 'y' * 300, '/z' * 2000, 'a\nb', '%s%n']
WORDS = [0, 1, 2, 3, 4, 7, 8, 12, 15, 16, 24, 31, 32, 64, 100, 127, 128, 255, 256, 1000, 1024, 4095, 4096, 4097, 65535,
         65536, 1 << 20, 1 << 24, (1 << 31) - 1, 1 << 31, (1 << 32) - 1, (1 << 32) - 4096, 1 << 32, (1 << 32) + 4096,
         (1 << 47) - 1, 1 << 47, (1 << 63) - 1, 1 << 63, (1 << 64) - 1, (1 << 64) - 4096, 0xfffffffffffff000]
ADDRESSES = [0, 1, 8, 0x3ff, END - 1, END - 4, END - 8, END - 16, END - 64, END - 128, END, END + 4096,
             MOST_PAGES * 65536 - 8, MOST_PAGES * 65536, 0x7ffffff8, 0x80000000, 0xfffff000, 0xfffffff8, 0xffffffff]
FD_LIMIT = 24
# They would multiply the run, each by two.
FORKING = {'fork', 'vfork', 'clone'}
# They end it.
ENDING = {'exit', 'exit_group', '__proc_exit', 'pause', 'rt_sigsuspend'}


class Import:
    def __init__(self, import_name, types):
        self.name, self.types = import_name, types

    def base(self):
        return self.name.removeprefix('SYS_')


def imports_of(listing, auxiliary):
    """From what `wali syscalls` prints and from auxiliary.def: every function, each operand by its C type."""
    functions = []
    for line in listing.splitlines():
        cells = [cell.strip() for cell in line.split(' | ')]
        row = re.fullmatch(r'(\w+)\((.*)\)', cells[4]) if len(cells) > 4 else None
        if row:
            functions.append(Import('SYS_' + row[1], row[2].split(', ') if row[2] else []))
    for kind, import_name, arguments in re.findall(r'^(AUXILIARY|NUMBER)\(\s*(\w+),\s*\w+,\s*\w+(.*)\)$', auxiliary,
                                                   re.MULTILINE):
        kinds = [each.strip() for each in arguments.split(',') if each.strip()]
        functions.append(Import(import_name, ['void*' if each == 'Address' else 'long' for each in kinds]))
    return functions


class Guest:
    def __init__(self, rng, functions, period):
        """`period`: the timer's, in seconds."""
        self.rng, self.functions, self.period = rng, functions, period
        self.index = {each.name: i for i, each in enumerate(functions)}
        self.check = len(functions)
        self.forks = 0
        self.count = 0
        self.strings = []
        self.memory = self.fill_memory()

    def fill_memory(self):
        rng, memory = self.rng, bytearray(END)
        at = STRINGS
        for path in PATHS:
            self.strings.append(at)
            memory[at:at + len(path) + 1] = path.encode() + b'\0'
            at += len(path) + 1
        assert at < STRUCTS
        for at in range(STRUCTS, VECTORS, 4):
            memory[at:at + 4] = struct.pack('<I', self.word_in_memory())
        for at in range(VECTORS, SCRATCH, 8):
            memory[at:at + 8] = struct.pack('<II', self.address() & 0xffffffff, rng.choice(WORDS) & 0xffffffff)
        for at in range(SCRATCH, END, 8):
            memory[at:at + 8] = rng.randbytes(8) if rng.random() < 0.2 else bytes(8)
        # For rt_sigaction and setitimer: the handler is element 1 of the table.
        memory[0x100:0x118] = struct.pack('<IQIQ', 1, 0, 0, 0)
        memory[0x120:0x140] = struct.pack('<QQQQ', *2 * divmod(int(self.period * 1e6), 10**6))
        return memory

    def word_in_memory(self):
        draw = self.rng.random()
        if draw < 0.35:
            return self.rng.choice(WORDS) & 0xffffffff
        if draw < 0.55:
            return self.rng.randrange(64)
        if draw < 0.75:
            return self.address() & 0xffffffff
        return self.rng.getrandbits(32)

    def address(self):
        rng, draw = self.rng, self.rng.random()
        if draw < 0.3:
            return rng.randrange(SCRATCH, END, 8)
        if draw < 0.55:
            return rng.randrange(STRUCTS, VECTORS, 8)
        if draw < 0.7:
            return rng.randrange(VECTORS, SCRATCH, 8)
        if draw < 0.85:
            return rng.choice(ADDRESSES)
        return rng.getrandbits(32)

    def number(self):
        rng, draw = self.rng, self.rng.random()
        if draw < 0.35:
            return rng.randrange(20)
        if draw < 0.5:
            return 1 << rng.randrange(64)
        if draw < 0.6:
            return (1 << rng.randrange(32)) | (1 << rng.randrange(32))
        if draw < 0.85:
            return rng.choice(WORDS)
        return rng.getrandbits(rng.choice((8, 16, 32, 64)))

    def word(self, kind):
        """The instructions that push one word."""
        rng = self.rng
        if rng.random() < 0.08:
            kind = rng.choice(('fd', 'path', 'void*', 'long'))
        if kind in ('fd', 'dirfd'):
            draw = rng.random()
            value = rng.randrange(FD_LIMIT) if draw < 0.7 else -100 if draw < 0.85 else self.number()
        elif kind in ('path', 'char*', 'const char*'):
            value = rng.choice(self.strings) if rng.random() < 0.85 else self.address()
        elif '*' in kind:
            value = self.address()
        elif kind == 'size_t':
            value = rng.choice((0, 1, 8, 16, 64, 128, 1000, 4096, 65536)) if rng.random() < 0.6 else self.number()
        else:
            value = self.number()
        if rng.random() < 0.12:
            return b'\x23' + uleb(rng.randrange(RESULTS))
        # Half of the operands that are narrower have something in their upper half.
        value &= (1 << 64) - 1
        return b'\x42' + leb(value - (1 << 64) if value >> 63 else value)

    def call(self, function, words=None):
        words = words or [self.word(kind) for kind in function.types]
        self.count += 1
        return b''.join(words) + b'\x10' + uleb(self.index[function.name]) + b'\x24' + uleb(self.count % RESULTS)

    def set_up(self):
        """Descriptors of many kinds, a handler and its timer."""
        def made(call, *numbers):
            return self.call(self.functions[self.index['SYS_' + call]], [b'\x42' + leb(each) for each in numbers])
        f1, folder, fifo = (self.strings[PATHS.index(each)] for each in ('f1', 'd', 'fifo'))
        code = made('rt_sigaction', 14, 0x100, 0, 8) + made('setitimer', 0, 0x120, 0)
        code += made('open', f1, 0o102, 0o600) + made('mkdir', folder, 0o700) + made('mknod', fifo, 0o10600, 0)
        code += made('open', folder, 0, 0) + made('pipe2', SCRATCH, 0o4000) + made('socketpair', 1, 1, 0, SCRATCH)
        code += made('socketpair', 1, 2, 0, SCRATCH) + made('epoll_create1', 0) + made('eventfd2', 3, 0)
        code += made('memfd_create', f1, 2) + made('timerfd_create', 1, 0) + made('inotify_init1', 0)
        code += made('socket', 2, 1, 0) + made('socket', 2, 2, 0) + made('signalfd4', -1, STRUCTS, 8, 0)
        code += made('ftruncate', 3, 100000) + made('mmap', 0, 65536, 3, 1, 3, 0) + made('mmap', 0, 65536, 3, 0x22, -1, 0)
        return code

    def calls(self, count, is_main=True):
        rng, code = self.rng, b''
        while count > 0:
            function = rng.choice(self.functions)
            base = function.base()
            if base in ENDING and rng.random() < 0.95:
                continue
            if base in FORKING:
                if not is_main or self.forks == MOST_FORKS:
                    continue
                self.forks += 1
            count -= 1
            code += self.call(function)
            if count % CHECK_EVERY == CHECK_EVERY - 1:  # never in a handler, which would last longer than the timer
                code += b'\x10' + uleb(self.check) + b'\x1a'
        return code

    def encode(self):
        shapes = sorted({len(each.types) for each in self.functions} | {0})
        call_types = {shape: i for i, shape in enumerate(shapes)}
        types = [b'\x60' + vector([bytes((I64,))] * shape) + vector([bytes((I64,))]) for shape in shapes]
        handler, handler_with_info, thread, start = (len(types) + i for i in range(4))
        types += [b'\x60' + vector([bytes((I32,))] * count) + b'\x00' for count in (1, 3, 2, 0)]
        imports = [name('wali') + name(each.name) + b'\x00' + uleb(call_types[len(each.types)])
                   for each in self.functions]
        imports.append(name('test') + name('check_or_die') + b'\x00' + uleb(call_types[0]))
        first = len(imports)
        bodies = [self.calls(HANDLER_CALLS, False), self.calls(HANDLER_CALLS, False),
                  self.calls(THREAD_CALLS, False), self.set_up() + self.calls(CALLS) + b'\x10' + uleb(self.check) + b'\x1a']
        code = [b'\x00' + body + b'\x0b' for body in bodies]
        return (b'\0asm\1\0\0\0' + section(1, vector(types)) + section(2, vector(imports)) +
                section(3, vector([uleb(each) for each in (handler, handler_with_info, thread, start)])) +
                section(4, vector([b'\x70\x00' + uleb(8)])) + section(5, vector([b'\x03' + uleb(PAGES) + uleb(MOST_PAGES)])) +
                section(6, vector([bytes((I64, 1)) + b'\x42\x00\x0b'] * RESULTS)) +
                section(7, vector([name('_start') + b'\x00' + uleb(first + 3), name('memory') + b'\x02\x00'])) +
                section(9, vector([b'\x00\x41\x01\x0b' + vector([uleb(first + i) for i in range(3)])])) +
                section(10, vector([uleb(len(each)) + each for each in code])) +
                section(11, vector([b'\x00\x41\x00\x0b' + uleb(len(self.memory)) + bytes(self.memory)])))
