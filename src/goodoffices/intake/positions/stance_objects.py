"""Stance objects: which words a stance is about, and where they end.

By the routes of the stance word: a clause, an infinitive, a noun phrase, a preposition. The
words end before a condition, a reason, a concession, and what is said about them next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from goodoffices.intake.infinitives import is_infinitive
from goodoffices.intake.positions import stance_words as words
from goodoffices.intake.positions.conditions import Tie, end_of_stretch, find_tie
from goodoffices.intake.positions.stance_clauses import SUBJECTS, VERBAL, child, limit_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WRAPPERS: Final = frozenset("idea possibility option notion prospect principle concept".split())
"""Words around what is meant: "the idea of a joint patrol"."""
ASKING: Final = frozenset("ask urge press push request require want allow permit".split())
"""Verbs whose object is somebody, and whose infinitive is what they shall do."""
NOT: Final = frozenset({"not", "n't", "n’t", "never", "no"})
PARENTHESES: Final = ("-", "–", "—", "--")


@dataclass(frozen=True, slots=True)
class Object:
    """What a stance is about: its head, and its words as a range of tokens.

    `stands_for` is the word that takes up what was said before, where it is one. `negated`
    says that a "not" was left out of them, since the stance will say it; `never` that it was
    a "never".
    """

    head: Token
    start: int
    end: int
    route: str
    stands_for: Token | None = None
    negated: bool = False
    never: bool = False


def find_object(trigger: Token, routes: tuple[str, ...]) -> Object | None:
    """Return what a stance word is about, by the best of its routes that is there."""
    for route in routes:
        head = _head_by(trigger, route)
        if head is not None:
            return taken(head, trigger=trigger, route=route)
    relative = _relative_object(trigger) if words.THING in routes else None
    if relative is not None:
        return relative
    return _shifted(trigger) if words.THING in routes else None


def _head_by(trigger: Token, route: str) -> Token | None:
    if route == words.CLAUSE:
        return _clause(trigger)
    if route == words.ACT:
        return _act(trigger)
    if route == words.THING:
        if trigger.pos_ == "ADP":
            return child(trigger, "pobj", "pcomp")
        found = child(trigger, "dobj", "oprd")
        if found is None or (found.lower_ in {"that", "which", "whom"} and found.i < trigger.i):
            return None
        return found
    return _after_preposition(trigger, route)


def _clause(trigger: Token) -> Token | None:
    for one in trigger.children:
        if one.i < trigger.i or one.pos_ not in VERBAL:
            continue
        has_that = any(t.lower_ == "that" and t.dep_ == "mark" for t in one.children)
        if one.dep_ == "ccomp" and not is_infinitive(one):
            return one
        if has_that and one.dep_ in {"acl", "relcl", "advcl", "xcomp"}:
            return one
    return _fronted_clause(trigger)


SAID_BEHIND: Final = frozenset({"insist", "demand", "propose", "suggest", "urge"})
"""Verbs that put their own stance on words before them; "it went well, A agreed" does not."""


def _fronted_clause(trigger: Token) -> Token | None:
    """The clause of which a verb behind it says whose it is: "the toll must go, A insists"."""
    if trigger.pos_ not in VERBAL or trigger.lemma_ not in SAID_BEHIND:
        return None
    for one in trigger.lefts:
        is_apart = any(t.text in {",", "”", '"'} for t in trigger.doc[one.i + 1 : trigger.i])
        if one.dep_ == "ccomp" and one.pos_ in VERBAL and is_apart:
            return one
    return None


def _act(trigger: Token) -> Token | None:
    for one in trigger.children:
        if one.i > trigger.i and _is_gerund_behind_a_date(one, trigger):
            return one
        if one.i < trigger.i or one.dep_ not in {
            "xcomp",
            "ccomp",
            "acl",
            "pcomp",
            "relcl",
            "advcl",
        }:
            continue
        if is_infinitive(one) and (one.dep_ != "advcl" or one.i - trigger.i <= 3):
            return one
        if one.tag_ == "VBG" and one.dep_ in {"xcomp", "pcomp", "ccomp"}:
            return one
    # "Urged A to open": the infinitive hangs on the one who is urged now and then.
    asked = child(trigger, "dobj")
    if asked is not None and trigger.lemma_ in ASKING:
        return next((t for t in asked.children if is_infinitive(t) and t.dep_ == "acl"), None)
    return _act_after_owner(trigger) if trigger.pos_ == "NOUN" else None


NEED_AN_OBJECT: Final = frozenset({"rule", "reject", "oppose", "propose", "suggest", "recommend"})
"""Verbs that say nothing without an object: "refused saying" is whole, "ruled out" is not."""


def _is_gerund_behind_a_date(act: Token, trigger: Token) -> bool:
    """Whether nothing but a day parts a verb from its gerund: "ruled out on Monday handing B"."""
    if act.tag_ != "VBG" or act.dep_ != "advcl" or trigger.lemma_ not in NEED_AN_OBJECT:
        return False
    between = [t for t in trigger.doc[trigger.i + 1 : act.i] if t.dep_ != "prt"]
    has_day = any(t.ent_type_ in {"DATE", "TIME"} for t in between)
    return has_day and all(t.ent_type_ in {"DATE", "TIME"} or t.dep_ == "prep" for t in between)


def _act_after_owner(noun: Token) -> Token | None:
    """The infinitive behind "of A", wherever the parser hung it: "the refusal of A to sign"."""
    owner = next((t for t in noun.rights if t.lower_ == "of" and t.dep_ == "prep"), None)
    if owner is None:
        return None
    after = max(t.i for t in owner.subtree if t.ent_type_ or t.dep_ == "pobj") + 1
    if after >= len(noun.doc) or noun.doc[after].tag_ != "TO":
        return None
    verb = noun.doc[after].head
    return verb if is_infinitive(verb) else None


def _after_preposition(trigger: Token, preposition: str) -> Token | None:
    near = list(trigger.children)
    if trigger.pos_ == "NOUN" and trigger.head.pos_ in VERBAL:
        # "Expressed its opposition to it": the preposition may hang on the verb.
        near += [t for t in trigger.head.children if t.i == trigger.i + 1]
    referendum = child(trigger, "dobj")
    if referendum is not None and referendum.lower_ == "referendum":  # "agreed ad referendum to"
        near += list(referendum.children)
    for prep in near:
        if prep.lower_ != preposition or prep.dep_ not in {"prep", "dative"} or prep.i < trigger.i:
            continue
        if preposition in {"on", "upon"} and trigger.lemma_ == "call":
            return _called_upon(trigger, prep)
        found = child(prep, "pobj", "pcomp")
        if found is not None:
            return found
    return None


def _called_upon(trigger: Token, prep: Token) -> Token | None:
    """What is asked in "called on A to pay": the infinitive."""
    for holder in (trigger, prep, *prep.children):
        for one in holder.children:
            if is_infinitive(one) and one.i > prep.i:
                return one
    return None


def _shifted(trigger: Token) -> Object | None:
    """A long object that stands after an "as ..." phrase: "accepts as a solution, X"."""
    prep = next((t for t in trigger.children if t.lower_ == "as" and t.i == trigger.i + 1), None)
    if prep is None:
        return None
    edge = prep.right_edge.i
    comma = next((t.i for t in trigger.doc[prep.i : edge] if t.text == ","), None)
    if comma is None:
        return None
    doc = trigger.doc
    end = end_of_stretch(doc, comma + 1, end=edge + 1)
    return Object(doc[comma + 1 : end].root, comma + 1, end, words.THING)


def _relative_object(trigger: Token) -> Object | None:
    """What a relative clause is about: "a plan that the union rejects"."""
    clause = trigger
    while clause.dep_ in {"xcomp", "ccomp", "conj"} and clause.head.pos_ in VERBAL:
        clause = clause.head
    if clause.dep_ not in {"relcl", "acl"} or clause.head.pos_ in VERBAL:
        return None
    pronoun = next(
        (t for t in clause.subtree if t.lower_ in {"that", "which"} and t.dep_ in {"dobj", "pobj"}),
        None,
    )
    has_gap = child(clause, "nsubj") is not None and child(trigger, "dobj") is None
    if pronoun is None and not has_gap:
        return None
    return antecedent(clause.head, before=clause.left_edge.i)


def antecedent(head: Token, *, before: int) -> Object:
    """A noun phrase that a relative or participle clause hangs on, without that clause."""
    doc, end = head.doc, before
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].lower_ in {"that", "which"}):
        end -= 1
    stands_for = head if head.lemma_.lower() in words.ANAPHORS and end <= head.i + 1 else None
    return Object(head, head.left_edge.i, max(end, head.i + 1), words.THING, stands_for)


def taken(head: Token, *, trigger: Token, route: str) -> Object:
    """The words of an object from its head, cut where something else begins."""
    if head.lemma_.lower() in WRAPPERS:
        inner = _after_preposition(head, "of") or _clause(head)
        if inner is not None:
            return taken(inner, trigger=trigger, route=words.THING)
    doc = head.doc
    start = max(head.left_edge.i, trigger.i + 1) if head.i > trigger.i else head.left_edge.i
    start = _after_introduction(doc, start, head)
    end = end_of_stretch(doc, start, end=head.right_edge.i + 1)
    end = _without_next_clause(head, end) if route == words.CLAUSE else end
    end = _with_what_follows_dashes(doc, end, head.sent.end)
    end = _with_joined_nouns(trigger, start, end) if head.pos_ in {"NOUN", "PROPN"} else end
    stands_for = head if _stands_for(head, end) else None
    return Object(head, start, end, route, stands_for)


def _without_next_clause(head: Token, end: int) -> int:
    """Cut "and has asked for B" from "refused that A be done": only one of them is wanted."""
    auxiliaries = [t for t in head.children if t.dep_ in {"aux", "auxpass"}]
    has_be = any(t.tag_ == "VB" for t in auxiliaries)
    is_participle = head.tag_ == "VBN" and not auxiliaries  # "wants B opened and rejects C"
    if head.tag_ != "VB" and not has_be and not is_participle:
        return end
    for one in head.children:
        helps = [t for t in one.children if t.dep_ in {"aux", "auxpass"}]
        is_told = any(t.tag_ in {"VBZ", "VBP", "VBD"} for t in (one, *helps))
        if one.dep_ == "conj" and is_told and child(one, *SUBJECTS) is None:
            before = [t.i for t in head.children if t.dep_ == "cc" and t.i < one.i]
            end = min(end, max(before, default=one.left_edge.i))
    return end


def _after_introduction(doc: Doc, start: int, head: Token) -> int:
    while start < head.i and (doc[start].is_punct or doc[start].dep_ == "mark"):
        if doc[start].lower_ not in {"that", ","} and not doc[start].is_quote:
            break
        start += 1
    return start


def _with_joined_nouns(trigger: Token, start: int, end: int) -> int:
    """A noun that a parser joined to the verb belongs to the object: no verb is joined to one."""
    for one in trigger.children:
        is_noun = one.dep_ == "conj" and one.pos_ in {"NOUN", "PROPN"} and trigger.pos_ == "VERB"
        if is_noun and one.i >= end > trigger.i and child(one, *SUBJECTS, "cop") is None:
            return end_of_stretch(trigger.doc, start, end=one.right_edge.i + 1)
    return end


def _with_what_follows_dashes(doc: Doc, end: int, stop: int) -> int:
    """A list goes on after an aside in dashes: "the ridge - where the dam is - and the lake"."""
    if end >= stop or doc[end].text not in PARENTHESES:
        return end
    for place in range(end + 1, stop - 1):
        if doc[place].text in PARENTHESES and doc[place + 1].lower_ in {"and", "or"}:
            noun = next((t for t in doc[place + 2 : stop] if t.pos_ in {"NOUN", "PROPN"}), None)
            while noun is not None and noun.dep_ == "compound" and noun.head.i > noun.i:
                noun = noun.head
            return end_of_stretch(doc, place + 2, end=noun.i + 1) if noun is not None else end
    return end


def _stands_for(head: Token, end: int) -> bool:
    """Whether an object only takes up what was said: "the proposal", "it", "Ruritania's offer"."""
    if head.pos_ == "PRON" or head.lower_ in {"this", "that", "it"}:
        return head.lower_ in words.ANAPHORS or head.lower_ in {"these", "them", "both"}
    if head.lemma_.lower() not in words.ANAPHORS or end > head.i + 1:
        return False
    return not any(t.dep_ in {"amod", "compound"} and t.i < head.i for t in head.children) or any(
        t.lower_ in {"this", "that", "such", "latest"} for t in head.children
    )


def without_not(found: Object) -> Object:
    """An object without its own "not", which the stance will say instead.

    "That A cannot keep troops" becomes "keep troops"; "that no tolls be paid" becomes "tolls
    be paid"; what cannot be cut so keeps its words.
    """
    head, doc = found.head, found.head.doc
    if head.pos_ == "NOUN" and doc[found.start].lower_ == "no" and found.start < head.i:
        return replace(found, start=found.start + 1, negated=True)
    nots = [t for t in head.children if _is_not(t) and found.start <= t.i < found.end]
    if nots and head.i > nots[-1].i:
        after = nots[-1].i + 1
        if child(head, "nsubjpass") is None:
            return replace(found, start=after, negated=True, never=_never(nots))
        # "The toll must not be paid" keeps its subject, which is what is paid, and so its "not":
        # the stance must not say it a second time.
        return found
    for noun in (t for t in head.children if t.dep_ in {"nsubj", "nsubjpass", "attr", "dobj"}):
        no = next((t for t in noun.children if t.lower_ == "no"), None)
        if no is not None and no.i >= found.start:
            is_there = any(t.dep_ == "expl" for t in head.children)
            start = no.i + 1 if noun.i < head.i or is_there else found.start
            return replace(found, start=start, negated=True)
    if head.pos_ in VERBAL and head.i + 1 < found.end and doc[head.i + 1].lower_ == "not":
        return replace(found, start=head.i + 2, negated=True)
    return found


def _is_not(token: Token) -> bool:
    return token.dep_ == "neg" or (token.lower_ in NOT and token.dep_ in {"advmod", "preconj"})


def _never(nots: list[Token]) -> bool:
    return any(t.lower_ == "never" for t in nots)


def is_negated(found: Object) -> bool:
    """Whether the words of an object carry a "not" of their own."""
    return without_not(found).negated


def tie_after(found: Object, *, trigger: Token, refusing: bool) -> tuple[Object, Tie | None]:
    """Cut an object where a condition begins, and return that condition with it."""
    doc = trigger.doc
    start = min(max(trigger.i + 1, found.start), found.end)
    if found.end <= trigger.i:
        start = trigger.i + 1
    limit = max(limit_of(trigger), found.end if found.end > trigger.i else 0)
    stop = start if start >= limit else end_of_stretch(doc, start, end=limit)
    tie = find_tie(doc, start, end=max(stop, min(limit, _to_steps(doc, stop))), refusing=refusing)
    if tie is None or tie.opening >= found.end or tie.opening <= found.start:
        return found, tie
    end = tie.opening
    while end > found.start + 1 and (doc[end - 1].is_punct or doc[end - 1].lower_ == "only"):
        end -= 1
    cut = replace(found, end=end)
    if found.route == words.THING and found.stands_for is None and _stands_for(found.head, end):
        cut = replace(cut, stands_for=found.head)  # "the proposal", without "if ..." behind it
    return cut, tie


def _to_steps(doc: Doc, stop: int) -> int:
    """Past an "although only in two phases" or "but only if", a concession and a condition."""
    for place in range(stop, min(stop + 3, len(doc) - 2)):
        is_only = doc[place].lower_ == "but" and doc[place + 1].lower_ == "only"
        if is_only and doc[place + 2].lower_ in {"if", "when", "once", "after", "on", "in"}:
            return end_of_stretch(doc, place + 2, end=doc[place].sent.end)
        if doc[place].lower_ in {"although", "albeit", "but", "though"}:
            end = end_of_stretch(doc, place + 1, end=doc[place].sent.end)
            has_verb = any(
                t.pos_ in VERBAL and t.tag_ not in {"VBG", "VBN"} for t in doc[place:end]
            )
            return stop if has_verb else end
    return stop
