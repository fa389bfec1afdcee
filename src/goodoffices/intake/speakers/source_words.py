"""Words by which reports speak of sources: offices, papers, outlets, and who speaks for a party."""

from __future__ import annotations

from typing import Final

SPEAKS_FOR_IT: Final = frozenset(
    "administration authorities authority cabinet government leadership presidency side".split()
)
"""With the adjective of a party, these are the party itself ("the Ruritanian government")."""

SPEAKS_FOR: Final = frozenset("chair command head lead represent run serve".split())
"""Verbs that say for whom somebody acts ("who leads the delegation of Ruritania")."""

BODIES: Final = frozenset(
    "agency army assembly association board bureau chamber command commission committee council "
    "court delegation department directorate embassy force foundation institute military ministry "
    "mission movement office organisation organization parliament police secretariat senate team "
    "union university".split()
)
"""A body that speaks with one voice, though no person is named."""

PAPERS: Final = frozenset(
    "account announcement article blog book communique communiqué declaration document email "
    "interview letter memo memorandum message note paper post press release remark remarks report "
    "speech statement study testimony text tweet".split()
)
"""What is said in a paper is said by whoever wrote it ("a letter from the union says")."""

OUTLET_WORDS: Final = frozenset(
    "agency broadcaster channel chronicle daily gazette guardian herald journal magazine media "
    "news newspaper observer post press radio television telegraph times tribune tv website "
    "weekly".split()
)
"""A name with one of these words in it is an outlet's."""

OUTLETS: Final = frozenset(
    "aap afp anadolu ansa ap bbc bloomberg cbc cnn dpa efe interfax irna itar-tass kcna kyodo nhk "
    "npr reuters ria sana tass wafa xinhua yonhap".split()
)
"""Agencies and broadcasters that are called by one word."""

TITLES: Final = frozenset(
    "ambassador captain chairman chairperson chairwoman chief colonel commander commissioner "
    "dr envoy general governor judge king lieutenant lord major mayor minister mr mrs ms president "
    "prince princess professor queen secretary senator sheikh sir spokesman spokesperson "
    "spokeswoman".split()
)
"""Words before a person's name that are not part of it."""

MANY: Final = frozenset({"NNS", "NNPS"})
"""Tags of plural nouns."""

ANYBODY: Final = frozenset({"official", "person", "source", "man", "woman", "insider"})
"""Nouns for somebody unnamed, by which whoever just spoke may be called again."""

ASKING: Final = frozenset(
    "q question interviewer journalist reporter moderator host presenter press".split()
)
"""Labels of a transcript under which questions are asked."""
ANSWERING: Final = frozenset({"a", "answer", "guest", "interviewee"})
"""Labels under which somebody answers who is named elsewhere."""
WHOEVER: Final = "whoever answers in the interview"

THINGS: Final = frozenset(
    "condition deal demand idea move offer plan proposal request scheme step".split()
)
"""What is talked about and tells nothing itself."""
PERSONAL: Final = frozenset({"dr", "madam", "miss", "mr", "mrs", "ms", "professor", "sir"})
"""Titles that stand before persons only."""
