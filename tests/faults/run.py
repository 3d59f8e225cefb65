#!/usr/bin/env python3
"""Runs a program while the machine is short of something, and fails unless it ends properly.

    run.py --wali WALI --sdk SDK --work DIR [--emulated] [--every N] [--time-limit SECONDS] [NAME...]

The families, all of them if none is named:

  space     address space for 512 MiB, 2, 6 and 12 GiB: the same results
  memory    each call in turn that asks the kernel for memory fails, alone and with all that follow
  calls     each system call that the run makes is denied, with EPERM and with ENOSYS
  stdio     every combination of standard descriptors is closed: the same results
  disk      what is written to has no room
  root      a root folder without /proc, /dev and /tmp
  policy    the policy cannot be enforced

A run is proper if it ends with status 0, or with 125 to 127 and one line of wali's, or if the guest's library gives up;
never by another signal, by the clock or with more to say. Faults are made with strace's injection; where processes may
not be traced, and where there is no root, what needs them is counted as skipped. So it is with --emulated, where it would
be the emulator that is short of something. --every takes only each N-th of the calls that ask for memory.
"""
import argparse
import concurrent.futures
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SKIPPED = 77
STEPS = ['memory', 'files', 'threads', 'signals', 'processes', 'system']
MEMORY_CALLS = 'mmap,mremap,mprotect,brk,munmap,madvise'
# Without them no program of the C library begins, waits for a thread, says anything, gets back from a handler or ends.
NEEDED_BY_ANY = {'execve', 'exit', 'exit_group', 'rt_sigreturn', 'arch_prctl', 'write', 'wait4', 'set_tid_address', 'futex',
                 'mprotect'}


class Suite:
    def __init__(self, options):
        self.options, self.passed, self.failed, self.skipped = options, 0, 0, 0
        self.module = os.path.join(options.work, 'program.wasm')
        source = os.path.join(HERE, 'program.c')
        done = subprocess.run([os.path.join(options.sdk, 'bin', 'walicc'), '-O1', source, '-o', self.module, '-lpthread'],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        self.run_command = [options.wali, self.module]
        self.can_trace = (not options.emulated and shutil.which('strace') is not None and
                          self.run(['strace', '-o', '/dev/null', 'true'])[0] == 0)

    def run(self, command, prepare=None, **more):
        """Status, output, errors."""
        folder = tempfile.mkdtemp(prefix='wali-faults-')
        environment = {'PATH': os.environ.get('PATH', '/usr/bin:/bin')}
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            streams = {'stdin': subprocess.DEVNULL, 'stdout': output, 'stderr': errors, **more}
            process = subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True, preexec_fn=prepare,
                                       **streams)
            try:
                status = process.wait(self.options.time_limit)
            except subprocess.TimeoutExpired:
                status = f'none after {self.options.time_limit} s'
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
            output.seek(0)
            errors.seek(0)
            result = status, output.read().decode(errors='replace'), errors.read().decode(errors='replace')
        shutil.rmtree(folder, ignore_errors=True)
        return result

    def judge(self, name, result, must_succeed=False):
        status, output, errors = result
        lines = errors.splitlines()
        is_whole = status == 0 and output.split() == STEPS
        is_proper = status == 0 and all(step in STEPS for step in output.split())
        is_told = status in (125, 126, 127) and len(lines) == 1 and lines[0].startswith('wali: ')
        # The guest's own library ends it without memory for its beginning.
        is_told |= status == -signal.SIGILL and lines[:1] == ['wali: unreachable'] and '__init_process' in errors
        notice = [line for line in lines if 'bounds are checked explicitly' not in line]
        if is_whole and not notice or not must_succeed and (is_proper and not notice or is_told):
            self.passed += 1
        else:
            self.failed += 1
            print(f'{name}: status {status}, output {output.split()}, errors {errors[-600:]!r}', flush=True)

    def skip(self, count, why):
        self.skipped += count
        print(f'{count} skipped: {why}')

    def all(self, cases):
        """Runs (name, command) pairs at once and judges them."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for (name, _), result in zip(cases, pool.map(lambda case: self.run(case[1]), cases)):
                self.judge(name, result)

    def space(self):
        if self.options.emulated:
            return self.skip(9, 'the limit of address space is the emulator\'s')
        for mebibytes in (512, 2048, 6144, 12288):
            def limit(size=mebibytes << 20):
                resource.setrlimit(resource.RLIMIT_AS, (size, size))
            self.judge(f'{mebibytes} MiB of address space', self.run(self.run_command, limit), must_succeed=True)
        for mebibytes in (8, 16, 32, 64, 128):
            def limit(size=mebibytes << 20):
                resource.setrlimit(resource.RLIMIT_AS, (size, size))
            self.judge(f'{mebibytes} MiB of address space', self.run(self.run_command, limit))

    def calls_made(self):
        """The names of the calls of a run, in order."""
        log = os.path.join(self.options.work, 'calls')
        self.run(['strace', '-f', '-qq', '-o', log, *self.run_command])
        with open(log) as file:
            names = re.findall(r'^\d+ +(\w+)\(', file.read(), re.MULTILINE)
        os.remove(log)
        return names

    def traced(self, injection):
        return ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=' + injection.split(':')[0], '-e', 'inject=' + injection,
                *self.run_command]

    def memory(self):
        if not self.can_trace:
            return self.skip(1, 'processes cannot be traced')
        requests = [name for name in self.calls_made() if name in MEMORY_CALLS.split(',')]
        # The C library's own beginning ends when it protects what it has relocated.
        first = requests.index('mprotect') + 2
        self.all([(f'request {number}{more} for memory fails', self.traced(f'{MEMORY_CALLS}:error=ENOMEM:when={number}{more}'))
                  for number in range(first, len(requests) + 1, self.options.every) for more in ('', '+')])

    def calls(self):
        if not self.can_trace:
            return self.skip(1, 'processes cannot be traced')
        names = sorted(set(self.calls_made()) - NEEDED_BY_ANY)
        self.all([(f'{name} answers {error}', self.traced(f'{name}:error={error}'))
                  for name in names for error in ('EPERM', 'ENOSYS')])

    def stdio(self):
        expected = '\n'.join(STEPS) + '\n'
        for closed in range(8):
            result_file = os.path.join(self.options.work, f'result-{closed}')

            def close(closed=closed):
                for number in range(3):
                    if closed >> number & 1:
                        os.close(number)
            status, _, errors = self.run([*self.run_command, 'into', result_file], close)
            with open(result_file) as file:
                self.judge(f'descriptors {[n for n in range(3) if closed >> n & 1]} closed', (status, file.read(), errors),
                           must_succeed=True)
        # A file that is no module, told of nowhere.
        status, _, _ = self.run([self.options.wali, '/dev/null'], lambda: os.close(2))
        self.judge('an error and no standard error', (0 if status in (125, 126) else status, '\n'.join(STEPS), ''))

    def disk(self):
        full = os.open('/dev/full', os.O_WRONLY)
        status, _, errors = self.run(self.run_command, stdout=full)
        self.judge('standard output is full', (status, '\n'.join(STEPS), errors), must_succeed=True)
        status, _, _ = self.run(self.run_command, stdout=full, stderr=full)
        self.judge('standard error is full', (status, '\n'.join(STEPS), ''), must_succeed=True)
        trace = [self.options.wali, 'trace', '-f', '-o', '/dev/full', self.module]
        status, output, _ = self.run(trace)
        self.judge('a trace has no room', (status, output, ''), must_succeed=True)
        status, output, _ = self.run([self.options.wali, '--trace', self.module], stderr=full)
        self.judge('a trace on standard error has no room', (status, output, ''), must_succeed=True)
        os.close(full)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.judge('a trace may not grow', self.run([self.options.wali, 'trace', '-o', 'trace', self.module], limit))

    def root(self):
        if self.options.emulated:
            return self.skip(2, 'another root folder has no emulator')
        if os.geteuid() != 0:
            return self.skip(2, 'only root may change the root folder')
        for name, folders in (('an empty root folder', []), ('a root folder with an empty /proc', ['proc', 'dev', 'tmp'])):
            place = tempfile.mkdtemp(prefix='wali-root-')
            shutil.copy(self.options.wali, place)
            shutil.copy(self.module, place)
            for folder in folders:
                os.mkdir(os.path.join(place, folder))

            def enter(place=place):
                os.chroot(place)
                os.chdir('/')
            self.judge(name, self.run(['/wali', '/program.wasm'], enter), must_succeed=True)
            shutil.rmtree(place)

    def policy(self):
        policy = os.path.join(self.options.work, 'policy.toml')
        with open(policy, 'w') as file:
            file.write('signal-others = false\n[paths]\nread = ["/"]\nwrite = ["."]\n')
        wali = self.options.wali
        cases = [('a policy that is not there', [wali, '--policy', '/nonexistent', self.module]),
                 ('a policy that is a folder', [wali, '--policy', '/', self.module])]
        if self.can_trace:
            trace = ['strace', '-f', '-qq', '-o', '/dev/null', '-e']
            for call in ('landlock_create_ruleset', 'landlock_restrict_self', 'landlock_add_rule'):
                cases.append((f'{call} is denied', [*trace, f'inject={call}:error=EOPNOTSUPP', wali, '--policy', policy, self.module]))
            for call in ('seccomp', 'prctl'):
                cases.append((f'{call} is denied', [*trace, f'inject={call}:error=EINVAL', wali, '--hardened', self.module]))
        else:
            self.skip(5, 'processes cannot be traced')
        for name, command in cases:
            status, output, errors = self.run(command)
            told = status == 125 and len(errors.splitlines()) == 1 and errors.startswith('wali: ') and output == ''
            self.judge(name, (0 if told else status, '\n'.join(STEPS) if told else output, '' if told else errors),
                       must_succeed=True)


FAMILIES = ['space', 'memory', 'calls', 'stdio', 'disk', 'root', 'policy']


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--wali', required=True)
    parser.add_argument('--sdk', required=True)
    parser.add_argument('--work', required=True)
    parser.add_argument('--emulated', action='store_true', help='an emulator runs WALI')
    parser.add_argument('--every', type=int, default=int(os.environ.get('WALI_FAULT_EVERY', 1)))
    parser.add_argument('--time-limit', type=int, default=60)
    parser.add_argument('names', nargs='*', choices=[*FAMILIES, []])
    options = parser.parse_args()
    options.wali, options.sdk, options.work = (os.path.abspath(each) for each in (options.wali, options.sdk, options.work))
    if not os.access(os.path.join(options.sdk, 'bin', 'walicc'), os.X_OK):
        print('skipped: the SDK is not built')
        return SKIPPED
    os.makedirs(options.work, exist_ok=True)
    suite = Suite(options)
    suite.judge('no fault at all', suite.run(suite.run_command), must_succeed=True)
    for name in options.names or FAMILIES:
        getattr(suite, name)()
    print(f'{suite.passed} passed, {suite.failed} failed, {suite.skipped} skipped')
    return 1 if suite.failed else 0


if __name__ == '__main__':
    sys.exit(main())
