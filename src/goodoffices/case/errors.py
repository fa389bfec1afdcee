"""Every error of the program, in one tree, each able to say its own sentence.

A mistake in a file names the file, the line, the column, what was found and what is
allowed. This module imports nothing of the package, so that everything may import it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word most like `word`, or None when none is close.

    Examples
    --------
    >>> nearest("isreal", ["egypt", "israel"])
    'israel'
    """
    found = difflib.get_close_matches(word, list(allowed), n=1, cutoff=0.6)
    return found[0] if found else None


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake in a file: where it is, what was found, and what is allowed.

    `line` and `column` count from 1; 0 means that the place is not known.

    Examples
    --------
    >>> print(Mistake("case.yaml", 3, 7, "unknown party", found="isreal", allowed="israel, egypt"))
    case.yaml:3:7: unknown party; found "isreal"; allowed: israel, egypt
    """

    file: str
    line: int
    column: int
    message: str
    found: str = ""
    allowed: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        found = f'; found "{self.found}"' if self.found else ""
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        return f"{place}: {self.message}{found}{allowed}"


class GoodOfficesError(Exception):
    """Anything this program refuses, with a sentence that says why."""


class InvalidCase(GoodOfficesError):
    """A case folder has mistakes; all of them are listed, in the order of the files."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class NotACase(GoodOfficesError):
    """The path holds no case folder."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"{path} is not a case: {reason}")


class InvalidProposition(GoodOfficesError):
    """A proposition cannot be read; the column counts from 1 within its text."""

    def __init__(self, message: str, *, column: int, found: str = "", allowed: str = "") -> None:
        self.message, self.column, self.found, self.allowed = message, column, found, allowed
        super().__init__(str(Mistake("proposition", 1, column, message, found, allowed)))


class UnknownId(GoodOfficesError):
    """A name that stands for nothing, with the nearest one that does."""

    def __init__(self, kind: str, name: str, allowed: Iterable[str]) -> None:
        self.kind, self.name, self.allowed = kind, name, tuple(allowed)
        close = nearest(name, self.allowed)
        hint = f'; did you mean "{close}"?' if close else ""
        choices = f" (there are: {', '.join(self.allowed[:12])})" if self.allowed else ""
        super().__init__(f'there is no {kind} "{name}"{hint}{choices}')


class NothingLeft(GoodOfficesError):
    """Rules and norms alone leave no package; the error names a smallest set of them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(
            "rules and norms leave no package: " + ", ".join(self.names) + " cannot all hold"
        )


class RecordTampered(GoodOfficesError):
    """The archive is not whole: the first altered, missing or reordered event is named."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}:{line}: {reason}")


class CannotWrite(GoodOfficesError):
    """A file could not be written; what stood there before still stands there.

    `changed` names files of the same step that could not be put back; it is empty unless
    the disk failed a second time.
    """

    def __init__(self, path: str, reason: str, *, changed: Sequence[str] = ()) -> None:
        self.path, self.reason, self.changed = path, reason, tuple(changed)
        outcome = (
            f"these were changed and could not be put back: {', '.join(self.changed)}"
            if self.changed
            else "nothing was changed"
        )
        super().__init__(f"cannot write {path}: {reason}; {outcome}")


class NotConfirmed(GoodOfficesError):
    """Something needs a person's confirmation first."""

    def __init__(self, what: str, how: str) -> None:
        self.what, self.how = what, how
        super().__init__(f"{what} waits for a person: {how}")


class StillCited(NotConfirmed):
    """Something cannot go yet: other entries rest on it, named in `citing`."""

    def __init__(self, what: str, citing: Sequence[str]) -> None:
        self.citing = tuple(citing)
        super().__init__(what, f"erase first what rests on it: {', '.join(citing)}")


class UnreadableDocument(GoodOfficesError):
    """A document cannot be read; the sentence says why, and what would help where anything does."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name}: {reason}")


class MissingExtra(GoodOfficesError):
    """A capability needs an optional part of the program that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.what, self.extra = what, extra
        super().__init__(f"{what} needs an extra: pip install 'goodoffices[{extra}]'")


class OutOfTime(GoodOfficesError):
    """Nothing could be said within the time allowed."""

    def __init__(self, what: str, seconds: float) -> None:
        self.what, self.seconds = what, seconds
        super().__init__(f"{what}: nothing found within {seconds:g} s")


class EnginesDisagree(GoodOfficesError):
    """Two ways to compute the same thing gave different answers: neither is shown."""

    def __init__(self, what: str, first: str, second: str) -> None:
        self.what, self.first, self.second = what, first, second
        super().__init__(f"{what}: {first} and {second} disagree; nothing of it is shown")


class TooLarge(GoodOfficesError):
    """A set of choices has no diagram of a bearable size; the caller may do without."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        super().__init__(f"a set of choices is too large for a diagram of {budget:,} nodes")


class NoPackage(GoodOfficesError):
    """What no package may cross leaves none; the error names a smallest set that cannot hold."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__("no package is left: these cannot all hold: " + "; ".join(self.names))


class TooFewParties(GoodOfficesError):
    """Fewer than two parties negotiate: there is nothing to bridge."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        who = f"only {self.names[0]} has" if self.names else "no party has"
        super().__init__(
            f"{who} the role negotiating in this case; packages are for two parties or more"
        )


class NoPreferences(GoodOfficesError):
    """Numbers were asked for, and nothing is on record of what matters how much to a party."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(
            f"no preferences of {', '.join(self.names)} are on record, and none are made up: "
            "preferences.yaml takes them"
        )


class NotExact(GoodOfficesError):
    """Exact numbers were asked for where only an order or an interval is known."""

    def __init__(self, party: str, what: str) -> None:
        self.party, self.what = party, what
        super().__init__(
            f"exact numbers are needed here, and {what} is not known exactly for {party}"
        )


class TooPrecise(GoodOfficesError):
    """Numbers that need more digits than are counted with."""

    def __init__(self, party: str) -> None:
        self.party = party
        super().__init__(
            f"the numbers of {party} need more than 18 digits to be exact: write fewer places"
        )


class TooWide(GoodOfficesError):
    """A limit or an interaction that joins more combinations of options than are listed."""

    def __init__(self, issues: Sequence[str], combinations: int, most: int) -> None:
        self.issues, self.combinations, self.most = tuple(issues), combinations, most
        super().__init__(
            f"a limit joins {', '.join(self.issues)}: {combinations:,} combinations, "
            f"where {most:,} are listed at most"
        )


class ArchiveBusy(GoodOfficesError):
    """Another program is writing to the archive, and did not finish in time."""

    def __init__(self, folder: str, seconds: float) -> None:
        self.folder, self.seconds = folder, seconds
        super().__init__(
            f"another program has been writing to {folder} for {seconds:g} s; try again"
        )


class CannotRecord(GoodOfficesError):
    """Something cannot be an event, or cannot be recorded as one."""

    def __init__(self, what: str, reason: str) -> None:
        self.what, self.reason = what, reason
        super().__init__(f"{what} cannot be recorded: {reason}")


class NotACopy(GoodOfficesError):
    """Two archives were to be merged, and share no beginning."""

    def __init__(self, ours: str, theirs: str) -> None:
        self.ours, self.theirs = ours, theirs
        super().__init__(
            f"{theirs} is no copy of the same case as {ours}: their archives share no beginning"
        )


class WeakPassphrase(GoodOfficesError):
    """A passphrase is too short to keep a backup from whoever finds it."""

    def __init__(self, least: int) -> None:
        self.least = least
        super().__init__(
            f"the passphrase has fewer than {least} characters: whoever finds the file can try "
            "short ones for as long as it takes; four or five words that nobody would guess are "
            "long enough"
        )


class WrongPassphrase(GoodOfficesError):
    """A backup does not open with the passphrase given."""

    def __init__(self) -> None:
        super().__init__("the backup does not open with this passphrase")


class DamagedBackup(GoodOfficesError):
    """A file is no backup of a case, or not all of it is as it was written."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the backup cannot be used: {reason}; nothing was restored")


class NotRecorded(GoodOfficesError):
    """Something was asked of the archive of a case that has none yet."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path} has no archive yet: goodoffices record {path} starts it")


class CompartmentBreach(GoodOfficesError):
    """Words were asked for from a compartment that is closed here."""

    def __init__(self, compartment: str) -> None:
        self.compartment = compartment
        super().__init__(f'compartment "{compartment}" is closed here')


class ChangedMeanwhile(GoodOfficesError):
    """Somebody else changed an entry between the moment it was shown and the moment of saving."""

    def __init__(self, kind: str, id: str, by: str) -> None:
        self.kind, self.id, self.by = kind, id, by
        super().__init__(
            f"{kind} {id} was changed meanwhile by {by or 'somebody else'}: look at what it says "
            "now, and save again what you want to keep"
        )


class EndNotKnown(GoodOfficesError):
    """What changed since a round was asked for, and nobody knows when it ended."""

    def __init__(self, held: str) -> None:
        self.held = held
        super().__init__(f'it is not known when round "{held}" ended; give a date')


class PortTaken(GoodOfficesError):
    """The pages cannot be served where they were to be: another program is there."""

    def __init__(self, port: int, *, upto: int = 0) -> None:
        self.port, self.upto = port, upto
        which = f"ports {port} to {upto} are all" if upto else f"port {port} is"
        super().__init__(
            f"{which} taken, or not allowed: --port NUMBER names another, 1024 to 65535"
        )


class NeedsLead(GoodOfficesError):
    """The last account that leads was to be closed, or given another role."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is the only one who leads: give somebody else the role of lead first"
        )


class NotAGrade(GoodOfficesError):
    """A grade is none of the Admiralty code."""

    def __init__(self, found: str) -> None:
        self.found = found
        super().__init__(f'"{found}" is no grade; a grade is A to F and then 1 to 6, such as B2')


class NotForParties(GoodOfficesError):
    """A party's view was to go by what is the team's own."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"{what} are the team's own: a party's view has none to go by")


class NotItems(GoodOfficesError):
    """The issues of a case cannot be divided between two parties like items."""

    def __init__(self, what: str, reason: str) -> None:
        self.what, self.reason = what, reason
        super().__init__(f"issues are divided like items between two parties only: {what} {reason}")


class CannotBeTrue(GoodOfficesError):
    """What is on record of a party's preferences cannot all be true."""

    def __init__(self, party: str, statements: Sequence[str]) -> None:
        self.party, self.statements = party, tuple(statements)
        super().__init__(
            f"what is on record of what matters to {party} cannot all be true: "
            + "; ".join(self.statements)
        )


class NothingToDraw(GoodOfficesError):
    """What is on record of a party can be true, and leaves no room to draw samples from."""

    def __init__(self, party: str, why: str) -> None:
        self.party, self.why = party, why
        super().__init__(f"what is on record of what matters to {party} leaves no room: {why}")


class TooManySamples(GoodOfficesError):
    """More preference profiles were asked for than are drawn, or none."""

    def __init__(self, number: int, most: int) -> None:
        self.number, self.most = number, most
        super().__init__(f"{number:,} samples were asked for: from 1 to {most:,} are drawn")


class NoNoAgreement(GoodOfficesError):
    """What packages are compared with is not known: what no agreement is worth to a party."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(
            f"what no agreement is worth to {', '.join(self.names)} is not on record, and nothing "
            "is made up: preferences.yaml takes it under no_agreement"
        )


class OutsideLimits(GoodOfficesError):
    """A package to start from breaks a rule, a norm, or another limit."""

    def __init__(self, broken: Sequence[str] = ()) -> None:
        self.broken = tuple(broken)
        which = f": {'; '.join(self.broken)}" if self.broken else ""
        super().__init__(
            "the package to start from does not keep the rules, norms and other limits" + which
        )


class IncompleteDraft(GoodOfficesError):
    """A draft has to settle every issue, each with one option."""

    def __init__(self, missing: Sequence[str], several: Sequence[str] = ()) -> None:
        self.missing, self.several = tuple(missing), tuple(several)
        said = []
        if self.missing:
            said.append(f"nothing is said of {', '.join(self.missing)}")
        if self.several:
            said.append(f"not one option is said of {', '.join(self.several)}")
        super().__init__(f"a draft settles every issue with one option: {'; '.join(said)}")


class NothingUndertaken(GoodOfficesError):
    """There is nothing to put in phases."""

    def __init__(self) -> None:
        super().__init__(
            "nothing is undertaken here, so there is nothing to put in phases: undertakings.yaml "
            "takes what a package obliges somebody to do"
        )


class CyclicOrder(GoodOfficesError):
    """Tranches wait for each other in a circle, so that none of them can ever begin.

    `circle` holds what waits for what, and which linkage says so (empty where the undertaking
    itself does, or because tranches are done in order).
    """

    def __init__(self, circle: Sequence[tuple[str, str, str]]) -> None:
        self.circle = tuple(circle)
        said = "; ".join(
            f"{step} waits for {after}" + (f" (linkage {source})" if source else "")
            for step, after, source in self.circle
        )
        super().__init__(f"these wait for each other in a circle, so none can begin: {said}")


class NotJoint(GoodOfficesError):
    """A step is to be joint, and nobody is named who holds it until all of it is there."""

    def __init__(self, does: Sequence[str]) -> None:
        self.does = tuple(does)
        super().__init__(
            f"{', '.join(self.does)} can be done at one instant only where somebody holds all of "
            "it until then: name who does (held_by)"
        )


class DoneTwice(GoodOfficesError):
    """A schedule, or two joint steps, do one tranche twice."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(f"{reference} is done twice, and there is one of it")


class NotWeighed(GoodOfficesError):
    """What is said to matter to a party cannot be read as a weight of what it does or gets."""

    def __init__(self, party: str, reference: str, reason: str) -> None:
        self.party, self.reference, self.reason = party, reference, reason
        super().__init__(f"what {reference} matters to {party} cannot be read: {reason}")


class NoCommonUnit(GoodOfficesError):
    """Amounts of several parties were to be compared, and nobody declared a common unit."""

    def __init__(self) -> None:
        super().__init__(
            "amounts of two parties are compared only where the team declares a common unit for "
            "all numbers (common_unit in undertakings.yaml)"
        )
