"""Research scenarios of other programs, read exactly: GENIUS (XML) and NegoLog (JSON).

Every number is taken as the decimal that stands in the file; none passes through a float.
None of the files is shipped: they lie in `../shared/scenarios`, where somebody put them.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

from goodoffices.bridging.problem import LARGEST_WORTH, Problem
from goodoffices.case.issues import Value

FOLDER: Final = Path(__file__).parents[3] / "shared" / "scenarios"
GENIUS: Final[Mapping[str, tuple[str, ...]]] = {
    "EnergyA": ("Energy-A-domain.xml", "Energy-A-prof1.xml", "Energy-A-prof2.xml"),
    "ItexvsCypress": (
        "ItexvsCypress_domain.xml",
        "ItexvsCypress_Itex.xml",
        "ItexvsCypress_Cypress.xml",
    ),
    "SupermarketA": (
        "Supermarket-A-domain.xml",
        "Supermarket-A-prof1.xml",
        "Supermarket-A-prof2.xml",
    ),
    "group9-killer_robot": (
        "KillerRobot.xml",
        *(f"KillerRobot_util{number}.xml" for number in range(1, 6)),
    ),
}
"""The domain first, then a file a party."""
NEGOLOG: Final = ("domain11", "domain31")
NAMES: Final = (*GENIUS, *NEGOLOG)

Issues: TypeAlias = dict[str, tuple[Value, ...]]


@dataclass(frozen=True)
class Profile:
    """What a file says of one party, exactly.

    Attributes
    ----------
    worth
        For each issue and option; the weight of the issue is in it.
    no_agreement
        What no agreement is worth; None where the file is silent.
    """

    name: str
    worth: Mapping[str, Sequence[Fraction]]
    no_agreement: Fraction | None


def read_scenario(
    name: str, *, folder: Path = FOLDER, most_digits: int | None = None, is_divided: bool = True
) -> Problem:
    """Return a scenario as a problem in whole numbers.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    most_digits : int, optional
        Round every worth to so many decimal places first. By default nothing is rounded:
        each party's worths are multiplied by the least number that makes them whole.
    is_divided : bool
        GENIUS divides an item's evaluation by the greatest of its issue, and so do we.
        NegMAS takes it as it is written: to measure on what it reads, say False.

    Returns
    -------
    Problem
        With `scales`; parties are named after their files.

    Raises
    ------
    ValueError
        Where exact numbers would need more than 64 bits.
    """
    home = folder / name
    issues, profiles = _genius(home, is_divided=is_divided) if name in GENIUS else _negolog(home)
    if most_digits is not None:
        profiles = [_rounded(one, most_digits) for one in profiles]
    return to_problem(issues, profiles)


def to_problem(issues: Issues, profiles: Sequence[Profile]) -> Problem:
    """Return profiles over issues as a problem, each party scaled to whole numbers.

    Examples
    --------
    >>> half = Fraction(1, 2)
    >>> mine = Profile("mine", {"days": (half, Fraction(1, 3))}, half)
    >>> yours = Profile("yours", {"days": (Fraction(0), Fraction(1))}, None)
    >>> problem = to_problem({"days": (30, 60)}, [mine, yours])
    >>> problem.worth[0].tolist(), problem.scales, problem.no_agreement
    ([[3, 0], [2, 1]], (Fraction(6, 1), Fraction(1, 1)), (3, None))
    """
    scales = [
        lcm(
            *(value.denominator for values in one.worth.values() for value in values),
            (one.no_agreement or Fraction(0)).denominator,
        )
        for one in profiles
    ]
    for one, scale in zip(profiles, scales, strict=True):
        if sum(max(map(abs, values)) for values in one.worth.values()) * scale > LARGEST_WORTH:
            raise ValueError(f"{one.name}: its numbers need more than 64 bits")
    return Problem(
        issues=tuple(issues),
        values=tuple(issues.values()),
        parties=tuple(one.name for one in profiles),
        worth=tuple(
            np.array(
                [
                    [int(value * scale) for value in one.worth[issue]]
                    for one, scale in zip(profiles, scales, strict=True)
                ],
                dtype=np.int64,
            ).T
            for issue in issues
        ),
        allowed=tuple(np.ones(len(values), dtype=np.bool_) for values in issues.values()),
        no_agreement=tuple(
            None if one.no_agreement is None else int(one.no_agreement * scale)
            for one, scale in zip(profiles, scales, strict=True)
        ),
        scales=tuple(map(Fraction, scales)),
    )


def _rounded(profile: Profile, digits: int) -> Profile:
    return Profile(
        profile.name,
        {
            issue: [round(value, digits) for value in values]
            for issue, values in profile.worth.items()
        },
        None if profile.no_agreement is None else round(profile.no_agreement, digits),
    )


# ---------------------------------------------------------------------------- GENIUS


def _genius(home: Path, *, is_divided: bool) -> tuple[Issues, list[Profile]]:
    domain, *files = GENIUS[home.name]
    issues = {
        element.attrib["name"]: _options(element) for element in _root(home / domain).iter("issue")
    }
    return issues, [_genius_profile(home / file, issues, is_divided=is_divided) for file in files]


def _root(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 -- read for measuring, from our own disk


def _options(issue: ET.Element) -> tuple[Value, ...]:
    if issue.attrib["type"] == "integer":
        return tuple(range(int(issue.attrib["lowerbound"]), int(issue.attrib["upperbound"]) + 1))
    return tuple(item.attrib["value"] for item in issue.iter("item"))


def _genius_profile(path: Path, issues: Issues, *, is_divided: bool) -> Profile:
    root = _root(path)
    weights = {one.attrib["index"]: _exact(one.attrib["value"]) for one in root.iter("weight")}
    worth = {}
    for element in root.iter("issue"):
        name, weight = element.attrib["name"], weights[element.attrib["index"]]
        if element.attrib["type"] == "integer":
            (evaluator,) = element.iter("evaluator")
            slope, offset = (_exact(evaluator.attrib[one]) for one in ("slope", "offset"))
            # Linear from the lower bound on, as in GENIUS.
            worth[name] = [weight * (offset + slope * n) for n in range(len(issues[name]))]
        else:
            given = {
                item.attrib["value"]: _exact(item.attrib["evaluation"])
                for item in element.iter("item")
            }
            most = max(given.values()) if is_divided else Fraction(1)
            worth[name] = [weight * given[str(value)] / most for value in issues[name]]
    reservation = root.find("reservation")
    floor = None if reservation is None else _exact(reservation.attrib["value"])
    return Profile(path.stem, worth, floor)


# ---------------------------------------------------------------------------- NegoLog


def _negolog(home: Path) -> tuple[Issues, list[Profile]]:
    files = [home / "profileA.json", home / "profileB.json"]
    # Decimals stay decimals.
    read = [json.loads(one.read_text(encoding="utf-8"), parse_float=Decimal) for one in files]
    issues: Issues = {name: tuple(values) for name, values in read[0]["issues"].items()}
    return issues, [
        _negolog_profile(path.stem, said, issues) for path, said in zip(files, read, strict=True)
    ]


def _negolog_profile(name: str, said: Mapping[str, Any], issues: Issues) -> Profile:
    weights, values = said["issueWeights"], said["issues"]
    worth = {
        issue: [_exact(weights[issue]) * _exact(values[issue][option]) for option in options]
        for issue, options in issues.items()
    }
    return Profile(name, worth, _exact(said["reservationValue"]))


def _exact(number: str | Decimal | int) -> Fraction:
    return Fraction(number)
