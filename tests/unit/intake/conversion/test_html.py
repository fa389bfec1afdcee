"""Pages: the main text alone, and what the page says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.case.errors import UnreadableDocument
from goodoffices.intake.conversion.converters.html import has_prose
from goodoffices.intake.conversion.converters.markup import pieces_of_markup, printed_date
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.texts import Block, Extent

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Harbour talks resume</title>
<meta property="og:site_name" content="The Harbour Gazette">
<meta name="author" content="Ana Writer">
<meta property="article:published_time" content="2031-03-04T10:00:00Z">
<script>var secret = "never read";</script><style>p { color: tomato }</style></head>
<body><nav><a href="/">Home</a> <a href="/n">News</a></nav>
<article><h1>Harbour talks resume</h1>
<p>The envoys of the two ports met again on Monday, <b>the officials</b> said. “We have come
a long way,” the northern envoy said of the talks.</p>
<script>track("me");</script>
<h2>What comes next</h2>
<p>Observers will visit the harbour on Thursday, before the pilots decide on the patrols.</p>
<ul><li>First the patrols are withdrawn.</li><li>Then the nets are given back.</li></ul>
<p>Read more: <a href="x">The nets</a></p></article>
<footer>© 2031 The Harbour Gazette. All rights reserved.</footer></body></html>
"""

ADVERTS = """<html><head><title>Deals</title></head><body><div>Half price boots today</div>
<div><a href="x">Buy now</a></div><div>Subscribe to our newsletter</div>
<div>We use cookies to improve your visit. Accept all cookies</div></body></html>"""


def test_a_page_gives_its_main_text_in_blocks() -> None:
    plain = convert(PAGE.encode(), "page.html")
    found = [
        (block.kind.value, plain.text[block.extent.start : block.extent.end])
        for block in plain.blocks
    ]
    assert found == [
        ("heading", "Harbour talks resume"),
        (
            "paragraph",
            (
                "The envoys of the two ports met again on Monday, the officials said. “We have "
                "come a long way,” the northern envoy said of the talks."
            ),
        ),
        ("heading", "What comes next"),
        (
            "paragraph",
            (
                "Observers will visit the harbour on Thursday, before the pilots decide on the "
                "patrols."
            ),
        ),
        ("paragraph", "First the patrols are withdrawn."),
        ("paragraph", "Then the nets are given back."),
        ("boilerplate", "Read more: The nets"),
    ]


def test_a_page_says_who_published_it_and_when() -> None:
    plain = convert(PAGE.encode(), "page.html")
    assert (plain.title, plain.author, plain.outlet, plain.dated) == (
        "Harbour talks resume",
        "Ana Writer",
        "The Harbour Gazette",
        date(2031, 3, 4),
    )


def test_scripts_and_styles_never_reach_the_text() -> None:
    text = convert(PAGE.encode(), "page.html").text
    assert not [word for word in ("secret", "track", "tomato") if word in text]


@pytest.mark.parametrize("page", [ADVERTS, "<html></html>", "<html><body><p>Hi</p></body></html>"])
def test_a_page_of_adverts_is_refused(page: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        convert(page.encode(), "page.html")
    assert caught.value.reason == (
        "this page has no main text, only notices, adverts or links; "
        "open the report itself and save that page"
    )


def test_the_encoding_that_a_page_declares_holds() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Ana", "Łucja")
    page = page.replace("“", '"').replace("”", '"').replace("© ", "")
    assert convert(page.encode("iso-8859-2"), "page.html").author == "Łucja Writer"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<time itemprop="datePublished" datetime="2031-03-05">Wednesday</time>', date(2031, 3, 5)),
        (
            (
                '<script type="application/ld+json">{"@graph": [{"datePublished": "2031-03-06"}]}'
                "</script>"
            ),
            date(2031, 3, 6),
        ),
        ('<meta name="date" content="2031-03-07">', date(2031, 3, 7)),
        # The printed date of an article counts before any other on the page.
        (
            (
                '<meta name="date" content="2031-01-01">'
                '<meta property="article:published_time" content="2031-03-08">'
            ),
            date(2031, 3, 8),
        ),
        ('<meta name="date" content="2031-13-45">', None),
        ('<meta name="date" content="last week">', None),
        ('<meta property="article:modified_time" content="2031-03-09">', None),
        ('<script type="application/ld+json">{broken</script>', None),
        ("<p>Updated 2031-03-10</p>", None),
    ],
)
def test_only_a_printed_date_of_publication_counts(source: str, found: date | None) -> None:
    assert printed_date(source) == found


def test_has_prose_wants_a_sentence() -> None:
    text = "The envoys met again on Monday."
    assert has_prose(text, [Block(Extent(0, len(text)))])
    assert not has_prose(text[:-1], [Block(Extent(0, len(text) - 1))])


def test_pieces_of_markup_show_what_one_sees() -> None:
    source = "<style>x</style><p>They met.</p>and<br>left <b>early</b><div>Ana</div>"
    assert [piece.text for piece in pieces_of_markup(source)] == [
        "They met.",
        "and\nleft early",
        "Ana",
    ]
