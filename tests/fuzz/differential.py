#!/usr/bin/env python3
"""Differential test of the compiler: random modules must behave in wali as they do in V8.

Odd seeds give modules of generate.py; for even ones wasm-opt turns random bytes into valid modules. run_module.mjs
(V8) and run_module (wali) call every export of each with the same arguments and print what they saw: calls of
imports, results, traps, a hash of the memory, exported globals. The transcripts must be equal. NaNs are removed
from the modules (--denan), since the specification leaves their bits open and the modules can store them.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile

import generate

FEATURES = ['--mvp-features', '--enable-mutable-globals', '--enable-sign-ext',
            '--enable-nontrapping-float-to-int', '--enable-bulk-memory', '--enable-multivalue']
# What shapes the code: raw fuzzer output, then code as optimisers leave it.
PASSES = [[], ['-O1'], ['-O2'], ['-O3'], ['-Os'], ['--flatten', '--local-cse'], ['--ssa', '--coalesce-locals']]


def make_module(seed, options, path):
    rng = random.Random(seed)
    if seed % 2 == 1:
        with open(path, 'wb') as file:
            file.write(generate.module_bytes(rng))
        return
    source = path + '.seed'
    with open(source, 'wb') as file:
        file.write(rng.randbytes(rng.choice((300, 1000, 3000, 8000, 20000))))
    passes = rng.choice(PASSES)
    # An access out of bounds ends most functions early.
    bounds = rng.choice(([], ['--no-fuzz-oob']))
    subprocess.run([options.wasm_opt, source, '--translate-to-fuzz', *FEATURES, *bounds, *passes,
                    '--denan', '-o', path],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.unlink(source)


def transcripts(command, paths, timeout):
    """{path: lines} for each module that was run to its end, and what happened to the first that was not."""
    with tempfile.NamedTemporaryFile('w', suffix='.list') as listing:
        listing.write('\n'.join(paths) + '\n')
        listing.flush()
        try:
            done = subprocess.run([*command, listing.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  timeout=timeout)
            status, output, errors = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired as expired:
            status, output, errors = 'timeout', expired.stdout or b'', expired.stderr or b''
    found, current, lines = {}, None, []
    for line in output.decode(errors='replace').splitlines():
        if line.startswith('module '):
            current, lines = line[len('module '):], []
        elif line == 'end':
            found[current] = lines
        else:
            lines.append(line)
    failure = None
    if status != 0:
        failure = f'exit {status}: ' + errors.decode(errors='replace')[-4000:]
    return found, failure


def all_transcripts(command, paths, timeout):
    """As `transcripts`, but a module that ends the process is charged alone and the rest still run."""
    results, rest = {}, list(paths)
    while rest:
        found, failure = transcripts(command, rest, timeout)
        results.update(found)
        rest = [path for path in rest if path not in found]
        if rest:
            results[rest.pop(0)] = [failure or 'exit 0 without a transcript']
    return results


def first_difference(expected, actual):
    for number, (left, right) in enumerate(zip(expected, actual)):
        if left != right:
            return f'line {number + 1}: V8 `{left}`, wali `{right}`'
    return f'V8 has {len(expected)} lines, wali {len(actual)}'


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--runner', required=True, help='the run_module program')
    parser.add_argument('--count', type=int, default=int(os.environ.get('WALI_FUZZ_COUNT', 400)),
                        help='how many modules')
    parser.add_argument('--seed', type=int, default=1, help='of the first module; the others count up')
    parser.add_argument('--batch', type=int, default=100, help='modules per process')
    parser.add_argument('--timeout', type=float, default=120, help='seconds per process')
    parser.add_argument('--keep', default='fuzz-failures', help='folder for the modules that differ')
    parser.add_argument('--wasm-opt', default=shutil.which('wasm-opt'))
    parser.add_argument('--node', default=shutil.which('node') or shutil.which('nodejs'))
    options = parser.parse_args()
    for tool in ('wasm_opt', 'node'):
        if not getattr(options, tool):
            print(f'skipped: {tool} is not installed')
            print(f'0 passed, 0 failed, {options.count} skipped')
            return 77
    here = os.path.dirname(os.path.abspath(__file__))
    # V8's baseline compiler gets some modules wrong that its optimising one gets right.
    v8 = [options.node, '--no-liftoff', '--experimental-wasm-type-reflection', os.path.join(here, 'run_module.mjs')]
    passed = failed = calls = traps = rejected = 0
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, options.count, options.batch):
            paths = []
            for seed in range(options.seed + start, options.seed + min(start + options.batch, options.count)):
                paths.append(os.path.join(folder, f'{seed}.wasm'))
                make_module(seed, options, paths[-1])
            expected = all_transcripts(v8, paths, options.timeout)
            actual = all_transcripts([options.runner], paths, options.timeout)
            for path in paths:
                calls += sum(' => ' in line for line in expected[path])
                traps += sum(' => trap' in line for line in expected[path])
                rejected += expected[path] == ['rejected']
                if expected[path] == actual[path]:
                    passed += 1
                else:
                    failed += 1
                    os.makedirs(options.keep, exist_ok=True)
                    shutil.copy(path, options.keep)
                    kept = os.path.join(options.keep, os.path.basename(path))
                    print(f'{kept}: {first_difference(expected[path], actual[path])}')
                os.unlink(path)
    print(f'seeds {options.seed}..{options.seed + options.count - 1}: {calls} calls compared, {traps} of them traps, '
          f'{rejected} modules rejected')
    if options.count and rejected * 10 > options.count:
        print('too many modules were rejected: nothing is compared that way')
        failed += 1
    print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
