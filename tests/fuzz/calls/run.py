#!/usr/bin/env python3
"""Runs guests that call every import with fuzzed words, and says which of them did damage.

    run.py --host ESCAPE_HOST [--engine 'COMMAND'] [--first SEED] [--count N | --minutes M] [--jobs N] [--keep DIR]
           [--emulated]

A guest may end as it likes: by itself, by a signal that it sent, or by the clock. It has done damage if the host found
its memory or code changed, a sanitizer spoke up, an assertion failed, or it died of a fault that it cannot have sent to
itself: such a guest is run again without the calls that send signals. What did damage is kept, with its output, in DIR;
a seed stands for the same guest always.

Guests run in a folder of their own as nobody, if the runner is root, with limits for files, processor time and
processes, and in namespaces of their own where they can be had. policy.toml says what they may not do and why. With
--emulated, for a HOST such as `qemu-aarch64 escape_host`, they may not do either what ends the emulator, and the kernel
does not filter calls.
"""
import argparse
import concurrent.futures
import os
import random
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import guest

HERE = os.path.dirname(os.path.abspath(__file__))
NOBODY = 65534
TIME_LIMIT, EMULATED_TIME_LIMIT = 8, 30
FAULTS = {signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGTRAP, signal.SIGSYS}
# By which a guest may end as a fault would end it.
OWN_ENDINGS = ['kill', 'tkill', 'tgkill', 'rt_sigqueueinfo', 'rt_tgsigqueueinfo', 'pidfd_send_signal', 'timer_create',
           'prctl', 'setrlimit', 'prlimit64', 'clone', 'fcntl', 'ioctl', 'mq_notify', 'exit', 'exit_group']
NAMESPACES = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', '--net', '--ipc', '--uts']
SIGNS = (b'ESCAPED', b'AddressSanitizer', b'runtime error:', b'LeakSanitizer', b'Assertion', b'terminate called',
         b'setpriv: ')  # the host was not even started


def has_namespaces():
    try:
        return subprocess.run([*NAMESPACES, 'true'], capture_output=True).returncode == 0
    except OSError:
        return False


def limit():
    for what, most in ((resource.RLIMIT_CPU, TIME_LIMIT), (resource.RLIMIT_FSIZE, 16 << 20), (resource.RLIMIT_CORE, 0),
                       (resource.RLIMIT_NOFILE, 1024)):
        resource.setrlimit(what, (most, most))


class Runner:
    def __init__(self, options, folder):
        """`folder`: for a copy of the host, since another user runs it."""
        self.options = options
        os.chmod(folder, 0o755)
        self.host = [shutil.copy(word, folder) if os.path.isfile(word) else word for word in shlex.split(options.host)]
        self.isolated = has_namespaces()
        listing = subprocess.run([*shlex.split(options.engine), 'syscalls'], capture_output=True, text=True, check=True)
        with open(os.path.join(HERE, '..', '..', '..', 'wali', 'auxiliary.def')) as file:
            self.functions = guest.imports_of(listing.stdout, file.read())
        assert len(self.functions) > 350, 'the list of calls is not understood'

    def guest(self, seed):
        return guest.Guest(random.Random(seed), self.functions, 2 if self.options.emulated else 0.02).encode()

    def policy(self, folder, silent):
        with open(os.path.join(HERE, 'policy.toml')) as file:
            text = file.read()
        denied = set(OWN_ENDINGS) if silent else set()
        for name, is_needed in (('without_namespaces', not self.isolated), ('emulated', self.options.emulated)):
            if is_needed:
                with open(os.path.join(HERE, name + '.toml')) as file:
                    more = file.read()
                denied -= {line.split()[0] for line in more.splitlines() if line and line[0] != '#'}
                text += more
        text += ''.join(f'{each} = "deny"\n' for each in sorted(denied))
        path = os.path.join(folder, 'policy.toml')
        with open(path, 'w') as file:
            file.write(text)
        return path

    def once(self, seed, silent):
        """Status and output of one run; the status is None if the clock ended it."""
        folder = tempfile.mkdtemp(prefix='wali-fuzz-')
        try:
            place = os.path.join(folder, 'work')
            os.mkdir(place)
            module = os.path.join(folder, 'guest.wasm')
            with open(module, 'wb') as file:
                file.write(self.guest(seed))
            command = [*self.host, '--policy', self.policy(folder, silent)]
            if seed % 4 == 3 and not self.options.emulated:
                command.append('--hardened')
            if seed % 3 == 2:
                command.append('--bounds=explicit')
            if seed % 5 == 4:
                command.append('--trace')
            command.append(module)
            user = {}
            os.chmod(folder, 0o755)
            if os.geteuid() == 0:
                os.chown(place, NOBODY, NOBODY)
                if self.isolated:
                    command = ['setpriv', f'--reuid={NOBODY}', f'--regid={NOBODY}', '--clear-groups', *command]
                else:
                    user = {'user': NOBODY, 'group': NOBODY, 'extra_groups': []}
            if self.isolated:
                # The first process of a namespace is deaf to most signals, so the guest is its child.
                command = [*NAMESPACES, 'sh', '-c', 'status=$1; shift; "$@"; echo $? >"$status"', 'sh',
                           os.path.join(folder, 'status'), *command]
            return self.wait(command, place, user)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def wait(self, command, place, user):
        report = os.path.join(place, '.report')
        environment = {'PATH': os.environ['PATH'], 'ASAN_OPTIONS':
                       'handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:use_sigaltstack=0:detect_leaks=0:'
                       f'allocator_may_return_null=1:log_path={report}', 'UBSAN_OPTIONS': f'halt_on_error=1:log_path={report}'}
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(command, cwd=place, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                       env=environment, start_new_session=True, preexec_fn=limit, **user)
            try:
                code = process.wait(EMULATED_TIME_LIMIT if self.options.emulated else TIME_LIMIT)
            except subprocess.TimeoutExpired:
                code = None
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            output.seek(0)
            text = output.read(1 << 20)
            for each in os.listdir(place):
                if each.startswith('.report'):
                    with open(os.path.join(place, each), 'rb') as file:
                        text += file.read()
            status = os.path.join(os.path.dirname(place), 'status')
            if code is not None and os.path.exists(status):
                with open(status) as file:
                    code = int(file.read())
            elif code is not None and code < 0:
                code = 128 - code
            return code, text

    def run(self, seed):
        code, text = self.once(seed, False)
        is_bad = any(sign in text for sign in SIGNS)
        if not is_bad and code is not None and code - 128 in FAULTS:
            again, more = self.once(seed, True)
            is_bad = any(sign in more for sign in SIGNS) or (again is not None and again - 128 in FAULTS and b'wali: ' not in more)
            text += more
        if is_bad and self.options.keep:
            os.makedirs(self.options.keep, exist_ok=True)
            with open(os.path.join(self.options.keep, f'{seed}.wasm'), 'wb') as file:
                file.write(self.guest(seed))
            with open(os.path.join(self.options.keep, f'{seed}.txt'), 'wb') as file:
                file.write(text)
        return seed, code, is_bad, text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--host', required=True, help='the command of tests/escape/host')
    parser.add_argument('--engine', required=True, help='the command of wali, which lists the calls')
    parser.add_argument('--first', type=int, default=0, help='the first seed')
    parser.add_argument('--count', type=int, default=int(os.environ.get('WALI_CALL_FUZZ_COUNT', 60)),
                        help='how many guests')
    parser.add_argument('--minutes', type=float, help='as many as there is time for')
    parser.add_argument('--jobs', type=int, default=2, help='how many run at once')
    parser.add_argument('--emulated', action='store_true', help='the host is run by an emulator')
    parser.add_argument('--keep', help='folder for what did damage')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix='wali-fuzz-') as folder:
        return run_guests(options, Runner(options, folder))


def run_guests(options, runner):
    end = time.monotonic() + options.minutes * 60 if options.minutes else None
    failed, endings, seed = [], {}, options.first
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        while end is None and seed < options.first + options.count or end is not None and time.monotonic() < end:
            seeds = range(seed, seed + 10 * options.jobs)
            if end is None:
                seeds = range(seed, min(seeds.stop, options.first + options.count))
            for number, code, is_bad, text in pool.map(runner.run, seeds):
                kind = 'the clock' if code is None else 'a signal' if code > 128 else 'itself'
                endings[kind] = endings.get(kind, 0) + 1
                if is_bad:
                    failed.append(number)
                    print(f'seed {number}: status {code}: {text[-2000:].decode(errors="replace")}', flush=True)
            seed = seeds.stop
    done = seed - options.first
    print(f'{done} guests; ended by ' + ', '.join(f'{kind}: {count}' for kind, count in sorted(endings.items())) +
          ('' if runner.isolated else '; without namespaces'))
    print(f'{done - len(failed)} passed, {len(failed)} failed, 0 skipped')
    return 1 if failed or not done else 0


if __name__ == '__main__':
    sys.exit(main())
