#!/usr/bin/env python3
"""Tests of the `wali` command as its users meet it: arguments, environment, exit codes, output and error lines.

The modules are written in the text format; most tests run them assembled."""

import argparse
import errno
import os
import resource
import signal
import subprocess
import sys
import tempfile

PREFIX = """
(module
  (import "wali" "__proc_exit" (func $exit (param i32)))
  (import "wali" "SYS_write" (func $write (param i32 i32 i32) (result i64)))
  (import "wali" "SYS_read" (func $read (param i32 i32 i32) (result i64)))
  (import "wali" "__cl_get_argc" (func $argc (result i32)))
  (import "wali" "__cl_get_argv_len" (func $argv_len (param i32) (result i32)))
  (import "wali" "__cl_copy_argv" (func $copy_argv (param i32 i32) (result i32)))
  (import "wali" "SYS_getcwd" (func $getcwd (param i32 i32) (result i64)))
  (import "wali" "__get_init_envfile" (func $env_file (param i32 i32) (result i32)))
  (import "wali" "SYS_open" (func $open (param i32 i32 i32) (result i64)))
  (import "wali" "SYS_execve" (func $execve (param i32 i32 i32) (result i64)))
  (import "wali" "setjmp" (func $setjmp (param i32) (result i32)))
  (import "wali" "sigsetjmp" (func $sigsetjmp (param i32 i32) (result i32)))
  (import "wali" "SYS_rt_sigprocmask" (func $sigprocmask (param i32 i32 i32 i32) (result i64)))
  (import "wali" "longjmp" (func $longjmp (param i32 i32)))
  (memory (export "memory") 2 10)
  (func $print (param $at i32) (param $size i32)
    (drop (call $write (i32.const 1) (local.get $at) (local.get $size))))
"""

PROGRAMS = {
    "exit42": '(func (export "_start") (call $exit (i32.const 42)))',
    "exit_masked": '(func (export "_start") (call $exit (i32.const 257)))',
    "returns": '(func (export "_start"))',
    "hello": '(data (i32.const 16) "hello\\n")'
             '(func (export "_start") (call $print (i32.const 16) (i32.const 6)))',
    "arguments": """
      (data (i32.const 8) "\\n")
      (func (export "_start") (local $i i32)
        (loop $next
          (if (i32.lt_s (local.get $i) (call $argc)) (then
            (drop (call $copy_argv (i32.const 1024) (local.get $i)))
            (call $print (i32.const 1024) (call $argv_len (local.get $i)))
            (call $print (i32.const 8) (i32.const 1))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br $next)))))""",
    "cat": """
      (func (export "_start") (local $n i32)
        (loop $next
          (local.set $n (i32.wrap_i64 (call $read (i32.const 0) (i32.const 1024) (i32.const 4096))))
          (if (i32.gt_s (local.get $n) (i32.const 0)) (then
            (call $print (i32.const 1024) (local.get $n))
            (br $next)))))""",
    "environment": """
      (func (export "_start") (local $fd i32)
        (if (i32.eqz (call $env_file (i32.const 1024) (i32.const 1000))) (then (call $exit (i32.const 3))))
        (local.set $fd (i32.wrap_i64 (call $open (i32.const 1024) (i32.const 0) (i32.const 0))))
        (call $print (i32.const 4096)
          (i32.wrap_i64 (call $read (local.get $fd) (i32.const 4096) (i32.const 60000)))))""",
    "directory": """
      (func (export "_start")
        (call $print (i32.const 1024)
          (i32.sub (i32.wrap_i64 (call $getcwd (i32.const 1024) (i32.const 4096))) (i32.const 1))))""",
    "exec": """
      (data (i32.const 16) "arguments.wasm\\00") (data (i32.const 64) "zero\\00") (data (i32.const 72) "-x y\\00")
      (func (export "_start")
        (i32.store (i32.const 128) (i32.const 64))
        (i32.store (i32.const 132) (i32.const 72))
        (call $exit (i32.wrap_i64 (i64.sub (i64.const 0)
          (call $execve (i32.const 16) (i32.const 128) (i32.const 256))))))""",
    "null_store": """
      (func $poke (param i32) (i32.store (local.get 0) (i32.const 1)))
      (func (export "_start") (call $poke (i32.const 0x7fffffff)))""",
    "divide": '(func (export "_start") (drop (i32.div_s (i32.const 1) (i32.load (i32.const 0)))))',
    "abort": '(func (export "_start") (unreachable))',
    "recurse": '(func $deeper (export "_start") (call $deeper))',
    # 100,000 rounds of setjmp and longjmp, a sum kept in an operand below the call of setjmp.
    "jumps": """
      (global $rounds (mut i32) (i32.const 0))
      (func $raise (param i32)
        (call $longjmp (i32.const 4096) (local.get 0)))
      (func (export "_start") (local $result i32)
        (loop $again
          (local.set $result (i32.add (i32.const 1000) (call $setjmp (i32.const 4096))))
          (if (i32.eq (local.get $result) (i32.const 1000)) (then (call $raise (i32.const 0))))
          (if (i32.ne (local.get $result) (i32.const 1001)) (then (call $exit (i32.const 1))))
          (global.set $rounds (i32.add (global.get $rounds) (i32.const 1)))
          (br_if $again (i32.lt_u (global.get $rounds) (i32.const 100000))))
        (call $exit (i32.const 77)))""",
    "jump_copied": """
      (func $raise (call $longjmp (i32.const 8192) (i32.const 5)))
      (func (export "_start") (local $result i32)
        (local.set $result (call $setjmp (i32.const 4096)))
        (if (local.get $result) (then (call $exit (local.get $result))))
        (memory.copy (i32.const 8192) (i32.const 4096) (i32.const 344))
        (memory.fill (i32.const 4096) (i32.const 0) (i32.const 344))
        (call $raise))""",
    "jump_dead": """
      (func $mark (drop (call $setjmp (i32.const 4096))))
      (func (export "_start") (call $mark) (call $longjmp (i32.const 4096) (i32.const 1)))""",
    "jump_never": '(func (export "_start") (call $longjmp (i32.const 4096) (i32.const 1)))',
}

# Blocks SIGUSR1 and SIGSEGV between sigsetjmp and longjmp; exits with 1 + which of the two are still blocked.
for name, save in (("jump_mask_saved", 1), ("jump_mask_kept", 0)):
    PROGRAMS[name] = f"""
      (func $exit_with_mask
        (drop (call $sigprocmask (i32.const 0) (i32.const 0) (i32.const 128) (i32.const 8)))
        (call $exit (i32.add (i32.const 1)
                             (i32.and (i32.shr_u (i32.load (i32.const 128)) (i32.const 9)) (i32.const 3)))))
      (func (export "_start")
        (if (call $sigsetjmp (i32.const 4096) (i32.const {save})) (then (call $exit_with_mask)))
        (i32.store (i32.const 64) (i32.const 0x600))
        (drop (call $sigprocmask (i32.const 0) (i32.const 64) (i32.const 0) (i32.const 8)))
        (call $longjmp (i32.const 4096) (i32.const 1)))"""

MODULES = {
    "library": """(module
      (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
      (func (export "half") (param f64) (result f64) (f64.mul (local.get 0) (f64.const 0.5)))
      (func (export "both") (param i64 f32) (result f32 i64) (local.get 1) (local.get 0))
      (func $nothing (export "nothing"))
      (func (export "reference") (result funcref) (ref.func $nothing))
      (func (export "null") (result externref) (ref.null extern))
      (func (export "fail") unreachable))""",
    "needs_more": '(module (import "elsewhere" "gone" (func (param i32))) (func (export "_start")))',
    "unknown_call": """(module
      (import "wali" "SYS_no_such_call" (func $call (param i32) (result i64)))
      (import "wali" "__proc_exit" (func $exit (param i32)))
      (func (export "_start") (call $exit (i32.wrap_i64 (i64.sub (i64.const 0) (call $call (i32.const 1)))))))""",
    "odd_start": '(module (func (export "_start") (param i32)))',
    "nothing_exported": "(module (func))",
}


class Tests:
    def __init__(self, wali, folder):
        self.wali = wali
        self.folder = folder
        self.count = 0
        self.failures = 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *words, **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        if "input" in options:
            del options["stdin"]
        return subprocess.run([self.wali, *words], cwd=self.folder, capture_output=True, timeout=60, **options)

    def check(self, what, actual, expected):
        self.count += 1
        if actual != expected:
            self.failures += 1
            print(f"FAILED {what}\n  expected {expected!r}\n  actual   {actual!r}")

    def ends(self, what, words, status, stdout=b"", stderr_has=(), **options):
        done = self.run(*words, **options)
        self.check(f"{what}: status", done.returncode, status)
        if stdout is not None:
            self.check(f"{what}: stdout", done.stdout, stdout)
        for part in stderr_has:
            self.check(f"{what}: stderr has {part!r}", part in done.stderr or done.stderr, True)
        if not stderr_has:
            self.check(f"{what}: stderr", done.stderr, b"")
        return done

    def error_line(self, what, words, status, *parts, **options):
        done = self.ends(what, words, status, stderr_has=[b"wali: ", *parts], **options)
        self.check(f"{what}: one line", done.stderr.count(b"\n"), 1)


def test_programs(t):
    t.ends("the guest's exit status", ["exit42.wasm"], 42)
    t.ends("the guest's exit status with the word run", ["run", "exit42.wasm"], 42)
    t.ends("only eight bits of the exit status", ["exit_masked.wasm"], 1)
    t.ends("a _start that returns", ["returns.wasm"], 0)
    t.ends("standard output", ["hello.wasm"], 0, b"hello\n")
    t.ends("standard input", ["cat.wasm"], 0, b"a\nb" * 5000, input=b"a\nb" * 5000)
    t.ends("arguments are left alone", ["arguments.wasm", "--trace", "-x", "", "a b", "--", "--help"], 0,
           b"arguments.wasm\n--trace\n-x\n\na b\n--\n--help\n")
    t.ends("--argv0", ["--argv0", "other", "arguments.wasm", "x"], 0, b"other\nx\n")
    t.ends("-- in front of the module", ["--", "arguments.wasm"], 0, b"arguments.wasm\n")
    t.ends("--chdir", ["--chdir", "/", "directory.wasm"], 0, b"/")
    t.ends("execve of a module without permission", ["exec.wasm"], errno.EACCES)
    os.chmod(t.path("arguments.wasm"), 0o755)
    t.ends("execve of a module runs it in our place", ["exec.wasm"], 0, b"zero\n-x y\n")
    script = t.path("other engine")
    with open(script, "w") as file:
        file.write('#!/bin/sh\necho "$@"\n')
    os.chmod(script, 0o755)
    t.ends("execve of a module by --engine", ["--engine", script, "exec.wasm"], 0,
           b"run --argv0 zero --engine " + script.encode() + b" -- arguments.wasm -x y\n")
    t.ends("execve of a module keeps how code is compiled",
           ["--engine", script, "--bounds=explicit", "--cpu=baseline", "--sigpoll=loop", "exec.wasm"], 0,
           b"run --argv0 zero --engine " + script.encode() +
           b" --bounds=explicit --cpu=baseline --sigpoll=loop -- arguments.wasm -x y\n")
    t.ends("an unknown system call answers ENOSYS", ["unknown_call.wasm"], 38)


def test_environment(t):
    def lines(*words, env):
        return sorted(t.run(*words, "environment.wasm", env=env).stdout.splitlines())

    env = {"A": "1", "B": "two words"}
    t.check("the environment is passed on", lines(env=env), [b"A=1", b"B=two words"])
    t.check("--env sets", lines("--env", "A=9", "--env=C=x=y", env=env), [b"A=9", b"B=two words", b"C=x=y"])
    t.check("--unset removes", lines("--unset", "A", env=env), [b"B=two words"])
    t.check("--clear-env keeps what is named", lines("--clear-env", "--env", "B", "--env", "D=4", env=env),
            [b"B=two words", b"D=4"])


def test_invoke(t):
    def invoke(name, *arguments):
        return ["--invoke", name, "library.wasm", *arguments]

    t.ends("an i32 result", invoke("add", "40", "2"), 0, b"0x2a:i32\n")
    t.ends("negative and hexadecimal arguments", invoke("add", "-1", "0x10"), 0, b"0xf:i32\n")
    t.ends("an f64 result", invoke("half", "0.2"), 0, b"0.1:f64\n")
    t.ends("infinity", invoke("half", "-inf"), 0, b"-inf:f64\n")
    t.ends("a NaN", invoke("half", "nan"), 0, b"nan:f64\n")
    t.ends("two results", invoke("both", "-2", "0x1.8p1"), 0, b"3:f32\n0xfffffffffffffffe:i64\n")
    t.ends("no result", invoke("nothing"), 0)
    t.ends("a function reference", invoke("reference"), 0, b"nothing:funcref\n")
    t.ends("a null reference", invoke("null"), 0, b"null:externref\n")
    t.error_line("an unknown export", invoke("gone"), 125, b"gone", b"add")
    t.error_line("too few arguments", invoke("add", "1"), 125, b"2 arguments")
    t.error_line("an argument that is no number", invoke("add", "1", "x2"), 125, b"x2", b"32-bit integer")
    t.error_line("an argument that does not fit", invoke("add", "1", "4294967296"), 125, b"32-bit integer")


def test_error_lines(t):
    with open(t.path("text.wasm"), "w") as file:
        file.write("#!/bin/sh\n")
    open(t.path("empty.wasm"), "w").close()
    with open(t.path("hello.wasm"), "rb") as file:
        whole = file.read()
    with open(t.path("truncated.wasm"), "wb") as file:
        file.write(whole[:-20])
    t.error_line("a missing file", ["gone.wasm"], 127, b"gone.wasm", b"No such file")
    t.error_line("a path through a file", ["hello.wasm/x"], 127, b"Not a directory")
    t.error_line("a directory", ["."], 125, b"directory")
    t.error_line("a file that is not Wasm", ["text.wasm"], 126, b"not a WebAssembly module")
    with open(t.path("broken.wat"), "w") as file:
        file.write("(module\n  (func (call $gone)))")
    t.error_line("text that is malformed", ["broken.wat"], 125, b"broken.wat", b"2:15: unknown function $gone")
    with open(t.path("invalid.wat"), "w") as file:
        file.write('(func (export "_start")\n  i32.const 1\n  i64.eqz drop)')
    t.error_line("text that is invalid", ["invalid.wat"], 125, b"invalid module: 3:3: i64.eqz: expected i64, found i32")
    t.error_line("validate of invalid text", ["validate", "invalid.wat"], 125, b"3:3: i64.eqz")
    t.error_line("an empty file", ["empty.wasm"], 126, b"empty.wasm")
    t.error_line("a truncated module", ["truncated.wasm"], 125, b"truncated.wasm", b"at byte 0x")
    t.error_line("an import that nothing provides", ["needs_more.wasm"], 126, b"elsewhere", b"gone")
    t.error_line("a library without --invoke", ["library.wasm"], 126, b"_start", b"add", b"--invoke")
    t.error_line("nothing exported", ["nothing_exported.wasm"], 126, b"exports no function")
    t.error_line("a _start of another type", ["odd_start.wasm"], 126, b"() -> ()")
    t.error_line("no module", [], 125, b"--help")
    t.error_line("an unknown option", ["--frobnicate", "hello.wasm"], 125, b"--frobnicate")
    t.error_line("an option without its value", ["--chdir"], 125, b"--chdir")
    t.error_line("--env without a name", ["--env", "=x", "hello.wasm"], 125, b"name")
    t.error_line("--chdir to nowhere", ["--chdir", "/gone/gone", "hello.wasm"], 125, b"/gone/gone")
    t.error_line("disasm of nothing", ["disasm"], 125, b"FILE is required")
    t.error_line("disasm of an unknown ISA", ["disasm", "--isa=arm", "hello.wasm"], 125, b"aarch64", b"x86-64")
    t.error_line("disasm of an unknown function", ["disasm", "hello.wasm", "gone"], 125, b"gone")


def test_traps(t):
    def dies(name, number, *parts):
        done = t.ends(f"{name} dies by its signal", [f"{name}.wasm"], -number, stderr_has=[b"wali: ", *parts])
        t.check(f"{name}: begins with the reason", done.stderr.startswith(b"wali: " + parts[0]), True)

    dies("null_store", signal.SIGSEGV, b"out of bounds memory access at address 0x7fffffff", b"at poke ", b"at _start ")
    dies("divide", signal.SIGFPE, b"integer divide by zero", b"at _start ")
    dies("abort", signal.SIGILL, b"unreachable", b"at _start ")
    dies("recurse", signal.SIGSEGV, b"call stack exhausted", b"at deeper ", b"more frames")
    done = t.ends("a trap of an invoked function", ["--invoke", "fail", "library.wasm"], -signal.SIGILL,
                  stderr_has=[b"unreachable", b"at fail "])
    t.check("the frame's line", done.stderr.splitlines()[1].startswith(b"  at fail (function 6, offset 0x"), True)


def test_bounds(t):
    t.ends("explicit bounds", ["--bounds=explicit", "hello.wasm"], 0, b"hello\n")
    t.ends("explicit bounds find the same trap", ["--bounds=explicit", "null_store.wasm"], -signal.SIGSEGV,
           stderr_has=[b"out of bounds memory access at address 0x7fffffff", b"at poke "])


def test_short_of_addresses(t):
    def short_of_addresses():
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    if b"Sanitizer" in t.run("--version", preexec_fn=short_of_addresses).stderr:
        return  # its own memory does not fit
    t.error_line("a short address space", ["hello.wasm"], 0, b"explicitly", stdout=b"hello\n",
                 preexec_fn=short_of_addresses)
    t.ends("explicit bounds in a short address space", ["--bounds=explicit", "hello.wasm"], 0, b"hello\n",
           preexec_fn=short_of_addresses)


def test_polls(t):
    for mode in ('none', 'loop', 'func', 'all'):
        t.ends(f"polls: {mode}", [f"--sigpoll={mode}", "hello.wasm"], 0, b"hello\n")


def test_jumps(t):
    t.ends("setjmp and longjmp, many times", ["jumps.wasm"], 77)
    t.ends("a copied jmp_buf", ["jump_copied.wasm"], 5)
    t.ends("sigsetjmp restores the signal mask", ["jump_mask_saved.wasm"], 1)
    t.ends("sigsetjmp without its flag leaves the mask", ["jump_mask_kept.wasm"], 4)
    t.ends("a jump into a frame that has returned", ["jump_dead.wasm"], -signal.SIGABRT,
           stderr_has=[b"longjmp", b"has returned"])
    t.ends("a jmp_buf that was never filled", ["jump_never.wasm"], -signal.SIGABRT,
           stderr_has=[b"longjmp", b"not filled"])


def test_scripts(t):
    scripts = {
        "good": """(module $m (func (export "half") (param i32) (result i32) (i32.div_u (i32.const 84) (local.get 0))))
            (register "m") (module (func (export "f") (import "m" "half") (param i32) (result i32)))
            (assert_return (invoke "f" (i32.const 2)) (i32.const 42))
            (assert_trap (invoke $m "half" (i32.const 0)) "integer divide by zero")
            (assert_unlinkable (module (import "m" "gone" (func))) "unknown import")
            (assert_invalid (module (func (result i32))) "type mismatch")
            (assert_malformed (module quote "(func (i32.const x))") "unexpected token")""",
        "wrong_result": """(module (func (export "f") (result i32) (i32.const 1)))
            (assert_return (invoke "f") (i32.const 2))""",
        "no_trap": """(module (func (export "f")))
            (assert_trap (invoke "f") "unreachable")""",
        "other_trap": """(module (func (export "f") (unreachable)))
            (assert_trap (invoke "f") "integer overflow")""",
        "not_invalid": """(module)
            (assert_invalid (module (func)) "type mismatch")""",
        "wrong_kind": """(module)
            (assert_malformed (module (func (result i32))) "type mismatch")""",
        "refused": """(module (func (result i32)))
            (invoke "f")
            (assert_return (invoke "f") (i32.const 2))""",
        "endless": """(module (func (export "f") (loop (br 0))))
            (invoke "f")""",
        "bad_syntax": """(module)
            (assert_return (invoke "f") (i32.const 1.5))""",
    }
    for name, text in scripts.items():
        with open(t.path(name + ".wast"), "w") as file:
            file.write(text)

    def fails(name, line, *parts, counts):
        done = t.run("wast", name + ".wast")
        out = done.stdout
        t.check(f"script {name}: status", done.returncode, 1)
        t.check(f"script {name}: place", f"{name}.wast:{line}: expected ".encode() in out or out, True)
        for part in parts:
            t.check(f"script {name}: says {part!r}", part in out or out, True)
        t.check(f"script {name}: counts", out.splitlines()[-1], counts)

    t.ends("a script that passes", ["wast", "good.wast"], 0, b"8 passed, 0 failed, 0 skipped\n")
    fails("wrong_result", 2, b"expected 0x2:i32, got 0x1:i32", counts=b"1 passed, 1 failed, 0 skipped")
    fails("no_trap", 2, b"got no result", counts=b"1 passed, 1 failed, 0 skipped")
    fails("other_trap", 2, b"trap: integer overflow, got trap: unreachable", counts=b"1 passed, 1 failed, 0 skipped")
    fails("not_invalid", 2, b"got a valid module", counts=b"1 passed, 1 failed, 0 skipped")
    fails("wrong_kind", 2, b"malformed: type mismatch, got invalid", counts=b"1 passed, 1 failed, 0 skipped")
    fails("refused", 1, b"invalid", counts=b"0 passed, 1 failed, 2 skipped")
    fails("bad_syntax", 1, b"2:52", counts=b"0 passed, 1 failed, 0 skipped")
    done = t.run("wast", "good.wast", "gone.wast", "no_trap.wast")
    t.check("several scripts: status", done.returncode, 1)
    t.check("several scripts: last line", done.stdout.splitlines()[-1], b"9 passed, 2 failed, 0 skipped")
    done = t.run("wast", "endless.wast", "good.wast",
                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (1, 1)))
    t.check("a script that dies: its place", b"endless.wast:2: expected" in done.stdout or done.stdout, True)
    t.check("a script that dies: the others run", done.stdout.splitlines()[-1], b"9 passed, 1 failed, 0 skipped")
    done = t.run("wast", "--fail-fast", "gone.wast", "good.wast")
    t.check("--fail-fast: last line", done.stdout.splitlines()[-1], b"0 passed, 1 failed, 0 skipped")
    t.error_line("no script", ["wast"], 125, b"FILE")


def test_other_commands(t):
    t.ends("a program in the text format", ["exit42.wat"], 42)
    t.check("--invoke in text", t.run("--invoke", "add", "library.wat", "40", "2").stdout,
            t.run("--invoke", "add", "library.wasm", "40", "2").stdout)
    t.check("disasm of text", t.run("disasm", "library.wat", "add").stdout,
            t.run("disasm", "library.wasm", "add").stdout)
    t.ends("validate of text", ["validate", "hello.wat"], 0)
    t.error_line("assemble without its output", ["assemble", "hello.wat"], 125, b"usage")
    t.error_line("assemble to nowhere", ["assemble", "hello.wat", "gone/x"], 125, b"gone/x", b"No such file")
    t.error_line("assemble of broken text", ["assemble", "broken.wat", "x.wasm"], 125, b"2:15")
    done = t.run("--help")
    t.check("--help", (done.returncode, b"Usage:" in done.stdout, done.stderr), (0, True, b""))
    done = t.run("--version")
    t.check("--version", (done.returncode, done.stdout.split()[:1]), (0, [b"wali"]))
    t.ends("validate of a good module", ["validate", "hello.wasm"], 0)
    t.error_line("validate of a bad module", ["validate", "truncated.wasm"], 125, b"at byte 0x")
    done = t.run("disasm", "library.wasm", "add")
    t.check("disasm by name", (done.returncode, b"i32.add" in done.stdout, b"ret" in done.stdout, done.stderr),
            (0, True, True, b""))
    t.check("disasm by index", t.run("disasm", "library.wasm", "0").stdout, done.stdout)
    t.check("disasm of all functions", done.stdout in t.run("disasm", "library.wasm").stdout, True)
    for isa in "x86-64", "aarch64":
        text = t.run("disasm", f"--isa={isa}", "library.wasm", "add").stdout
        t.check(f"disasm of {isa}'s code", (b"  ret\n" in text, isa == "aarch64"), (True, b"  ldp " in text))
    with open(t.wali, "rb") as file:
        is_emulated = not file.read(4) == b"\x7fELF"
    if not is_emulated:
        t.error_line("disasm without the tool for AArch64", ["disasm", "--isa=aarch64", "hello.wasm"], 125,
                     b"binutils-aarch64-linux-gnu", env={"PATH": "/nonexistent"})
    done = t.run("syscalls")
    last = done.stdout.splitlines()[-1]
    t.check("syscalls", (done.returncode, b"| write " in done.stdout, b" calls: " in last), (0, True, True))
    done = t.run("--trace", "hello.wasm")
    t.check("--trace", (done.returncode, done.stdout, b"write(1, " in done.stderr), (0, b"hello\n", True))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wali", required=True)
    wali = os.path.abspath(parser.parse_args().wali)
    with tempfile.TemporaryDirectory() as folder:
        tests = Tests(wali, folder)
        sources = {name: PREFIX + body + ")" for name, body in PROGRAMS.items()} | MODULES
        for name, source in sources.items():
            with open(tests.path(name + ".wat"), "w") as file:
                file.write(source)
            subprocess.run([wali, "assemble", name + ".wat", name + ".wasm"], cwd=folder, check=True)
        for test in (test_programs, test_environment, test_invoke, test_error_lines, test_traps, test_bounds,
                     test_short_of_addresses, test_polls, test_jumps, test_scripts, test_other_commands):
            test(tests)
    print(f"{tests.count} checks, {tests.failures} failed")
    return 1 if tests.failures else 0


if __name__ == "__main__":
    sys.exit(main())
