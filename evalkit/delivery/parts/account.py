"""An account of what was done: which tables it needs, and what it is handed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from evalkit.core.registry import Registry
from evalkit.delivery.parts.register import TO_REACH, to_reach
from evalkit.programme.kept import KeptTables
from evalkit.programme.naming import school_labels
from evalkit.programme.tables import programme_tables
from evalkit.records.comparison import Comparison
from evalkit.records.delivery.record import DeliveryRecord, NotKept
from evalkit.records.estimate import Estimate
from evalkit.study.model import Study
from evalkit.tables.panel import Panel

# What an account rests on that asks for the answers of those indicators that the theory of change names.
INDICATORS = "indicators"
SCHOOLS = "schools"


@dataclass(frozen=True, slots=True)
class DeliveryInputs:
    """Everything an account may look at.

    Attributes
    ----------
    study : Study
        As written: its dates, strands, schools, rules of fidelity, surveys.
    kept : KeptTables
        The programme's own tables.
    panel : Panel or None
        Schools by year, where the account rests on it.
    programme : frozenset of int
        Schools of the programme as the panel follows them; empty without a panel.
    comparison, estimate : Comparison, Estimate or None
        Of the leading question, where the account rests on them and the question was not refused.
    accounts : callable
        ``accounts(name)`` returns another account, where the account rests on the others.
    answers : mapping of str to Finding or Unanswered
        The answer to each question by its id, where the account rests on them.
    indicators : mapping of str to object
        Answers of the indicators that the theory of change names, where the account rests on them.
    refused : frozenset of str
        Those of them whose question cannot be answered.
    """

    study: Study
    kept: KeptTables
    panel: Panel | None = None
    comparison: Comparison | None = None
    estimate: Estimate | None = None
    accounts: Callable[[str], DeliveryRecord] | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    programme: frozenset[int] = frozenset()
    indicators: Mapping[str, object] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()

    def labels(self, table: str) -> dict[str, str]:
        """Return what the report may call each school in figures made from a table; one not shown is left out."""
        return school_labels(self.kept, table, self.study.delivery.named, self.study.seed)

    def strands(self) -> dict[str, str]:
        """Return the name of each strand by its id, in the order of the study."""
        return {strand.id: strand.name for strand in self.study.components}

    def starts(self) -> dict[str, dt.date]:
        """Return the first day of the programme in each school of the table ``schools``, by its name there."""
        waves = {wave.id: wave.starts for wave in self.study.schools.waves}
        first = {
            school.urn: school.starts or waves.get(school.wave, self.study.programme.starts)
            for school in self.study.schools.list
        }
        rows = self.kept.rows("schools")
        return {
            name: first.get(int(urn), self.study.programme.starts)
            for name, urn in zip(rows["school"], rows["urn"], strict=True)
        }


@dataclass(frozen=True, slots=True)
class Account:
    """One account.

    Attributes
    ----------
    summary : str
        What it says, in one line.
    run : callable
        ``run(inputs)`` returns its record.
    called : str
        What a funder reads where a lesson names it as evidence, in a few plain words; without it, its own name is read.
    needs : tuple of str
        Tables without a row of which it cannot be given.
    uses : tuple of str
        Tables that it looks at besides.
    rests_on : tuple of str
        Of ``panel``, ``comparison`` and ``estimate``, those that it looks at, the last two of the leading question;
        ``accounts`` where it may ask for others, which rest on none themselves, ``answers`` for the answers to the
        study's questions, and ``indicators`` for what the theory of change names.
    checked_against : tuple of str
        Tests that compare it with an independent source.
    shown_by : mapping of str to str
        Of an account of another package: by ``sentence``, ``table`` and ``figure``, the module that shows its record;
        a verb left out shows nothing. Empty for our own, which are shown by the modules of their name.
    to_reach : bool
        Whether it looks only at schools that the programme was there to reach, so that it cannot be given without one.
    """

    summary: str
    run: Callable[[DeliveryInputs], DeliveryRecord]
    called: str = ""
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    checked_against: tuple[str, ...] = ()
    shown_by: Mapping[str, str] = field(default_factory=dict)
    to_reach: bool = False


def given(registry: Registry[Account], name: str, inputs: DeliveryInputs) -> DeliveryRecord:
    """Return an account, or what it would need where nobody kept its tables."""
    account, known, theirs = registry.get(name), programme_tables(), registry.whose(name)
    unknown = [table for table in account.needs if table not in known]
    if theirs is not None and unknown:
        found = f"needs {', '.join(unknown)}"
        raise theirs.refused(found, f"tables of the programme: {', '.join(known)}")
    missing = [(f"the table {table}", known[table].row) for table in account.needs if not inputs.kept.has(table)]
    if account.to_reach and inputs.kept.has(SCHOOLS) and not len(to_reach(inputs.kept)):
        missing.append((f"the table {SCHOOLS}", f"a school whose role is {' or '.join(TO_REACH)}"))
    if missing:
        return NotKept(account=name, summary=account.summary, tables=tuple(missing))
    record = account.run(inputs)
    if theirs is not None and record.kind != name:
        found = f"a record of the kind {record.kind!r}"
        raise theirs.refused(found, f"kind = {name!r}, the name of the entry point")
    return record
