#!/usr/bin/env python3
"""Compares what `wali trace` writes with what strace writes of the same program, built natively.

    run.py --wali WALI --sdk SDK [NAME...]

Each C file names, in comments at its head, the calls that it makes on purpose (`// trace: open,read`) and options of strace
(`// options: -y`). It is built with musl's own compiler wrapper, since then both C libraries make the same calls, and with
walicc. Both run in empty folders; lines are compared one by one from the first call of access on, which begins `main`. Before
that

- process and thread ids become P1, P2, ... in the order of their first appearance, those of System V's objects O1, O2, ...,
- addresses of four hexadecimal digits and more, and handlers of signals, become ADDRESS, whose width differs,
- TCP and UDP ports that the kernel chose become PORT, inodes of pipes and sockets INODE,
- the time that is left of a timeout becomes TIME,
- fadvise64 has WALI's name, fadvise,
- with -f the halves of an unfinished call are put together, and the lines of each process stand together.
"""
import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SKIPPED = 77
TIMEOUT = 120
ENVIRONMENT = {'PATH': '/usr/local/bin:/usr/bin:/bin', 'LC_ALL': 'C', 'TZ': 'UTC', 'HOME': '/nonexistent'}
BEGIN = 'access('


class Settings:
    def __init__(self, path):
        self.calls, self.options = None, []
        with open(path) as file:
            for line in file:
                if not line.startswith('// '):
                    break
                key, _, value = line[3:].strip().partition(': ')
                if key == 'trace':
                    self.calls = value
                elif key == 'options':
                    self.options = value.split()


def put_together(lines):
    """With a process id in front of each: halves of calls become whole, processes follow one another."""
    processes, unfinished = {}, {}
    for line in lines:
        process, _, text = line.partition(' ')
        text = text.lstrip()
        own = processes.setdefault(process, [])
        half = re.match(r'(.*) <unfinished \.\.\.>$', text)
        rest = re.match(r'<\.\.\. \w+ resumed>(.*)$', text)
        if half:
            unfinished[process] = half.group(1)
        elif rest and process in unfinished:
            own.append(unfinished.pop(process) + rest.group(1))
        else:
            own.append(text)
    return [f'{process} {line}' for process, own in processes.items() for line in own]


def normalized(text, follows):
    lines = text.splitlines()
    begin = next((number for number, line in enumerate(lines) if BEGIN in line), None)
    if begin is None:
        return ['the program did not begin: ' + text[:500]]
    lines = lines[begin:]
    if follows:
        lines = put_together(lines)
    text = '\n'.join(lines)
    ids = re.findall(r'^(\d+) ', text, re.M) if follows else []
    ids += re.findall(r'(?:getpid|gettid|fork|set_tid_address)\(\w*\) += (\d+)', text)
    for number, process in enumerate(dict.fromkeys(ids), 1):
        text = re.sub(rf'\b{process}\b', f'P{number}', text)
    for number, match in enumerate(re.findall(r'^(?:shm|sem|msg)get\(.*\) += (\d+)$', text, re.M), 1):
        text = re.sub(rf'(?<=[(= ]){match}\b', f'O{number}', text)
    for pattern, replacement in ((r'0x[0-9a-f]{4,16}\b', 'ADDRESS'), (r'htons\(\d{4,}\)', 'htons(PORT)'),
                                 (r'(pipe|socket):\[\d+\]', r'\1:[INODE]'), (r'left \{[^}]*\}', 'left {TIME}'),
                                 (r'sa_(handler|restorer)=0x\w+', r'sa_\1=ADDRESS'), (r'\{pid=\d+', '{pid=PID'),
                                 (r'\bfadvise64\(', 'fadvise('),
                                 (r'\) +=', ') =')):
        text = re.sub(pattern, replacement, text)
    return text.splitlines()


def difference(native, guest):
    for number in range(max(len(native), len(guest))):
        left, right = (lines[number] if number < len(lines) else None for lines in (native, guest))
        if left != right:
            return f'line {number + 1}:\n  strace: {left}\n  wali:   {right}'
    return None


def trace_of(tracer, settings, program, folder):
    """What a tracer writes of a program that it runs in an empty folder."""
    output = os.path.join(folder, 'trace')
    calls = settings.calls + ',access,exit_group'
    place = tempfile.mkdtemp(dir=folder)
    done = subprocess.run([*tracer, '-o', output, '-e', 'signal=none', '-e', 'trace=' + calls, *settings.options, program],
                          cwd=place, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
    with open(output, errors='surrogateescape') as file:
        return done, file.read()


def compile_with(command):
    done = subprocess.run(command, capture_output=True, text=True)
    return None if done.returncode == 0 else f'{command[0]}: {done.stderr[:2000]}'


def compare(path, options):
    settings = Settings(path)
    with tempfile.TemporaryDirectory() as folder:
        native, module = os.path.join(folder, 'program'), os.path.join(folder, 'program.wasm')
        wrong = compile_with(['musl-gcc', '-static', '-O1', '-w', path, '-o', native]) or compile_with(
            [os.path.join(options.sdk, 'bin', 'walicc'), '-O1', '-w', path, '-o', module])
        if wrong:
            return wrong
        expected, strace = trace_of(['strace'], settings, native, folder)
        done, wali = trace_of([options.wali, 'trace'], settings, module, folder)
        if expected.returncode != done.returncode or expected.stdout != done.stdout:
            return f'exit status {done.returncode}, natively {expected.returncode}\n{done.stderr.decode(errors="replace")[:1000]}'
        follows = '-f' in settings.options
        lines = normalized(strace, follows)
        if options.verbose:
            print('\n'.join(lines))
        options.lines += len(lines)
        return difference(lines, normalized(wali, follows))


def what_is_missing(options):
    if not os.access(os.path.join(options.sdk, 'bin', 'walicc'), os.X_OK):
        return 'the SDK is not built'
    for tool in ('strace', 'musl-gcc'):
        if not shutil.which(tool):
            return f'there is no {tool}'
    with tempfile.TemporaryDirectory() as folder:
        probe = subprocess.run(['strace', '-o', os.path.join(folder, 'trace'), 'true'], capture_output=True, text=True)
        if probe.returncode != 0:
            return 'strace may not trace here: ' + (probe.stderr.strip().splitlines() or ['?'])[-1]
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--sdk', required=True, help='the directory wali/sdk/build made')
    parser.add_argument('--verbose', action='store_true', help="print strace's lines")
    parser.add_argument('names', nargs='*', help='compare only these')
    options = parser.parse_args()
    options.wali, options.sdk, options.lines = os.path.abspath(options.wali), os.path.abspath(options.sdk), 0
    paths = [path for path in sorted(glob.glob(os.path.join(HERE, '*.c')))
             if not options.names or os.path.basename(path) in options.names]
    missing = what_is_missing(options)
    if missing:
        print(f'skipped: {missing}')
        print(f'0 passed, 0 failed, {len(paths)} skipped')
        return SKIPPED
    failed = 0
    for path in paths:
        wrong = compare(path, options)
        if wrong:
            failed += 1
            print(f'{os.path.basename(path)}: {wrong}', flush=True)
    print(f'{options.lines} lines compared')
    print(f'{len(paths) - failed} passed, {failed} failed, 0 skipped')
    return 1 if failed or not paths else 0


if __name__ == '__main__':
    sys.exit(main())
