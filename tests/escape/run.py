#!/usr/bin/env python3
"""Runs the attacks on the engine and fails if one gets through.

    run.py --host COMMAND --sdk SDK --work DIR [--mode MODE]... [--time-limit SECONDS] [--known FILE] [NAME...]

Every tNN_*.c is compiled with walicc into DIR and run in an empty folder of its own, once in each mode: `default`,
`hardened`, `explicit` (bounds). An attack is repelled if the program ends with status 0, what it expects of its calls
and the host's checks included; with 77 it is skipped, and its last line says why. --known names a file of lines `NAME: REASON` or
`MODE: REASON` for what an emulator does not let the engine repel: it counts as skipped, and fails if it is repelled.
"""
import argparse
import concurrent.futures
import glob
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MODES = {'default': [], 'hardened': ['--hardened'], 'explicit': ['--bounds=explicit']}
SKIPPED = 77


def compile_program(source, options):
    module = os.path.join(options.work, os.path.basename(source)[:-2] + '.wasm')
    inputs = [source, *glob.glob(os.path.join(HERE, '*.h')), os.path.join(options.sdk, 'bin', 'walicc')]
    if not os.path.exists(module) or any(os.path.getmtime(each) > os.path.getmtime(module) for each in inputs):
        done = subprocess.run([os.path.join(options.sdk, 'bin', 'walicc'), '-O1', '-w', '-D_GNU_SOURCE', source, '-o', module,
                               '-lpthread', '-lrt'], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
    return module


def run(module, mode, options):
    """None if the attack was repelled; else what happened."""
    folder = tempfile.mkdtemp(prefix='wali-escape-')
    try:
        own = os.path.join(folder, 'module', os.path.basename(module))
        place = os.path.join(folder, 'work')
        os.makedirs(os.path.dirname(own))
        os.mkdir(place)
        shutil.copy(module, own)
        environment = {'PATH': '/usr/bin:/bin', 'ESCAPE_MODE': mode}
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen([*options.host, *MODES[mode], own], cwd=place, env=environment,
                                       stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)
            try:
                status = process.wait(options.time_limit)
            except subprocess.TimeoutExpired:
                status = f'none after {options.time_limit} s'
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
            output.seek(0)
            text = output.read().decode(errors='replace')
        return status, text
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_known(path):
    """{attack or mode: reason}"""
    if not path:
        return {}
    with open(path) as file:
        return dict(line.rstrip('\n').split(': ', 1) for line in file if line.strip() and line[0] != '#')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--host', required=True, help='the command of escape_host')
    parser.add_argument('--sdk', required=True, help='the directory wali/sdk/build made')
    parser.add_argument('--work', required=True, help='the folder for compiled programs')
    parser.add_argument('--mode', action='append', choices=MODES, help='only these modes')
    parser.add_argument('--time-limit', type=int, default=120, help='seconds for one program')
    parser.add_argument('--known', help='the file of attacks that an emulator lets through')
    parser.add_argument('names', nargs='*', help='run only these')
    options = parser.parse_args()
    options.work, options.sdk = os.path.abspath(options.work), os.path.abspath(options.sdk)
    if not os.access(os.path.join(options.sdk, 'bin', 'walicc'), os.X_OK):
        print('skipped: the SDK is not built')
        return SKIPPED
    os.makedirs(options.work, exist_ok=True)
    options.host = [os.path.abspath(each) if os.path.exists(each) else each for each in shlex.split(options.host)]
    sources = sorted(glob.glob(os.path.join(HERE, 't*_*.c')))
    names = {os.path.basename(each)[:-2]: each for each in sources}
    chosen = {name: source for name, source in names.items() if not options.names or name in options.names}
    known = read_known(options.known)
    passed = failed = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        modules = dict(zip(chosen, pool.map(lambda source: compile_program(source, options), chosen.values())))
        cases = [(name, mode) for name in chosen for mode in options.mode or MODES]
        for (name, mode), (status, text) in zip(cases, pool.map(lambda case: run(modules[case[0]], case[1], options), cases)):
            is_repelled = status == 0 and 'ESCAPED' not in text
            reason = known.get(mode) or known.get(name)
            if is_repelled and reason:
                failed += 1
                print(f'{name}, {mode}: repelled, but listed: {reason}')
            elif is_repelled:
                passed += 1
            elif reason:
                skipped += 1
                print(f'{name}, {mode}: skipped: {reason}')
            elif status == SKIPPED:
                skipped += 1
                print(f'{name}, {mode}: {text.strip().splitlines()[-1] if text.strip() else "skipped"}')
            else:
                failed += 1
                print(f'{name}, {mode}: status {status}\n{text[-3000:]}')
    print(f'{len(chosen)} attacks')
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
