"""The plans of a study that were locked: one file each in its folder ``plans``, never written over.

A file holds the resolved plan with its digest, the day, the state of the code and of the study's version control,
and where the plan was deposited. It is sealed: a file that was edited afterwards is refused.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from evalkit.core.errors import Fault, StudyFileError

PLANS = "plans"
FORMAT = 1
NOT_AS_LOCKED = "not as evalkit lock wrote it"
# Enough of a digest to tell two plans apart in a file's name.
SHORT = 8
NUMBERED = re.compile(r"(\d+)-")


@dataclass(frozen=True, slots=True)
class LockedPlan:
    """One plan, as it was locked.

    Attributes
    ----------
    study : str
        Name of the study.
    locked_at : datetime
        When, by the clock of the machine.
    digest : str
        Of the resolved plan, as in the record of a run.
    plan : mapping
        The resolved plan with all defaults, as plain values.
    code : str
        Version and commit of evalkit.
    version_control : str
        Commit of the study folder and whether it had changes, or that it is under no version control.
    deposit : str
        Address of the deposit; empty where there is none.
    deposited : date or None
        The day of the deposit, as the project lead says.
    read_before : tuple of str
        Tables with results after the baseline that this workspace had a record of reading.
    file : str
        Name of the file below the study folder; empty before it is written.
    """

    study: str
    locked_at: dt.datetime
    digest: str
    plan: Mapping[str, object] = field(repr=False)
    code: str
    version_control: str
    deposit: str = ""
    deposited: dt.date | None = None
    read_before: tuple[str, ...] = ()
    file: str = ""

    @property
    def day(self) -> dt.date:
        """The day on which it was locked."""
        return self.locked_at.date()


def locked_plans(folder: Path) -> tuple[LockedPlan, ...]:
    """Return the locked plans of a study folder, the first first; what is wrong with any is raised together."""
    plans, faults = inspect_plans(folder)
    if faults:
        raise StudyFileError(faults)
    return plans


def inspect_plans(folder: Path) -> tuple[tuple[LockedPlan, ...], tuple[Fault, ...]]:
    """Return the locked plans that can be read, the first first, and a fault for each file that cannot."""
    plans: list[LockedPlan] = []
    faults: list[Fault] = []
    for file in sorted((folder / PLANS).glob("*.json")):
        name = f"{PLANS}/{file.name}"
        try:
            plans.append(_read(json.loads(file.read_text(encoding="utf-8")), name))
        except OSError as error:
            faults.append(_fault(name, f"a file that cannot be read ({error.strerror})"))
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
            faults.append(_fault(name, f"a file that is {NOT_AS_LOCKED} (it holds something else)"))
        except ValueError as error:
            faults.append(_fault(name, f"a file that is {NOT_AS_LOCKED} ({error})"))
    return tuple(sorted(plans, key=lambda plan: plan.locked_at)), tuple(faults)


def write_plan(folder: Path, plan: LockedPlan) -> Path:
    """Write a plan beside the earlier ones and return its file; one that is there is never written over."""
    content = _content(plan)
    numbers = [int(hit.group(1)) for one in (folder / PLANS).glob("*.json") if (hit := NUMBERED.match(one.name))]
    name = f"{max(numbers, default=0) + 1:03d}-{plan.day.isoformat()}-{plan.digest[:SHORT]}.json"
    file = folder / PLANS / name
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(json.dumps({**content, "seal": _seal(content)}, indent=1, ensure_ascii=False) + "\n")
    except OSError as error:
        raise StudyFileError.one(
            where=f"{folder.name}, {PLANS}/{file.name}",
            found=f"a file that cannot be written ({error.strerror})",
            allowed="a study folder that can be written",
            next="give the command again in a study folder of your own",
        ) from None
    return file


def _content(plan: LockedPlan) -> dict[str, object]:
    return {
        "format": FORMAT,
        "study": plan.study,
        "locked_at": plan.locked_at.isoformat(),
        "digest": plan.digest,
        "code": plan.code,
        "version_control": plan.version_control,
        "deposit": plan.deposit,
        "deposited": plan.deposited.isoformat() if plan.deposited else "",
        "read_before": list(plan.read_before),
        "plan": plan.plan,
    }


def _read(content: Mapping[str, object], name: str) -> LockedPlan:
    sealed = {key: value for key, value in content.items() if key != "seal"}
    if content["seal"] != _seal(sealed):
        message = "it was edited after it was locked"
        raise ValueError(message)
    plan, read = content["plan"], content["read_before"]
    assert isinstance(plan, dict)
    assert isinstance(read, list)
    day = str(content["deposited"])
    return LockedPlan(
        study=str(content["study"]),
        locked_at=dt.datetime.fromisoformat(str(content["locked_at"])),
        digest=str(content["digest"]),
        plan=plan,
        code=str(content["code"]),
        version_control=str(content["version_control"]),
        deposit=str(content["deposit"]),
        deposited=dt.date.fromisoformat(day) if day else None,
        read_before=tuple(map(str, read)),
        file=name,
    )


def _seal(content: Mapping[str, object]) -> str:
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _fault(where: str, found: str) -> Fault:
    return Fault(
        where=where,
        found=found,
        allowed="a locked plan, untouched",
        next="put the file back as it was, from version control or the deposit; a plan that nobody needs may be "
        "removed, and the report then no longer knows of it",
    )
