#!/usr/bin/env python3
"""Runs BusyBox's own test suite, with Debian's busybox and with busybox.wasm; what passes natively must pass.

    busybox_suite.py --wali WALI --examples DIR [--jobs N] [--show] [APPLET...]

The applets are tested in groups, each with a fresh copy of the source package's folder testsuite. --show prints what tests
print that fail under wali. Root runs them as nobody.
"""
import argparse
import collections
import concurrent.futures
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import package_suite
import run

HERE = os.path.dirname(os.path.abspath(__file__))
TIMEOUT = 900
GROUPS = 6
NATIVE, MODULE = run.SHELLS['ash']


def results(output):
    """(name of a test, how many of that name came before it) -> (PASS, FAIL, SKIPPED or UNTESTED, what is printed next)"""
    seen, found = collections.Counter(), {}
    parts = re.split(r'^(PASS|FAIL|SKIPPED|UNTESTED): (.*?)\r?$', output, flags=re.MULTILINE)
    for result, name, text in zip(parts[1::3], parts[2::3], parts[3::3]):
        found[name, seen[name]] = result, text
        seen[name] += 1
    return found


def run_group(names, busybox, helpers, options):
    with tempfile.TemporaryDirectory() as folder:
        tests = os.path.join(folder, 'testsuite')
        shutil.copytree(os.path.join(options.source, 'testsuite'), tests)
        shutil.copy(os.path.join(options.source, '.config'), folder)
        shutil.copy(busybox, os.path.join(folder, 'busybox'))
        package_suite.open_to_all(folder)
        environment = {
            'PATH': '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', 'HOME': folder, 'TERM': 'dumb', 'USER': 'tester',
            'ECHO': os.path.join(helpers, 'echo-ne')}
        _, output = package_suite.run_on_terminal(
            ['/bin/sh', './runtest', '-v', *names], tests, environment, options.identity, TIMEOUT)
        return results(output)


def applets(source):
    """Those that have tests."""
    tests = os.path.join(source, 'testsuite')
    names = {name.removesuffix('.tests') for name in os.listdir(tests)
             if name.endswith('.tests') or os.path.isdir(os.path.join(tests, name))}
    return sorted(names - {'all_sourcecode'})


def prepare(folder, options):
    helpers, module = os.path.join(folder, 'helpers'), os.path.join(folder, MODULE)
    os.mkdir(helpers)
    subprocess.run(['cc', '-w', os.path.join(options.source, 'scripts', 'echo.c'), '-o', os.path.join(helpers, 'echo-ne')],
                   check=True)
    launcher = os.path.join(helpers, 'busybox')
    shutil.copy(os.path.join(options.examples, MODULE), module)
    package_suite.make_launcher(launcher, options.wali, module)
    os.chmod(folder, 0o755)
    return helpers, launcher


def known_differences():
    """Names of tests, each with its reason."""
    with open(os.path.join(HERE, 'busybox_suite.known')) as file:
        return dict(line.rstrip('\n').split(': ', 1) for line in file if line.strip() and not line.startswith('#'))


def run_all(names, options):
    """Results natively and under wali, group by group."""
    groups = [names[i::GROUPS] for i in range(min(GROUPS, len(names)))]
    with tempfile.TemporaryDirectory() as folder:
        helpers, launcher = prepare(folder, options)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            def both(group):
                return [run_group(group, busybox, helpers, options) for busybox in (NATIVE, launcher)]
            yield from pool.map(both, groups)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--examples', required=True, help='the directory with busybox.wasm and busybox-work')
    parser.add_argument('--jobs', type=int, default=1, help='how many applets are tested at once')
    parser.add_argument('--show', action='store_true', help='print what tests that fail under wali print')
    parser.add_argument('applets', nargs='*', help='run only the tests of these')
    options = parser.parse_args()
    for key_signal in (signal.SIGINT, signal.SIGQUIT):  # a shell's background jobs ignore them
        signal.signal(key_signal, signal.SIG_DFL)
    options.wali, options.examples = os.path.abspath(options.wali), os.path.abspath(options.examples)
    options.source = os.path.join(options.examples, 'busybox-work', 'source')
    if not os.path.exists(os.path.join(options.examples, MODULE)) or not os.path.exists(NATIVE):
        print(f'skipped: {MODULE} is not built or there is no native busybox\n0 passed, 0 failed, 1 skipped')
        return run.SKIPPED
    options.identity = package_suite.identity(options.wali)
    known = known_differences()
    passed = failed = skipped = 0
    for native, guest in run_all(options.applets or applets(options.source), options):
        for test, (expected, _) in native.items():
            result, text = guest.get(test, ('MISSING', ''))
            if expected != 'PASS':
                skipped += 1
                if expected == 'FAIL':
                    print(f'{test[0]}: natively FAIL, under wali {result}', flush=True)
            elif (result == 'PASS') == (test[0] not in known):
                passed, skipped = passed + (result == 'PASS'), skipped + (result != 'PASS')
            else:
                failed += 1
                print(f'{test[0]}: {result}', 'although it is listed' if result == 'PASS' else '', flush=True)
                print(text if options.show else '', end='')
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
