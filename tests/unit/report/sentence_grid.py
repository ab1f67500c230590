"""Findings over sign, width, design, security and status, and what is said of each, as one text.

``python -m tests.unit.report.sentence_grid`` writes the text anew; read what changed before it is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from math import isfinite, nan
from pathlib import Path

from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult
from evalkit.records.family import FamilyMember, QuestionFamily
from evalkit.records.shown import JudgedRefit, JudgedRefits
from evalkit.report.verbs import sentence
from tests.unit.report import samples
from tests.unit.report.false_samples import balanced, changed, picked, row
from tests.unit.report.group_samples import answer

STORED = Path(__file__).with_name("sentence_grid.txt")
PARTS = ("headline", "answer", "you_can_say", "you_cannot_say")
SIGNS = {"up": 1.0, "down": -1.0}
# Half an interval beside an estimate of 0.31; none where no interval can be given.
WIDTHS = {"wide": 0.5, "narrow": 0.26, "no interval": nan}


def matched(value: float, half: float) -> Finding:
    """Schools matched and alike."""
    made = samples.finding(samples.estimate(value, samples.inference(low=value - half, high=value + half)))
    return made if isfinite(half) else changed(made, inferences=(), primary="")


def unlike(value: float, half: float) -> Finding:
    """Schools matched, and not alike before the start."""
    return replace(matched(value, half), balance=balanced(row("ks2 2017", 0.4)).balance)


def authority(value: float, half: float) -> Finding:
    """A whole authority beside those most like it."""
    made = answer(value=value, half=half).finding
    return made if isfinite(half) else changed(made, inferences=(), primary="")


def as_given(value: float, half: float) -> Finding:
    """A table of a partner, without years before the start."""
    made = matched(value, half)
    bare = replace(made.estimate.estimand, baseline=(), cohort=0)
    return changed(made, design="as_given", estimand=bare)


def as_it_is(made: Finding) -> Finding:
    """Nothing takes the interval back."""
    return made


def need(made: Finding) -> Finding:
    """Schools chosen on a need that no table shows; the range holds 0."""
    rows = (JudgedRefit("none", 0.3, 0.05, 0.55), JudgedRefit("all", 0.1, -0.12, 0.32))
    check = CheckResult("assumed_selection", "What if?", None, True, "A range.", "grades", shows=JudgedRefits(rows))
    return replace(made, checks=(check,), unobserved_need="They were chosen on their review.")


def several(made: Finding) -> Finding:
    """One of four questions, which together take the interval back."""
    result = made.estimate
    sure = result.inferences[0] if result.inferences else None
    own = (sure.conf_low, sure.conf_high) if sure else (nan, nan)
    joint = (own[0] - 0.4, own[1] + 0.4)
    first = FamilyMember(made.id, result.outcome, result.unit, result.estimate, *own, *joint, 0.2, "placebos")
    others = tuple(replace(first, finding=f"other_{place}", conf_low=-0.4, conf_high=0.4) for place in range(3))
    return replace(made, family=QuestionFamily(made.status, (first, *others), 0, 0.95, 140, 0, 4, 0.2))


def low_area(made: Finding) -> Finding:
    """An area that may have been picked because it stood low; what is left then holds 0."""
    return changed(made, if_chosen_low=picked(-0.18, 0.34)) if made.estimate.inferences else made


DESIGNS: dict[str, Callable[[float, float], Finding]] = {
    "matched": matched,
    "matched, not alike": unlike,
    "authority": authority,
    "as given": as_given,
}
SECURITY: dict[str, Callable[[Finding], Finding]] = {
    "as it is": as_it_is,
    "unseen need": need,
    "one of several": several,
    "area picked": low_area,
}
STATUSES = ("planned", "exploratory")


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the grid, by the names of its axes."""

    sign: str
    width: str
    design: str
    security: str
    status: str

    def made(self) -> Finding:
        """Return its finding."""
        finding = DESIGNS[self.design](0.31 * SIGNS[self.sign], WIDTHS[self.width])
        return SECURITY[self.security](replace(finding, status=self.status))


FULL = tuple(Cell(*names) for names in product(SIGNS, WIDTHS, DESIGNS, SECURITY, STATUSES))


def thinned() -> tuple[Cell, ...]:
    """Return 48 cells: every sign, width and security, with two designs each, in turn, and the statuses in turn."""
    found, designs = [], tuple(DESIGNS)
    for place, (sign, width, security) in enumerate(product(SIGNS, WIDTHS, SECURITY)):
        first = (place + place // 4) % 4
        for step in (0, 2 if place % 2 else 1):
            status = STATUSES[(place // 4 + step + (place % 4 > 1)) % 2]
            found.append(Cell(sign, width, designs[(first + step) % 4], security, status))
    return tuple(found)


def written() -> str:
    """Return what is said of each cell of the thinned grid."""
    parts = []
    for cell in thinned():
        finding = cell.made()
        head = f"# {cell.sign} · {cell.width} · {cell.design} · {cell.security} · {cell.status}"
        said = [f"{part}: {sentence(finding, part).text.partition(chr(10) * 2)[0]}" for part in PARTS]
        parts.append("\n".join([head, *said]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    STORED.write_text(written(), encoding="utf-8")
