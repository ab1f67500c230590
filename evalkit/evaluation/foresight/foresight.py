"""What a run of a study would refuse, and what its report must do without: one answer for every command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.core.errors import Fault, StudyFileError
from evalkit.data.folder.invented import invention
from evalkit.data.folder.thinned_copy import only
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.foresight.beforehand import Beforehand, settled_beforehand
from evalkit.evaluation.foresight.comparable import cannot_be_compared
from evalkit.evaluation.foresight.figures import figures_lacking
from evalkit.evaluation.foresight.listed import Listed, listed, refuse_unknown
from evalkit.evaluation.foresight.rehearsal import Rehearsal, first_station, with_outcomes
from evalkit.evaluation.memory import memory_of_a_run
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.plans import Plan, estimand
from evalkit.evaluation.tables import NO_SERIES
from evalkit.study.model import Question, Study
from evalkit.tables.panel import Panel


@dataclass(frozen=True, slots=True)
class Foresight:
    """What can be known of a run before it.

    Attributes
    ----------
    faults : tuple of Fault
        Everything that a run would refuse, in the order in which it should be mended.
    schools : tuple of str
        One line for each listed school: who it is, and what it lacks.
    remarks : tuple of str
        What checks must do without.
    certainty : tuple of str
        How certainty is judged in each question, and where that departs from the design's own rule.
    own : tuple of str
        Schools of the programme without a comparison, or that do not pass the rules of the plan, by number and name.
    """

    faults: tuple[Fault, ...]
    schools: tuple[str, ...]
    remarks: tuple[str, ...]
    certainty: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def foresee_schools(study: Study) -> Foresight:
    """Return what the tables say of the schools and of the study's word on them, whatever else is wrong with it."""
    folder = study.data_folder()
    if not folder.is_dir():
        return Foresight((no_folder(folder),), (), ())
    who = _listed(study, ())
    return Foresight((*who.faults, *contradiction(study)), who.lines, ())


def foresee(plan: Plan) -> Foresight:
    """Return what a run of the study would refuse, from a glance at its tables.

    Parameters
    ----------
    plan : Plan
        The study with every method bound, without a fault.
    """
    study = plan.study
    folder = study.data_folder()
    if not folder.is_dir():
        rules = [fault for question in study.questions for fault in with_outcomes(plan, question, None)[1]]
        return Foresight(_once([no_folder(folder), *rules]), (), ())
    who = _listed(study, estimand(study, study.questions[0]).years())
    evaluation = Evaluation(plan, memory_of_a_run(study.folder.absolute()))
    rehearsal = first_station(plan, evaluation, _numbers_of(study))
    faults = [*who.faults, *contradiction(study), *rehearsal.faults]
    remarks, sound = list[str](), list[str]()
    for question in study.questions:
        wrong, said = _of(plan, question, rehearsal)
        faults += wrong
        remarks += said
        sound += [] if wrong else [question.id]
    settled = settled_beforehand(plan, evaluation, sound) if rehearsal.whole else Beforehand((), (), ())
    every = _once([*faults, *settled.faults])
    return Foresight(every, who.lines, tuple(dict.fromkeys(remarks)), settled.certainty, settled.own)


def refuse_at_once(plan: Plan, panel: Panel) -> None:
    """Refuse what makes every answer of a study doubtful: a school that is nowhere, tables that are not what it says.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    panel : Panel
        Its schools by year.
    """
    if faults := contradiction(plan.study):
        raise StudyFileError(faults)
    refuse_unknown(plan.study, panel)


def contradiction(study: Study) -> tuple[Fault, ...]:
    """Return a fault where the study says of its tables that they are invented and they are not, or the reverse."""
    seen = invention(study.data_folder())
    if not (seen.invented or seen.given or seen.stamped) or seen.is_invented == study.data.synthetic:
        return ()
    said, meant = str(study.data.synthetic).lower(), str(seen.is_invented).lower()
    return (
        Fault(
            where="study.toml, [data], synthetic",
            found=f"{said}, but the tables hold {seen.in_words()}",
            allowed="true for invented tables, which every page of the report then says; false for published ones",
            next=f"write synthetic = {meant}, or name the folder that is meant",
        ),
    )


def no_folder(folder: Path) -> Fault:
    """Return the fault of a folder of tables that is not there."""
    return Fault(
        where=str(folder),
        found="no such folder",
        allowed="the folder with the tables of schools",
        next="put the tables there, or name their folder under [data] in the study file",
    )


def _listed(study: Study, years: tuple[int, ...]) -> Listed:
    """Return who the schools of the list are; nothing where no table can be cut into the rows of schools."""
    with TemporaryDirectory(prefix="evalkit-") as copy:
        numbers = only(study.data_folder(), Path(copy), study.data.files, _numbers_of(study))
        return listed(study, Path(copy), frozenset().union(*numbers.values()), years) if numbers else Listed((), ())


def _of(plan: Plan, question: Question, rehearsal: Rehearsal) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    """Return what stands against one question, and what its checks lack."""
    panel, faults = with_outcomes(plan, question, rehearsal)
    if panel is None:
        lacking = of_areas(question) and rehearsal.schools is not None and not rehearsal.faults
        return (*faults, *([_no_areas(question)] if lacking else [])), ()
    wrong, said = figures_lacking(plan, question, rehearsal, panel)
    if faults or wrong:
        return (*faults, *wrong), said
    return cannot_be_compared(plan, question, panel, rehearsal), said


def _no_areas(question: Question) -> Fault:
    return replace(NO_SERIES, where=f"the data folder, for the question {question.id} about whole authorities")


def _numbers_of(study: Study) -> frozenset[int]:
    listed_schools = (school.urn for school in study.schools.list)
    return frozenset((*listed_schools, *study.excluded, *(one.urn for one in study.overlaps)))


def _once(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(dict.fromkeys(faults))
