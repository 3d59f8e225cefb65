#!/usr/bin/env python3
"""Runs BusyBox's programs, Debian's and the module's, as applets.txt says; what they do must be equal.

    applets.py --wali WALI --examples DIR [--show] [APPLET...]

Equal are standard output, standard error, the exit status and the files that are left behind, with types, permissions and
contents.
"""
import argparse
import hashlib
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile

import run

HERE = os.path.dirname(os.path.abspath(__file__))
NATIVE, MODULE = run.SHELLS['ash']
# What the two C libraries say in other words, and where the package's version stands.
NEUTRAL = [(re.compile(r"(unrecognized option: |unrecognized option '(--)?|invalid option -- ')([^ ']+)'?$"), r'bad option \3'),
           (re.compile(r'(BusyBox v[0-9.]+) \(.*\)'), r'\1')]
WORDS = 'apple banana banana Banana cherry date abba elder elder fig grape hello zzz level'
FILES = {
    'words': '\n'.join(WORDS.split()) + '\n',
    'numbers': ''.join(f'{(i * 37) % 101}\n' for i in range(50)),
    'text': 'The quick brown fox\n\tjumps over\tthe lazy dog.\n\n\n\nA line of more than forty characters, '
            'with commas, and\ta tab.\n  indented by two\nthe last the line\n',
    'spaces': '        eight\n    four    and four\n\n a        b\n',
    'dos': 'one\r\ntwo\r\n\r\nfour',
    'accounts': 'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n'
                'alice:x:1000:1000:Alice 1234567:/home/alice:/bin/sh\nbob:x:1001:100:Bob:/home/bob:\n',
    'bytes': bytes(range(256)) * 5,
    'left': 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n',
    'right': 'one\n2\nthree\nFour\nfive \nsix\nseven\neight\nnine\nten\neleven\n',
    'empty': '',
    'tree/file': 'a file\n',
    'tree/branch/filed': 'another file\n',
    'tree/program': '#!/bin/sh\necho ran\nexit 2\n',
}
PROGRAMS = {'tree/program'}
LINKS = {'tree/link': 'file'}
MODIFIED = 1_000_000_000


def make_files(folder):
    for name, content in FILES.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        os.chmod(path, 0o755 if name in PROGRAMS else 0o644)
        os.utime(path, (MODIFIED, MODIFIED))
    for name, target in LINKS.items():
        os.symlink(target, os.path.join(folder, name))


def description(path):
    """Of a file: type, permissions and content."""
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        return 'link to ' + os.readlink(path)
    text = stat.filemode(mode)
    if stat.S_ISREG(mode):
        with open(path, 'rb') as file:
            content = file.read()
        text += f' {len(content)} bytes {hashlib.sha1(content).hexdigest()[:8]}'
    return text


def files_in(folder):
    """A line for each, sorted."""
    paths = (os.path.join(root, name) for root, folders, files in os.walk(folder) for name in folders + files)
    return [f'{os.path.relpath(path, folder)}: {description(path)}' for path in sorted(paths)]


def neutral(line):
    for pattern, replacement in NEUTRAL:
        line = pattern.sub(replacement, line)
    return line


def outcome(side, line):
    """What can be compared, as lines."""
    with tempfile.TemporaryDirectory() as folder:
        make_files(folder)
        environment = {**side.environment('busybox'), 'PATH': side.programs, 'TZ': 'UTC', 'TMPDIR': folder}
        started = subprocess.Popen(
            [*side.command('busybox'), 'ash', '-c', 'umask 022; ' + line], cwd=folder, env=environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            printed = started.communicate(timeout=run.TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            started.communicate()
            return ['timeout']
        lines = []
        for name, text in zip(('stdout', 'stderr'), printed):
            text = text.decode('latin-1').replace(side.programs, 'PROGRAMS').replace(folder, 'FOLDER')
            lines += [f'{name}: {neutral(each)}' for each in text.split('\n')]
        return lines + [f'status {started.returncode}'] + files_in(folder)


def difference(native, guest):
    for number in range(max(len(native), len(guest))):
        pair = [lines[number] if number < len(lines) else None for lines in (native, guest)]
        if pair[0] != pair[1]:
            return f'{pair[1]!r}, natively {pair[0]!r}'
    return None


def cases():
    """(applet, line)"""
    with open(os.path.join(HERE, 'applets.txt')) as file:
        for line in file:
            if line.startswith(' '):
                yield applet, line.strip()
            elif line.strip() and not line.startswith('#'):
                applet = line.strip()


def applets_of(side):
    return subprocess.run([*side.command('busybox'), '--list'], capture_output=True, text=True, check=True).stdout.split()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--examples', required=True, help='the directory with busybox.wasm')
    parser.add_argument('--show', action='store_true', help='print what the module does')
    parser.add_argument('applets', nargs='*', help='run only these')
    options = parser.parse_args()
    module = os.path.join(os.path.abspath(options.examples), MODULE)
    for path in (NATIVE, module):
        if not os.path.exists(path):
            print(f'skipped: there is no {path}\n0 passed, 0 failed, 1 skipped')
            return run.SKIPPED
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        sides = [run.Side(folder, [], {'ash': NATIVE}), run.Side(folder, [os.path.abspath(options.wali)], {'ash': module})]
        lists = [applets_of(side) for side in sides]
        for side, applets in zip(sides, lists):
            for applet in applets:
                if not os.path.exists(os.path.join(side.programs, applet)):
                    os.symlink('busybox', os.path.join(side.programs, applet))
        selected = [case for case in cases() if not options.applets or case[0] in options.applets]
        for applet, line in selected:
            outcomes = [outcome(side, line) for side in sides]
            wrong = difference(*outcomes)
            passed, failed = passed + (not wrong), failed + bool(wrong)
            if wrong:
                print(f'{applet}: {line}\n  {wrong}', flush=True)
            if options.show:
                print(f'-- {applet}: {line}', *outcomes[1], sep='\n')
    if lists[0] != lists[1]:
        failed += 1
        print('other applets than natively:', *sorted(set(lists[0]) ^ set(lists[1])))
    print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
