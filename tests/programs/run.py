#!/usr/bin/env python3
"""Runs real programs under wali and natively; output and exit status must agree.

    run.py --wali WALI --sdk SDK --examples DIR [--bounds MODE] c|cpp|lua|lua-exceptions|sqlite [NAME...]

`c` compiles the files of c/ with the native compiler and with walicc. `cpp` compiles those of cpp/, and examples/cpp,
with the native compiler and with walic++, for both encodings of exceptions. Comments at the head of a file say how it is
run: `// args:`, `// stdin:`, `// env: NAME=value`, `// compare: none` for one that checks itself, and `// walicc:` for
options of walicc alone. `lua` runs the scripts of lua/ with Debian's lua5.4 and with lua.wasm, and what terminal.py does
with it; `lua-exceptions` is the same with a Lua whose setjmp is made of exceptions. `sqlite` is in sqlite.py.
What the file known_failures lists must fail, or the file that --known names.
"""
import argparse
import glob
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

import sqlite
import terminal

HERE = os.path.dirname(os.path.abspath(__file__))
SKIPPED = 77
TIMEOUT = 240
MODULES = {'lua': 'lua.wasm', 'lua-exceptions': 'lua-exceptions.wasm', 'sqlite': 'sqlite3.wasm'}
ENVIRONMENT = {'PATH': '/usr/local/bin:/usr/bin:/bin', 'LC_ALL': 'C', 'HOME': '/nonexistent'}


class Outcome:
    """What a program run in an empty folder of its own did."""

    def __init__(self, command, stdin=b'', environment=None):
        with tempfile.TemporaryDirectory() as folder:
            try:
                done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, timeout=TIMEOUT,
                                      env={**ENVIRONMENT, **(environment or {})})
                self.status, self.stdout, self.stderr = done.returncode, done.stdout, done.stderr
            except subprocess.TimeoutExpired:
                self.status, self.stdout, self.stderr = 'timeout', b'', b''

    def difference(self, other):
        if self.status != other.status:
            return f'exit status {other.status}, natively {self.status}\n{other.stderr.decode(errors="replace")[:1000]}'
        if self.stdout == other.stdout:
            return None
        native, guest = self.stdout.splitlines(), other.stdout.splitlines()
        for number in range(max(len(native), len(guest))):
            left, right = (lines[number] if number < len(lines) else None for lines in (native, guest))
            if left != right:
                return f'line {number + 1}: {right!r}, natively {left!r}'
        return 'line ends differ'


class Settings:
    """The comments at the head of a C file or Lua script."""

    def __init__(self, path):
        self.arguments, self.stdin, self.environment, self.compare, self.walicc = [], b'', {}, True, []
        with open(path) as file:
            for line in file:
                marker = next((marker for marker in ('// ', '-- ') if line.startswith(marker)), None)
                if not marker:
                    break
                key, _, value = line[len(marker):].rstrip('\n').partition(': ')
                if key == 'args':
                    self.arguments = shlex.split(value)
                elif key == 'stdin':
                    self.stdin = value.encode() + b'\n'
                elif key == 'env':
                    name, _, setting = value.partition('=')
                    self.environment[name] = setting
                elif key == 'walicc':
                    self.walicc = shlex.split(value)
                elif key == 'compare':
                    self.compare = value != 'none'

    def run(self, command):
        return Outcome(command + self.arguments, self.stdin, self.environment)


def compile_with(compiler, flags, path, output):
    """What the compiler says if it fails."""
    done = subprocess.run([compiler, *flags, '-w', path, '-o', output, '-lm', '-lpthread'], capture_output=True, text=True)
    return None if done.returncode == 0 else f'{compiler}: {done.stderr[:2000]}'


def run_compiled(path, options, native_compiler, wali_compiler, flags, variants, arguments=()):
    """Compares the program natively with each variant, a list of options, of the module."""
    settings = Settings(path)
    settings.arguments += arguments
    with tempfile.TemporaryDirectory() as folder:
        native, module = os.path.join(folder, 'native'), os.path.join(folder, 'program.wasm')
        expected = None
        if settings.compare:
            error = compile_with(native_compiler, ['-O1', *flags], path, native)
            if error:
                return error
            expected = settings.run([native])
        for variant in variants:
            compiler = os.path.join(options.sdk, 'bin', wali_compiler)
            error = compile_with(compiler, ['-O2', *flags, *settings.walicc, *variant], path, module)
            if error:
                return error
            guest = settings.run([options.wali, module])
            wrong = None
            if expected:
                wrong = expected.difference(guest)
            elif guest.status != 0:
                wrong = f'exit status {guest.status}: {(guest.stdout + guest.stderr).decode(errors="replace")}'
            if wrong:
                return ' '.join([*variant, wrong])
    return None


def run_c(path, options):
    return run_compiled(path, options, 'cc', 'walicc', [], [[]])


def run_cpp(path, options, arguments=()):
    encodings = [['-mllvm', f'-wasm-use-legacy-eh={legacy}'] for legacy in ('false', 'true')]
    return run_compiled(path, options, 'c++', 'walic++', ['-std=c++20'], encodings, arguments)


def run_lua(path, options):
    settings = Settings(path)
    module = os.path.join(options.examples, MODULES[options.suite])
    return settings.run(['lua5.4', path]).difference(settings.run([options.wali, module, path]))


def what_is_missing(options):
    """Why a suite cannot run here, if it cannot."""
    if options.suite in ('c', 'cpp'):
        if not os.access(os.path.join(options.sdk, 'bin', 'walicc'), os.X_OK):
            return 'the SDK is not built'
        if options.suite == 'cpp' and not os.path.exists(os.path.join(options.sdk, 'cxx.sha256')):
            return f'the C++ library is not built: run wali/sdk/build --with-c++ {options.sdk}'
        native = {'c': 'cc', 'cpp': 'c++'}[options.suite]
    else:
        module = MODULES[options.suite]
        if not os.path.exists(os.path.join(options.examples, module)):
            return f'{module} is not built'
        native = 'sqlite3' if options.suite == 'sqlite' else 'lua5.4'
    return None if shutil.which(native) else f'there is no native {native}'


def with_bounds(wali, mode, folder):
    """A program that is wali with --bounds."""
    path = os.path.join(folder, 'wali')
    with open(path, 'w') as file:
        file.write(f'#!/bin/sh\nexec {shlex.quote(wali)} --bounds={mode} "$@"\n')
    os.chmod(path, 0o755)
    return path


def known_failures(suite, path):
    """The names that the file lists for a suite."""
    with open(path) as file:
        lines = [line.partition(': ')[0] for line in file if line.strip() and not line.startswith('#')]
    return {name for folder, _, name in (line.partition('/') for line in lines) if folder == suite}


def cases_of(options):
    """(name, function that returns what is wrong or None)"""
    if options.suite == 'sqlite':
        return sqlite.cases(options.wali, os.path.join(options.examples, MODULES['sqlite']))
    language = options.suite.partition('-')[0]
    run = {'c': run_c, 'cpp': run_cpp, 'lua': run_lua}[language]
    paths = sorted(glob.glob(os.path.join(HERE, language, '*.' + language)))
    cases = [(os.path.basename(path), lambda path=path: run(path, options)) for path in paths]
    if language == 'cpp':
        example = os.path.join(HERE, '..', '..', 'examples', 'cpp', 'words.cpp')
        cases.append(('examples/cpp', lambda: run_cpp(example, options, [example, __file__, '/missing'])))
    if language == 'lua':
        cases += terminal.cases(options.wali, os.path.join(options.examples, MODULES[options.suite]))
    return cases


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--sdk', required=True, help='the directory wali/sdk/build made')
    parser.add_argument('--examples', required=True, help='the directory with ' + ', '.join(MODULES.values()))
    parser.add_argument('--bounds', choices=('guard', 'explicit'), default='guard')
    parser.add_argument('--known', default=os.path.join(HERE, 'known_failures'), help='programs that fail, each with its reason')
    parser.add_argument('suite', choices=('c', 'cpp', *MODULES))
    parser.add_argument('names', nargs='*', help='run only these')
    options = parser.parse_args()
    options.wali, options.sdk, options.examples = (
        os.path.abspath(path) for path in (options.wali, options.sdk, options.examples))
    with tempfile.TemporaryDirectory() as folder:
        if options.bounds != 'guard':
            options.wali = with_bounds(options.wali, options.bounds, folder)
        return run_cases(options)


def run_cases(options):
    cases = [case for case in cases_of(options) if not options.names or case[0] in options.names]
    missing = what_is_missing(options)
    if missing:
        print(f'skipped: {missing}')
        print(f'0 passed, 0 failed, {len(cases)} skipped')
        return SKIPPED
    failed, known = 0, known_failures(options.suite, options.known)
    for name, case in cases:
        wrong = case()
        if name in known:
            wrong = None if wrong else f'passes, but is listed in {os.path.basename(options.known)}'
        if wrong:
            failed += 1
            print(f'{name}: {wrong}', flush=True)
    print(f'{len(cases) - failed} passed, {failed} failed, 0 skipped')
    return 1 if failed or not cases else 0


if __name__ == '__main__':
    sys.exit(main())
