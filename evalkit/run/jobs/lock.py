"""Freeze the plan of a study: the resolved plan goes into its folder, dated and sealed, beside all earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from evalkit import __version__
from evalkit.core.errors import StudyFileError
from evalkit.core.shipped import CLONE
from evalkit.evaluation.planned.outcome_files import outcome_files
from evalkit.evaluation.planned.plan_changes import all_changes
from evalkit.evaluation.planned.plan_content import DIGEST, content_of
from evalkit.evaluation.planned.stamps import stamps_of
from evalkit.evaluation.plans import Plan
from evalkit.evaluation.study_opening import read_plan
from evalkit.records.plan_stamp import PlanChange
from evalkit.report.sentences.plan_stamp import stamp
from evalkit.run.places import REPORTS, shown
from evalkit.run.plans.earlier_reads import earlier_reads
from evalkit.run.plans.version_control import NONE, version_control
from evalkit.run.reports.record import commit
from evalkit.study.deposit import deposit_of
from evalkit.study.locked_plans import SHORT, LockedPlan, locked_plans, write_plan

NO_HISTORY = (
    "The folder is under no version control: anybody could remove or exchange this file, and nothing would show it. "
    "Only a deposit elsewhere, or version control, keeps it."
)

COMMIT = "Commit the new file, so that its history shows the day."


def lock(study: str, *, data: Path | None, deposit: str = "", deposited: str = "", reports: Path = REPORTS) -> int:
    """Write the locked plan, say what differs from the last one, and how each planned question now stands.

    Parameters
    ----------
    study : str
        Name or path of the study.
    data : Path or None
        Folder of the tables in place of the study's own.
    deposit, deposited : str
        Address and day of a deposit; empty for none, and for today.
    reports : Path
        Folder of the reports, whose records say what was read here.
    """
    now = datetime.now(UTC)
    address, day, faults = deposit_of(deposit, deposited, now.date())
    if faults:
        raise StudyFileError(faults)
    plan = read_plan(study, data)
    folder, content = plan.study.folder, content_of(plan)
    earlier = locked_plans(folder)
    same = [one for one in earlier[-1:] if one.plan == content and (one.deposit, one.deposited) == (address, day)]
    if same or (earlier and earlier[-1].plan == content and not address):
        print(f"Nothing has changed since the plan of {_when(earlier[-1])}: {shown(folder / earlier[-1].file)}")
        return 0
    file = write_plan(folder, _locked(plan, content, now, (address, day), reports))
    print(f"The plan of {plan.study.name} is locked: {shown(file)}")
    print(f"Digest: {content[DIGEST]}")
    _tell_changes(earlier, content)
    _tell_standing(plan, file, study)
    return 0


def _locked(
    plan: Plan, content: dict[str, object], now: datetime, deposit: tuple[str, date | None], reports: Path
) -> LockedPlan:
    reads = earlier_reads(plan.study.folder, reports)
    address, day = deposit
    return LockedPlan(
        study=plan.study.name,
        locked_at=now,
        digest=str(content[DIGEST]),
        plan=content,
        code=f"evalkit {__version__}, {commit(CLONE)}",
        version_control=version_control(plan.study.folder),
        deposit=address,
        deposited=day,
        read_before=tuple(one.file for one in outcome_files(plan) if one.after and reads.of(one.sha256)),
    )


def _tell_changes(earlier: tuple[LockedPlan, ...], content: dict[str, object]) -> None:
    if not earlier:
        print("It is the first plan that was locked.")
        return
    changes = all_changes(earlier[-1].plan, content)
    counted = [change for change in changes if not change.words_only]
    since = f"since the plan of {_when(earlier[-1])}, which stays where it is"
    print(f"\nWhat changed {since}:" if counted else f"\nNothing that moves a number changed {since}.")
    for line in in_words(counted):
        print(f"  {line}")
    words = [change for change in changes if change.words_only]
    if words:
        print("Only words, which move no number:")
        for line in in_words(words):
            print(f"  {line}")


def in_words(changes: Iterable[PlanChange]) -> list[str]:
    """Return changes as lines, with the question whose part each is."""
    return [f"{f'question {one.question}, ' if one.question else ''}{one.part}: {one.said}" for one in changes]


def _tell_standing(plan: Plan, file: Path, named: str) -> None:
    locked = locked_plans(plan.study.folder)[-1]
    kept = NO_HISTORY if locked.version_control == NONE else f"The study folder: {locked.version_control}. {COMMIT}"
    print(f"\n{kept}")
    if locked.read_before:
        print(f"Read here before: {', '.join(locked.read_before)}. The report says so.")
    for name, one in stamps_of(plan).items():
        if plan.study.question(name).status == "planned":
            print(f"{name}: {stamp(one).text}")
    if not locked.deposit:
        print(
            f"To show others that it came first, deposit {shown(file)} and the page that evalkit plan writes where the "
            f"day can be seen, and give the address: evalkit lock {named} --deposit ADDRESS"
        )


def _when(plan: LockedPlan) -> str:
    return f"{plan.day.day} {plan.day:%B %Y} ({plan.digest[:SHORT]})"


JOB = lock
