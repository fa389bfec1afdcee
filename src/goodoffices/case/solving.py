"""One question to CP-SAT that ends soon after somebody asks for that.

Its own clock is deterministic, and cannot know that a person no longer waits. Imports no
ortools: the solver is given.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from goodoffices.case.deadline import stop_in_force

POLL_S: Final = 0.2
"""Seconds between two looks at whether somebody asks to stop."""


def solve_until_stopped(solver: Any, model: Any) -> int:  # noqa: ANN401 -- ortools ships no types
    """Return the status of a solver once it is done, or has been told to stop.

    Parameters
    ----------
    solver : cp_model.CpSolver
        Its parameters set; it holds what it found.
    model : cp_model.CpModel

    Notes
    -----
    Where nobody can ask to stop (`stopping_when`) the solver runs in the same thread.
    """
    stop = stop_in_force()
    if stop.is_never:
        return int(solver.solve(model))
    with ThreadPoolExecutor(1) as aside:
        solving = aside.submit(solver.solve, model)
        is_told = False
        while True:
            try:
                return int(solving.result(timeout=POLL_S))
            except TimeoutError:
                if stop.is_asked and not is_told:
                    solver.stop_search()
                    is_told = True
