"""Propositions as text: reading them, printing them back the same, and saying them in English.

The same few words serve in the YAML files, in forms and in reports. What a tree means is
in `evaluation`. This module imports nothing but the vocabulary; the parser generator is
imported when the first text is read, since that takes a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from goodoffices.case.errors import InvalidProposition, nearest
from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.propositions import (
    And,
    Atom,
    Comparison,
    Constant,
    If,
    In,
    Not,
    Or,
    Ordered,
    Proposition,
    Sum,
)

if TYPE_CHECKING:
    from lark import Lark, Token, Tree
    from lark.exceptions import UnexpectedToken

    Branch: TypeAlias = Tree[Token]

LONGEST_TEXT: Final = 10_000
"""The most characters that a proposition may have."""

DEEPEST_NESTING: Final = 100
"""The most propositions that may stand one inside another."""

_LONGEST_NUMBER: Final = 15

_GRAMMAR: Final = r"""
?start: proposition
?proposition: _IF proposition _THEN proposition -> if_then
            | disjunction
?disjunction: conjunction (_OR conjunction)*
?conjunction: negation (_AND negation)*
?negation: _NOT negation -> negated
         | atom
?atom: _OPEN proposition _CLOSE
     | TRUE -> constant
     | FALSE -> constant
     | NAME _IS value -> settled
     | NAME _IS _NOT value -> settled_otherwise
     | NAME _IN list -> settled
     | NAME _NOT _IN list -> settled_otherwise
     | NAME (ABOVE | BELOW) value -> ordered
     | NAME (AT_LEAST | AT_MOST) value -> bounded
     | total COMPARISON total -> compared
?list: _OPEN value (_COMMA value)* _CLOSE
value: NAME | MINUS? INT
total: MINUS? term ((PLUS | MINUS) term)*
term: INT _TIMES NAME | NAME | INT

_IF.2: /if(?!\w)/
_THEN.2: /then(?!\w)/
_OR.2: /or(?!\w)/
_AND.2: /and(?!\w)/
_NOT.2: /not(?!\w)/
_IS.2: /is(?!\w)/
_IN.2: /in(?!\w)/
TRUE.2: /true(?!\w)/
FALSE.2: /false(?!\w)/
ABOVE.2: /above(?!\w)/
BELOW.2: /below(?!\w)/
AT_LEAST.2: /at\s+least(?!\w)/
AT_MOST.2: /at\s+most(?!\w)/
COMPARISON: "<=" | ">=" | "!=" | "=" | "<" | ">"
NAME: /[a-z][a-z0-9_]*(?!\w)/
INT: /[0-9]+(?!\w)/
PLUS: "+"
MINUS: "-"
_TIMES: "*"
_OPEN: "("
_CLOSE: ")"
_COMMA: ","
UNREADABLE.-9: /\w+|\S/
%ignore /\s+/
"""

_TERMINALS: Final = {
    "_NOT": '"not"',
    "_IF": '"if"',
    "TRUE": '"true"',
    "FALSE": '"false"',
    "_IS": '"is"',
    "_IN": '"in"',
    "ABOVE": '"above"',
    "BELOW": '"below"',
    "AT_LEAST": '"at least"',
    "AT_MOST": '"at most"',
    "COMPARISON": "a comparison (<=, >=, =, !=, < or >)",
    "_THEN": '"then"',
    "_AND": '"and"',
    "_OR": '"or"',
    "NAME": "a name",
    "INT": "a whole number",
    "PLUS": '"+"',
    "MINUS": '"-"',
    "_TIMES": '"*"',
    "_OPEN": '"("',
    "_CLOSE": '")"',
    "_COMMA": '","',
    "$END": "the end",
}
"""What each terminal of the grammar is called in a sentence, in the order of mention."""

_CONNECTIVES: Final = frozenset({"if_then", "disjunction", "conjunction", "negated"})
"""The rules of the grammar under which propositions stand inside a proposition."""

_MIRRORED: Final = {
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.LESS: Comparison.MORE,
    Comparison.MORE: Comparison.LESS,
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.UNEQUAL: Comparison.UNEQUAL,
}

_COMPARED_WORDS: Final = {
    Comparison.AT_MOST: "at most",
    Comparison.AT_LEAST: "at least",
    Comparison.EQUAL: "exactly",
    Comparison.UNEQUAL: "other than",
    Comparison.LESS: "less than",
    Comparison.MORE: "more than",
}


# ---------------------------------------------------------------------------- reading


def parse(text: str, issues: Mapping[str, Issue]) -> Proposition:
    """Read a proposition about these issues.

    It refuses what names no issue or option of the case, compares what has no order or
    number, or could never be settled as written, so that a slip of the pen is found where
    it was made and not in a result.

    Parameters
    ----------
    text : str
        At most `LONGEST_TEXT` characters and `DEEPEST_NESTING` levels.
    issues : mapping of issue id to Issue
        The order does not matter.

    Returns
    -------
    Proposition
        Conjunctions and disjunctions are flat; sums have each quantity once, on the left,
        in the order of mention. `level at least low` becomes the list of those options.

    Raises
    ------
    InvalidProposition
        With the column, counted from 1 over the whole text, what was found, and what is
        allowed there.

    Notes
    -----
    `if ... then` binds loosest, then `or`, `and`, `not`. Bounds of a comparison must lie in
    the range of a quantity that stands alone; with `=` and `!=` they must be on its step.

    Examples
    --------
    >>> issues = {
    ...     "management": Issue(id="management", options=[{"id": "none"}, {"id": "force"}]),
    ...     "days": Issue(id="days", kind="quantity", low=0, high=90),
    ... }
    >>> parse("management is force", issues)
    In(issue='management', options=('force',))
    >>> show(parse("if (not management is none) then 2 * days<=60", issues))
    'if management is not none then 2*days <= 60'
    >>> parse("managment is force", issues)
    Traceback (most recent call last):
    ...
    goodoffices.case.errors.InvalidProposition: proposition:1:1: unknown issue (did you mean
    "management"?); found "managment"; allowed: days, management
    """
    if len(text) > LONGEST_TEXT:
        message = f"too long: {len(text):,} characters, where {LONGEST_TEXT:,} are allowed"
        raise InvalidProposition(message, column=LONGEST_TEXT + 1)
    if not text.strip():
        raise InvalidProposition("the proposition is empty", column=1)
    tree = _read(text)
    _check_nesting(tree)
    return _Reader(issues).proposition(tree)


class _PassOn:
    """Hands every token to the parser, also the ones that no rule can use.

    So what cannot be read is refused by the parser, which knows what would be allowed.
    """

    always_accept = ("UNREADABLE",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return stream


@cache
def _parser() -> Lark:
    from lark import Lark  # noqa: PLC0415 -- slow import

    return Lark(_GRAMMAR, parser="lalr", lexer="basic", postlex=_PassOn())


def _read(text: str) -> Branch:
    from lark.exceptions import UnexpectedToken  # noqa: PLC0415 -- slow import

    try:
        return _parser().parse(text)
    except UnexpectedToken as error:
        mistake = _mistake_of(error, text)
    raise mistake


def _mistake_of(error: UnexpectedToken, text: str) -> InvalidProposition:
    """Return the same mistake in words, with what is allowed in its place."""
    at_end = error.token.type == "$END"
    column = (len(text.rstrip()) if at_end else error.token.start_pos or 0) + 1
    accepts = _allowed_at(column, text)
    allowed = _listed([_TERMINALS[name] for name in _TERMINALS if name in accepts], "or")
    if at_end:
        return InvalidProposition("the proposition ends too early", column=column, allowed=allowed)
    keywords = [_TERMINALS[name].strip('"') for name in accepts if '"' in _TERMINALS[name]]
    close = nearest(error.token.lower(), sorted(keywords))
    message = "not understood from here on" + _hint(close)
    return InvalidProposition(message, column=column, found=str(error.token), allowed=allowed)


def _allowed_at(column: int, text: str) -> set[str]:
    """Return the terminals that may stand at a column of a text that is right up to there.

    The parser itself has forgotten some of them when it refuses a token.
    """
    steps = _parser().parse_interactive(text)
    for token in steps.lexer_thread.lex(steps.parser_state):  # type: ignore[no-untyped-call]
        if _place(token) >= column:
            break
        steps.feed_token(token)
    accepts: set[str] = steps.accepts()  # type: ignore[no-untyped-call]
    return accepts


def _check_nesting(tree: Branch) -> None:
    waiting = [(tree, 1)]
    while waiting:
        branch, depth = waiting.pop()
        if depth > DEEPEST_NESTING:
            message = f"nested more than {DEEPEST_NESTING} deep"
            raise InvalidProposition(message, column=_column(branch))
        if branch.data in _CONNECTIVES:
            waiting.extend((child, depth + 1) for child in reversed(_branches(branch)))


def _branches(tree: Branch) -> list[Branch]:
    return [child for child in tree.children if not isinstance(child, str)]


def _tokens(tree: Branch) -> list[Token]:
    return [child for child in tree.children if isinstance(child, str)]


def _column(tree: Branch) -> int:
    """Return where the first name or number of a branch stands."""
    first: Branch | Token = tree
    while not isinstance(first, str):
        first = first.children[0]
    return _place(first)


def _place(token: Token) -> int:
    return (token.start_pos or 0) + 1


class _Reader:
    """Turns a syntax tree into a proposition about the issues of a case."""

    def __init__(self, issues: Mapping[str, Issue]) -> None:
        self._issues = issues
        self._rules: Mapping[str, Callable[[Branch], Proposition]] = {
            "if_then": self._if_then,
            "disjunction": self._disjunction,
            "conjunction": self._conjunction,
            "negated": self._negated,
            "constant": self._constant,
            "settled": self._settled,
            "settled_otherwise": self._settled_otherwise,
            "ordered": self._ordered,
            "bounded": self._bounded,
            "compared": self._compared,
        }

    def proposition(self, tree: Branch) -> Proposition:
        return self._rules[tree.data](tree)

    def _if_then(self, tree: Branch) -> Proposition:
        condition, consequence = _branches(tree)
        return If(self.proposition(condition), self.proposition(consequence))

    def _disjunction(self, tree: Branch) -> Proposition:
        parts: list[Proposition] = []
        for branch in _branches(tree):
            part = self.proposition(branch)
            parts.extend(part.parts if isinstance(part, Or) else [part])
        return Or(tuple(parts))

    def _conjunction(self, tree: Branch) -> Proposition:
        parts: list[Proposition] = []
        for branch in _branches(tree):
            part = self.proposition(branch)
            parts.extend(part.parts if isinstance(part, And) else [part])
        return And(tuple(parts))

    def _negated(self, tree: Branch) -> Proposition:
        return Not(self.proposition(_branches(tree)[0]))

    def _constant(self, tree: Branch) -> Proposition:
        return Constant(truth=tree.children[0] == "true")

    def _settled(self, tree: Branch) -> In:
        issue = self._issue(_tokens(tree)[0])
        branches = _branches(tree)
        if branches[0].data == "list":
            branches = _branches(branches[0])
        options: list[Value] = []
        for branch in branches:
            option = _option(issue, branch)
            if option in options:
                message = f"an option of {issue.id} stands twice"
                raise InvalidProposition(message, column=_column(branch), found=str(option))
            options.append(option)
        return In(issue.id, tuple(options))

    def _settled_otherwise(self, tree: Branch) -> Proposition:
        return Not(self._settled(tree))

    def _ordered(self, tree: Branch) -> Proposition:
        _, word = _tokens(tree)
        issue, option = self._rung(tree)
        return Ordered(issue.id, above=word == "above", option=option)

    def _bounded(self, tree: Branch) -> Proposition:
        _, word = _tokens(tree)
        issue, option = self._rung(tree)
        ids = [each.id for each in issue.options]
        at = ids.index(option)
        return In(issue.id, tuple(ids[at:] if word.type == "AT_LEAST" else ids[: at + 1]))

    def _rung(self, tree: Branch) -> tuple[Issue, str]:
        """Return the scale and the option of it that an order speaks of."""
        name, word = _tokens(tree)
        issue = self._issue(name)
        if issue.kind is not IssueKind.SCALE:
            raise InvalidProposition(
                f"{issue.id} is a {issue.kind} and has no order of options",
                column=_place(word),
                found=" ".join(word.split()),
                allowed=_ways_to_compare(issue),
            )
        branch = _branches(tree)[0]
        option = _option(issue, branch)
        if option in issue.allows:
            raise InvalidProposition(
                f"{option} has no place in the order of {issue.id}",
                column=_column(branch),
                found=str(option),
                allowed=_values_in_words(issue, issue.values[: len(issue.options)]),
            )
        return issue, str(option)

    def _compared(self, tree: Branch) -> Proposition:
        left, right = _branches(tree)
        comparison = Comparison(_tokens(tree)[0])
        terms, number = self._total(left)
        others, other_number = self._total(right)
        if not terms:
            terms, others, comparison = others, {}, _MIRRORED[comparison]
            number, other_number = other_number, number
        for issue, coefficient in others.items():
            terms[issue] = terms.get(issue, 0) - coefficient
        _check_terms(terms, tree)
        bound = other_number - number
        found = Sum(
            tuple((coefficient, issue) for issue, coefficient in terms.items()), comparison, bound
        )
        self._check_range(found, tree)
        return found

    def _total(self, tree: Branch) -> tuple[dict[str, int], int]:
        """Return the coefficients of the quantities on one side, and its whole number."""
        terms: dict[str, int] = {}
        number = 0
        sign = 1
        for child in tree.children:
            if isinstance(child, str):
                sign = -1 if child.type == "MINUS" else 1
                continue
            factor = sign
            for token in _tokens(child):
                if token.type == "INT":
                    factor *= _number(token)
            names = [token for token in _tokens(child) if token.type == "NAME"]
            if names:
                issue = self._quantity(names[0]).id
                terms[issue] = terms.get(issue, 0) + factor
            else:
                number += factor
        return terms, number

    def _check_range(self, compared: Sum, tree: Branch) -> None:
        """Refuse a bound that a quantity standing alone cannot have."""
        if len(compared.terms) > 1 or compared.terms[0][0] != 1:
            return
        issue = self._issues[compared.terms[0][1]]
        exact = compared.comparison in {Comparison.EQUAL, Comparison.UNEQUAL}
        _check_number(issue, compared.bound, column=_column(tree), exact=exact)

    def _issue(self, name: Token) -> Issue:
        issue = self._issues.get(name)
        if issue is None:
            raise InvalidProposition(
                "unknown issue" + _hint(nearest(name, self._issues)),
                column=_place(name),
                found=str(name),
                allowed=", ".join(sorted(self._issues)),
            )
        return issue

    def _quantity(self, name: Token) -> Issue:
        issue = self._issue(name)
        if issue.kind is not IssueKind.QUANTITY:
            raise InvalidProposition(
                f"{issue.id} is a {issue.kind} and cannot be compared with a number",
                column=_place(name),
                found=str(name),
                allowed=_ways_to_compare(issue),
            )
        return issue


def _ways_to_compare(issue: Issue) -> str:
    first = issue.values[0]
    if issue.kind is IssueKind.QUANTITY:
        return f"a comparison such as {issue.id} >= {first}"
    return f"{issue.id} is, is not or in, with {_values_in_words(issue, issue.values)}"


def _check_terms(terms: Mapping[str, int], tree: Branch) -> None:
    if not terms:
        message = "a comparison of numbers alone says nothing; a quantity is missing"
        raise InvalidProposition(message, column=_column(tree))
    for issue, coefficient in terms.items():
        if coefficient == 0:
            message = f"{issue} cancels out, so that nothing is said of it"
            raise InvalidProposition(message, column=_column(tree), found=issue)


def _number(token: Token) -> int:
    if len(token) > _LONGEST_NUMBER:
        message = f"a number of more than {_LONGEST_NUMBER} digits"
        found = token if len(token) <= 20 else token[:20] + "..."
        raise InvalidProposition(message, column=_place(token), found=str(found))
    return int(token)


def _option(issue: Issue, tree: Branch) -> Value:
    """Return what a value in the text stands for, if the issue has it."""
    token = _tokens(tree)[-1]
    option: Value = str(token)
    if token.type == "INT":
        option = _number(token) * (1 if len(tree.children) == 1 else -1)
        if issue.kind is IssueKind.QUANTITY:
            _check_number(issue, option, column=_column(tree), exact=True)
    if option not in issue.values:
        raise InvalidProposition(
            f"unknown option of {issue.id}" + _hint(nearest(token, map(str, issue.values))),
            column=_column(tree),
            found=str(option),
            allowed=_values_in_words(issue, issue.values),
        )
    return option


def _check_number(issue: Issue, number: int, *, column: int, exact: bool) -> None:
    """Refuse a number out of a quantity's range or, where exactness is asked, off its step."""
    numbers = issue.numbers
    if not numbers[0] <= number <= numbers[-1]:
        message = f"out of the range of {issue.id}"
    elif exact and number not in numbers:
        message = f"off the steps of {issue.id}"
    else:
        return
    raise InvalidProposition(
        message, column=column, found=str(number), allowed=_values_in_words(issue, issue.values)
    )


def _values_in_words(issue: Issue, values: Sequence[Value]) -> str:
    """List the options of an issue; a quantity by its range."""
    words = [str(value) for value in values if isinstance(value, str)]
    if issue.kind is IssueKind.QUANTITY:
        numbers = issue.numbers
        steps = f" in steps of {issue.step}" if issue.step > 1 else ""
        words = [f"{numbers[0]} to {numbers[-1]}{steps}", *words]
    return ", ".join(words)


def _hint(close: str | None) -> str:
    return f' (did you mean "{close}"?)' if close else ""


# ---------------------------------------------------------------------------- printing

_LOOSENESS: Final = {If: 3, Or: 2, And: 1}
"""How loosely a connective binds; what is not listed binds tightest."""


def show(proposition: Proposition) -> str:
    """Print a proposition in its normal style, as `parse` reads it.

    Parameters
    ----------
    proposition : Proposition
        Any; the printed text is read back to an equal tree where conjunctions and
        disjunctions are flat with two parts or more and no list of options is empty.

    Returns
    -------
    str
        One line, with no more parentheses than needed.

    Examples
    --------
    >>> show(Not(In("management", ("force",))))
    'management is not force'
    >>> show(And((Or((In("a", ("x",)), In("b", (1, 2)))), Not(Ordered("c", True, "low")))))
    '(a is x or b in (1, 2)) and not c above low'
    >>> show(Sum(((2, "a"), (-1, "b")), Comparison.AT_MOST, -5))
    '2*a - b <= -5'
    """
    match proposition:
        case Constant(truth):
            return "true" if truth else "false"
        case And(parts):
            return " and ".join(_inside(part, And) for part in parts) or "true"
        case Or(parts):
            return " or ".join(_inside(part, Or) for part in parts) or "false"
        case If(condition, consequence):
            return f"if {_inside(condition, If)} then {show(consequence)}"
        case Not(In(issue, (option,))):
            return f"{issue} is not {option}"
        case Not(body):
            return f"not {_inside(body, Not)}"
        case _:
            return _show_atom(proposition)


def _inside(part: Proposition, outer: type[Proposition]) -> str:
    """Print a part of another proposition, in parentheses where it binds too loosely."""
    if _LOOSENESS.get(type(part), 0) < max(_LOOSENESS.get(outer, 0), 1):
        return show(part)
    return f"({show(part)})"


def _show_atom(atom: Atom) -> str:
    match atom:
        case In(_, ()):
            return "false"
        case In(issue, (option,)):
            return f"{issue} is {option}"
        case In(issue, options):
            return f"{issue} in ({', '.join(map(str, options))})"
        case Ordered(issue, above, option):
            return f"{issue} {'above' if above else 'below'} {option}"
        case Sum(terms, comparison, bound):
            return f"{_show_terms(terms, '*')} {comparison} {bound}"


def _show_terms(terms: Sequence[tuple[int, str]], times: str) -> str:
    """Print a weighted sum, its names as they are given."""
    printed = ""
    for coefficient, name in terms:
        if printed:
            printed += " - " if coefficient < 0 else " + "
        elif coefficient < 0:
            printed = "-"
        size = abs(coefficient)
        printed += name if size == 1 else f"{size}{times}{name}"
    return printed


# ---------------------------------------------------------------------------- English


def words(proposition: Proposition, issues: Mapping[str, Issue]) -> str:
    """Say a proposition in plain English, with the titles of issues and options.

    It is for readers of pages, who know no ids; it is not read back.

    Parameters
    ----------
    proposition : Proposition
    issues : mapping of issue id to Issue
        With every issue that the proposition names.

    Returns
    -------
    str
        Without a full stop, so that it can stand inside a sentence.

    Examples
    --------
    >>> issues = {
    ...     "corridor": Issue(
    ...         id="corridor",
    ...         title="Philadelphi corridor",
    ...         options=[{"id": "stay"}, {"id": "out", "title": "complete withdrawal"}],
    ...     ),
    ...     "days": Issue(id="days", title="Days", kind="quantity", low=0, high=90, unit="days"),
    ... }
    >>> words(parse("if corridor is not out then days >= 30", issues), issues)
    'if Philadelphi corridor: anything but complete withdrawal, then Days: at least 30 days'
    """
    match proposition:
        case Constant(truth):
            return "always" if truth else "never"
        case And(parts):
            return ", and ".join(_words_inside(part, issues) for part in parts) or "always"
        case Or(parts):
            return ", or ".join(_words_inside(part, issues) for part in parts) or "never"
        case If(condition, consequence):
            said = words(condition, issues)
            said = f"({said})" if isinstance(condition, If) else said
            return f"if {said}, then {words(consequence, issues)}"
        case Not(In() | Ordered() | Sum() as atom):
            return _atom_in_words(atom, issues, negated=True)
        case Not(body):
            return f"not {_words_inside(body, issues)}"
        case _:
            return _atom_in_words(proposition, issues, negated=False)


def _words_inside(part: Proposition, issues: Mapping[str, Issue]) -> str:
    said = words(part, issues)
    return f"({said})" if type(part) in _LOOSENESS else said


def _atom_in_words(atom: Atom, issues: Mapping[str, Issue], *, negated: bool) -> str:
    no = "not " if negated else ""
    match atom:
        case In(issue, options):
            names = [issues[issue].option_name(option) for option in options]
            return f"{issues[issue].name}: {_options_in_words(names, negated=negated)}"
        case Ordered(issue, above, option):
            side = "above" if above else "below"
            return f"{issues[issue].name}: {no}{side} {issues[issue].option_name(option)}"
        case Sum(((1, issue),), comparison, bound):
            amount = issues[issue].option_name(bound)
            return f"{issues[issue].name}: {no}{_COMPARED_WORDS[comparison]} {amount}"
        case Sum(terms, comparison, bound):
            named = [(coefficient, issues[issue].name) for coefficient, issue in terms]
            return f"{_show_terms(named, ' × ')}: {no}{_COMPARED_WORDS[comparison]} {bound}"


def _options_in_words(names: Sequence[str], *, negated: bool) -> str:
    if not negated:
        return _listed(names, "or") or "nothing listed"
    if len(names) > 1:
        return f"neither {_listed(names, 'nor')}"
    return f"anything but {names[0]}" if names else "anything"


def _listed(names: Sequence[str], last: str) -> str:
    """Join names with commas and one word before the last."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
