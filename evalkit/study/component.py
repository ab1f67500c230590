"""The strands of a programme, as study.toml names them."""

from __future__ import annotations

from typing import Literal

from evalkit.study.part import Identifier, Part, Text


class Component(Part):
    """One strand of the programme."""

    id: Identifier
    """By which other tables name the strand."""
    name: Text
    """What the report calls it."""
    what: Text
    """What was done."""
    for_whom: Text
    """For whom, in words."""
    offered_to: Literal["all", "targeted", "volunteers"] = "all"
    """Which schools were offered it."""
