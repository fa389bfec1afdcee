"""Stems: one form for the words of one root, so that "withdrawal" meets "withdrawn".

A few English endings are cut off, both from the names in a case and from the words of a
document. It is coarser than a dictionary: what counts is that both sides are cut alike.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_INFLECTED: Final = ("ings", "ing", "ied", "ies", "ed", "es", "s")
"""Endings of verbs and plurals; three letters must remain ("paying", "days")."""

_DERIVED: Final = (
    "isations",
    "izations",
    "isation",
    "ization",
    "ication",
    "ations",
    "ation",
    "ements",
    "ement",
    "ments",
    "ment",
    "ness",
    "ities",
    "ity",
    "ions",
    "ion",
    "ance",
    "ence",
    "ally",
    "als",
    "al",
    "ors",
    "or",
    "ers",
    "er",
    "ure",
    "ates",
    "ate",
    "ise",
    "ize",
    "is",
    "iz",
    "ily",
    "ify",
    "ly",
    "y",
    "e",
)
"""Endings that make a noun of a verb, an adverb of an adjective...; four letters must remain."""

_IRREGULAR: Final = {
    "withdrew": "withdraw",
    "withdrawn": "withdraw",
    "paid": "pay",
    "payer": "pay",
    "payment": "pay",
    "payments": "pay",
    "kept": "keep",
    "left": "leave",
    "held": "hold",
    "met": "meet",
    "built": "build",
    "gave": "give",
    "given": "give",
    "cuts": "cut",
    "cutting": "cut",
    "freed": "free",
    "freeing": "free",
    "freedom": "free",
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "persons": "person",
    "extension": "extend",
    "extensions": "extend",
    "suspension": "suspend",
    "expulsion": "expel",
    "controlled": "control",
    "controlling": "control",
    "expelled": "expel",
    "expelling": "expel",
    "abolition": "abolish",
    "reduction": "reduce",
    "reductions": "reduce",
    "growth": "grow",
    "metres": "metre",
    "meters": "metre",
    "meter": "metre",
    "metre": "metre",
    "sovereignty": "sovereign",
    "verification": "verify",
    "verified": "verify",
    "verifies": "verify",
    "verifying": "verify",
    "verify": "verify",
    "removal": "remove",
    "removals": "remove",
    "stoppage": "stop",
    "halves": "half",
    "tied": "tie",
    "pct": "percent",
    "per-cent": "percent",
}
"""Forms that no ending explains."""

_KEPT: Final = frozenset({"prisoner", "commission", "commissioner", "water", "verify"})
"""Words that lose no ending of theirs: "prisoner" is not "prison"."""


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return a word in small letters without its accents.

    Examples
    --------
    >>> fold("Communiqué")
    'communique'
    """
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what is left of a word without its endings.

    Examples
    --------
    >>> {stem(word) for word in ("manage", "manages", "managing", "management", "manager")}
    {'manag'}
    >>> [stem(word) for word in ("withdrawal", "withdrawn", "inspections", "paying", "days")]
    ['withdraw', 'withdraw', 'inspect', 'pay', 'day']
    """
    folded = fold(word).removesuffix("’s").removesuffix("'s")
    root = _IRREGULAR.get(folded, folded)
    if root not in _KEPT:
        root = _without(root, _INFLECTED, remain=3)
    root = _IRREGULAR.get(root, root)
    if root in _KEPT:
        return root
    # Two rounds: "deliveries" is cut to "deliver" and then, as "deliver" is, to "deliv".
    for _ in range(2):
        root = _without(root, _DERIVED, remain=4)
    # "Wage" is cut as "wages" is.
    return _without(root, ("e",), remain=3)


def _without(word: str, endings: tuple[str, ...], *, remain: int) -> str:
    """Cut off the longest of these endings that leaves enough of the word."""
    for ending in endings:
        # "process" and "status" end in an s that is no plural.
        if ending == "s" and word.endswith(("ss", "us", "is")):
            continue
        if word.endswith(ending) and len(word) - len(ending) >= remain:
            kept = word[: -len(ending)]
            if ending in {"ies", "ied"}:
                return kept + "y"
            # "Deferred" and "permitting" double a letter; "filling" and "passing" do not.
            if ending in {"ed", "ing"} and kept[-1] == kept[-2] and kept[-1] not in "lsfz":
                return kept[:-1]
            return kept
    return word
