"""Holder words: which nouns speak for the party that they belong to, and which only belong to it.

"The Ruritanian delegation" and "the minister of Ruritania" stand for Ruritania; "Ruritanian
newspapers" and "Ruritanian prisoners" do not. Tables only.
"""

from __future__ import annotations

from typing import Final

SPEAKS_FOR: Final = frozenset(
    """administration ambassador army authority board bureau cabinet chairman chairwoman chief
    commissioner command congress council delegation diplomat directorate embassy envoy
    executive faction government governor head leader leadership management military minister
    ministry mission mediator movement negotiator office parliament party premier presidency
    president regime representative republic secretary senate side spokesman spokesperson
    spokeswoman state team union chancellor vice deputy king prince commander general director
    group company federation committee front kingdom country""".split()
)
"""A body or an office of a party: what it says is the party's until somebody says otherwise."""

AGAINST_OR_NO_LONGER: Final = frozenset(
    """rebel opposition guerrilla militant dissident separatist insurgent former exiled jailed
    ousted ex-president retired islamist""".split()
)
"""With one of these a body is not the party's: "the Ruritanian rebel leader"."""
OF_THEIR_OWN: Final = frozenset(
    "movement group party union front federation company committee faction council".split()
)
"""With a name of their own these are not the country's: "the Ruritanian Reform Movement"."""

OFFICIALS: Final = frozenset({"official", "aide", "adviser", "advisor", "lawmaker", "politician"})
"""People of a party without an office that binds it: its position, perhaps."""

BODIES: Final = frozenset(
    """administration authority board cabinet company committee council country delegation
    federation government group leadership management military ministry mission movement
    parliament party presidency side state team union army""".split()
)
"""Bodies that a text names once and then calls "the ministry", "the union"."""

PERSONS: Final = frozenset(
    """ambassador chairman chairwoman chancellor chief commander commissioner diplomat director
    envoy general governor head king leader mediator minister negotiator premier president
    prince representative secretary spokesman spokesperson spokeswoman""".split()
)
"""Offices that one person holds: "he" and "she" may stand for them."""

SIDES: Final = frozenset({"side", "party", "country", "state", "government", "delegation", "team"})
"""What "both ..." and "the two ..." count when they mean the parties."""
BOTH: Final = frozenset({"both", "two", "neither", "either", "each"})

FIRST: Final = frozenset({"i", "we", "us", "our", "ours", "my", "me"})
SINGULAR: Final = frozenset({"it", "its", "itself"})
PLURAL: Final = frozenset({"they", "their", "them", "themselves"})
ONE_PERSON: Final = frozenset({"he", "she", "his", "her", "him", "hers"})
RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
PRONOUNS: Final = FIRST | SINGULAR | PLURAL | ONE_PERSON | RELATIVE
