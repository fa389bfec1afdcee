"""What every part of a case is made of: a frozen model, and identifiers."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """What every part of a case is: frozen, and closed to fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
