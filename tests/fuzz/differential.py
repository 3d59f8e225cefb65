#!/usr/bin/env python3
"""Differential test of the compiler: random modules must behave in wali as they do elsewhere.

The oracles: `v8`, its optimising compiler, and its baseline compiler when the two disagree; `wabt`, the interpreter
wasm-interp; `bounds`, wali itself with explicit bounds checks instead of guard pages; `isa`, wali built for another ISA
(--peer, through the emulator if it needs one), which must agree in vectors and in the places of traps, too.

Odd seeds give modules of our own generator; for even ones wasm-opt turns random bytes into valid modules. Each oracle
and run_module (wali) call every export with the same arguments and print what they saw: calls of imports, results,
traps, uncaught exceptions, a hash of the memories, exported globals. The transcripts must be equal. NaNs are removed
from the modules (--denan), since the specification leaves their bits open and the modules can store them.
"""
import argparse
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import generator

FEATURES = ['--mvp-features', '--enable-mutable-globals', '--enable-sign-ext',
            '--enable-nontrapping-float-to-int', '--enable-bulk-memory', '--enable-multivalue']
# Beyond those, now and then. No vectors: these modules show them to imports, which JavaScript cannot see.
MORE_FEATURES = ['--enable-reference-types', '--enable-tail-call', '--enable-exception-handling']
# What shapes the code: raw fuzzer output, then code as optimisers leave it.
PASSES = [[], ['-O1'], ['-O2'], ['-O3'], ['-Os'], ['--flatten', '--local-cse'], ['--ssa', '--coalesce-locals']]
HERE = os.path.dirname(os.path.abspath(__file__))
# (module (type (func (param exnref)))): what a V8 that takes it also has typed references and memory64.
MODERN = 'WebAssembly.validate(new Uint8Array([0,97,115,109,1,0,0,0,1,5,1,0x60,1,0x69,0]))'


def make_module(seed, options, path):
    rng = random.Random(seed)
    if seed % 2 == 1 or options.own or options.oracle == 'wabt' or options.features is not None:
        features = generator.features_named(options.features) if options.features is not None else generator.features_of(rng, modern=options.modern, nullary=options.oracle == 'wabt')
        if options.oracle == 'wabt':
            # wasm-interp 1.0.32 ends itself by an assertion in many modules that catch exceptions, and loses track of
            # its stack at tail calls.
            features.exceptions = None
            features.tail_calls = False
            features.atomics = False
            features.nullary = True
        if options.oracle == 'isa':
            features.relaxed = features.simd
            features.narrow_stores = True
        with open(path, 'wb') as file:
            file.write(generator.module_bytes(rng, features))
        return
    source = path + '.seed'
    with open(source, 'wb') as file:
        file.write(rng.randbytes(rng.choice((300, 1000, 3000, 8000, 20000))))
    passes = rng.choice(PASSES)
    # An access out of bounds ends most functions early.
    bounds = rng.choice(([], ['--no-fuzz-oob']))
    more = [each for each in MORE_FEATURES if rng.random() < 0.2]
    # Flattening knows no exceptions.
    if '--flatten' in passes:
        more = [each for each in more if 'exception' not in each]
    # Some of its passes fail on what the newer features give; it goes without them then.
    for features in (FEATURES + more, FEATURES):
        done = subprocess.run([options.wasm_opt, source, '--translate-to-fuzz', *features, *bounds, *passes,
                               '--denan', '-o', path],
                              check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if done.returncode == 0:
            break
    done.check_returncode()
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


# Not --enable-all: typed function references refuse valid modules in wabt 1.0.32.
WABT_OPTIONS = ['--dummy-import-func', '--run-all-exports', '--value-stack-size=1000000', '--call-stack-size=100000',
                *(f'--enable-{each}' for each in ('exceptions', 'tail-call', 'memory64', 'multi-memory',
                                                  'extended-const', 'threads'))]
# How wasm-interp words its traps.
WABT_TRAPS = [('unreachable', 'unreachable'), ('out of bounds memory access', 'memory'),
              ('out of bounds table access', 'table'), ('undefined table index', 'table'),
              ('divide by zero', 'divide by zero'), ('integer overflow', 'overflow'),
              ('invalid conversion', 'overflow'), ('uninitialized table element', 'element'),
              ('signature mismatch', 'element'), ('indirect call', 'element'), ('null', 'null'),
              ('exception', 'exception'), ('exhausted', 'stack'), ('atomic', 'unaligned atomic')]


def wabt_line(line):
    """A line of wasm-interp's as run_module writes it; None for one that says nothing."""
    call = re.match(r'called host (\w+)\.(\w+)\(.*\) =>', line)
    if call:
        return f'{call[1]}.{call[2]}'
    result = re.match(r'(\w+)\(\) =>\s*(.*)$', line)
    if not result:
        return line
    if result[2].startswith('error:'):
        kind = next((kind for text, kind in WABT_TRAPS if text in result[2]), result[2])
        return f'{result[1]} => trap: {kind}'
    words = re.findall(r'(i32|i64):(\d+)', result[2])
    return f'{result[1]} => ' + ' '.join(f'{int(value):#x}:{kind}' for kind, value in words) if words \
        else f'{result[1]} =>'


def wabt_transcripts(command, paths, timeout):
    found = {}
    for path in paths:
        try:
            done = subprocess.run([*command, path],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout)
            found[path] = [wabt_line(line) for line in done.stdout.decode(errors='replace').splitlines()]
        except subprocess.TimeoutExpired:
            found[path] = ['timeout']
    return found


def first_difference(oracle, expected, actual):
    for number, (left, right) in enumerate(zip(expected, actual)):
        if left != right:
            return f'line {number + 1}: {oracle} `{left}`, wali `{right}`'
    return f'{oracle} has {len(expected)} lines, wali {len(actual)}'


class Oracle:
    def __init__(self, options):
        self.options = options
        detail = {'wabt': ['--brief'], 'isa': ['--full']}.get(options.oracle, [])
        self.own = [*shlex.split(options.emulator), options.runner, *detail, *options.runner_option,
                    f'--seconds={20 * options.patience}']
        self.peer = [options.peer, *detail]
        self.node = [options.node, '--experimental-wasm-type-reflection']
        self.script = os.path.join(HERE, 'run_module.mjs')

    def expected(self, paths):
        if self.options.oracle == 'wabt':
            return wabt_transcripts([self.options.wasm_interp, *WABT_OPTIONS], paths, self.options.timeout)
        if self.options.oracle == 'bounds':
            return all_transcripts([*self.own, '--bounds=explicit'], paths, self.options.timeout)
        if self.options.oracle == 'isa':
            return all_transcripts(self.peer, paths, self.options.timeout)
        return all_transcripts([*self.node, '--no-liftoff', self.script], paths, self.options.timeout)

    def actual(self, paths):
        return all_transcripts(self.own, paths, self.options.timeout * self.options.patience)

    def differs_by_itself(self, path, actual):
        """V8's other compiler agrees with wali: the first one is wrong."""
        if self.options.oracle != 'v8':
            return False
        baseline = [*self.node, '--liftoff', '--no-wasm-tier-up', self.script]
        return all_transcripts(baseline, [path], self.options.timeout)[path] == actual


def seed_of(path):
    return int(os.path.basename(path).partition('.')[0])


def missing_tool(options):
    needed = {'v8': ('wasm_opt', 'node'), 'wabt': ('wasm_interp',),
              'bounds': ('wasm_opt',), 'isa': ('wasm_opt', 'peer')}[options.oracle]
    return next((tool for tool in needed if not getattr(options, tool)), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--runner', required=True, help='the run_module program')
    parser.add_argument('--oracle', choices=('v8', 'wabt', 'bounds', 'isa'), default='v8')
    parser.add_argument('--peer', default=os.environ.get('WALI_PEER_RUNNER'),
                        help='isa: the run_module program of a build for this machine itself')
    parser.add_argument('--emulator', default='', help='the runner runs in it')
    parser.add_argument('--runner-option', action='append', default=[], help='to the runner, such as --cpu=baseline')
    parser.add_argument('--patience', type=int, default=1, help='how many times longer the runner may take')
    parser.add_argument('--count', type=int, default=int(os.environ.get('WALI_FUZZ_COUNT', 400)),
                        help='how many modules')
    parser.add_argument('--seed', type=int, default=1, help='of the first module; the others count up')
    parser.add_argument('--features', help='of all modules, all of them our own generator\'s, e.g. simd,memories=2')
    parser.add_argument('--own', action='store_true', help='only modules of our own generator')
    parser.add_argument('--batch', type=int, default=100, help='modules per process')
    parser.add_argument('--timeout', type=float, default=120, help='seconds per process')
    parser.add_argument('--keep', default='fuzz-failures', help='folder for the modules that differ')
    parser.add_argument('--wasm-opt', default=shutil.which('wasm-opt'))
    parser.add_argument('--wasm-interp', default=shutil.which('wasm-interp'))
    parser.add_argument('--node', default=os.environ.get('WALI_NODE') or shutil.which('node') or shutil.which('nodejs'))
    options = parser.parse_args()
    if tool := missing_tool(options):
        print(f'skipped: {tool.replace("_", "-")} is not installed')
        print(f'0 passed, 0 failed, {options.count} skipped')
        return 77
    options.modern = options.oracle in ('bounds', 'isa') or options.oracle == 'v8' and subprocess.run(
        [options.node, '-p', MODERN], stdout=subprocess.PIPE, check=True).stdout.strip() == b'true'
    oracle = Oracle(options)
    passed = failed = excused = calls = traps = rejected = unsupported = 0
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, options.count, options.batch):
            paths = []
            for seed in range(options.seed + start, options.seed + min(start + options.batch, options.count)):
                paths.append(os.path.join(folder, f'{seed}.wasm'))
                make_module(seed, options, paths[-1])
            expected = oracle.expected(paths)
            actual = oracle.actual(paths)
            for path in paths:
                calls += sum(' =>' in line for line in expected[path])
                traps += sum(' => trap' in line for line in expected[path])
                rejected += expected[path] == ['rejected']
                # wasm-opt's reference types have some of the GC proposal with them.
                if actual[path] == ['unsupported'] and seed_of(path) % 2 == 0:
                    unsupported += 1
                    os.unlink(path)
                    continue
                same = expected[path] == actual[path]
                if not same and oracle.differs_by_itself(path, actual[path]):
                    excused += 1
                    same = True
                passed += same
                if not same:
                    failed += 1
                    os.makedirs(options.keep, exist_ok=True)
                    kept = os.path.join(options.keep, f'{options.oracle}-{os.path.basename(path)}')
                    shutil.copy(path, kept)
                    print(f'{kept}: {first_difference(options.oracle, expected[path], actual[path])}', flush=True)
                os.unlink(path)
    print(f'{options.oracle}, seeds {options.seed}..{options.seed + options.count - 1}: {calls} calls compared, '
          f'{traps} of them traps; {rejected} modules rejected; in {excused} V8 disagrees with itself')
    if options.count and (rejected + unsupported) * 10 > options.count:
        print('too many modules were rejected: nothing is compared that way')
        failed += 1
    print(f'{passed} passed, {failed} failed, {unsupported} skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
