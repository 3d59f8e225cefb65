#!/usr/bin/env python3
"""Compares system calls under wali with Linux's own: every program is run natively and as Wasm.

    run.py --wali WALI --sdk SDK --work DIR [--bounds MODE] [--jobs N] [--json FILE]
           [--known FILE --emulator COMMAND --emulated-cc COMPILER] [NAME...]
    run.py --wali WALI --sdk SDK --work DIR --coverage

Each FAMILY/NAME.c is the program of the row NAME of wali/syscalls.def. It is compiled with cc and with walicc into DIR,
once as long as nothing of it changes, and run in an empty folder both times, always under the same path. The lines it
prints are the checks: they must be equal, and so must be the exit status, what goes to standard error and the files
left behind. A program that natively ends with status 77 is skipped; its last line says why.

Where WALI is emulated, the kernel is what the emulator makes of it. A program that therefore differs is run once more,
compiled by COMPILER for the same machine and run by COMMAND without wali: what differs must differ there in the same
way, and the file that --known names says why, in a line `PROGRAM: REASON`. Lines `~PROGRAM: CHECK: REASON` are for
checks, named by a part of what they print, that cannot be shown so. What is listed must differ. Such checks count as
skipped. --json writes the counts for each program.

--coverage fails unless every row that is supported, fully or partially, has a program whose module imports the call.
The file `uncovered` lists rows that have none yet.
"""
import argparse
import collections
import concurrent.futures
import difflib
import glob
import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
ROWS = os.path.join(HERE, '..', '..', 'wali', 'syscalls.def')
IMPORTS = os.path.join(HERE, '..', '..', 'wali', 'sdk', 'musl', 'arch', 'wasm32')
FLAGS = ['-O1', '-w', '-D_GNU_SOURCE', '-I', HERE, '-I', IMPORTS]
LIBRARIES = ['-lpthread', '-lrt']
SKIPPED = 77
TIMEOUT, EMULATED_TIMEOUT = 30, 300
ENVIRONMENT = {'PATH': '/usr/local/bin:/usr/bin:/bin', 'LC_ALL': 'C', 'HOME': '/nonexistent'}


def file_digest(*paths):
    digest = hashlib.sha256()
    for path in paths:
        with open(path, 'rb') as file:
            digest.update(file.read())
    return digest.hexdigest()


class Compiler:
    """Compiles into a folder and keeps what has not changed."""

    def __init__(self, command, identity, folder, suffix):
        self.command, self.folder, self.suffix = shlex.split(command), folder, suffix
        headers = sorted(glob.glob(os.path.join(HERE, '**', '*.h'), recursive=True))
        headers += [os.path.join(IMPORTS, name) for name in ('syscall_imports.def', 'syscall_imports_end.h')]
        self.inputs = file_digest(*headers) + identity + ' '.join(FLAGS + LIBRARIES)
        os.makedirs(folder, exist_ok=True)

    def compile(self, path):
        """The path of the program; RuntimeError with the compiler's words."""
        output = os.path.join(self.folder, os.path.basename(path)[:-2] + self.suffix)
        digest = hashlib.sha256((self.inputs + file_digest(path)).encode()).hexdigest()
        try:
            with open(output + '.digest') as file:
                if file.read() == digest and os.path.exists(output):
                    return output
        except FileNotFoundError:
            pass
        done = subprocess.run([*self.command, *FLAGS, path, '-o', output, *LIBRARIES], capture_output=True, text=True)
        if done.returncode != 0:
            errors = [line for line in done.stderr.splitlines() if 'error' in line]
            raise RuntimeError(f'{self.command[0]}: ' + '; '.join(errors[:3] or [done.stderr[:300]]))
        with open(output + '.digest', 'w') as file:
            file.write(digest)
        return output


def tree_of(folder):
    """What a program left behind: a line for each file."""
    lines = []
    for parent, folders, files in os.walk(folder):
        for name in sorted(folders + files):
            path = os.path.join(parent, name)
            status = os.lstat(path)
            line = f'{os.path.relpath(path, folder)} {stat.filemode(status.st_mode)} {status.st_uid} {status.st_gid}'
            if stat.S_ISREG(status.st_mode):
                line += f' {status.st_nlink} links, {status.st_size} bytes {file_digest(path)[:16]}'
            elif stat.S_ISLNK(status.st_mode):
                line += ' -> ' + os.readlink(path)
            lines.append(line)
    return sorted(lines)


# Native programs die in silence.
REPORTS = re.compile(rb'^wali: (?:out of bounds|access past|unreachable|integer|unaligned)[^\n]*\n(?:  at [^\n]*\n)*|'
                     rb'^qemu: uncaught target signal [^\n]*\n', re.MULTILINE)


class Outcome:
    def __init__(self, command, folder, timeout):
        os.makedirs(folder)
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=ENVIRONMENT, start_new_session=True)
        try:
            output, errors = process.communicate(timeout=timeout)
            self.status = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, errors = process.communicate()
            self.status = f'none after {timeout} s'
        self.lines = output.decode(errors='replace').splitlines()
        self.errors = REPORTS.sub(b'', errors).decode(errors='replace').splitlines()
        self.tree = tree_of(folder)
        remove(folder)

    def compare(self, other):
        """How many lines of output agree, and pairs of what does not; None is for what one of the two lacks."""
        equal, pairs = aligned(self.lines, other.lines)
        for what in ('errors', 'tree'):
            pairs += [tuple(line and f'{what}: {line}' for line in pair)
                      for pair in aligned(getattr(self, what), getattr(other, what))[1]]
        if self.status != other.status:
            pairs.append((f'exit status {self.status}', f'exit status {other.status}'))
        return equal, pairs


def check_of(line):
    """What a line says something of: `7: close(fd)`."""
    check, is_result, _ = line.rpartition(' = ')
    return check if is_result else re.sub(r': (true|false|exit \d+|signal \d+)$', '', line)


def aligned(left, right):
    """The number of equal lines and what is left, in pairs of lines of the same check or alone."""
    equal, pairs = 0, []
    matcher = difflib.SequenceMatcher(None, *([check_of(line) for line in lines] for lines in (left, right)), autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == 'equal':
            pairs += zip(left[i:i_end], right[j:j_end])
        else:
            pairs += [(line, None) for line in left[i:i_end]] + [(None, line) for line in right[j:j_end]]
    different = [(one, other) for one, other in pairs if one != other]
    return len(pairs) - len(different), different


def remove(folder):
    def open_and_retry(function, path, _):
        os.chmod(os.path.dirname(path), 0o700)
        function(path)
    shutil.rmtree(folder, onerror=open_and_retry)


class Result:
    def __init__(self, name):
        self.name, self.passed, self.failed, self.skipped, self.wrong = name, 0, 0, 0, []

    def differs(self, what):
        self.failed += 1
        self.wrong.append(what)

    def compare(self, native, guest, known, emulated):
        """`emulated()` is what the program does under the emulator, if there is one, without wali."""
        self.passed, pairs = native.compare(guest)
        unseen = set(known)
        alone = emulated() if pairs and known else None
        emulators = collections.Counter(native.compare(alone)[1] if alone else [])
        for pair in pairs:
            is_emulators = emulators[pair] > 0
            emulators[pair] -= 1
            reason = next((each for each in known if each.covers(pair, is_emulators)), None)
            unseen.discard(reason)
            if reason:
                self.skipped += 1
            else:
                self.differs(f'{pair[1]!r}, natively {pair[0]!r}' + (', as without wali' if is_emulators else ''))
        for each in unseen:
            self.differs('listed as different, but agrees' + (f': {each.check}' if each.check else ''))


class Known:
    """A line of the file of known differences."""

    def __init__(self, line):
        words = line.lstrip('~').split(': ')
        self.program, self.check = words[0], words[1] if line.startswith('~') else None

    def covers(self, pair, is_emulators):
        return is_emulators if self.check is None else any(line is not None and self.check in line for line in pair)


class Suite:
    def __init__(self, options):
        self.options = options
        version = subprocess.run(['cc', '--version'], capture_output=True, text=True).stdout
        self.native = Compiler('cc', version, os.path.join(options.work, 'native'), '')
        walicc = os.path.join(options.sdk, 'bin', 'walicc')
        library = os.path.join(options.sdk, 'sysroot', 'lib', 'wasm32-linux-muslwali', 'libc.a')
        self.wasm = Compiler(walicc, file_digest(walicc, library), os.path.join(options.work, 'wasm'), '.wasm')
        self.engine = [options.wali, '--bounds=' + options.bounds]
        self.emulator = shlex.split(options.emulator)
        if self.emulator:
            self.emulated = Compiler(options.emulated_cc, file_digest(ROWS), os.path.join(options.work, 'emulated'), '')
        self.timeout = options.time_limit or (EMULATED_TIMEOUT if self.emulator else TIMEOUT)
        self.known = read_known(options.known)
        self.printing = threading.Lock()

    def emulated_outcome(self, path, place):
        if not self.emulator:
            return None
        return Outcome([*self.emulator, self.emulated.compile(path)], place, self.timeout)

    def run(self, path, folder):
        name = os.path.basename(path)[:-2]
        result = Result(name)
        try:
            native, module = self.native.compile(path), self.wasm.compile(path)
            place = os.path.join(folder, name)
            expected = Outcome([native], place, self.timeout)
            if expected.status == SKIPPED:
                result.skipped = 1
                result.wrong.append('skipped: ' + (expected.lines or ['no reason given'])[-1])
            else:
                guest = Outcome([*self.engine, module], place, self.timeout)
                result.compare(expected, guest, self.known[name], lambda: self.emulated_outcome(path, place))
                if not expected.lines:
                    result.differs('prints nothing')
                if expected.status in (98, 99) or not isinstance(expected.status, int):
                    result.differs(f'does not get through natively: {expected.lines[-1:]}')
        except (RuntimeError, OSError) as error:
            result.differs(str(error))
        with self.printing:
            for line in result.wrong:
                print(f'{name}: {line}', flush=True)
        return result


def read_known(path):
    """{program: what may differ in it}"""
    known = collections.defaultdict(list)
    if path:
        with open(path) as file:
            for line in file:
                if line.strip() and not line.startswith('#'):
                    known[Known(line).program].append(Known(line))
    return known


def programs():
    """{name of a row: path of its program}"""
    return {os.path.basename(path)[:-2]: path for path in sorted(glob.glob(os.path.join(HERE, '*', '*.c')))}


def supported_rows(options):
    done = subprocess.run([options.wali, 'syscalls'], capture_output=True, text=True,
                          check=True)
    cells = [[cell.strip() for cell in line.split('|')] for line in done.stdout.splitlines() if line.startswith('| ')]
    return {row[1]: row[2] for row in cells if row[2] in ('full', 'partial')}


def check_coverage(options):
    with open(os.path.join(HERE, 'uncovered')) as file:
        uncovered = set(file.read().split())
    rows, present = supported_rows(options), programs()
    suite, wrong = Suite(options), []
    for name in rows:
        if name not in present and name not in uncovered:
            wrong.append(f'{name} has no program')
        if name in present and name in uncovered:
            wrong.append(f'{name} is listed in `uncovered`, but has a program')
    for name, path in present.items():
        if name not in rows:
            wrong.append(f'{path} belongs to no row that is supported')
            continue
        with open(suite.wasm.compile(path), 'rb') as file:
            if f'SYS_{name}'.encode() not in file.read():
                wrong.append(f'{path} does not make the call')
    for name in sorted(uncovered - set(rows)):
        wrong.append(f'{name} is listed in `uncovered`, but is no row that is supported')
    for line in wrong:
        print(line)
    print(f'{len(rows) - len(uncovered)} of {len(rows)} rows have a program')
    return 1 if wrong or not rows else 0


def run_all(options):
    chosen = {name: path for name, path in programs().items() if not options.names or name in options.names}
    suite = Suite(options)
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda path: suite.run(path, folder), chosen.values()))
    total = {key: sum(getattr(result, key) for result in results) for key in ('passed', 'failed', 'skipped')}
    if options.json:
        with open(options.json, 'w') as file:
            json.dump({'total': {**total, 'programs': len(results)}, 'programs': {
                result.name: {key: getattr(result, key) for key in (*total, 'wrong')} for result in results}}, file, indent=1)
    print(f'{len(results)} programs')
    print('{passed} passed, {failed} failed, {skipped} skipped'.format(**total))
    return 1 if total['failed'] or not total['passed'] else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--sdk', required=True, help='the directory wali/sdk/build made')
    parser.add_argument('--work', required=True, help='the folder for compiled programs')
    parser.add_argument('--bounds', choices=('guard', 'explicit'), default='guard')
    parser.add_argument('--emulator', default='', help='the command that runs programs of --emulated-cc')
    parser.add_argument('--emulated-cc', help='the compiler for what WALI is made for')
    parser.add_argument('--time-limit', type=int, help='seconds for one program')
    parser.add_argument('--known', help='the file that lists expected differences')
    parser.add_argument('--jobs', type=int, default=os.cpu_count(), help='how many programs run at once')
    parser.add_argument('--json', help='write the counts to this file')
    parser.add_argument('--coverage', action='store_true', help='check that every supported row has a program')
    parser.add_argument('names', nargs='*', help='run only these')
    options = parser.parse_args()
    options.wali, options.sdk, options.work = (
        os.path.abspath(path) for path in (options.wali, options.sdk, options.work))
    if not os.access(os.path.join(options.sdk, 'bin', 'walicc'), os.X_OK) or not shutil.which('cc'):
        print('skipped: the SDK is not built, or there is no native cc')
        return SKIPPED
    return check_coverage(options) if options.coverage else run_all(options)


if __name__ == '__main__':
    sys.exit(main())
