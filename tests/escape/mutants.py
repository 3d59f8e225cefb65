#!/usr/bin/env python3
"""Takes the engine's defences away one at a time and fails if an attack still does not get through.

    mutants.py --sdk SDK --work DIR [WORD...]

WORDs choose mutants of mutants.toml by their names. Sources are changed in a copy, DIR/tree, which is built in
DIR/build: about half a minute for each mutant.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SKIPPED = 77
RACES = 3  # some attacks need luck


def copy_sources(tree):
    shutil.rmtree(tree, ignore_errors=True)
    files = subprocess.run(['git', 'ls-files', '-z'], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in files.split('\0'):
        source = os.path.join(ROOT, name)
        if not name or not os.path.isfile(source):
            continue
        os.makedirs(os.path.dirname(os.path.join(tree, name)), exist_ok=True)
        shutil.copy2(source, os.path.join(tree, name))


def build(options):
    done = subprocess.run(['ninja', '-C', options.build, 'tests/escape/escape_host'], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stdout[-3000:])


def attack(name, mode, options):
    """The exit status of run.py for one attack, and what it printed."""
    done = subprocess.run([os.path.join(options.tree, 'tests/escape/run.py'),
                           '--host', os.path.join(options.build, 'tests/escape/escape_host'), '--sdk', options.sdk,
                           '--work', os.path.join(options.work, 'programs'), '--mode', mode, '--time-limit', '60', name],
                          capture_output=True, text=True)
    return done.returncode, done.stdout


def try_mutant(mutant, options):
    """What is wrong with the attacks: a list of messages, and how many were counted as seen and as skipped."""
    if 'needs' in mutant and not os.path.exists(mutant['needs']):
        print(f'{mutant["name"]}: skipped: there is no {mutant["needs"]}')
        return [], 0, len(mutant['attacks'])
    path = os.path.join(options.tree, mutant['file'])
    with open(path) as file:
        original = file.read()
    if original.count(mutant['text']) != 1:
        return [f'its text occurs {original.count(mutant["text"])} times in {mutant["file"]}'], 0, 0
    problems, seen, skipped = [], 0, 0
    try:
        with open(path, 'w') as file:
            file.write(original.replace(mutant['text'], mutant['becomes']))
        build(options)
        for name in mutant['attacks']:
            for _ in range(RACES):
                status, text = attack(name, mutant.get('mode', 'default'), options)
                if status != 0:
                    break
            if '1 skipped' in text:
                skipped += 1
                print(f'{mutant["name"]}: {name} is skipped')
            elif status == 0:
                problems.append(f'{name} is still repelled')
            else:
                seen += 1
    except RuntimeError as error:
        problems.append(f'does not build\n{error}')
    finally:
        with open(path, 'w') as file:
            file.write(original)
    return problems, seen, skipped


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--sdk', required=True, help='the directory wali/sdk/build made')
    parser.add_argument('--work', required=True, help='the folder for the copy and its build')
    parser.add_argument('words', nargs='*', help='only mutants with one of these words in their names')
    options = parser.parse_args()
    options.sdk, options.work = os.path.abspath(options.sdk), os.path.abspath(options.work)
    options.tree, options.build = os.path.join(options.work, 'tree'), os.path.join(options.work, 'build')
    copy_sources(options.tree)
    if not os.path.exists(os.path.join(options.build, 'build.ninja')):
        subprocess.run(['meson', 'setup', options.build, options.tree, '-Dsdk=disabled', '-Dcpp_args=-g1'], check=True,
                       stdout=subprocess.DEVNULL)
    build(options)
    with open(os.path.join(HERE, 'mutants.toml'), 'rb') as file:
        mutants = tomllib.load(file)['mutant']
    mutants = [each for each in mutants if not options.words or any(word in each['name'] for word in options.words)]
    passed = failed = skipped = 0
    for name, mode in sorted({(name, each.get('mode', 'default')) for each in mutants for name in each['attacks']}):
        status, text = attack(name, mode, options)
        if status not in (0, SKIPPED) and '1 skipped' not in text:
            failed += 1
            print(f'{name}, {mode}, gets through with every defence in place\n{text}')
    for mutant in mutants:
        problems, seen, left_out = try_mutant(mutant, options)
        passed, skipped, failed = passed + seen, skipped + left_out, failed + len(problems)
        for problem in problems:
            print(f'{mutant["name"]}: {problem}', flush=True)
    print(f'{len(mutants)} mutants')
    print(f'{passed} passed, {failed} failed, {skipped} skipped')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
