#!/usr/bin/env python3
"""Compares a column of wali/syscalls.def with the numbers in the kernel's headers.

    syscall_numbers.py SYSCALLS_DEF MACROS x86_64|aarch64

MACROS is what the compiler prints for <sys/syscall.h> with -dM. Numbers that the headers give to no call are let pass:
the call is newer.
"""
import re
import sys

ROW = re.compile(r'^(?:SYSCALL|KERNEL)\(\s*(\w+),\s*(\w+),\s*(\w+),', re.MULTILINE)
MACRO = re.compile(r'^#define __NR(?:3264)?_(\w+) (\w+)$', re.MULTILINE)
COLUMNS = {'x86_64': 1, 'aarch64': 2}
OTHER_NAMES = {'fadvise': 'fadvise64', 'newfstatat': 'fstatat'}


def main():
    definitions, macros, machine = sys.argv[1:]
    with open(definitions) as file:
        rows = {row[0]: row[COLUMNS[machine]] for row in ROW.findall(file.read())}
    with open(macros) as file:
        numbers = {name: int(value) for name, value in MACRO.findall(file.read()) if value.isdigit()}
    numbers.pop('syscalls', None)  # how many there are
    taken = set(numbers.values())
    passed = failed = 0
    for name, text in rows.items():
        number = None if text == 'None' else int(text)
        known = numbers.get(name, numbers.get(OTHER_NAMES.get(name)))
        if known == number or (known is None and number not in taken):
            passed += 1
        else:
            failed += 1
            print(f'{name}: {number} in the table, {known} in the headers')
    print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
