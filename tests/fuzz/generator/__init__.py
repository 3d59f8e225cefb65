"""Random modules whose code is hard on a compiler rather than likely: deep operand stacks across control flow, many
live locals, every instruction of opcodes.def that has a type of its own, block parameters, br_table with values at
different heights, wide signatures, tail calls, exceptions through many frames, accesses around every boundary.

Every module ends: loops count down, and every function call burns fuel that `hangLimitInitializer` fills up again. NaN
bits are not observable: what is stored or reinterpreted passes `denan` first.
"""
from .features import Features, features_named, features_of
from .grid import grid_bytes
from .module import Module


def module_bytes(rng, features=None):
    """A module with these features; with those that the generator itself draws if there are none."""
    features = features or features_of(rng)
    if features.grid:
        return grid_bytes(rng, features)
    return Module(rng, features).encode()
