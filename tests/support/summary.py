#!/usr/bin/env python3
"""Adds up the cases of test runs and prints `N passed, N failed, N skipped` as the last line.

Reads meson's testlog.json files. A test that counts its own cases says so in its output, as doctest does or with a
line `N passed, N failed, N skipped`; any other test is one case. A test whose exit status says failure counts as at
least one failed case, whatever it printed.
"""
import json
import os
import re
import sys

DOCTEST = re.compile(r'\[doctest\] test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|\s*(\d+) skipped')
PLAIN = re.compile(r'^(\d+) passed, (\d+) failed, (\d+) skipped$', re.MULTILINE)
ANSI = re.compile(r'\x1b\[[0-9;]*m')


def cases_of(test):
    output = ANSI.sub('', test.get('stdout') or '')
    counted = DOCTEST.findall(output) or PLAIN.findall(output)
    result = test['result']
    if counted:
        passed, failed, skipped = (sum(int(row[i]) for row in counted) for i in range(3))
        if result not in ('OK', 'SKIP', 'EXPECTEDFAIL') and failed == 0:
            failed = 1
        return passed, failed, skipped
    if result in ('OK', 'EXPECTEDFAIL'):
        return 1, 0, 0
    return (0, 0, 1) if result == 'SKIP' else (0, 1, 0)


def main():
    total = [0, 0, 0]
    bad = []
    for path in sys.argv[1:]:
        tests = []
        if os.path.exists(path):
            with open(path) as file:
                tests = [json.loads(line) for line in file if line.strip()]
        if not tests:
            bad.append(f'{path}: no test ran')
            total[1] += 1
        for test in tests:
            cases = cases_of(test)
            total = [left + right for left, right in zip(total, cases)]
            if cases[1] or cases[2]:
                bad.append(f'{test["name"]}: {cases[1]} failed, {cases[2]} skipped ({test["result"]})')
    for line in bad:
        print(line)
    print('{} passed, {} failed, {} skipped'.format(*total))
    return 1 if total[1] or not total[0] else 0


if __name__ == '__main__':
    sys.exit(main())
