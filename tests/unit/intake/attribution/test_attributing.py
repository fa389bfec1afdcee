"""Tests of how attributions are put together."""

from tests.attributed import read, told

REPORT = (
    "The two delegations met in Lund on Tuesday, the river board said. “The text is nearly "
    "done,” said its chair, Ines Paz. “One annex is missing.”\n\nAccording to the Herald, Norland "
    "had told Sudland that it would open the sluices if the fee was waived.\n\nNorland insists "
    "that the fee must be waived first, although it gave no figure.\n\n"
)


def test_attribute_finds_all_in_text_order() -> None:
    assert told(REPORT) == [
        ("the river board", "The two delegations met in Lund on Tuesday"),
        ("its chair", "“The text is nearly done,” | “One annex is missing.”"),
        (
            "the Herald",
            "Norland had told Sudland that it would open the sluices if the fee was waived",
        ),
        ("Norland", "that it would open the sluices if the fee was waived"),
        ("Norland", "that the fee must be waived first"),
    ]


def test_attribute_says_in_which_words_others_are_told() -> None:
    assert [one.parent for one in read(REPORT)] == [-1, -1, -1, 2, -1]


def test_attribute_gives_the_same_again() -> None:
    assert read(REPORT) == read(REPORT)


def test_attribute_finds_nothing_in_nothing() -> None:
    assert read("") == ()
    assert read("\n\n") == ()
    assert read("“”") == ()


def test_attribute_gives_each_attribution_once() -> None:
    found = read(REPORT * 3)
    assert len({(one.content, one.source) for one in found}) == len(found) == 15
