#!/usr/bin/env python3
"""Compares the machine code of the modules of this folder with the listings beside them.

NAME.wat begins with lines such as `;; listing: --cpu=full`; each asks `wali disasm` for one listing with these options.
They stand in NAME.x64.txt and NAME.aarch64.txt, on any host, without what changes when unrelated code does: addresses
become labels, and fields of the instance their names. --bless rewrites them; read the difference before you commit it.
"""
import argparse
import difflib
import glob
import itertools
import os
import re
import subprocess
import sys

ISAS = (('x86-64', '.x64.txt'), ('aarch64', '.aarch64.txt'))
OPCODE = re.compile(r'^OPCODE\(.*?"(.+?)".*?(\w+)\)$', re.MULTILINE)
OPTIONS = re.compile(r'^;; listing: (.*)$', re.MULTILINE)
WASM = re.compile(r'^ +0x[0-9a-f]+  (?P<text>.*)$')
MACHINE = re.compile(r'^ {10,}(?P<offset>[0-9a-f]+)  (?P<text>.*)$')
TARGET = re.compile(r'(?P<before>^(?:j\w+|call|[.]long|b|bl|b[.]\w+|(?:adr|ldr|cbn?z) \w+,|tbn?z \w+, #\d+,) |\[)'
                    r'0x(?P<address>[0-9A-F]{16})\b')
CALLS = ('call ', 'bl ')
FIELD = re.compile(r'\[(?:r14[+]0x[0-9A-F]+|x28, #\d+)\](?P<rest>.*)  ; (?P<name>.*)$')
TRAP_AT = re.compile(r'; trap at 0x[0-9a-f]+: ')


class Function:
    """One function of a listing, each line a pair (offset or None, text)."""

    def __init__(self, title):
        self.title = title
        self.lines = []

    def begin(self):
        return next(offset for offset, _ in self.lines if offset is not None)

    def text(self, functions):
        begins = {function.begin(): function.title.split(':')[0] for function in functions}
        own = {offset for offset, _ in self.lines if offset is not None}
        targets = {int(found['address'], 16) for offset, text in self.lines if offset is not None
                   for found in TARGET.finditer(text) if found['before'] not in CALLS}
        labels = {target: f'L{number}' for number, target in enumerate(sorted(targets & own), 1)}

        def name(match):
            target = int(match['address'], 16)
            label = None if match['before'] in CALLS else labels.get(target)
            return match['before'] + (label or begins.get(target, 'elsewhere'))

        result = [self.title]
        for offset, text in self.lines:
            if offset in labels:
                result.append(f'{labels[offset]}:')
            result.append(text if offset is None else '        ' + TARGET.sub(name, text))
        return '\n'.join(result) + '\n'


def functions_of(listing):
    functions = []
    for line in listing.splitlines():
        if line.startswith('function '):
            functions.append(Function(line))
        elif found := MACHINE.match(line):
            text = FIELD.sub(r'[\g<name>]\g<rest>', found['text'])
            functions[-1].lines.append((int(found['offset'], 16), TRAP_AT.sub('; trap: ', text)))
        elif found := WASM.match(line):
            functions[-1].lines.append((None, '  ' + found['text']))
    return functions


def listing(wali, isa, path, options):
    command = [wali, 'disasm', f'--isa={isa}', *options.split(), path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    functions = functions_of(done.stdout)
    return f'wali disasm {options}\n\n' + '\n'.join(function.text(functions) for function in functions)


def listings(wali, isa, path):
    with open(path) as file:
        wanted = OPTIONS.findall(file.read())
    return '\n'.join(listing(wali, isa, path, options) for options in wanted)


def features_without_listing(folder, modules):
    """The features of the table of instructions of which no module shows an instruction."""
    with open(os.path.join(folder, '..', '..', 'loader', 'opcodes.def')) as file:
        rows = OPCODE.findall(file.read())
    shown = set()
    for path in modules:
        with open(path) as file:
            shown.update(re.findall(r'[a-z][a-z0-9_.]+', file.read()))
    return {feature for _, feature in rows} - {feature for text, feature in rows if text in shown}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--bless', action='store_true', help='rewrite the listings')
    parser.add_argument('files', nargs='*')
    options = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    passed = failed = 0
    modules = sorted(glob.glob(os.path.join(here, '*.wat')))
    for feature in sorted(features_without_listing(here, modules)):
        failed += 1
        print(f'{feature}: no module here shows any of its instructions')
    for path, (isa, ending) in itertools.product(options.files or modules, ISAS):
        expected_path = path.removesuffix('.wat') + ending
        try:
            actual = listings(options.wali, isa, path)
        except RuntimeError as error:
            failed += 1
            print(error)
            continue
        if options.bless:
            with open(expected_path, 'w') as file:
                file.write(actual)
            continue
        expected = ''
        if os.path.exists(expected_path):
            with open(expected_path) as file:
                expected = file.read()
        if actual == expected and actual:
            passed += 1
            continue
        failed += 1
        print(f'{os.path.basename(path)}: the machine code is not what {os.path.basename(expected_path)} says')
        print('\n'.join(difflib.unified_diff(expected.splitlines(), actual.splitlines(), 'expected', 'actual',
                                             lineterm='')))
    if options.bless:
        print(f'{failed} modules without a listing')
    else:
        print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
