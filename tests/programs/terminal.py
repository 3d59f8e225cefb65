"""Lua at a terminal, and at pipes whose other end goes away."""
import os
import pty
import select
import signal
import subprocess
import time

PATIENCE = 60


class Terminal:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, command):
        self.text = ''
        self.child, self.fd = pty.fork()
        if self.child == 0:
            os.environ['TERM'] = 'dumb'
            for key_signal in (signal.SIGINT, signal.SIGQUIT):  # a shell's background jobs ignore them
                signal.signal(key_signal, signal.SIG_DFL)
            os.execv(command[0], command)

    def wait_for(self, wanted):
        """Reads up to `wanted`; False if it does not come."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.text:
            if not select.select([self.fd], [], [], max(0, end - time.monotonic()))[0]:
                return False
            try:
                data = os.read(self.fd, 4096)
            except OSError:  # the last process has closed the terminal
                return False
            self.text += data.decode()
        self.text = self.text.partition(wanted)[2]
        return True

    def type(self, keys):
        os.write(self.fd, keys.encode())

    def status(self):
        """The exit status, or the negative number of the signal that ended the program."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        return 'still running'


def session(wali, module, dialogue, status):
    """Plays (keys to type, text to wait for) in turn after the prompt."""
    terminal = Terminal([wali, module])
    for keys, answer in [('', '> '), *dialogue]:
        terminal.type(keys)
        if answer and not terminal.wait_for(answer):
            return f'no {answer!r} after {keys!r}, but {terminal.text!r}; status {terminal.status()}'
    ended = terminal.status()
    return None if ended == status else f'ended with {ended}, not {status}'


def interactive(wali, module):
    return session(wali, module, [
        ('1 + 1\n', '\r\n2\r\n> '),
        ('for i = 1, 2 do\n', '\r\n>> '),
        ('print("turn", i) end\n', 'turn\t1\r\nturn\t2\r\n> '),
        ('error("refused")\n', 'stdin:1: refused\r\nstack traceback:'),
        ('print(io.read() .. "!")\n', '\r\n'),
        ('answer\n', 'answer!\r\n> '),
        ('\x04', ''),
    ], 0)


def reader_gone(wali, module):
    """A program that writes to a pipe nobody reads dies of SIGPIPE."""
    writer = subprocess.Popen([wali, module, '-e', 'while true do print("line") end'], stdout=subprocess.PIPE)
    first = writer.stdout.readline()
    writer.stdout.close()
    status = writer.wait(timeout=PATIENCE)
    return None if (first, status) == (b'line\n', -signal.SIGPIPE) else f'{first!r}, status {status}'


def script_from_pipe(wali, module):
    done = subprocess.run([wali, module, '-', 'given'], input='print(1)\nnot Lua', text=True,
                          capture_output=True, timeout=PATIENCE)
    if done.returncode != 1 or 'stdin:2: unexpected symbol' not in done.stderr:
        return f'status {done.returncode}: {done.stderr}'
    done = subprocess.run([wali, module, '-', 'given'], input='print(..., #arg, arg[0])', text=True,
                          capture_output=True, timeout=PATIENCE)
    return None if done.stdout == 'given\t1\t-\n' and done.returncode == 0 else f'{done.stdout!r} {done.stderr}'


def cases(wali, module):
    return [
        ('interactive session', lambda: interactive(wali, module)),
        ('interrupt key', lambda: session(wali, module, [('\x03', '')], -signal.SIGINT)),
        ('quit key', lambda: session(wali, module, [('\x1c', '')], -signal.SIGQUIT)),
        ('reader gone', lambda: reader_gone(wali, module)),
        ('script from a pipe', lambda: script_from_pipe(wali, module)),
    ]
