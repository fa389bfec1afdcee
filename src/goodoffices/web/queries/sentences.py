"""What an error says, as a page says it."""

from __future__ import annotations


def in_a_sentence(error: Exception) -> str:
    """Return what an error says, with a capital and a full stop.

    Examples
    --------
    >>> in_a_sentence(ValueError("the file is empty"))
    'The file is empty.'
    """
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."
