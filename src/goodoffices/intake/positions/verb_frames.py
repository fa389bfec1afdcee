"""Verb frames: stances said by verbs, active, passive and in relative clauses.

"The union rejects the toll", "a toll rejected by the union", "a toll that the union rejects",
"the union dropped its demand for a toll".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from goodoffices.case.stances import REJECTING, Stance
from goodoffices.intake.drafts import Band
from goodoffices.intake.positions import stance_words as words
from goodoffices.intake.positions.modality import Mood, is_wanted, mood_of
from goodoffices.intake.positions.stance_clauses import VERBAL, agent_of, child, subject_of, top_of
from goodoffices.intake.positions.stance_objects import Object, antecedent, find_object, taken
from goodoffices.intake.positions.stance_use import Use, banded, stance_under
from goodoffices.intake.positions.stance_words import StanceWord

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOLDS: Final = "Is this a position, or an announcement?"
_MEANT: Final = "Is this wanted, or only told?"
_WILL: Final = frozenset({"will", "would", "wo", "'ll", "’ll", "'d", "’d"})


def find_verb_use(token: Token) -> Use | None:
    """Return the stance that a verb says where it stands, or None."""
    if token.pos_ == "NOUN":
        return _taken_for_a_noun(token)
    special = _dropped(token) or _rather(token)
    if special is not None:
        return special
    for word in words.VERBS_BY_LEMMA.get(token.lemma_.lower(), ()):
        if word.particle and not _has_particle(token, word.particle):
            continue
        if word.lemma == "agree" and _is_agreed_with(token):
            continue
        use = _passive(token, word) if _is_passive(token) else _active(token, word)
        if use is not None:
            return use
    return None


def _taken_for_a_noun(token: Token) -> Use | None:
    """Read "a toll that the union rejects": no noun heads a relative clause, so it is the verb."""
    known = words.VERBS_BY_LEMMA.get(token.lemma_.lower(), ())
    holder = child(token, "compound", "nsubj")
    if token.dep_ != "relcl" or token.tag_ != "NNS" or holder is None or not known:
        return None
    found = antecedent(token.head, before=token.left_edge.i)
    word, mood = known[0], Mood()
    return Use(token, word.stance, found, holder, mood, word.lemma, found.start, Band.MIDDLE)


def _has_particle(token: Token, particle: str) -> bool:
    return any(t.lower_ == particle and t.i - token.i <= 4 for t in token.children if t.i > token.i)


def _is_agreed_with(token: Token) -> bool:
    """Whether a view is shared, and nothing agreed to: "agreed with A"."""
    return any(t.lower_ == "with" for t in token.children) and child(token, "xcomp") is None


def _is_passive(token: Token) -> bool:
    if child(token, "auxpass") is not None:
        return True
    return token.tag_ == "VBN" and token.dep_ in {"acl", "advcl", "appos"} and not _has_own(token)


def _has_own(token: Token) -> bool:
    return any(t.dep_ in {"aux", "nsubj"} for t in token.children)


def _passive(token: Token, word: StanceWord) -> Use | None:
    """Read "was rejected by A", "a plan rejected by A"; without "by A" nobody holds it."""
    agent = agent_of(token)
    mood = mood_of(token)
    stance = stance_under(word, mood)
    if agent is None or stance is None:
        return None
    subject = child(token, "nsubjpass")
    head = token.head
    if subject is None and token.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        found = antecedent(head, before=token.left_edge.i)
    elif subject is not None:
        found = _passive_subject(token, subject)
    else:
        found = None
    if found is None or _is_somebody(found.head):
        return None
    band, questions = banded(word, mood)
    start = min(found.start, token.i)
    return Use(token, stance, found, agent, mood, f"{word.lemma}, passive", start, band, questions)


def _passive_subject(token: Token, subject: Token) -> Object:
    if subject.lower_ in {"which", "that"} and token.dep_ == "relcl":
        return antecedent(token.head, before=token.left_edge.i)
    return taken(subject, trigger=token, route=words.THING)


def _active(token: Token, word: StanceWord) -> Use | None:
    mood = mood_of(token)
    stance = stance_under(word, mood)
    if stance is None or token.dep_ in {"amod", "compound"} or token.pos_ != "VERB":
        return None
    found = find_object(token, word.objects)
    holder = _decider(token) or subject_of(token)
    if found is None and _is_elliptic(token, word, holder):
        found = Object(token, token.i, token.i, words.THING, stands_for=token)
    if found is None or holder is None or (holder.i == found.head.i and holder.i > token.i):
        return None
    if _is_somebody(found.head) and found.route not in {words.CLAUSE, words.ACT}:
        return None
    band, questions = banded(word, mood)
    use = Use(token, stance, found, holder, mood, word.lemma, token.i, band, questions)
    use = replace(use, start=_start_of(use, holder))
    return _wanted(_denying(use), word)


def _decider(token: Token) -> Token | None:
    """Whose decision it is: "announced its decision to reject the contract"."""
    noun = token.head
    if token.dep_ != "acl" or token.tag_ != "VB":
        return None
    owner = child(noun, "poss")
    return owner if owner is not None or noun.dep_ != "dobj" else subject_of(noun.head)


def _is_elliptic(token: Token, word: StanceWord, holder: Token | None) -> bool:
    """Whether what is refused was just said: "A proposed a toll, but B refused"."""
    joined = token.dep_ in {"conj", "advcl"} and holder is not None and holder.head.i == token.i
    return joined and word.lemma in {"refuse", "decline", "reject", "object", "agree", "accept"}


def _is_somebody(head: Token) -> bool:
    """Whether a stance is to a person or a body, not to a matter."""
    return head.ent_type_ in {"PERSON", "GPE", "NORP"} and head.pos_ == "PROPN"


def _start_of(use: Use, holder: Token) -> int:
    """From the subject where it is the verb's own, else from the verb with its auxiliaries."""
    top = top_of(use.trigger)
    own = child(top, "nsubj", "nsubjpass")
    if own is not None and own.i == holder.i:
        edge = holder.left_edge.i
        return edge if use.trigger.i - edge <= 25 else holder.i
    before = [t.i for t in top.children if t.dep_ in {"aux", "auxpass", "neg"} and t.i < top.i]
    start = min([top.i, use.trigger.i, *before])
    is_relative = use.object.end <= use.trigger.i
    return min(use.object.start, start) if is_relative else start


def _denying(use: Use) -> Use:
    """Rejecting a claim, an accusation or a report denies it."""
    lemma = use.object.head.lemma_.lower()
    if use.stance is Stance.REJECTS and lemma in words.CLAIMS and use.object.route == words.THING:
        return replace(use, stance=Stance.DENIES)
    return use


def _wanted(use: Use, word: StanceWord) -> Use | None:
    """A clause under "insists" or "suggests" must want something; a told fact is a claim.

    A clause with a stance of its own ("insisted that it would accept X") is left to that word.
    """
    if use.object.route != words.CLAUSE:
        return use
    head = use.object.head
    if use.stance not in {Stance.DENIES, Stance.FLOATS} and _has_stance_of_its_own(head):
        return None
    if use.stance is Stance.DENIES or not word.wants_mood or is_wanted(head):
        return use
    subject = child(head, "nsubj", "nsubjpass")
    modals = {t.lower_ for t in head.children if t.tag_ == "MD"}
    is_own = subject is not None and subject.lower_ in {"it", "they", "he", "she"}
    if modals & _WILL and is_own and head.lemma_ != "be":
        asked = (*use.questions, _HOLDS)
        return replace(use, band=Band.MIDDLE, questions=asked)
    is_passive_present = child(head, "auxpass") is not None and "VBD" not in {
        t.tag_ for t in head.children
    }
    if is_passive_present and not modals and not any(t.lemma_ == "have" for t in head.children):
        # "Insists that all of them are freed" wants it, mostly.
        return replace(use, band=Band.MIDDLE, questions=(*use.questions, _MEANT))
    return None


def _has_stance_of_its_own(clause: Token) -> bool:
    """Whether a told clause is itself a stance of its subject: "it would accept", "it is ready"."""
    if clause.lemma_.lower() in words.VERBS_BY_LEMMA and not mood_of(clause).is_open:
        return find_verb_use(clause) is not None
    for one in clause.children:
        if one.dep_ in {"acomp", "attr", "prep"} and one.lower_ in words.ADJECTIVES_BY_LEMMA:
            return not mood_of(clause).is_open
    return False


def _rather(token: Token) -> Use | None:
    """Read "would rather close the gates": it prefers that."""
    rather = next((t for t in token.lefts if t.lower_ == "rather"), None)
    mood, holder = mood_of(token), subject_of(token)
    if rather is None or mood.modal not in _WILL or holder is None or mood.is_open:
        return None
    found = taken(token, trigger=rather, route=words.ACT)
    found = replace(found, start=token.i, stands_for=None)
    return Use(token, Stance.PREFERS, found, holder, mood, "would rather", holder.left_edge.i)


# ------------------------------------------------------------------ dropping


def _dropped(token: Token) -> Use | None:
    """Read "dropped its demand for X", "stopped insisting on X"."""
    lemma = token.lemma_.lower()
    if lemma in words.CEASING:
        return _ceased(token)
    lemmas = words.DROPPING | ({"give"} if _has_particle(token, "up") else set())
    held = child(token, "dobj") if lemma in lemmas and token.pos_ in VERBAL else None
    if lemma in words.BACKING:
        prep = next((t for t in token.subtree if t.lower_ == "from" and t.i > token.i), None)
        held = child(prep, "pobj") if prep is not None else None
    if held is None or not _may_be_dropped(held):
        return None
    known = words.NOUNS_BY_LEMMA.get(held.lemma_.lower())
    routes = known[0].objects if known else ("for", "of", "to", "on", words.CLAUSE, words.ACT)
    found = find_object(held, tuple(r for r in routes if r != words.THING))
    if found is None and any(t.lower_ in {"that", "this"} for t in held.lefts):
        # "Demanded a toll, but dropped that demand": the stance that was just told.
        found = Object(held, held.left_edge.i, held.i + 1, words.THING, stands_for=held)
    use = _letting_go(token, found)
    owner = _owner_named(held)
    if use is None or owner is None:
        return use
    # "The two agreed, dropping a Ruritanian demand": only its owner had it to drop.
    return replace(use, holder=owner, rule=f"{use.rule}, its noun")


def _may_be_dropped(held: Token) -> bool:
    """Whether a noun is a stance that can be dropped; an offer only by whoever made it."""
    lemma = held.lemma_.lower()
    is_own = any(t.dep_ == "poss" for t in held.lefts)
    return lemma in words.HOLDINGS or (lemma in words.MADE and is_own)


def _owner_named(held: Token) -> Token | None:
    """Whose a stance is by an adjective or a name: "a Ruritanian demand", "Ruritania's"."""
    for one in held.lefts:
        is_name = one.ent_type_ != "" and one.pos_ in {"ADJ", "PROPN"}
        if is_name and one.dep_ in {"amod", "compound", "nmod", "poss"}:
            return one
    return None


def _ceased(token: Token) -> Use | None:
    inner = child(token, "xcomp")
    known = words.VERBS_BY_LEMMA.get(inner.lemma_.lower()) if inner is not None else None
    if (
        inner is None
        or not known
        or known[0].stance not in {Stance.INSISTS, Stance.DEMANDS} | REJECTING
    ):
        return None
    return _letting_go(token, find_object(inner, known[0].objects))


def _letting_go(token: Token, found: Object | None) -> Use | None:
    mood = mood_of(token)
    holder = subject_of(token)
    if found is None or holder is None or mood.negated or mood.is_open or mood.not_yet:
        return None
    word = StanceWord(token.lemma_.lower(), Stance.NO_LONGER_INSISTS, (words.THING,))
    band, questions = banded(word, mood)
    rule = f"{word.lemma}, of a stance"
    use = Use(token, word.stance, found, holder, mood, rule, token.i, band, questions)
    return replace(use, start=_start_of(use, holder))


def lets_go_of(noun: Token) -> bool:
    """Whether a noun of a stance is what a verb drops or denies, so that it is not held."""
    verb = noun.head
    while verb.pos_ == "ADP" and verb.head.i != verb.i:
        verb = verb.head
    if noun.dep_ not in {"dobj", "pobj"} or verb.pos_ not in VERBAL:
        return False
    return verb.lemma_.lower() == "deny" or _dropped(verb) is not None
