#!/usr/bin/env python3
"""Writes a first corpus for the libFuzzer targets: DIR/modules for fuzz_decode, DIR/bodies for the two that take a
function's locals and instructions, DIR/text for fuzz_text."""
import os
import random
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import generator  # noqa: E402  (found through the path above)
from generator.function import Function  # noqa: E402
from generator.module import Module  # noqa: E402


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    wasm2wat = shutil.which('wasm2wat')
    for each in ('modules', 'bodies', 'text'):
        os.makedirs(os.path.join(folder, each), exist_ok=True)
    for seed in range(count):
        rng = random.Random(seed)
        features = generator.features_of(rng)
        path = os.path.join(folder, 'modules', f'{seed}.wasm')
        with open(path, 'wb') as file:
            file.write(generator.module_bytes(rng, features))
        module = Module(rng, features)
        with open(os.path.join(folder, 'bodies', str(seed)), 'wb') as file:
            file.write(rng.randbytes(1) + Function(module, module.functions[0]).body())
        if wasm2wat:
            text = os.path.join(folder, 'text', f'{seed}.wat')
            subprocess.run([wasm2wat, '--enable-all', '--no-check', path, '-o', text], stderr=subprocess.DEVNULL)


if __name__ == '__main__':
    main()
