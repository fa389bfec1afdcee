"""Demonyms: how the people and offices of a place are called, from its name.

The list of countries knows its own ("Egyptian"). For any other party with a name of one word,
such as a province or an island, English builds the adjective by a few endings.
"""

from __future__ import annotations

from typing import Final

from goodoffices.intake.names.countries import is_of_a_country

SHORTEST: Final = 5
"""Letters from which on a name is long enough for its adjective to be told from other words."""

_ENDINGS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    # The end of the name, what is cut off it, what is put there; the first that fits.
    ("land", "", ("er", "ers", "ic")),
    ("ia", "", ("n", "ns")),
    ("a", "a", ("an", "ans", "ian", "ians", "ese")),
    ("y", "y", ("ian", "ians")),
    ("o", "o", ("an", "ans", "ese")),
    ("e", "", ("an", "ans")),
    ("", "", ("ian", "ians", "an", "ans", "er", "ers", "ese", "ish", "i", "is")),
)


def demonyms_of(name: str) -> tuple[str, ...]:
    """Return the words that the people of a place may be called by; none for other names.

    Examples
    --------
    >>> demonyms_of("Lusitavia")
    ('Lusitavian', 'Lusitavians')
    >>> demonyms_of("River Front"), demonyms_of("Niger")
    ((), ())
    """
    # What is a country's already keeps its meaning: "Nigerian" is of Nigeria.
    if len(name) < SHORTEST or not name.isalpha() or not name[0].isupper() or name.isupper():
        return ()
    if is_of_a_country(name):
        return ()
    end, cut, put = next(row for row in _ENDINGS if name.endswith(row[0]))
    base = name.removesuffix(cut) if end and cut else name
    return tuple(word for one in put if not is_of_a_country(word := base + one))
