"""The schools that a record may show, in an order that does not give away who hides behind a code."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

NUMBER = re.compile(r"\d+")


def in_order_of_labels(labels: Mapping[str, str], among: Collection[str] | None = None) -> list[str]:
    """Return schools by what the report calls them; in the order of their names, codes would tell who is who.

    Codes stand by their number, names by their letters.

    Parameters
    ----------
    labels : mapping of str to str
        What the report calls each school that may be shown, by its name.
    among : collection of str, optional
        Names of those that are asked for; all where it is left out.
    """
    asked = labels if among is None else set(among) & set(labels)
    return sorted(asked, key=lambda school: _place(labels[school]))


def _place(label: str) -> tuple[str, int, str]:
    found = NUMBER.search(label)
    return (label[: found.start()], int(found.group()), label) if found else (label, 0, label)
