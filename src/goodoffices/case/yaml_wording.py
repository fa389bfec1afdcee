"""What a YAML parser complains of, in the words of a person who writes such a file."""

from __future__ import annotations

from typing import Final, NamedTuple

from ruamel.yaml.error import MarkedYAMLError


class SyntaxWords(NamedTuple):
    """What is wrong; `at_start` says that it is wrong where the unfinished thing begins."""

    message: str
    at_start: bool = False


_KNOWN: Final[tuple[tuple[str, str, SyntaxWords], ...]] = (
    # (in what is being read, in what is wrong there, what to say)
    (
        "",
        "mapping values are not allowed",
        SyntaxWords("a colon and a space stand where no key can be: put the words in quotes"),
    ),
    (
        "simple key",
        "could not find expected ':'",
        SyntaxWords(
            "this line is neither a key with a colon nor part of the value above it", at_start=True
        ),
    ),
    (
        "",
        "sequence entries are not allowed",
        SyntaxWords("a dash stands where no list can begin: put the list on lines of its own"),
    ),
    (
        "",
        "mapping keys are not allowed",
        SyntaxWords("a question mark stands where no key can be: put the words in quotes"),
    ),
    (
        "quoted scalar",
        "unexpected end of stream",
        SyntaxWords("this quotation mark is never closed", at_start=True),
    ),
    (
        "quoted scalar",
        "unexpected document separator",
        SyntaxWords("this quotation mark is never closed", at_start=True),
    ),
    (
        "double-quoted scalar",
        "unknown escape character",
        SyntaxWords("this backslash begins no escape: double it, or use single quotes"),
    ),
    (
        "double-quoted scalar",
        "hexdecimal numbers",
        SyntaxWords("this escape needs more hexadecimal digits"),
    ),
    (
        "flow sequence",
        "expected ',' or ']'",
        SyntaxWords("this [ is never closed, or a comma is missing in it", at_start=True),
    ),
    (
        "flow mapping",
        "expected ',' or '}'",
        SyntaxWords("this { is never closed, or a comma is missing in it", at_start=True),
    ),
    (
        "block mapping",
        "expected <block end>",
        SyntaxWords(
            "this line does not continue the mapping above it: look at its indentation and quotes"
        ),
    ),
    (
        "block collection",
        "expected <block end>",
        SyntaxWords(
            "this line does not continue the list above it: look at its indentation and its dash"
        ),
    ),
    (
        "block scalar",
        "",
        SyntaxWords(
            "nothing but a line end may follow | or >, and the text goes on the next lines"
        ),
    ),
    (
        "",
        "more indented follow up line",
        SyntaxWords("the first line of this text is indented less than an empty line above it"),
    ),
    (
        "",
        "expected '<document start>'",
        SyntaxWords("the file goes on after its end: look at the indentation of this line"),
    ),
    ("", "undefined tag handle", SyntaxWords("tags are refused: write plain words")),
    ("while scanning a tag", "", SyntaxWords("tags are refused: write plain words")),
    ("while parsing a tag", "", SyntaxWords("tags are refused: write plain words")),
    (
        "while scanning an anchor",
        "",
        SyntaxWords("an & begins an anchor, and anchors are refused: put the words in quotes"),
    ),
    (
        "while scanning an alias",
        "",
        SyntaxWords("a * begins an alias, and aliases are refused: put the words in quotes"),
    ),
    (
        "while scanning a directive",
        "",
        SyntaxWords("a % at the start of a line is refused: put the words in quotes"),
    ),
    ("", "expected the node content", SyntaxWords("a value is expected here")),
    (
        "",
        "found unexpected ':'",
        SyntaxWords("a colon stands inside [ ] or { }: put the words in quotes"),
    ),
)


def explain_syntax(error: Exception, *, before: str, rest: str) -> SyntaxWords:
    r"""Return what to say about a file that is no YAML.

    Parameters
    ----------
    error
        What the parser raised.
    before, rest
        The line of the mistake, up to it and from it on.

    Examples
    --------
    >>> explain_syntax(ValueError("?"), before="", rest="\tid: x").message
    'a tab stands in the indentation: use spaces'
    """
    if rest.startswith("\t"):
        if before.strip(" -"):
            return SyntaxWords("a tab stands between the words: use a space")
        return SyntaxWords("a tab stands in the indentation: use spaces")
    if not isinstance(error, MarkedYAMLError):
        return SyntaxWords("this is no YAML")
    context, problem = error.context or "", error.problem or ""
    for within, wrong, words in _KNOWN:
        if within in context and wrong in (problem or context):
            return words
    if "cannot start any token" in problem and rest:
        return SyntaxWords(f"a value cannot begin with {rest[0]}: put the words in quotes")
    return SyntaxWords(f"this is no YAML: {problem or context}")
