"""Which constraints hold in a package, told quickly, from forms over cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from goodoffices.case.encoding import Encoding
from goodoffices.case.forms import Every, Form, Linear, Some, Within
from goodoffices.case.issues import Value

Node: TypeAlias = tuple[bool, int, tuple["Node", ...]]
"""Whether every part counts, the leaves as bits, the parts that are no leaves."""


class Satisfaction:
    """Tells which constraints hold in a package, and whether the limits do.

    Each leaf of the forms has a bit. The bits true in a package are the union of one mask
    an issue; a constraint is a comparison of masks.

    Parameters
    ----------
    encoding : Encoding
        With the forms of the constraints and limits.

    Examples
    --------
    >>> from goodoffices.case.encoding import encode
    >>> from goodoffices.case.issues import Issue
    >>> from goodoffices.case.propositions import In
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> problem = encode([In("a", ("x",)), In("a", ("y",))], issues=issues)
    >>> Satisfaction(problem).met({"a": 1}, {"a": "y"})
    frozenset({1})
    """

    def __init__(self, encoding: Encoding) -> None:
        self._bits: dict[Form, int] = {}
        self._nodes = [self._node(form) for form in encoding.forms]
        self._limits = [self._node(form) for form in encoding.limits]
        self._linear = [form for form in self._bits if isinstance(form, Linear)]
        self._masks = {issue: [0] * len(cells.domain) for issue, cells in encoding.cells.items()}
        for form, bit in self._bits.items():
            if isinstance(form, Within):
                for cell in form.cells:
                    self._masks[form.issue][cell] |= bit

    def _node(self, form: Form) -> Node:
        if not isinstance(form, Every | Some):
            return True, self._bits.setdefault(form, 1 << len(self._bits)), ()
        leaves, parts = 0, []
        for part in form.parts:
            if isinstance(part, Every | Some):
                parts.append(self._node(part))
            else:
                leaves |= self._bits.setdefault(part, 1 << len(self._bits))
        return isinstance(form, Every), leaves, tuple(parts)

    def met(self, places: Mapping[str, int], package: Mapping[str, Value]) -> frozenset[int]:
        """Return the constraints that hold in a package, given its cells."""
        held = self._held(places, package)
        return frozenset([number for number, node in enumerate(self._nodes) if _holds(node, held)])

    def keeps_limits(self, places: Mapping[str, int], package: Mapping[str, Value]) -> bool:
        """Tell whether all limits hold in a package, given its cells."""
        held = self._held(places, package)
        return all(_holds(node, held) for node in self._limits)

    def _held(self, places: Mapping[str, int], package: Mapping[str, Value]) -> int:
        """Return the bits of the leaves that hold."""
        held = 0
        masks = self._masks
        for issue, cell in places.items():
            held |= masks[issue][cell]
        for form in self._linear:
            if _lies_between(form, package):
                held |= self._bits[form]
        return held


def _holds(node: Node, held: int) -> bool:
    every, leaves, parts = node
    if every:
        if held & leaves != leaves:
            return False
        return not parts or all(_holds(part, held) for part in parts)
    if held & leaves:
        return True
    return any(_holds(part, held) for part in parts) if parts else False


def _lies_between(form: Linear, package: Mapping[str, Value]) -> bool:
    total = 0
    for coefficient, issue in form.terms:
        value = package[issue]
        if isinstance(value, str):
            return False
        total += coefficient * value
    above = form.low is None or total >= form.low
    return above and (form.high is None or total <= form.high)
