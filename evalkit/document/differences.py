"""What two reports say differently, as a document: for the screen, and as a page of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable

from evalkit.core.quantity import Unit
from evalkit.document.parts import (
    Bullets,
    Callout,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Part,
    Table,
    one_layer,
)
from evalkit.findings.differences import ORIGINS, Compared, Moved, Quoted
from evalkit.report.table_cells import Column, table_block

LONGEST = 60
SAME = "Every finding is the same in both reports."
UNKNOWN = "The records do not say in which input the difference began."


def compared_document(compared: Compared) -> Document:
    """Return the comparison: what moved, by how much, in which input it began, and every input that differs."""
    parts: list[Part] = [Callout("answer", _answer(compared))]
    if compared.moved:
        parts += [Heading(2, "What moved, and by how much", "moved"), *_findings(compared)]
        parts += [Heading(2, "Where the difference began", "began"), Bullets(tuple(map(_began, compared.moved)))]
    parts += [Heading(2, "What went in and differs", "inputs"), *_inputs(compared)]
    return one_layer("Two reports compared", f"{compared.before}, then {compared.after}", parts)


def as_text(document: Document) -> str:
    """Return a document as plain lines for the screen."""
    lines = [document.title, document.standfirst]
    for part in document.parts:
        match part:
            case Heading(text=text):
                lines += ["", text]
            case Bullets(items=items):
                lines += [f"- {item}" for item in items]
            case Callout(text=text) | Paragraph(text=text) | Note(text=text):
                lines += ["", text]
            case Table(block=block) | Figure(block=block):
                lines.append(block.text)
    return "\n".join(lines)


def _answer(compared: Compared) -> str:
    count = len(compared.moved) + len(compared.same)
    if not compared.moved:
        return SAME
    names = ", ".join(one.id for one in compared.moved)
    return f"{len(compared.moved)} of {count} findings differ: {names}."


def _findings(compared: Compared) -> Iterable[Part]:
    rows = [
        {
            "finding": one.id,
            "before": _interval(one, one.before),
            "after": _interval(one, one.after),
            "change": _change(one),
            "unit": one.unit,
            "differs": ", ".join(one.parts),
        }
        for one in compared.moved
    ]
    columns = (
        Column("finding", "Finding"),
        Column("before", "First report: estimate [interval]"),
        Column("after", "Second report: estimate [interval]"),
        Column("change", "Change of the estimate"),
        Column("unit", "Unit"),
        Column("differs", "What differs"),
    )
    yield Table(table_block("moved-findings", "Findings that differ between the reports", columns, rows), "moved-1")
    if compared.same:
        yield Note(f"The same in both: {', '.join(compared.same)}.")


def _interval(moved: Moved, quoted: Quoted | None) -> str:
    if quoted is None:
        return "not there"
    unit = Unit(moved.unit, moved.decimals, signed=True)
    ends = "no interval"
    if not math.isnan(quoted.conf_low) and not math.isnan(quoted.conf_high):
        ends = f"{unit.show(quoted.conf_low)} to {unit.show(quoted.conf_high)}"
    return f"{unit.show(quoted.estimate)} [{ends}]"


def _change(moved: Moved) -> str:
    if moved.before is None or moved.after is None:
        return "does not apply"
    change = moved.after.estimate - moved.before.estimate
    shown = Unit(moved.unit, moved.decimals, signed=True).show(change)
    return "less than is shown" if change and round(change, moved.decimals) == 0 else shown


def _began(moved: Moved) -> str:
    if not moved.begins:
        return f"{moved.id}: {UNKNOWN}"
    return f"{moved.id}: " + "; ".join(f"{origin}: {what}" for origin, what in moved.begins)


def _inputs(compared: Compared) -> Iterable[Part]:
    if not compared.inputs:
        yield Paragraph("Nothing: the same tables, plan, code, versions and seed went into both.")
        return
    rows = [
        {"origin": one.origin, "what": one.what, "before": _cut(one.before), "after": _cut(one.after)}
        for one in compared.inputs
    ]
    columns = (
        Column("origin", "Kind"),
        Column("what", "Input"),
        Column("before", "First report"),
        Column("after", "Second report"),
    )
    yield Table(table_block("differing-inputs", "Inputs that differ between the reports", columns, rows), "inputs-1")
    same = [origin for origin in ORIGINS if origin not in {one.origin for one in compared.inputs}]
    if same:
        yield Note(f"No difference in: {', '.join(same)}.")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
