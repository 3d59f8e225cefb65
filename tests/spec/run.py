#!/usr/bin/env python3
"""Runs WebAssembly's official test suite, whose folder is an option: docs/testing.md says how to get it.

known_failures.txt names what is expected to fail, a file or one line of a file, and why. Any other failure is one, and
so is an entry of the list that passes.
"""
import argparse
import collections
import concurrent.futures
import glob
import os
import re
import subprocess
import sys

MODES = (('--bounds=guard',), ('--bounds=explicit',), ('--bounds=guard', '--cpu=baseline'))
FAILURE = re.compile(r'^(?P<file>.*?):(?P<line>\d+): expected .*, got ', re.DOTALL)
COUNTS = re.compile(r'^(\d+) passed, (\d+) failed, (\d+) skipped$', re.MULTILINE)
# Scripts of an edition before these proposals say that modules are wrong which need them.
OLDER_EDITIONS = {'proposals/threads': ('--without=multi-memory,multi-table,memory64',)}


def known_failures(path):
    """Entries as {'file' or 'file:line': reason}."""
    entries = {}
    with open(path) as file:
        for line in file:
            if line.strip() and not line.startswith('#'):
                name, reason = line.split(None, 1)
                entries[name] = reason.strip()
    return entries


Outcome = collections.namedtuple('Outcome', 'passed skipped failures')  # failures: (line number, text)


def run_file(wali, suite, name, mode, time_limit):
    command = [wali, 'wast', *mode, *OLDER_EDITIONS.get(os.path.dirname(name), ()), os.path.join(suite, name)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors='replace', timeout=time_limit)
    except subprocess.TimeoutExpired:
        return Outcome(0, 0, [(0, f'{name}: no end after {time_limit} seconds')])
    failures = []
    for text in done.stdout.splitlines():
        if found := FAILURE.match(text):
            failures.append((int(found['line']), text))
    counts = COUNTS.findall(done.stdout)
    if not counts:
        failures.append((0, f'{name}: exit status {done.returncode}: {done.stderr.strip()}'))
        return Outcome(0, 0, failures)
    passed, failed, skipped = (int(count) for count in counts[-1])
    if failed != len(failures):
        failures.append((0, f'{name}: {failed} failures, {len(failures)} of them readable'))
    return Outcome(passed, skipped, failures)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--suite', default='', help='the folder of the suite; else the environment variable WALI_SPEC_SUITE')
    parser.add_argument('--time-limit', type=int, default=60, help='seconds for one file')
    parser.add_argument('files', nargs='*', help='names inside the suite; all if none is given')
    options = parser.parse_args()
    suite = options.suite or os.environ.get('WALI_SPEC_SUITE', '')
    if not suite:
        print('skipped: no folder of the official test suite is given (-Dspec_suite or WALI_SPEC_SUITE)')
        print('0 passed, 0 failed, 1 skipped')
        return 77
    names = options.files or sorted(os.path.relpath(path, suite)
                                    for path in glob.glob(os.path.join(suite, '**', '*.wast'), recursive=True))
    if not names:
        print(f'{suite}: no .wast file')
        return 1
    known = known_failures(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'known_failures.txt'))
    passed = failed = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for mode in MODES:
            unused = {entry for entry in known if entry.split(':')[0] in names}
            outcomes = pool.map(
                lambda name: run_file(options.wali, suite, name, mode, options.time_limit), names)
            for name, outcome in zip(names, outcomes):
                passed += outcome.passed
                skipped += outcome.skipped
                for line, text in outcome.failures:
                    entries = {name, f'{name}:{line}'} & known.keys()
                    unused -= entries
                    if entries:
                        skipped += 1
                    else:
                        failed += 1
                        print(' '.join(mode), text)
            for entry in sorted(unused):
                failed += 1
                print(' '.join(mode), f'{entry}: passes, but is listed as a known failure ({known[entry]})')
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
