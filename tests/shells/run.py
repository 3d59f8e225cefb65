#!/usr/bin/env python3
"""Runs shell scripts with Debian's shells and with the same shells as modules; all they print must be equal.

    run.py --wali WALI --examples DIR [--show] [bash|dash|ash|terminal...] [--only NAME]

The first line of each of scripts/*.sh names the shells it is for. A script finds the shell under the name $guest, and
busybox, in the first folder of PATH: natively Debian's programs, under wali the modules, which it executes as anything
else. `terminal` plays the dialogues of dialogues.py; there a shell's lines and the terminal's echo come in an order that
also varies natively, so that it is enough if wali once shows what is once seen natively.
"""
import argparse
import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import dialogues

HERE = os.path.dirname(os.path.abspath(__file__))
SKIPPED = 77
TIMEOUT = 240
ROUNDS = 6
SHELLS = {'bash': ('/bin/bash', 'bash.wasm'), 'dash': ('/bin/dash', 'dash.wasm'),
          'ash': ('/bin/busybox', 'busybox.wasm')}


class Side:
    """Where a script finds its programs: Debian's, or modules."""

    def __init__(self, folder, prefix, programs):
        self.prefix, self.programs = prefix, os.path.join(folder, 'wali' if prefix else 'native')
        os.mkdir(self.programs)
        for name, program in {**programs, 'busybox': programs['ash']}.items():
            # A copy has the name that a busybox goes by even when the kernel tells it.
            shutil.copy(program, os.path.join(self.programs, name))

    def command(self, shell):
        return [*self.prefix, os.path.join(self.programs, shell)]

    def environment(self, shell):
        return {'PATH': f'{self.programs}:/usr/bin:/bin', 'guest': shell, 'LC_ALL': 'C', 'HOME': '/nonexistent',
                'TERM': 'dumb', 'PS1': '$ ', 'PS2': '> '}

    def run(self, shell, script):
        """(status, what was printed), in an empty folder; standard error is printed with the rest."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(script, os.path.join(folder, 'script'))
            done = subprocess.Popen([*self.command(shell), 'script'], cwd=folder, env=self.environment(shell),
                                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                    start_new_session=True)
            try:
                printed = done.communicate(timeout=TIMEOUT)[0]
                text = printed.decode(errors='replace').replace(self.programs, 'PROGRAMS')
                return done.returncode, re.sub(r'\b\d{3,} (?=[A-Z])', 'PID ', text)
            except subprocess.TimeoutExpired:
                os.killpg(done.pid, signal.SIGKILL)
                return 'timeout', done.communicate()[0].decode(errors='replace')


def difference(native, guest):
    """The first line that differs, or None."""
    left, right = native[1].splitlines(), guest[1].splitlines()
    for number in range(max(len(left), len(right))):
        pair = [lines[number] if number < len(lines) else None for lines in (left, right)]
        if pair[0] != pair[1]:
            return f'line {number + 1}: {pair[1]!r}, natively {pair[0]!r}'
    return None if native[0] == guest[0] else f'status {guest[0]}, natively {native[0]}'


def cases(native, guest, kinds):
    """(name, function that gives both sides' outcomes)"""
    for path in sorted(glob.glob(os.path.join(HERE, 'scripts', '*.sh'))):
        with open(path) as file:
            shells = file.readline().removeprefix('# shells: ').split()
        name = os.path.basename(path).removesuffix('.sh')
        for shell in shells:
            if shell in kinds:
                yield f'{shell}/{name}', lambda shell=shell, path=path: [
                    side.run(shell, path) for side in (native, guest)]
    if 'terminal' in kinds:
        for shell, name, turns in dialogues.all_dialogues():
            yield f'terminal/{shell}/{name}', lambda shell=shell, turns=turns: [
                dialogues.play(side, shell, turns) for side in (native, guest)]


def play_again(run, outcomes, wrong):
    """(outcomes, what is wrong) after a few more rounds, each of which is compared with all before it."""
    natives, guests = [outcomes[0]], [outcomes[1]]
    for _ in range(ROUNDS - 1):
        native, guest = run()
        natives.append(native)
        guests.append(guest)
        for pair in [(native, each) for each in guests] + [(each, guest) for each in natives]:
            if not difference(*pair):
                return pair, None
    return outcomes, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--examples', required=True, help='the directory with bash.wasm, dash.wasm and busybox.wasm')
    parser.add_argument('--only', help='run only the scripts and dialogues of this name')
    parser.add_argument('--show', action='store_true', help='print what the modules print')
    parser.add_argument('kinds', nargs='*', default=[*SHELLS, 'terminal'])
    options = parser.parse_args()
    for key_signal in (signal.SIGINT, signal.SIGQUIT):  # a shell's background jobs ignore them
        signal.signal(key_signal, signal.SIG_DFL)
    wali = os.path.abspath(options.wali)
    natives = {shell: program for shell, (program, _) in SHELLS.items()}
    modules = {shell: os.path.join(os.path.abspath(options.examples), module) for shell, (_, module) in SHELLS.items()}
    absent = [path for path in (*natives.values(), *modules.values()) if not os.path.exists(path)]
    if absent:
        print(f'skipped: there is no {absent[0]}')
        print('0 passed, 0 failed, 1 skipped')
        return SKIPPED
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        native, guest = Side(folder, [], natives), Side(folder, [wali], modules)
        for name, run in cases(native, guest, options.kinds):
            if options.only not in (None, name.rpartition('/')[2]):
                continue
            outcomes = run()
            wrong = difference(*outcomes)
            if wrong and name.startswith('terminal/'):
                outcomes, wrong = play_again(run, outcomes, wrong)
            passed, failed = passed + (not wrong), failed + bool(wrong)
            if wrong:
                print(f'{name}: {wrong}', flush=True)
            if options.show:
                print(outcomes[1][1])
    print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
