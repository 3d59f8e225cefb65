#!/usr/bin/env python3
"""Checks how `wali trace` treats programs that end, execute, fork and start threads.

    behaviour.py --wali WALI --sdk SDK [NAME...]
"""
import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SKIPPED = 77
TIMEOUT = 120


class Run:
    """The program of behaviour/program.c in a trace that goes to a file."""

    def __init__(self, options, module, flags, *words, to_file=True):
        output = module + '.trace'
        where = ['-o', output] if to_file else []
        done = subprocess.run([options.wali, 'trace', *where, *flags, module, *words], capture_output=True, timeout=TIMEOUT)
        self.status, self.stdout, self.stderr = done.returncode, done.stdout, done.stderr.decode()
        self.trace = ''
        if to_file:
            with open(output) as file:
                self.trace = file.read()
            os.unlink(output)
        self.lines = self.trace.splitlines()


def expect(condition, run):
    if not condition:
        raise AssertionError(f'status {run.status}, standard error {run.stderr[:500]!r}, trace {run.trace[-1500:]}')


def exit_status(start):
    run = start([], 'nothing')
    expect(run.status == 5 and run.lines[-2:] == ['exit_group(5)                           = ?', '+++ exited with 5 +++'], run)
    run = start(['-qq'], 'nothing')
    expect(run.lines[-1].startswith('exit_group(5)'), run)


def killed_program(start):
    run = start(['-e', 'trace=write,kill'], 'kill')
    expect(run.status == -signal.SIGKILL, run)
    expect(run.lines[0] == r'write(1, "last words\n", 11)            = 11', run)
    expect(re.fullmatch(r'kill\(\d+, SIGKILL <unfinished \.\.\.>\) += \?', run.lines[1]), run)
    expect(run.lines[2:] == ['+++ killed by SIGKILL +++'], run)


def killed_child(start):
    run = start(['-f', '-e', 'trace=fork,write,kill,wait4'], 'kill-child')
    text = re.sub(r' +', ' ', run.trace)
    expect(run.status == 5, run)
    expect(re.search(r'^(\d+) fork\(\) = (\d+)', text, re.M) or 'fork resumed' in text, run)
    expect(re.search(r'write\(1, "child\\n", 6( <unfinished \.\.\.>\n.*resumed>)?\) = 6', text), run)
    expect('[{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}]' in text and r'write(1, "parent\n", 7) = 7' in text, run)


def trap(start):
    run = start(['-e', 'trace=write'], 'trap')
    expect(run.status == -signal.SIGILL and 'unreachable' in run.stderr, run)
    expect(run.lines == [r'write(1, "trap\n", 5)                   = 5', '+++ killed by SIGILL +++'], run)


def executed_module(start):
    run = start(['-e', 'trace=write,execve,exit_group'], 'execute', 'kill-child')
    expect(run.status == 5 and run.stdout == b'before\nchild\nparent\n', run)
    expect(re.fullmatch(r'execve\(".*", \[.*, "kill-child"\], 0x\w+ /\* 0 vars \*/\) = 0', run.lines[1]), run)
    expect([line.split('(')[0] for line in run.lines[2:]] == ['write', 'exit_group', '+++ exited with 5 +++'], run)


def threads(start):
    run = start(['-e', 'trace=write'], 'thread')
    expect([line.split(',')[1] for line in run.lines[:-1]] == [r' "main\n"'], run)
    run = start(['-f', '-e', 'trace=write,%process'], 'thread')
    ids = {line.split()[0] for line in run.lines}
    expect(len(ids) == 2 and any('"thread' in line for line in run.lines), run)
    expect(any('__wasm_thread_spawn' in line for line in run.lines), run)


def standard_error(start):
    run = start(['-e', 'trace=write'], 'nothing', to_file=False)
    expect(run.stderr == '+++ exited with 5 +++\n', run)


def many_calls(start):
    run = start(['-e', 'trace=getppid'], 'many')
    expect(len(run.lines) == 20001 and len(set(run.lines[:-1])) == 1, run)


def summary(start):
    run = start(['-c'], 'many')
    expect(run.lines[0].split() == '% time seconds usecs/call calls errors syscall'.split(), run)
    expect(any(line.split()[3:] == ['20000', 'getppid'] for line in run.lines), run)
    run = start(['-C', '-S', 'name', '-e', 'trace=getppid,write'], 'many')
    expect(run.lines[0].startswith('getppid()') and run.lines[-1].split()[-1] == 'total', run)


def json_lines(start):
    run = start(['--json', '-f', '-e', 'trace=write,%process'], 'kill-child')
    events = [json.loads(line) for line in run.lines]
    writes = [event for event in events if event.get('call') == 'write']
    expect([event['arguments'][1] for event in writes] == [r'"child\n"', r'"parent\n"'], run)
    expect(all(event['result'] == int(event['arguments'][2]) for event in writes), run)
    expect(events[-1]['exited'] == 5 and events[-2]['call'] == 'exit_group' and events[-2]['result'] is None, run)


def time_stamps(start):
    for flag, pattern in (('-t', r'\d\d:\d\d:\d\d '), ('-tt', r'\d\d:\d\d:\d\d\.\d{6} '), ('-ttt', r'\d{10}\.\d{6} '),
                          ('-r', r' +\d+\.\d{6} ')):
        run = start([flag, '-T', '-e', 'trace=write'], 'trap')
        expect(re.fullmatch(pattern + r'write\(1, "trap\\n", 5\) += 5 <\d\.\d{6}>', run.lines[0]), run)


def failures_of_its_own(start):
    run = start(['-e', 'trace=nonsense'], 'nothing', to_file=False)
    expect(run.status == 125 and run.stderr.startswith('wali: -e trace=nonsense: no such system call'), run)
    run = start(['-o', '/no/such/folder/trace'], 'nothing', to_file=False)
    expect(run.status == 125 and run.stderr == 'wali: /no/such/folder/trace: No such file or directory\n', run)
    run = start(['-o', '/dev/full'], 'many', to_file=False)
    expect(run.status == 5, run)


CHECKS = [exit_status, killed_program, killed_child, trap, executed_module, threads, standard_error, many_calls, summary,
          json_lines, time_stamps, failures_of_its_own]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True, help='the engine to test')
    parser.add_argument('--sdk', required=True, help='the directory wali/sdk/build made')
    parser.add_argument('names', nargs='*', help='do only these checks')
    options = parser.parse_args()
    options.wali = os.path.abspath(options.wali)
    checks = [check for check in CHECKS if not options.names or check.__name__ in options.names]
    compiler = os.path.join(os.path.abspath(options.sdk), 'bin', 'walicc')
    if not shutil.which(compiler):
        print(f'skipped: the SDK is not built\n0 passed, 0 failed, {len(checks)} skipped')
        return SKIPPED
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        module = os.path.join(folder, 'program.wasm')
        subprocess.run([compiler, '-O1', os.path.join(HERE, 'behaviour', 'program.c'), '-o', module, '-lpthread'], check=True)
        os.chmod(module, 0o755)
        for check in checks:
            try:
                check(lambda flags, *words, **more: Run(options, module, flags, *words, **more))
            except (AssertionError, ValueError, KeyError, IndexError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f'{check.__name__}: {error}', flush=True)
    print(f'{len(checks) - failed} passed, {failed} failed, 0 skipped')
    return 1 if failed or not checks else 0


if __name__ == '__main__':
    sys.exit(main())
