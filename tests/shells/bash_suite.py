#!/usr/bin/env python3
"""Runs bash's own test suite, with Debian's bash and with bash.wasm; what passes natively must pass.

    bash_suite.py --wali WALI --examples DIR [--jobs N] [--show] [--all | NAME...]

Each run-NAME of the source package's folder tests is run by itself in a fresh copy of that folder, on a terminal of its
own, once per bash, and passes if it finds its output right. Without --all and names, those of the file bash_suite.quick
are run. --show prints the differences that the scripts find. Root runs the scripts as nobody, as they demand.
"""
import argparse
import concurrent.futures
import os
import shutil
import signal
import subprocess
import sys
import tempfile

import package_suite

HERE = os.path.dirname(os.path.abspath(__file__))
SKIPPED = 77
TIMEOUT = 300
HELPERS = ('recho', 'zecho', 'printenv', 'xcase')
NATIVE_BASH = '/bin/bash'


class Failure:
    def __init__(self, name, why, output):
        self.name, self.why, self.output = name, why, output


def run_script(name, bash, options, sources, helpers):
    """A Failure, or None."""
    with tempfile.TemporaryDirectory() as folder:
        tests = os.path.join(folder, 'tests')
        shutil.copytree(os.path.join(sources, 'tests'), tests)
        shutil.copy(os.path.join(sources, 'y.tab.c'), folder)
        written = os.path.join(folder, 'output')
        package_suite.open_to_all(folder)
        environment = {
            'PATH': f'{helpers}:.:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', 'HOME': folder, 'TERM': 'dumb',
            'THIS_SH': bash, 'BUILD_DIR': os.path.join(sources, '..', 'build'), 'BASH_TSTOUT': written,
            'TMPDIR': '/tmp', 'USER': 'tester', 'LOCPATH': helpers}
        status, output = package_suite.run_on_terminal(
            ['/bin/sh', f'run-{name}'], tests, environment, options.identity, TIMEOUT)
        why = None
        if status is None:
            why = f'takes more than {TIMEOUT} s'
        elif status != 0 or os.path.exists(written):
            why = 'differs from what is right'
        return Failure(name, why, output) if why else None


def make_locale(folder):
    """The one locale that the suite asks for everywhere, made of the C library's own UTF-8 locale."""
    if os.path.isdir('/usr/lib/locale/C.utf8'):
        shutil.copytree('/usr/lib/locale/C.utf8', os.path.join(folder, 'en_US.UTF-8'))


def prepare(folder, options, sources):
    """The helper programs of the suite, and bash.wasm as a program of the name bash."""
    helpers = os.path.join(folder, 'helpers')
    os.mkdir(helpers)
    make_locale(helpers)
    for helper in HELPERS:
        subprocess.run(['cc', '-w', '-DHAVE_CONFIG_H', '-I', os.path.join(sources, '..', 'build'), '-I', sources,
                        os.path.join(sources, 'support', helper + '.c'), '-o', os.path.join(helpers, helper)], check=True)
    module, bash = os.path.join(folder, 'bash.wasm'), os.path.join(folder, 'bash')
    shutil.copy(os.path.join(options.examples, 'bash.wasm'), module)
    package_suite.make_launcher(bash, options.wali, module)
    os.chmod(folder, 0o755)
    return helpers, bash


def scripts(sources):
    names = (name.removeprefix('run-') for name in os.listdir(os.path.join(sources, 'tests')) if name.startswith('run-'))
    return sorted(name for name in names if name not in ('all', 'minimal', 'gprof'))


def quick_scripts():
    with open(os.path.join(HERE, 'bash_suite.quick')) as file:
        return [line.strip() for line in file if line.strip() and not line.startswith('#')]


def run_all(names, options, sources):
    with tempfile.TemporaryDirectory() as folder:
        helpers, wali_bash = prepare(folder, options, sources)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            def run(name):
                return name, *(run_script(name, bash, options, sources, helpers) for bash in (NATIVE_BASH, wali_bash))
            yield from pool.map(run, names)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--examples', required=True, help='the directory with bash.wasm and bash-work')
    parser.add_argument('--jobs', type=int, default=1, help='how many scripts run at once')
    parser.add_argument('--all', action='store_true', help='run the whole suite')
    parser.add_argument('--show', action='store_true', help='print what scripts that fail under wali print')
    parser.add_argument('names', nargs='*', help='run only these')
    options = parser.parse_args()
    for key_signal in (signal.SIGINT, signal.SIGQUIT):  # a shell's background jobs ignore them
        signal.signal(key_signal, signal.SIG_DFL)
    options.wali, options.examples = os.path.abspath(options.wali), os.path.abspath(options.examples)
    options.identity = package_suite.identity(options.wali)
    sources = os.path.join(options.examples, 'bash-work', 'source')
    if not os.path.exists(os.path.join(options.examples, 'bash.wasm')) or not os.path.exists(NATIVE_BASH):
        print('skipped: bash.wasm is not built or there is no native bash')
        print('0 passed, 0 failed, 1 skipped')
        return SKIPPED
    names = options.names or (scripts(sources) if options.all else quick_scripts())
    failed = natively = 0
    for name, native, guest in run_all(names, options, sources):
        if native:
            natively += 1
            print(f'{name}: natively {native.why}, under wali {guest.why if guest else "passes"}', flush=True)
        elif guest:
            failed += 1
            print(f'{name}: {guest.why}', flush=True)
        if options.show:
            for side, failure in (('natively', native), ('under wali', guest)):
                print(f'-- {side}\n{failure.output}' if failure else '', end='')
    print(f'{len(names) - natively - failed} passed, {failed} failed, {natively} skipped')
    return 1 if failed or natively == len(names) else 0


if __name__ == '__main__':
    sys.exit(main())
