"""One school of a study: whether it is in it, and what its own sheet holds."""

from __future__ import annotations

from evalkit.core.errors import StudyFileError
from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.one_school import school_cohorts, school_share
from evalkit.document.school_document import SchoolView
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.plans import programme_of
from evalkit.evaluation.waves import EVERY_SCHOOL, cohorts
from evalkit.programme.kept import KeptTables
from evalkit.records.description import Exposure
from evalkit.study.model import Study
from evalkit.tables.panel import Panel


def school_view(evaluation: Evaluation, urn: int) -> SchoolView:
    """Return what the sheet of one school holds; one that is not in the study is refused in words.

    Parameters
    ----------
    evaluation : Evaluation
        An open study.
    urn : int
        Number of the school, as the study lists it or under any number that it had.
    """
    study, panel = evaluation.study, evaluation.panel()
    unit = _unit(panel, urn)
    if unit not in programme_of(study, panel):
        raise StudyFileError.one(
            where=f"evalkit school {urn}, study {study.name}",
            found="a number that is not of a school of this study",
            allowed="a school that took part in the programme; a sheet is for the school itself, about itself",
            next="look the number up in schools.csv of the study, or name another study with --study",
        )
    kept: KeptTables = evaluation.programme_tables()
    listed = next((one.urn for one in study.schools.list if _unit(panel, one.urn) == unit), urn)
    in_tables = bool((kept.rows("schools")["urn"] == listed).any())
    rows = panel.frame[(panel.frame["unit"] == unit) & panel.frame["name"].notna()]
    return SchoolView(
        study=study,
        urn=listed,
        name=str(rows["name"].iloc[-1]) if len(rows) else "",
        cohorts=school_cohorts(panel, urn, cohorts(study), _after(study, listed, evaluation.exposure())),
        share=school_share(DeliveryInputs(study, kept), listed) if in_tables else None,
    )


def _unit(panel: Panel, urn: int) -> int:
    return urn if panel.lineages is None else int(panel.lineages.of([urn])[0])


def _after(study: Study, urn: int, exposure: Exposure) -> dict[int, float]:
    """Return the share of each cohort's courses that came after the start in the school's own wave."""
    own = next((one.wave for one in study.schools.list if one.urn == urn), "")
    wave = next((one.name for one in study.schools.waves if one.id == own), EVERY_SCHOOL)
    return {row.cohort: row.share for row in exposure.rows if row.wave == wave}
