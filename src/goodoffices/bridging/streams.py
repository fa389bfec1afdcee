"""Random streams: one for each thing that is drawn, whatever else is drawn beside it."""

from __future__ import annotations

from hashlib import sha256

import numpy as np


def open_stream(seed: int, *names: str) -> np.random.Generator:
    """Return the random stream of a seed that belongs to these names.

    Adding a party, or putting issues in another order, changes nobody else's draws.

    Parameters
    ----------
    seed : int
        Not below 0.
    names : str
        What is drawn, from the large to the small: a party, an issue.

    Source: M. O'Neill's PCG64 behind NumPy's `SeedSequence`, its spawn key a digest of the names.

    Examples
    --------
    >>> one, same = open_stream(5, "north", "water"), open_stream(5, "north", "water")
    >>> one.random() == same.random(), one.random() == open_stream(5, "south").random()
    (True, False)
    """
    digest = sha256("\0".join(names).encode()).digest()
    key = tuple(np.frombuffer(digest, dtype="<u4").tolist())
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key)))


def freshen(seed: int) -> int:
    """Return another seed, for draws that have nothing to do with those of the first one.

    Examples
    --------
    >>> freshen(5) == freshen(5), freshen(5) == 5
    (True, False)
    """
    return int.from_bytes(sha256(f"fresh {seed}".encode()).digest()[:6], "little")
