"""What the rules of attribution are called to a person who reviews a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RULES: Final[Mapping[str, str]] = {
    "verb": "a verb of saying and what it tells",
    "verb-behind": "a verb of saying behind the words",
    "noun": "a noun of saying (“the claim that”)",
    "adjective": "an adjective of saying (“confident that”)",
    "as-said": "“as somebody said”",
    "inverted": "a verb of saying before its subject",
    "act": "a verb of urging, promising or naming",
    "according": "“according to”",
    "according-to": "“according to”",
    "label": "a name and a colon",
    "transcript": "a speaker of a transcript",
    "signed": "a quotation with a name under it",
    "set-off": "a quotation set apart",
    "quotation": "a quotation and its speaker",
    "quotation-after-speech": "a quotation after words of the same speaker",
    "quotation-before": "a quotation before its speaker is named",
    "quotation-goes-on": "a quotation that goes on with the same speaker",
    "quotation-second": "a second part of a quotation",
    "quote": "quoted words",
}
"""By the rule's own name; endings are said apart."""

ENDINGS: Final[Mapping[str, str]] = {
    "-unnamed": ", nobody named",
    "-negated": ", as what somebody does not think",
}


def rule_in_words(rule: str) -> str:
    """Return what a rule is called to a person.

    Examples
    --------
    >>> rule_in_words("verb-unnamed")
    'a verb of saying and what it tells, nobody named'
    """
    for ending, words in ENDINGS.items():
        if rule.endswith(ending):
            return rule_in_words(rule.removesuffix(ending)) + words
    return RULES.get(rule, rule.replace("-", " "))
