"""A package that a person picked, in words and tables: each party alone, nothing added up."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.bridging.package_check import compare_packages, look_at_package
from goodoffices.case.case import Case
from goodoffices.case.issues import Value
from goodoffices.case.positions import once
from goodoffices.case.undertakings import Undertaking
from goodoffices.drafting.explaining import MOST_READINGS
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.package_sections import PICKED, comparison_section, package_section
from goodoffices.drafting.page import Section
from tests.cases import Said
from tests.unit.drafting.made import CLASH, RIVALS, Made

TALKS = Made(
    [
        Said("p1 s1 north rules_out", "gate is open"),
        Said("p2 s2 south insists", "days >= 60"),
        Said("p2 s3 north demands", "days >= 60"),
        Said("p3 s4 south demands", "gate is open or days <= 30"),
    ]
)


def cases(source: Made) -> list[Case]:
    return [source.case(choice) for choice in source.rivals]


def labels_of(found: list[Case]) -> Labels:
    return Labels(found[0], once(one for case in found for one in case.positions))


def picked(source: Made, **choices: Value) -> Section:
    found = cases(source)
    return package_section(look_at_package(found, choices), labels_of(found))


def compared(source: Made, **packages: dict[str, Value]) -> Section:
    found = cases(source)
    return comparison_section(compare_packages(found, packages), labels_of(found))


def texts(section: Section) -> dict[str, list[str]]:
    return {name: [one.text for one in said] for name, said in section.groups}


def test_each_party_is_told_of_alone_with_its_own_words() -> None:
    section = picked(TALKS, gate="open")
    assert [one.text for one in section.sentences] == ["Settles: gate: open.", "Leaves open: days."]
    assert texts(section) == {
        "North": ["Crosses P1 (rules out: a red line).", "Leaves open P2 (demands)."],
        "South": ["Leaves open P2 (insists).", "Keeps P3 (demands)."],
    }
    assert [one.cites for one in section.groups[0][1]] == [("s1",), ("s2", "s3")]
    assert section.note == PICKED


def test_a_red_line_that_is_kept_is_not_marked() -> None:
    assert texts(picked(TALKS, gate="shut"))["North"][1] == "Keeps P1 (rules out)."


def test_readings_that_agree_are_told_of_once() -> None:
    section = picked(RIVALS, gate="open")
    assert texts(section) == {
        "North": ["Under every reading: keeps P1 (insists)."],
        "South": [
            "With s2 read as “rejects”: crosses P2 (rejects).",
            "With s2 read as “would accept”: no position of it stands.",
        ],
    }


def test_limits_are_told_of_by_name() -> None:
    limited = replace(CLASH, more={"norms": {"passage": "gate is open"}})
    section = picked(limited, gate="shut")
    assert "Breaks the norm “passage”." in [one.text for one in section.sentences]
    section = picked(limited, days=30)
    assert "Keeps rules and norms; open issues can be settled so." in [
        one.text for one in section.sentences
    ]
    both = replace(CLASH, more={"rules": {"a": "days <= 30", "b": "gate is shut or days >= 60"}})
    section = picked(both, gate="open")
    assert [one.text for one in section.sentences][-1] == (
        "With it the rule “a” and the rule “b” cannot all hold, however the rest is settled."
    )


def test_what_open_issues_cannot_do_for_all_is_said() -> None:
    said = [Said("p1 s1 north insists", "days >= 60"), Said("p2 s2 south insists", "days <= 30")]
    section = picked(Made(said), gate="open")
    assert [one.text for one in section.sentences][-1] == (
        "However the open issues are settled, more than this is crossed."
    )


def test_what_is_brought_goes_by_its_name() -> None:
    case = CLASH.case()
    gate = case.issues["gate"]
    opened = gate.options[0].model_copy(update={"brings": ("escort",), "cites": ("s1",)})
    issues = {
        **case.issues,
        "gate": gate.model_copy(update={"options": (opened, gate.options[1])}),
    }
    escort = Undertaking(id="escort", title="An escort", responsible="north")
    case = replace(case, issues=issues, undertakings=(escort,))
    labels = labels_of([case])
    section = package_section(look_at_package([case], {"gate": "open"}), labels)
    assert [(one.text, one.cites) for one in section.sentences] == [
        ("Settles: gate: open.", ("s1",)),
        ("Leaves open: days.", ()),
        ("Brings: An escort.", ()),
    ]
    section = package_section(look_at_package([case], {"days": 30}), labels)
    assert section.sentences[-2].text == "Options of open issues could bring: An escort."
    comparison = compare_packages([case], {"A": {"gate": "open"}, "B": {"gate": "shut"}})
    assert comparison_section(comparison, labels).tables[0].rows[-1] == ("Brings", "An escort", "–")


def test_packages_stand_side_by_side_where_they_differ() -> None:
    section = compared(TALKS, A={"gate": "open"}, B={"gate": "shut", "days": 30})
    issues, positions = section.tables
    assert (issues.caption, issues.head) == ("Where they differ", ("Issue", "A", "B"))
    assert issues.rows == (("gate", "open", "shut"), ("days", "open", "30 days"))
    assert positions.head == ("Position", "Held by", "As stated", "A", "B")
    assert positions.rows == (
        ("P1", "North", "rules out", "crossed, a red line", "kept"),
        ("P2", "North", "demands", "open", "crossed by 30 days"),
        ("P2", "South", "insists", "open", "crossed by 30 days"),
        ("P3", "South", "demands", "kept", "kept"),
    )
    assert section.note == f"In the order in which they were picked, which is no ranking. {PICKED}"


def test_what_is_alike_is_said_once() -> None:
    section = compared(TALKS, A={"gate": "open"}, B={"gate": "open"})
    assert [one.text for one in section.sentences] == [
        "Settled alike, or left open, by all of them: gate and days."
    ]
    assert (section.tables[0].caption, section.tables[0].rows[0]) == (
        "They settle everything alike",
        ("gate", "open", "open"),
    )


def test_each_reading_has_its_table() -> None:
    section = compared(RIVALS, A={"gate": "open"}, B={"gate": "shut"})
    assert [one.caption for one in section.tables[1:]] == [
        "With s2 read as “rejects”: what each does to each position; nothing is added up",
        "With s2 read as “would accept”: what each does to each position; nothing is added up",
    ]
    assert [len(one.rows) for one in section.tables[1:]] == [2, 1]


def test_a_package_that_breaks_a_limit_is_named() -> None:
    limited = replace(CLASH, more={"norms": {"passage": "gate is open"}})
    section = compared(limited, A={"gate": "open"}, B={"gate": "shut"})
    assert [one.text for one in section.sentences][-1] == "B breaks the norm “passage”."


def test_nothing_to_compare_is_said() -> None:
    section = compared(CLASH)
    assert (section.is_empty, section.empty) == (True, "No package was picked.")


def test_many_readings_are_counted() -> None:
    many = replace(CLASH, rivals=({},) * (MOST_READINGS + 2))
    assert picked(many, gate="open").footnote == "Other choices of readings, not listed: 2."
    section = compared(many, A={"gate": "open"})
    assert (len(section.tables), section.footnote) == (
        1 + MOST_READINGS,
        "Other choices of readings, not listed: 2.",
    )
