"""For test suites of source packages, which run a shell's own scripts on a terminal, with a native program and with a module."""
import os
import pty
import signal
import subprocess

# Not a script: shells drop the variables that bash exports functions in.
LAUNCHER = """
#include <stdlib.h>
#include <unistd.h>
int main(int argc, char** argv) {
  char** words = calloc(argc + 4, sizeof *words);
  words[0] = "wali", words[1] = "--argv0", words[2] = argv[0], words[3] = "%(module)s";
  for (int i = 1; i < argc; i++) words[i + 3] = argv[i];
  execv("%(wali)s", words);
  return 127;
}
"""


def make_launcher(path, wali, module):
    """A program that is the module, under whatever name it is started."""
    subprocess.run(['cc', '-x', 'c', '-', '-o', path], input=LAUNCHER % {'wali': wali, 'module': module}, text=True, check=True)


def identity(wali):
    """Another user to run scripts as, if we are root and that user can run wali."""
    other = {'user': 'nobody', 'group': 'nogroup', 'extra_groups': []}
    try:
        subprocess.run([wali, '--version'], check=True, stdout=subprocess.DEVNULL, **other)
        return other
    except (OSError, subprocess.CalledProcessError):
        return {}


def kill_session(leader):
    """Ends every process of a session: job control gives each job a process group of its own."""
    for entry in filter(str.isdigit, os.listdir('/proc')):
        try:
            if os.getsid(int(entry)) == leader:
                os.kill(int(entry), signal.SIGKILL)
        except ProcessLookupError:
            pass


def open_to_all(folder):
    for path in (root for root, _, _ in os.walk(folder)):
        os.chmod(path, 0o777)


def run_on_terminal(command, folder, environment, identity, timeout):
    """(status, what was printed); the status is None if time ran out."""
    keyboard, terminal = pty.openpty()
    started = subprocess.Popen(['setsid', '--ctty', *command], cwd=folder, env=environment, stdin=terminal,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **identity)
    try:
        output, status = started.communicate(timeout=timeout)[0], started.returncode
    except subprocess.TimeoutExpired:
        output, status = b'', None
    kill_session(started.pid)
    output += started.communicate()[0] or b'' if status is None else b''
    os.close(keyboard)
    os.close(terminal)
    return status, output.decode(errors='replace')
