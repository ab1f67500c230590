"""A small study with tables and a finished report, none of which was ever run: enough to be packed and looked at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from evalkit.document.renderers import RENDERERS
from evalkit.evaluation.plans import as_plain
from evalkit.evaluation.study_opening import read_plan
from evalkit.findings.file import SCHEMA_VERSION
from evalkit.run.handover.packing import BundleContents, packed
from evalkit.run.reports.placing import ENTRIES, FILES, NOTED
from evalkit.run.reports.record import RECORD_VERSION, code, versions
from evalkit.study.study_reader import read_study
from tests.support.locked import study_copy

TABLES = {"2016-2017/ks4.csv": "URN,P8MEAMAT\n990001,0.1\n", "2018-2019/ks4.csv": "URN,P8MEAMAT\n990001,0.2\n"}
# It lies beside the tables, and nothing reads it.
BESIDE = "notes/readme.csv"
NUMBERS = (
    "place,text,number,value,name,finding,block,rows,files\nfront,It is 0.18.,0.18,0.18,estimate,attainment,,a row,\n"
)
FINDING = {
    "id": "attainment",
    "question": "Did it rise?",
    "unit": {"name": "grades", "decimals": 2},
    "estimate": 0.18,
    "primary": "placebo_areas",
    "inferences": [{"name": "placebo_areas", "conf_low": -0.02, "conf_high": 0.37}],
}
FINDINGS = {"schema_version": SCHEMA_VERSION, "findings": [FINDING]}
PAGE = "<!doctype html><title>Ours</title>"
# A file of each edition of each format; of one that is a folder, a file in it.
FORMATS = tuple(
    name if Path(name).suffix else f"{name}/01-one.png"
    for renderer in RENDERERS.parts().values()
    for name in map(renderer.file_of, renderer.editions)
)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Where it all is.

    Attributes
    ----------
    study, tables, report : Path
        Folders of the study, of its tables and of its report.
    """

    study: Path
    tables: Path
    report: Path

    def packed(self) -> BundleContents:
        """Return the files of its bundle."""
        return packed(read_study(self.study, data=self.tables), self.report, None)


def handed_over(folder: Path) -> HandedOver:
    """Lay a study, its tables and its report out in a folder."""
    made = HandedOver(study_copy(folder / "studies"), folder / "tables", folder / "reports" / "north-west")
    for name, text in {**TABLES, BESIDE: "a note\n"}.items():
        write(made.tables / name, text)
    plan = as_plain(read_plan(made.study, made.tables))
    write_report(made.report, record(made.tables, str(plan["digest"])))
    return made


def record(tables: Path, plan: str) -> dict[str, object]:
    """Return the record of a run on some tables."""
    read = {name: sha256((tables / name).read_bytes()).hexdigest() for name in TABLES}
    return {
        "record_version": RECORD_VERSION,
        "study": "north-west",
        "commit": "no commit",
        "code": code(),
        "seed": 1,
        "plan": {"digest": plan},
        "inputs": [{"file": name, "year": 0, "sha256": value} for name, value in read.items()],
        "versions": versions(),
        "stations": [{"what": "panel", "rests_on": _rests_on(tables)}],
    }


def _rests_on(tables: Path) -> dict[str, str]:
    """Return every file that lies among the tables, read or not, as a run keys its stations by them."""
    files = [name for name in (*TABLES, BESIDE) if (tables / name).is_file()]
    return {f"table {name}": sha256((tables / name).read_bytes()).hexdigest()[:16] for name in files}


def write_report(folder: Path, told: dict[str, object], estimate: float = 0.18) -> Path:
    """Write the files of a report, with what the run notes of them."""
    findings = {**FINDINGS, "findings": [{**FINDING, "estimate": estimate}]}
    for name, text in {
        "record.json": json.dumps(told),
        "findings.json": json.dumps(findings),
        "numbers.csv": NUMBERS.replace("0.18,0.18", f"{estimate},{estimate}"),
        "pages/04-effect/01-finding.csv": "estimate\n0.18\n",
        "pages/04-effect/01-finding.json": "{}",
        "tables/04-effect-finding.csv": "estimate\n0.18\n",
        **dict.fromkeys(FORMATS, PAGE),
    }.items():
        write(folder / name, text)
    noted = {
        FILES: dict.fromkeys(FORMATS, sha256(PAGE.encode()).hexdigest()),
        ENTRIES: sorted(one.name for one in folder.iterdir()),
    }
    write(folder / NOTED, json.dumps(noted))
    return folder


def write(file: Path, text: str) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
