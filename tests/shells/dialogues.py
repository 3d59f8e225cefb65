"""Interactive shells on pseudo-terminals: what stands on the screen, natively and under wali."""
import os
import pty
import re
import select
import signal
import tempfile
import termios
import time

PATIENCE = 60
DEATH = 'process ended'
# (keys, text that the answer ends in). The prompt comes back when a command is done; RUNNING waits for one to begin.
RUNNING = 'a command in the foreground'
PROMPT = '\n$ '
DIALOGUES = {
    'commands': [
        ('echo $((6 * 7))\r', PROMPT), ('for i in 1 2; do\r', '\n> '), ('echo turn $i; done\r', PROMPT),
        ('cat <<END\r', '\n> '), ('in a document\r', '\n> '), ('END\r', PROMPT),
        ('missing_program\r', PROMPT), ('false; echo $?\r', PROMPT), ('busybox tty | tr a-z A-Z | wc -l\r', PROMPT),
        ('exit 3\r', DEATH)],
    'end of input': [('echo last\r', PROMPT), ('\x04', DEATH)],
    'interrupt key': [
        ('sleep 100\r', RUNNING), ('\x03', PROMPT), ('echo $?\r', PROMPT),
        ('busybox sleep 100 | cat\r', RUNNING), ('\x03', PROMPT), ('echo $?\r', PROMPT),
        ('echo be""gun; while :; do :; done\r', '\nbegun\r\n'), ('\x03', PROMPT), ('echo half a line\x03', PROMPT),
        ('trap "echo trapped" INT\r', PROMPT), ('sleep 100\r', RUNNING), ('\x03', PROMPT),
        ('trap - INT\r', PROMPT), ('$guest -c "sleep 100; echo not reached"\r', RUNNING), ('\x03', PROMPT), ('exit\r', DEATH)],
    'stopped jobs': [
        ('sleep 100\r', RUNNING), ('\x1a', PROMPT), ('jobs\r', PROMPT), ('bg\r', PROMPT), ('jobs\r', PROMPT),
        ('kill %1; wait\r', PROMPT), ('echo settled\r', PROMPT),
        ('$guest -c "sleep 100 | cat"\r', RUNNING), ('\x1a', PROMPT), ('jobs\r', PROMPT),
        ('fg\r', RUNNING), ('\x03', PROMPT), ('jobs\r', PROMPT),
        ('busybox cat\r', RUNNING), ('\x1a', PROMPT), ('fg %1\r', RUNNING), ('typed in the foreground\r', '\nty'),
        ('\x04', PROMPT), ('exit\r', DEATH)],
    'reading in the background': [
        ('(sleep 1; cat) &\r', PROMPT), ('sleep 3; true\r', PROMPT), ('jobs\r', PROMPT), ('kill -9 %1; sleep 1\r', PROMPT),
        ('stty -echo; echo quiet; stty echo\r', PROMPT), ('stty size\r', PROMPT), ('exit\r', DEATH)],
    'quit key': [('sleep 100\r', RUNNING), ('\x1c', PROMPT), ('echo $?\r', PROMPT), ('exit\r', DEATH)],
    'hang-up': [('trap "echo hung up >told; exit 4" HUP\r', PROMPT), ('kill -HUP $$\r', DEATH)],
}
FLAGS = {'bash': ['--norc', '--noprofile', '--noediting', '-i'], 'dash': ['-i'], 'ash': ['-i']}


def all_dialogues():
    return [(shell, name, turns) for shell in FLAGS for name, turns in DIALOGUES.items()]


class Screen:
    def __init__(self, command, environment, folder):
        self.text, self.seen = '', 0
        self.child, self.fd = pty.fork()
        if self.child == 0:
            for key_signal in (signal.SIGINT, signal.SIGQUIT):  # a shell's background jobs ignore them
                signal.signal(key_signal, signal.SIG_DFL)
            os.chdir(folder)
            os.execve(command[0], command, environment)
        termios.tcsetwinsize(self.fd, (24, 80))

    def is_running(self):
        """Whether a command is in the foreground and executed: before that it may ignore keys, as the shell does."""
        def words(process):
            with open(f'/proc/{process}/cmdline', 'rb') as file:
                return file.read()
        try:
            return words(os.tcgetpgrp(self.fd)) not in (words(self.child), b'')
        except OSError:
            return False

    def wait_for(self, wanted):
        """Reads up to `wanted`, or up to the end; False if it does not come."""
        end = time.monotonic() + PATIENCE
        while wanted in (DEATH, RUNNING) or wanted not in self.text[self.seen:]:
            if wanted == RUNNING and self.is_running():
                return True
            if time.monotonic() > end:
                return False
            if not select.select([self.fd], [], [], 0.02)[0]:
                continue
            try:
                data = os.read(self.fd, 4096)
            except OSError:  # the last process has closed the terminal
                return wanted == DEATH
            self.text += data.decode(errors='replace')
        self.seen = self.text.index(wanted, self.seen) + len(wanted)
        return True

    def status(self):
        """The exit status, or the negative number of the signal that ended the shell."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        return 'still running'


def play(side, shell, turns):
    """(status, what stood on the screen)"""
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(side.command(shell) + FLAGS[shell], side.environment(shell), folder)
        stuck = None
        if not screen.wait_for(PROMPT.lstrip()):
            stuck = 'no prompt'
        for keys, wanted in turns:
            if stuck:
                break
            os.write(screen.fd, keys.encode())
            if not screen.wait_for(wanted):
                stuck = f'no {wanted!r} after {keys!r}'
        if stuck:
            os.kill(screen.child, signal.SIGKILL)
        status = screen.status()
        os.close(screen.fd)
        text = screen.text.replace(side.programs, 'PROGRAMS').replace('\r', '')
        text = re.sub(r'BusyBox v.*', 'BusyBox', text)
        return stuck or status, re.sub(r'\b\d{3,}\b', 'PID', text)
