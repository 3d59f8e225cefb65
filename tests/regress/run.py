#!/usr/bin/env python3
"""Runs the modules of this folder and compares each call's outcome with what its source says.

A .wat file opens with lines such as

    ;; invoke: div 7 0 => trap: integer divide by zero
    ;; invoke: pair 3 => 0x3:i32 0x4:i64

Every call is made in a fresh instance by `wali --invoke`. With --bless the outcomes are rewritten from what V8 says
(invoke.mjs), which is where the expected values come from; read the difference before you commit it.
"""
import argparse
import glob
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile

INVOKE = re.compile(r'^;; invoke: (?P<call>.*?)(?: => (?P<outcome>.*))?$')
COUNTS = re.compile(r'(\d+) passed, (\d+) failed, (\d+) skipped')
FLOAT_FORMATS = {'f32': '>f', 'f64': '>d'}
REASONS = ('unreachable', 'out of bounds memory access', 'out of bounds table access', 'undefined element',
           'uninitialized element', 'indirect call type mismatch', 'integer divide by zero', 'integer overflow',
           'invalid conversion to integer', 'call stack exhausted')
# What the specification tells apart and V8 does not: a null element from one of another type, a float that is too
# large from one that is no number.
FINER = {'trap: uninitialized element': 'trap: indirect call type mismatch',
         'trap: integer overflow': 'trap: invalid conversion to integer'}


def with_float_bits(value):
    """Floats are shown in decimal and compared as bits."""
    text, _, kind = value.rpartition(':')
    if kind not in FLOAT_FORMATS or text.startswith('0x') or 'nan' in text:
        return value
    bits = int.from_bytes(struct.pack(FLOAT_FORMATS[kind], float(text)), 'big')
    return f'{bits:#x}:{kind}'


def outcome_of(done):
    """What a run says: its results, or `trap: REASON`."""
    if done.returncode == 0:
        return ' '.join(with_float_bits(value) for value in done.stdout.split())
    for reason in REASONS:
        if reason in done.stderr:
            return 'trap: ' + reason
    return f'exit {done.returncode}: {done.stderr.strip()[:300]}'


def invoke(command, module, call):
    export, *arguments = call.split()
    return outcome_of(subprocess.run([*command, '--invoke', export, module, *arguments],
                                     capture_output=True, text=True, timeout=60))


def failures_of_script(wali, bounds, path):
    """How many commands passed and how many did not, and the lines that say which."""
    done = subprocess.run([wali, 'wast', '--bounds=' + bounds, path], capture_output=True, text=True, timeout=60)
    *lines, counts = done.stdout.splitlines() or ['']
    if found := COUNTS.fullmatch(counts):
        return int(found[1]), int(found[2]) + int(found[3]), lines
    return 0, 1, [f'{path}: exit status {done.returncode}: {done.stderr.strip()}']


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--bless', action='store_true', help='rewrite the expected outcomes from V8')
    parser.add_argument('--bounds', choices=('guard', 'explicit'), default='guard')
    parser.add_argument('files', nargs='*')
    options = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    files = options.files or sorted(glob.glob(os.path.join(here, '*.wa[st]*')))
    node = shutil.which('node') or shutil.which('nodejs')
    v8 = [node, '--experimental-wasm-type-reflection', os.path.join(here, 'invoke.mjs')]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        module = os.path.join(folder, 'module.wasm')
        for path in files:
            if path.endswith('.wast'):
                good, bad, lines = failures_of_script(options.wali, options.bounds, path)
                passed += good
                failed += bad
                for line in lines:
                    print(line)
                continue
            if options.bless:
                subprocess.run([options.wali, 'assemble', path, module], check=True)
            with open(path) as file:
                lines = file.read().splitlines()
            calls = 0
            for number, line in enumerate(lines):
                found = INVOKE.match(line)
                if not found:
                    continue
                calls += 1
                call = found['call']
                if options.bless:
                    outcome = invoke(v8, module, call)
                    if FINER.get(found['outcome']) != outcome:
                        lines[number] = f';; invoke: {call} => {outcome}'
                    continue
                actual = invoke([options.wali, '--bounds=' + options.bounds], path, call)
                if actual == found['outcome']:
                    passed += 1
                else:
                    failed += 1
                    print(f'{path}:{number + 1}: {call}: expected `{found["outcome"]}`, got `{actual}`')
            if calls == 0:
                failed += 1
                print(f'{path}: no `;; invoke:` line')
            if options.bless:
                with open(path, 'w') as file:
                    file.write('\n'.join(lines) + '\n')
    if not options.bless:
        print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
