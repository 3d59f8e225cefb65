#!/usr/bin/env python3
"""Runs modules as each generation of published toolchains makes them: the same functions under other names and types.

A module ends with the number of the first check that does not hold, or with 0."""

import argparse
import os
import signal
import sys
import tempfile

sys.dont_write_bytecode = True
from run import Tests  # noqa: E402

COMMON = """
  (import "wali" "__proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1 10)
  (data (i32.const 16) "/\\00")
  (data (i32.const 32) "/nonexistent/file\\00")
  (func $check (param $number i32) (param $holds i32)
    (if (i32.eqz (local.get $holds)) (then (call $exit (local.get $number)))))
"""

# 64: a stat buffer; 256: a pollfd of descriptor -1; 272: a timespec of no time; 512: room.
DESCRIPTORS = """
  (data (i32.const 256) "\\ff\\ff\\ff\\ff\\01\\00\\00\\00")
  (func $is_folder (param $stat i32) (result i32)
    (i32.eq (i32.and (i32.load offset=24 (local.get $stat)) (i32.const 0xf000)) (i32.const 0x4000)))
"""

MODULES = {
    # Until September 2025.
    "first generation": ("""
  (import "wali" "__call_ctors" (func $init))
  (import "wali" "__call_dtors" (func $deinit))
  (import "wali" "SYS_fstatat" (func $fstatat (param i32 i32 i32 i32) (result i64)))
  (import "wali" "SYS_poll" (func $poll (param i32 i32 i32) (result i64)))
  (import "wali" "SYS_ppoll" (func $ppoll (param i32 i32 i32 i32 i32) (result i64)))
  (import "wali" "SYS_fcntl" (func $fcntl (param i32 i32 i32) (result i64)))
  (import "wali" "SYS_alarm" (func $alarm (param i32) (result i64)))
  (import "wali" "SYS_utime" (func $utime (param i32 i32) (result i64)))
  (import "wali" "SYS_open" (func $open (param i32 i32 i32) (result i64)))
  (import "wali" "SYS_getdents" (func $getdents (param i32 i32 i32) (result i64)))
""", DESCRIPTORS + """
  (func (export "_start") (local $fd i64)
    (call $init)
    (call $check (i32.const 1) (i64.eqz
      (call $fstatat (i32.const -100) (i32.const 16) (i32.const 64) (i32.const 0))))
    (call $check (i32.const 2) (call $is_folder (i32.const 64)))
    (call $check (i32.const 3) (i64.eqz (call $poll (i32.const 256) (i32.const 1) (i32.const 0))))
    (call $check (i32.const 4) (i64.eqz
      (call $ppoll (i32.const 256) (i32.const 1) (i32.const 272) (i32.const 0) (i32.const 8))))
    (call $check (i32.const 5) (i64.eq
      (call $fcntl (i32.const 0) (i32.const 0) (i32.const 50)) (i64.const 50)))
    (call $check (i32.const 6) (i64.eqz (call $alarm (i32.const 1000))))
    (call $check (i32.const 7) (i64.gt_s (call $alarm (i32.const 0)) (i64.const 900)))
    (call $check (i32.const 8) (i64.eq (call $utime (i32.const 32) (i32.const 0)) (i64.const -2)))
    (local.set $fd (call $open (i32.const 16) (i32.const 0x10000) (i32.const 0)))
    (call $check (i32.const 9) (i64.gt_s
      (call $getdents (i32.wrap_i64 (local.get $fd)) (i32.const 512) (i32.const 4096)) (i64.const 0)))
    (call $deinit))"""),
    "start and end without results": ("""
  (import "wali" "__init" (func $init))
  (import "wali" "__deinit" (func $deinit))
""", '(func (export "_start") (call $init) (call $deinit))'),
    "start and end with results": ("""
  (import "wali" "__init" (func $init (result i32)))
  (import "wali" "__deinit" (func $deinit (result i32)))
""", """
  (func (export "_start")
    (call $check (i32.const 1) (i32.eqz (call $init)))
    (call $check (i32.const 2) (i32.eqz (call $deinit))))"""),
    # Since January 2026. A C library fetches eight bytes of an argument where callers passed four.
    "third generation": ("""
  (import "wali" "__init" (func $init (result i32)))
  (import "wali" "SYS_newfstatat" (func $newfstatat (param i32 i32 i32 i32) (result i64)))
  (import "wali" "SYS_poll" (func $poll (param i32 i64 i32) (result i64)))
  (import "wali" "SYS_ppoll" (func $ppoll (param i32 i64 i32 i32 i32) (result i64)))
  (import "wali" "SYS_fcntl" (func $fcntl (param i32 i32 i64) (result i64)))
""", DESCRIPTORS + """
  (func (export "_start")
    (call $check (i32.const 1) (i32.eqz (call $init)))
    (call $check (i32.const 2) (i64.eqz
      (call $newfstatat (i32.const -100) (i32.const 16) (i32.const 64) (i32.const 0))))
    (call $check (i32.const 3) (call $is_folder (i32.const 64)))
    (call $check (i32.const 4) (i64.eqz (call $poll (i32.const 256) (i64.const 1) (i32.const 0))))
    (call $check (i32.const 5) (i64.eqz
      (call $ppoll (i32.const 256) (i64.const 1) (i32.const 272) (i32.const 0) (i32.const 8))))
    (call $check (i32.const 6) (i64.eq
      (call $fcntl (i32.const 0) (i32.const 0) (i64.const 0xdeadbeef00000032)) (i64.const 50)))
    (call $check (i32.const 7) (i64.eqz
      (call $fcntl (i32.const 50) (i32.const 2) (i64.const 0xdeadbeef00000001)))))"""),
    # The C library of one generation with a program of another.
    "one of each": ("""
  (import "wali" "__init" (func $init (result i32)))
  (import "wali" "SYS_newfstatat" (func $newfstatat (param i32 i32 i32 i32) (result i64)))
  (import "wali" "SYS_fstatat" (func $fstatat (param i32 i32 i32 i32) (result i64)))
  (import "wali" "SYS_poll" (func $poll (param i32 i64 i32) (result i64)))
  (import "wali" "SYS_poll" (func $old_poll (param i32 i32 i32) (result i64)))
  (import "wali" "SYS_fcntl" (func $fcntl (param i32 i32 i32) (result i64)))
  (import "wali" "SYS_fadvise" (func $fadvise (param i32 i64 i64 i32) (result i64)))
  (import "wali" "SYS_fadvise64" (func $fadvise64 (param i32 i64 i64 i32) (result i64)))
""", DESCRIPTORS + """
  (func (export "_start")
    (call $check (i32.const 1) (i64.eqz (i64.or
      (call $newfstatat (i32.const -100) (i32.const 16) (i32.const 64) (i32.const 0))
      (call $fstatat (i32.const -100) (i32.const 16) (i32.const 64) (i32.const 0)))))
    (call $check (i32.const 2) (i64.eqz (i64.or
      (call $poll (i32.const 256) (i64.const 1) (i32.const 0))
      (call $old_poll (i32.const 256) (i32.const 1) (i32.const 0)))))
    (call $check (i32.const 3) (i64.ge_s (call $fcntl (i32.const 0) (i32.const 1) (i32.const 0)) (i64.const 0)))
    (call $check (i32.const 4) (i64.eq
      (call $fadvise (i32.const -1) (i64.const 0) (i64.const 0) (i32.const 0)) (i64.const -9)))
    (call $check (i32.const 5) (i64.eq
      (call $fadvise64 (i32.const -1) (i64.const 0) (i64.const 0) (i32.const 0)) (i64.const -9))))"""),
    "results of 32 bits": ("""
  (import "wali" "SYS_getpid" (func $getpid (result i32)))
  (import "wali" "SYS_close" (func $close (param i32) (result i32)))
""", """
  (func (export "_start")
    (call $check (i32.const 1) (i32.gt_s (call $getpid) (i32.const 0)))
    (call $check (i32.const 2) (i32.eq (call $close (i32.const -1)) (i32.const -9))))"""),
    # A Rust crate of 2025, and C without prototypes: whatever the place of the call says.
    "types without prototypes": ("""
  (import "wali" "SYS_gettimeofday" (func $gettimeofday (result i64)))
  (import "wali" "SYS_epoll_create" (func $epoll_create (result i64)))
  (import "wali" "SYS_epoll_wait" (func $epoll_wait (param i32 i32 i32 i32) (result i32)))
  (import "wali" "SYS_futimesat" (func $futimesat (param i32 i32 i32) (result i32)))
  (import "wali" "SYS_mlockall" (func $mlockall (param i32) (result i32)))
  (import "wali" "SYS_preadv" (func $preadv (param i32 i32 i32 i32 i32) (result i32)))
  (import "wali" "SYS_sched_setscheduler" (func $sched_setscheduler (param i32 i32 i32) (result i32)))
  (import "wali" "SYS_set_robust_list" (func $set_robust_list (param i32 i64) (result i32)))
  (import "wali" "SYS_signalfd" (func $signalfd (param i32 i32 i32) (result i32)))
  (import "wali" "SYS_signalfd4" (func $signalfd4 (param i32 i32 i32 i32) (result i32)))
  (import "wali" "SYS_timerfd_create" (func $timerfd_create (param i32 i32) (result i32)))
  (import "wali" "SYS_timerfd_settime" (func $timerfd_settime (param i32 i32 i32 i32) (result i32)))
  (import "wali" "SYS_truncate" (func $truncate (param i32 i32) (result i32)))
  (import "wali" "SYS_utimes" (func $utimes (param i32 i32) (result i32)))
""", """
  (func (export "_start")
    (call $check (i32.const 1) (i64.eqz (call $gettimeofday)))
    (call $check (i32.const 2) (i64.eq (call $epoll_create) (i64.const -22)))
    (call $check (i32.const 3) (i32.eq
      (call $epoll_wait (i32.const -1) (i32.const 64) (i32.const 1) (i32.const 0)) (i32.const -9)))
    (call $check (i32.const 4) (i32.eq
      (call $futimesat (i32.const -100) (i32.const 32) (i32.const 0)) (i32.const -2)))
    (call $check (i32.const 5) (i32.eq (call $mlockall (i32.const 64)) (i32.const -22)))
    (call $check (i32.const 6) (i32.eq
      (call $preadv (i32.const -1) (i32.const 64) (i32.const 1) (i32.const 0) (i32.const 0)) (i32.const -9)))
    (call $check (i32.const 7) (i32.eq
      (call $sched_setscheduler (i32.const 0) (i32.const -1) (i32.const 64)) (i32.const -22)))
    (call $check (i32.const 8) (i32.eq (call $set_robust_list (i32.const 64) (i64.const 23)) (i32.const -22)))
    (call $check (i32.const 9) (i32.eq
      (call $signalfd (i32.const -1) (i32.const 64) (i32.const 7)) (i32.const -22)))
    (call $check (i32.const 10) (i32.ge_s
      (call $signalfd4 (i32.const -1) (i32.const 64) (i32.const 8) (i32.const 0)) (i32.const 0)))
    (call $check (i32.const 11) (i32.ge_s (call $timerfd_create (i32.const 1) (i32.const 0)) (i32.const 0)))
    (call $check (i32.const 12) (i32.eq
      (call $timerfd_settime (i32.const -1) (i32.const 0) (i32.const 64) (i32.const 0)) (i32.const -9)))
    (call $check (i32.const 13) (i32.eq (call $truncate (i32.const 32) (i32.const 5)) (i32.const -2)))
    (call $check (i32.const 14) (i32.eq (call $utimes (i32.const 32) (i32.const 0)) (i32.const -2))))"""),
    "names that no table knows": ("""
  (import "wali" "SYS_none_such" (func $none (param i32 i64 f64) (result i64)))
  (import "wali" "SYS_mmap2" (func $mmap2 (param i32 i32 i32 i32 i32 i32) (result i64)))
  (import "undefined" "syscall0" (func $syscall0 (param i32) (result i32)))
  (import "env" "_Unwind_Resume" (func $resume (param i32)))
""", """
  (func (export "_start")
    (call $check (i32.const 1) (i64.eq
      (call $none (i32.const 1) (i64.const 2) (f64.const 3)) (i64.const -38)))
    (call $check (i32.const 2) (i64.gt_s
      (call $mmap2 (i32.const 0) (i32.const 4096) (i32.const 3) (i32.const 34) (i32.const -1) (i32.const 0))
      (i64.const 0))))"""),
    "other ways to jump, to call by number and to round": ("""
  (import "wali" "_setjmp" (func $setjmp (param i32) (result i32)))
  (import "wali" "_longjmp" (func $longjmp (param i32 i32)))
  (import "wali" "__syscall_cp_asm"
    (func $by_number (param i32 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (import "wali" "fegetround" (func $fegetround (result i32)))
""", """
  (func (export "_start") (local $result i32)
    (local.set $result (call $setjmp (i32.const 1024)))
    (if (i32.eqz (local.get $result)) (then (call $longjmp (i32.const 1024) (i32.const 5))))
    (call $check (i32.const 1) (i32.eq (local.get $result) (i32.const 5)))
    (call $check (i32.const 2) (i64.gt_s (call $by_number (i32.const 0) (i64.const 39) (i64.const 0)
      (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0)) (i64.const 0)))
    (call $check (i32.const 3) (i32.eqz (call $fegetround))))"""),
}

ENDS = {
    "exit without a result": ("""
  (import "wali" "SYS_exit" (func $end (param i32)))
""", '(func (export "_start") (call $end (i32.const 7)))', 7),
    "exit with a result": ("""
  (import "wali" "SYS_exit" (func $end (param i32) (result i64)))
""", '(func (export "_start") (drop (call $end (i32.const 8))))', 8),
    "exit_group": ("""
  (import "wali" "SYS_exit_group" (func $end (param i32) (result i64)))
""", '(func (export "_start") (drop (call $end (i32.const 265))))', 9),
    "a call of what is not provided": ("""
  (import "env" "_Unwind_Resume" (func $resume (param i32)))
""", '(func (export "_start") (call $resume (i32.const 1)))', -signal.SIGABRT),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wali", required=True)
    wali = os.path.abspath(parser.parse_args().wali)
    with tempfile.TemporaryDirectory() as folder:
        tests = Tests(wali, folder)
        modules = {name: (*parts, 0) for name, parts in MODULES.items()} | ENDS
        for name, (imports, body, status) in modules.items():
            with open(tests.path("module.wat"), "w") as file:
                file.write(f"(module {imports} {COMMON} {body})")
            done = tests.run("run", "module.wat")
            tests.check(f"{name}: {done.stderr.decode()}", done.returncode, status)
    print(f"{tests.count} checks, {tests.failures} failed")
    return 1 if tests.failures else 0


if __name__ == "__main__":
    sys.exit(main())
