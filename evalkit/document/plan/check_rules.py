"""What each check estimates and when it holds or raises doubt, in the words of its own docstring."""

from __future__ import annotations

import inspect

from evalkit.sensitivity import CHECKS

ESTIMATES, STANDING = "Estimates", "Standing"
NOT_SAID = "Its package does not say by which rule it holds or raises doubt."


def check_rule(name: str) -> tuple[str, str]:
    """Return what a check estimates, and the rule by which it holds, raises doubt or could not tell.

    Parameters
    ----------
    name : str
        Registered name of the check.
    """
    told = sections(inspect.getdoc(inspect.getmodule(inspect.unwrap(CHECKS.get(name).run))) or "")
    return told.get(ESTIMATES, CHECKS.get(name).summary), told.get(STANDING, NOT_SAID)


def sections(text: str) -> dict[str, str]:
    r"""Return the sections of a docstring by their headings: lines that stand at the margin above indented ones.

    Examples
    --------
    >>> sections("What it is.\n\nEstimates\n    One thing\n    and more.\nStanding\n    Holds.")
    {'Estimates': 'One thing and more.', 'Standing': 'Holds.'}
    """
    found: dict[str, list[str]] = {}
    heading = ""
    for line in text.splitlines():
        if line[:1].strip():
            heading = line.strip()
        elif line.strip() and heading:
            found.setdefault(heading, []).append(line.strip())
    return {name: " ".join(lines) for name, lines in found.items()}
