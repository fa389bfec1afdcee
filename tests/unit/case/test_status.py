from __future__ import annotations

from goodoffices.case.status import Status


def test_status_has_the_four_words_that_results_use() -> None:
    assert [status.value for status in Status] == [
        "proven",
        "best_found",
        "infeasible",
        "out_of_time",
    ]
    assert Status.OUT_OF_TIME.words == "out of time"
