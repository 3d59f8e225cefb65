"""What a module may use."""
import dataclasses
import typing


@dataclasses.dataclass
class Features:
    simd: bool = False
    relaxed: bool = False   # vector instructions that give the same on every processor for some operands only
    narrow_stores: bool = False  # none of 16 bytes, whose first half may happen though the second one traps
    exceptions: typing.Optional[str] = None  # 'legacy' or 'exnref'
    references: bool = False
    typed_references: bool = False
    memory64: bool = False
    memories: int = 1
    tail_calls: bool = True
    atomics: bool = True
    grid: bool = False      # one access a function, around the boundaries of memory
    nullary: bool = False   # exports take nothing and return integers only, imports likewise


def features_of(rng, modern=True, nullary=False):
    """Draws features. `modern`: also those that V8 has since 2025 (exnref, typed references, memory64)."""
    def chance(probability):
        return rng.random() < probability
    return Features(
        simd=chance(0.4),
        exceptions=rng.choice((None, None, 'legacy', 'exnref' if modern else 'legacy')),
        references=chance(0.4),
        typed_references=modern and chance(0.25),
        memory64=modern and chance(0.3),
        memories=rng.choice((1, 1, 2, 3)) if modern else 1,
        grid=chance(0.08),
        nullary=nullary)


def features_named(names):
    """From a list such as `simd,legacy,memories=2`; a name without a value is a switch or an exception encoding."""
    features = Features(tail_calls=False, atomics=False)
    for each in filter(None, names.split(',')):
        key, _, value = each.partition('=')
        if key in ('legacy', 'exnref'):
            features.exceptions = key
        elif key in {field.name for field in dataclasses.fields(features)}:
            setattr(features, key, int(value) if value else True)
        else:
            raise ValueError(f'no such feature: {key}')
    return features
