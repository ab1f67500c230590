"""The schools that a record may show, in an order that does not give away who hides behind a code."""

from __future__ import annotations

import re
from collections.abc import Mapping

NUMBER = re.compile(r"\d+")


def in_order_of_labels(labels: Mapping[str, str]) -> list[str]:
    """Return schools by what the report calls them; in the order of their names, codes would tell who is who."""
    return sorted(labels, key=lambda school: _place(labels[school]))


def _place(label: str) -> tuple[str, int, str]:
    found = NUMBER.search(label)
    return (label[: found.start()], int(found.group()), label) if found else (label, 0, label)
