"""What every table in study.toml shares: its base, and the kinds of text and number that stand in several of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
# A local authority by its code or its name; `evalkit.evaluation` puts the code in the place of the name.
AreaCode = Annotated[str, Field(pattern=r"^([A-Z]?[0-9]{3,9}|[^0-9]{3,})$")]
Year = Annotated[int, Field(ge=2000, le=2100)]
Urn = Annotated[int, Field(ge=100000, le=999999)]


class Part(BaseModel):
    """Base of every table in study.toml: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)
