#!/usr/bin/env python3
"""Damaged modules must be refused with a message or run: no crash, no endless load.

Every truncation and every single-byte change of small.wat, then random truncations and byte changes of real modules,
go through mutate_module.
"""
import argparse
import os
import re
import subprocess
import sys

COUNTS = re.compile(r'^(\d+) passed, (\d+) failed, 0 skipped$', re.MULTILINE)


def modules_below(folder):
    found = [os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names
             if name.endswith('.wasm')]
    # Programs of one example may be linked to each other; the largest of different sizes are the most different.
    by_size = {os.path.getsize(path): path for path in found}
    return [by_size[size] for size in sorted(by_size, reverse=True)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--runner', required=True, help='the mutate_module program')
    parser.add_argument('--count', type=int, default=int(os.environ.get('WALI_MUTATION_COUNT', 200)),
                        help='mutants of each real module')
    parser.add_argument('--seed', default='1')
    parser.add_argument('--modules', help='folder of real modules; the three largest are used')
    parser.add_argument('--no-small', action='store_true', help='leave out small.wat')
    options = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    totals = [0, 0, 0]

    def run(*arguments):
        done = subprocess.run([options.runner, *arguments], capture_output=True, text=True, errors='replace')
        counts = COUNTS.findall(done.stdout)
        print(COUNTS.sub('', done.stdout).strip())
        if not counts:
            print(f'exit {done.returncode}: {done.stderr[-2000:]}')
            totals[1] += 1
            return
        totals[0] += int(counts[-1][0])
        totals[1] += int(counts[-1][1])

    if not options.no_small:
        run('all', '0', os.path.join(here, 'small.wat'))
    if options.modules:
        real = modules_below(options.modules)[:3]
        if not real:
            print(f'skipped: no modules below {options.modules}')
            totals[2] += 1
        for path in real:
            run(str(options.count), options.seed, path)
    print('{} passed, {} failed, {} skipped'.format(*totals))
    return 1 if totals[1] else 0


if __name__ == '__main__':
    sys.exit(main())
