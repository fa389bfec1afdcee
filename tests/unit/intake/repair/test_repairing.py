"""The copy for parsing: what is mended, what is left alone, and the way back to the text."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.intake.conversion.converters.blocks import Piece, compose, find_blocks
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.repair.known_words import KnownWords, words_of_model
from goodoffices.intake.repair.repairing import repair
from goodoffices.intake.repair.repairing_edits import Edit, Kept, settle, write_copy
from goodoffices.intake.texts import Block, BlockKind, Extent, PlainText, RepairedText

SHARED = Path(__file__).parents[5] / "shared"
REPORT = SHARED / "reports" / "efe-doha.txt"
GOLD = SHARED / "intake" / "efe-doha.gold.json"


def plain(text: str) -> PlainText:
    return PlainText(text, find_blocks(text), "text")


def mended(text: str, *names: str) -> str:
    return repair(plain(text), names=names).text


def repairs(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.found, one.put) for one in repair(plain(text)).repairs]


MERGED = [
    # A verb of speech: the words before are what was said.
    ("The boats stay in the portthey said.", "The boats stay in the port, they said."),
    ("The boats stay in the portthey also added.", "The boats stay in the port, they also added."),
    # Any other verb: a relative clause without its pronoun.
    ("They signed the textthey had drafted.", "They signed the text they had drafted."),
    ("The nets stayalthough nobody asked.", "The nets stay, although nobody asked."),
    ("The nets stayedbecause nobody asked.", "The nets stayed because nobody asked."),
    ("He left the portwhen the boats came.", "He left the port when the boats came."),
    ("The nets of Rimathat were lost. In Rima.", "The nets of Rima that were lost. In Rima."),
    (
        "The port sleeps. They left the portand went.",
        "The port sleeps. They left the port and went.",
    ),
    ("They left the portThey said so.", "They left the port. They said so."),
]


@pytest.mark.parametrize(("text", "wanted"), MERGED)
def test_merged_words_are_taken_apart(text: str, wanted: str) -> None:
    assert mended(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The brigand said that a firebrand was a husband.",
        "The merit was his, and the visit of the pundit ended.",
        "A theyless portthey.",  # nothing follows that fits
        "Mayor Sabathe said so.",  # a surname whose beginning is no word
        "Xyzzythey said so.",  # what stands before is no word
        "Meanwhile, and elsewhere, somewhere and everywhere they said it.",
    ],
)
def test_words_that_only_look_merged_are_left_alone(text: str) -> None:
    assert mended(text) == text


def test_a_name_of_the_case_is_a_known_word() -> None:
    text = "The boats leave Qmarathey said."
    assert mended(text) == text
    assert mended(text, "Port of Qmara") == "The boats leave Qmara, they said."
    assert mended(text, "Qmarathey") == text


STOPS = [
    ("The nets were cut.since then nobody fishes.", "The nets were cut, since then nobody fishes."),
    (
        "They list points.something that both reject.",
        "They list points, something that both reject.",
    ),
    ("The round ended.they will meet.", "The round ended. They will meet."),
    ("The round ended.They will meet.", "The round ended. They will meet."),
    ("The envoy left,but the pilots stayed.", "The envoy left, but the pilots stayed."),
    ("The round failed. because nobody moved.", "The round failed, because nobody moved."),
    ("“They left”he said.", "“They left” he said."),
    ("He said“they left” twice.", "He said “they left” twice."),
]


@pytest.mark.parametrize(("text", "wanted"), STOPS)
def test_stops_get_their_space_or_become_commas(text: str, wanted: str) -> None:
    assert mended(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "They wrote to port.com and news.net, then to desk@port.int.",
        "It costs 3.5 crowns, e.g. at 5 p.m. in U.S. ports, i.e. everywhere.",
        "The draft is in list.pdf and at https://port.example/the.since/it.",
        "Gen. Vale and Mr. Moor met Dr. Hill etc. and left.",
        "Files such as index.html and libport.so are none of ours.",
        "The sum was 1,000 crowns.",
    ],
)
def test_stops_of_names_numbers_and_abbreviations_are_left_alone(text: str) -> None:
    assert mended(text) == text


CAPITALS = [
    ("They met in the Latest round of talks.", "They met in the latest round of talks."),
    ("If it leaves, An island force comes.", "If it leaves, an island force comes."),
    (
        "If it leaves, An Italian or other force comes.",
        "If it leaves, an Italian or other force comes.",
    ),
    ("They came as observers To watch the boats.", "They came as observers to watch the boats."),
    ("They said that The boats leave.", "They said that the boats leave."),
]


@pytest.mark.parametrize(("text", "wanted"), CAPITALS)
def test_odd_capitals_become_small(text: str, wanted: str) -> None:
    assert mended(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "They went to The Hague and met James To of the port.",
        "She reads the Times, The Guardian and the Second Reader.",
        "He met Wilson Or and left.",
        "They went home The boats stayed.",  # perhaps a sentence whose stop was lost
    ],
)
def test_capitals_of_names_and_sentences_stay(text: str) -> None:
    assert mended(text) == text


def test_a_first_person_that_is_nobodys_becomes_the_sentences_own() -> None:
    text = "The ministry said that it would only accept peace, although I would accept two steps."
    assert mended(text) == text.replace("I would", "it would")
    text = "The mayor said that she refused, but I could wait."
    assert mended(text) == text.replace("I could", "she could")


@pytest.mark.parametrize(
    "text",
    [
        # A narrator who speaks elsewhere.
        "I met the envoy. He said it was late, although I would accept less.",
        "The envoy said it was late, although I would accept less. We left at noon.",
        # The words of a speaker.
        "“It is late, although I would accept less”, he said.",
        "MAYOR: The envoy said it was late, although I would accept less.",
        # Nobody speaks or demands in the sentence.
        "The boats are late, although I would like them.",
    ],
)
def test_a_first_person_that_is_somebodys_stays(text: str) -> None:
    assert mended(text) == text


def test_a_lost_of_is_put_behind_a_quoted_noun() -> None:
    text = "“They speak of a return” small boats seized by pilots in spring."
    assert mended(text) == text.replace("” small", "” of small")


@pytest.mark.parametrize(
    "text",
    [
        "“They want peace” port officials backed by pilots said.",
        "“They want peace” officials said.",
        "The “return” that was wanted by the pilots came.",
        "“They want a return” of boats seized by the pilots.",
    ],
)
def test_speakers_behind_a_quotation_get_no_of(text: str) -> None:
    assert mended(text) == text


CHARACTERS = [
    ("A cease-\nfire of two-\nphase nego-\ntiations.", "A ceasefire of two-phase negotiations."),
    ("An Anglo-\nIrish text.", "An Anglo-Irish text."),
    ("The co\u00adast\u200b of\u00a0the  north.", "The coast of the north."),
    ("The oﬃcials ﬁle it.", "The officials file it."),
    ("They don`t, can´t and won`t.", "They don’t, can’t and won’t."),
    ("``So it is'' he said.", "“So it is” he said."),
    ("''So it is'' he said.", "“So it is” he said."),
    ("He called it “late“ twice.", "He called it “late” twice."),
    ("He called it ”late” twice.", "He called it “late” twice."),
    ("He called it «late» and „so“.", "He called it “late” and “so”."),
    ("The zone -where nets lie- is shut.", "The zone – where nets lie – is shut."),
]


@pytest.mark.parametrize(("text", "wanted"), CHARACTERS)
def test_odd_characters_become_plain(text: str, wanted: str) -> None:
    assert mended(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "A well-known, two-phase text of 1990-95 – so far – ‘as it is’.",
        "He said: “So it is.” “Is it?” she asked.",
        'The "late" boats are the envoy\'s.',
    ],
)
def test_plain_characters_stay(text: str) -> None:
    assert repair(plain(text)).repairs == ()
    assert mended(text) == text


def test_lines_of_a_paragraph_become_one_and_blocks_stay_apart() -> None:
    text = "Talks\n\nThe envoys met in\nthe old port.\n\n\n\nThey left.\n"
    copy = repair(plain(text))
    assert copy.text == "Talks\n\nThe envoys met in the old port.\n\nThey left."
    assert [copy.text[b.extent.start : b.extent.end] for b in copy.blocks] == [
        "Talks",
        "The envoys met in the old port.",
        "They left.",
    ]
    assert [block.kind.value for block in copy.blocks] == ["heading", "paragraph", "paragraph"]


def test_boilerplate_is_left_out_and_said_to_be() -> None:
    copy = repair(convert(b"The envoys met.\n\nRead more: The nets\n\nThey left.", "note.txt"))
    assert copy.text == "The envoys met.\n\nThey left."
    assert [(one.kind, one.found) for one in copy.repairs] == [
        ("boilerplate", "Read more: The nets")
    ]


SAID = "The boats will leave the northern port before the spring, the mayor told the pilots."


def test_a_paragraph_that_stands_twice_is_kept_once_the_first() -> None:
    copy = repair(plain(f"{SAID}\n\nThey left.\n\n{SAID.upper()}"))
    assert copy.text == f"{SAID}\n\nThey left."
    assert copy.extent(0, len(SAID)) == Extent(0, len(SAID))


@pytest.mark.parametrize("is_before", [True, False])
def test_a_pull_quote_goes_and_the_paragraph_that_says_whose_it_is_stays(is_before: bool) -> None:
    quote = "“The boats will leave the northern port before the spring.”"
    pair = (quote, SAID) if is_before else (SAID, quote)
    assert mended("\n\n".join(pair)) == SAID


def test_a_short_repetition_stays() -> None:
    assert mended("They left at noon.\n\nThey left at noon.") == (
        "They left at noon.\n\nThey left at noon."
    )


def test_a_paragraph_that_goes_on_is_no_repetition() -> None:
    text, blocks = compose([Piece("The mayor saw the boats, and"), Piece(f"then {SAID}")])
    on_pages = tuple(
        Block(block.extent, BlockKind.PARAGRAPH, page) for page, block in enumerate(blocks, start=1)
    )
    copy = repair(PlainText(text, on_pages, "pdf"))
    assert copy.text == f"The mayor saw the boats, and then {SAID}"
    assert len(copy.blocks) == 1


def test_each_repair_is_listed_with_its_words() -> None:
    assert repairs("The boats stay in the portthey said\u00ad.") == [
        ("merged words", "portthey", "port, they"),
        ("invisible character", "\u00ad", ""),
    ]


def test_a_stretch_of_the_copy_leads_back_to_its_words() -> None:
    text = "They  signed the textthey had\ndrafted.since then."
    copy = repair(plain(text))
    for word in ("signed", "text", "they", "had", "drafted", "then"):
        start = copy.text.index(word)
        extent = copy.extent(start, start + len(word))
        assert text[extent.start : extent.end] == word


def test_the_words_of_the_model_do_not_change_while_it_parses() -> None:
    assert words_of_model() is words_of_model()
    assert "port" in words_of_model()
    assert not KnownWords(["portthey"]).has("portthey")
    assert KnownWords(["Qmara", "Qmara"]).has("Qmara")


edits = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 4), st.text("xyz ", max_size=5)), max_size=12
)


@given(edits)
def test_every_character_that_no_edit_touches_leads_back_to_itself(
    drawn: list[tuple[int, int, str]],
) -> None:
    text = "".join(chr(0x100 + place) for place in range(40))
    made = settle(Edit("any", start, min(start + length, 40), put) for start, length, put in drawn)
    copy = write_copy(text, [Kept(Block(Extent(0, 40)))], made)
    touched = {place for edit in made for place in range(edit.start, edit.end)}
    found = {}
    for place, character in enumerate(copy.text):
        extent = copy.extent(place, place + 1)
        assert 0 <= extent.start <= extent.end <= 40
        if character in text:
            found[ord(character) - 0x100] = extent
    assert found == {place: Extent(place, place + 1) for place in range(40) if place not in touched}


@given(edits)
def test_settled_edits_are_in_order_and_never_meet(drawn: list[tuple[int, int, str]]) -> None:
    made = settle(Edit("any", start, start + length, put) for start, length, put in drawn)
    for before, after in pairwise(made):
        assert before.end <= after.start
        assert (before.start, before.end) != (after.start, after.end)


@settings(deadline=None)
@given(st.text(alphabet="aIThey .,\n-“”`\u00ad\u00a0ﬁ", max_size=200))
def test_any_text_has_a_copy_whose_offsets_lie_in_it_and_only_grow(text: str) -> None:
    copy: RepairedText = repair(plain(text))
    last = 0
    for place in range(len(copy.text)):
        extent = copy.extent(place, place + 1)
        assert last <= extent.start <= extent.end <= len(text)
        last = extent.start


def test_the_defects_of_a_real_report_are_mended() -> None:
    if not GOLD.exists():
        pytest.skip(f"the shared report is not here: {GOLD}")
    raw = REPORT.read_bytes()
    defects = json.loads(GOLD.read_text(encoding="utf-8"))["text_defects"]
    copy = repair(convert(raw, REPORT.name))
    by_id = {defect["id"]: defect for defect in defects}
    for number in range(1, 11):
        defect = by_id[f"d{number}"]
        start, end = defect["span"]["start"], defect["span"]["end"]
        found = [
            place
            for place in range(len(copy.text))
            if start <= copy.extent(place, place + 1).start < end
        ]
        seen = copy.text[found[0] : found[-1] + 1]
        assert defect["repair"] in seen, defect["id"]
