#!/usr/bin/env python3
"""Compares `wali assemble` with wat2wasm: the same sections, custom ones left out, for every module given.

Skipped (status 77) without wat2wasm."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile

# Not --enable-all: typed function references refuse valid modules in wabt 1.0.32.
FEATURES = ["--no-check", "--enable-threads", "--enable-multi-memory", "--enable-exceptions", "--enable-memory64",
            "--enable-extended-const", "--enable-tail-call"]


def number(data, at):
    """An unsigned LEB128 and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def sections(path):
    with open(path, "rb") as file:
        data = file.read()
    found = []
    at = 8
    while at < len(data):
        kind = data[at]
        size, begin = number(data, at + 1)
        at = begin + size
        if kind != 0:
            found.append((kind, data[begin:at]))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wali", required=True)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    if shutil.which("wat2wasm") is None:
        print("skipped: wat2wasm is not installed")
        return 77
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = os.path.join(folder, "ours.wasm"), os.path.join(folder, "theirs.wasm")
        for path in options.files:
            done = subprocess.run([options.wali, "assemble", path, ours], capture_output=True, text=True)
            other = subprocess.run(["wat2wasm", *FEATURES, path, "-o", theirs], capture_output=True, text=True)
            if done.returncode != 0 or other.returncode != 0:
                failures += 1
                print(f"FAILED {path}: {done.stderr}{other.stderr}")
            elif sections(ours) != sections(theirs):
                failures += 1
                differ = [a[0] for a, b in zip(sections(ours), sections(theirs)) if a != b]
                print(f"FAILED {path}: sections {differ} differ")
    print(f"{len(options.files)} modules, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
