#!/usr/bin/env python3
"""Compares system calls under wali with Linux's own: every program is run natively and as Wasm.

    run.py --wali WALI --sdk SDK --work DIR [--bounds MODE] [--emulator COMMAND]
           [--known FILE] [--jobs N] [--json FILE] [NAME...]
    run.py --wali WALI --sdk SDK --work DIR --coverage

Each FAMILY/NAME.c is the program of the row NAME of wali/syscalls.def. It is compiled with cc and with walicc into DIR,
once as long as nothing of it changes, and run in an empty folder both times, always under the same path. The lines it
prints are the checks: they must be equal, and so must be the exit status, what goes to standard error and the files
left behind. A program that natively ends with status 77 is skipped; its last line says why.

--emulator runs wali through another command, such as `qemu-aarch64`. --known names a file with lines
`PROGRAM: CHECK: REASON` for checks that must differ there; CHECK is a part of the line, `*` any line, and a program
all of whose checks agree must not be listed. --json writes the counts for each program.

--coverage fails unless every row that is supported, fully or partially, has a program whose module imports the call.
The file `uncovered` lists rows that have none yet.
"""
import argparse
import concurrent.futures
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
        self.command, self.folder, self.suffix = command, folder, suffix
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
        done = subprocess.run([self.command, *FLAGS, path, '-o', output, *LIBRARIES], capture_output=True, text=True)
        if done.returncode != 0:
            errors = [line for line in done.stderr.splitlines() if 'error' in line]
            raise RuntimeError(f'{self.command}: ' + '; '.join(errors[:3] or [done.stderr[:300]]))
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


TRAP_REPORT = re.compile(rb'^wali: (?:out of bounds|access past|unreachable|integer|unaligned)[^\n]*\n(?:  at [^\n]*\n)*', re.MULTILINE)


class Outcome:
    def __init__(self, command, folder, timeout):
        os.makedirs(folder)
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=ENVIRONMENT, start_new_session=True)
        try:
            self.output, self.errors = process.communicate(timeout=timeout)
            self.status = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            self.output, self.errors = process.communicate()
            self.status = f'none after {timeout} s'
        self.errors = TRAP_REPORT.sub(b'', self.errors)  # native programs die in silence
        self.lines = self.output.decode(errors='replace').splitlines()
        self.tree = tree_of(folder)
        remove(folder)


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

    def compare(self, native, guest, known):
        """`known`: parts of lines that must differ."""
        unseen = set(known)
        for number in range(max(len(native.lines), len(guest.lines))):
            left, right = (lines[number] if number < len(lines) else None for lines in (native.lines, guest.lines))
            reason = next((part for part in known if part == '*' or part in (left or right)), None)
            if left == right:
                self.passed += 1
            elif reason:
                unseen.discard(reason)
                self.skipped += 1
            else:
                self.differs(f'{right!r}, natively {left!r}')
        if native.status != guest.status and not known:
            errors = guest.errors.decode(errors='replace')[:1000]
            self.differs(f'exit status {guest.status}, natively {native.status} {errors}')
        elif native.errors != guest.errors and guest.status >= 0 and not known:
            self.differs(f'standard error {guest.errors[:1000]!r}, natively {native.errors[:1000]!r}')
        if native.tree != guest.tree and not known:
            mine, theirs = set(native.tree), set(guest.tree)
            self.differs(f'files left behind: {sorted(theirs - mine)}, natively {sorted(mine - theirs)}')
        for part in sorted(unseen):
            self.differs(f'listed as a difference, but agrees: {part}')


class Suite:
    def __init__(self, options):
        self.options = options
        version = subprocess.run(['cc', '--version'], capture_output=True, text=True).stdout
        self.native = Compiler('cc', version, os.path.join(options.work, 'native'), '')
        walicc = os.path.join(options.sdk, 'bin', 'walicc')
        library = os.path.join(options.sdk, 'sysroot', 'lib', 'wasm32-linux-muslwali', 'libc.a')
        self.wasm = Compiler(walicc, file_digest(walicc, library), os.path.join(options.work, 'wasm'), '.wasm')
        self.engine = shlex.split(options.emulator) + [options.wali, '--bounds=' + options.bounds]
        self.timeout = options.time_limit or (EMULATED_TIMEOUT if options.emulator else TIMEOUT)
        self.known = read_known(options.known)
        self.printing = threading.Lock()

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
                result.compare(expected, Outcome([*self.engine, module], place, self.timeout), self.known.get(name, []))
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
    """{program: [part of a line that must differ]}"""
    known = {}
    if path:
        with open(path) as file:
            for line in file:
                if line.strip() and not line.startswith('#'):
                    program, part, _ = line.split(': ', 2)
                    known.setdefault(program, []).append(part)
    return known


def programs():
    """{name of a row: path of its program}"""
    return {os.path.basename(path)[:-2]: path for path in sorted(glob.glob(os.path.join(HERE, '*', '*.c')))}


def supported_rows(options):
    done = subprocess.run([*shlex.split(options.emulator), options.wali, 'syscalls'], capture_output=True, text=True,
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
    parser.add_argument('--emulator', default='', help='a command that runs wali')
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
