"""The words that are told: the clause a verb, noun or adjective governs, and where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.cues import (
    ADDING_VERBS,
    CITING_VERBS,
    CUE_VERBS,
    GLOSS_NOUNS,
    GLOSS_VERBS,
    REFUSING_VERBS,
    WITHHOLDING_VERBS,
)
from goodoffices.intake.attribution.report_text import ReportText

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_QUESTION_TAGS: Final = frozenset({"WRB", "WP", "WDT", "WP$"})
_GOES_ON: Final = frozenset(
    "although though because since if unless while whereas as so provided when once until "
    "before after lest".split()
)


def is_finite(clause: Token) -> bool:
    """Whether a clause states something: a finite verb, or "that" with a subject.

    "It demanded that the crossing be opened" counts; "it asked them to wait" does not.
    """
    if clause.tag_ in _FINITE:
        return True
    children = list(clause.children)
    if clause.tag_ == "NNS" and clause.dep_ == "ccomp":  # "says the remark stings", as a noun
        return any(child.dep_ == "nsubj" for child in children)
    if any(child.dep_ in ("aux", "auxpass") and child.tag_ in _FINITE for child in children):
        return True
    has_subject = any(child.dep_ in _SUBJECTS for child in children)
    return has_subject and any(
        child.dep_ == "mark" and child.lower_ == "that" for child in children
    )


def is_relative(clause: Token) -> bool:
    """Whether a clause is relative, though the parse took it for one that is told.

    It begins with "which" after a comma, or with a preposition and "which".
    """
    first = clause.left_edge
    if first.tag_ == "IN" and first.i + 1 < len(clause.doc):
        return clause.doc[first.i + 1].tag_ == "WDT"
    return first.lower_ == "which" and first.i > 0 and clause.doc[first.i - 1].text == ","


def is_bare(clause: Token) -> bool:
    """Whether a clause has the plain verb of a plural present: "show prices rise"."""
    return clause.tag_ == "VB" and not any(
        child.dep_ in ("aux", "auxpass") for child in clause.children
    )


def to_the_stop(report: ReportText, numbers: list[int]) -> list[int]:
    """Return the tokens of what is told, with what a broken parse left off.

    A sentence of the parse that ends without a stop inside a paragraph is no whole sentence;
    words that reach its end go on to the next stop.
    """
    doc = report.doc
    last = numbers[-1]
    end = report.paragraphs[report.paragraph_at(doc[last].idx)].end
    found = list(numbers)
    while last + 1 < len(doc) and last + 1 == doc[last].sent.end:
        following = doc[last + 1]
        if doc[last].is_punct or doc[last].is_space or following.is_space or following.idx >= end:
            break
        last = following.sent.end - 1
        found += range(following.i, last + 1)
        while doc[last].is_space and last > following.i:
            last -= 1
    return found


def is_question(clause: Token) -> bool:
    """Whether a clause is an indirect question: "how...", "whether..."."""
    for child in clause.children:
        if child.dep_ == "mark" and child.lower_ in ("whether", "if"):
            return True
        if child.i > clause.i:
            break
        if child.dep_ != "advcl" and child.left_edge.tag_ in _QUESTION_TAGS:
            return True
    return clause.tag_ in _QUESTION_TAGS


def that_of(clause: Token) -> Token | None:
    """The "that" which begins a clause."""
    return next(
        (child for child in clause.lefts if child.dep_ == "mark" and child.lower_ == "that"), None
    )


def words_of(clause: Token, *, without: Token | None = None) -> list[int]:
    """The numbers of the tokens of a clause, without those of one word and what hangs on it.

    What the verb of saying governs begins at "that", whatever the parse hung before it
    ("reported, citing an official, that").
    """
    mark = _first_that(clause) if clause.head.i < clause.i else None
    if without is None:
        first = clause.left_edge.i if mark is None else mark.i
        return list(range(first, clause.right_edge.i + 1))
    left_out = {token.i for token in without.subtree}
    return [token.i for token in clause.subtree if token.i not in left_out]


def _first_that(clause: Token) -> Token | None:
    """The "that" with which a clause begins, or the first of several clauses it closes.

    In "said that A has fallen, that B is down and that C will follow" the parse may hang the
    first clause on the second.
    """
    for child in clause.lefts:
        if child.dep_ in ("advcl", "ccomp"):
            mark = that_of(child)
            if mark is not None and child.left_edge.i == mark.i:
                return mark
    return that_of(clause)


def going_on(cue: Token, clause: Token) -> list[int]:
    """The tokens of clauses that hang on the verb of saying but go on with what it tells.

    "She said the road is safe, although it floods": what begins with "although" is told too.
    It may hang on the verb of saying of the words around these.
    """
    found: list[int] = []
    for child in cue.rights:
        if child.i > clause.right_edge.i and _goes_on(child):
            found += range(child.left_edge.i, child.right_edge.i + 1)
    is_told = cue.dep_ == "ccomp" and cue.head.i < cue.i
    if is_told and not found and cue.right_edge.i <= clause.right_edge.i:
        return going_on(cue.head, cue)
    return found


def _goes_on(child: Token) -> bool:
    first = child.left_edge
    if child.dep_ == "advcl":
        return first.lower_ in _GOES_ON and first.dep_ in ("mark", "advmod")
    return child.dep_ == "prep" and child.lower_ in ("provided", "providing")


def without_glosses(report: ReportText, numbers: list[int], *, cue: int) -> list[int]:
    """Return the tokens of what is told up to where the narrator goes on in his own voice.

    Always outside quotation marks, these end it: what he thinks a source meant ("..., in an
    apparent reference to"), a participle by which the same speaker goes on ("..., adding
    that"), a participle behind a quotation (“...,” drawing cheers), what the source left
    unsaid ("..., although he gave no details"), and whence it is known ("..., citing two
    officials", "..., according to a study").
    """
    doc = report.doc
    for place, number in enumerate(numbers):
        if place == 0 or number <= cue < numbers[-1]:
            continue
        token = doc[number]
        if not _may_begin_a_gloss(token) or not _stands_apart(doc[number - 1]):
            continue
        if report.quotation_at(token.idx) is not None:
            continue
        if _is_gloss(report, token):
            return numbers[:place]
    return numbers


def _may_begin_a_gloss(token: Token) -> bool:
    return token.lower_ in _GLOSS_OPENERS or token.tag_ == "VBG"


_GLOSS_OPENERS: Final = frozenset(
    {"in", "although", "though", "but", "without", "while", "apparently"}
)


def _stands_apart(before: Token) -> bool:
    return before.is_punct or before.is_space or before.is_quote


def _is_gloss(report: ReportText, token: Token) -> bool:
    if token.lower_ == "according":
        return closes_with_according(token)
    if token.tag_ == "VBG":
        if token.lemma_ in GLOSS_VERBS:
            return True
        if _follows_a_quotation(report, token):
            return True
        if token.lemma_ in CITING_VERBS:
            closes = token.head.i < token.i
            return closes and any(child.dep_ == "dobj" for child in token.rights)
        return token.lemma_ in ADDING_VERBS and any(
            child.dep_ in ("ccomp", "dobj") for child in token.rights
        )
    if token.lower_ == "in":
        return _is_allusion(token)
    if token.lower_ == "apparently":
        return token.head.tag_ == "VBG" and token.head.lemma_ in GLOSS_VERBS
    return withholds(token) or _reports_another(token)


def _reports_another(opener: Token) -> bool:
    """Whether "while" begins what the narrator reports of somebody else: "while X expects"."""
    verb = opener.head
    if opener.lower_ != "while" or verb.lemma_ not in CUE_VERBS:
        return False
    return any(child.dep_ == "nsubj" and child.pos_ != "PRON" for child in verb.lefts)


def _follows_a_quotation(report: ReportText, participle: Token) -> bool:
    """Whether a participle stands behind a quotation that ends with a comma.

    In "said it was “a great day,” drawing cheers" the comma belongs to the quotation, and the
    participle says what the speaker did.
    """
    closing = participle.doc[participle.i - 1]
    quotation = report.quotation_at(closing.idx)
    if quotation is None or quotation.end > participle.idx:
        return False
    return quotation.inner(report.text).endswith(",")


def closes_with_according(token: Token) -> bool:
    """Whether "according to" and its source, after a comma, close the sentence."""
    doc, end = token.doc, token.sent.end
    if doc[token.i - 1].text != "," or token.i + 1 >= end or doc[token.i + 1].lower_ != "to":
        return False
    last = max(token.right_edge.i, doc[token.i + 1].right_edge.i)
    return all(each.is_punct or each.is_space for each in doc[last + 1 : end])


def _is_allusion(preposition: Token) -> bool:
    """Whether "in" begins "in a veiled allusion to": the noun alludes, and "to" follows."""
    for child in preposition.children:
        if child.dep_ == "pobj" and child.lemma_ in GLOSS_NOUNS:
            return any(each.dep_ == "prep" and each.lower_ in ("to", "at") for each in child.rights)
    return False


def withholds(opener: Token) -> bool:
    """Whether what an opener begins says what the source left unsaid.

    "although they did not offer details", "but refused to say when", "without elaborating".
    """
    verb = opener.head if opener.dep_ in ("mark", "cc", "advmod") else None
    if opener.lower_ == "without":
        verb = next((child for child in opener.children if child.dep_ == "pcomp"), None)
        return verb is not None and verb.lemma_ in WITHHOLDING_VERBS
    if verb is None:
        return False
    if opener.dep_ == "cc":
        verb = next(
            (child for child in verb.children if child.dep_ == "conj" and child.i > opener.i), verb
        )
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if (
        subject is not None
        and subject.pos_ != "PRON"
        and subject.lower_ not in ("source", "sources")
    ):
        return False
    if verb.lemma_ in REFUSING_VERBS:
        return any(child.lemma_ in WITHHOLDING_VERBS for child in verb.children)
    if verb.lemma_ not in WITHHOLDING_VERBS:
        return False
    negated = any(child.dep_ == "neg" for child in verb.children)
    nothing = any(
        child.dep_ == "dobj" and (child.lower_ in ("nothing", "none") or _has_no(child))
        for child in verb.children
    )
    return negated or nothing


def _has_no(noun: Token) -> bool:
    return any(
        child.lower_ in ("no", "few") and child.dep_ in ("det", "amod") for child in noun.children
    )
