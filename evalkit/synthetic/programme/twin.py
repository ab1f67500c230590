"""The tables of both invented programmes, drawn from a seed and from what is planted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evalkit.core.errors import StudyFileError
from evalkit.study.model import Study
from evalkit.synthetic.programme.cast import Row
from evalkit.synthetic.programme.leicester import leicester
from evalkit.synthetic.programme.north_west import north_west
from evalkit.synthetic.programme.truth import PlantedInDraw, ProgrammeTruth

Made = tuple[dict[str, list[Row]], PlantedInDraw]
MAKERS: Mapping[str, Callable[[Study, int, ProgrammeTruth], Made]] = {
    "leicester": leicester,
    "north-west": north_west,
}
# What is planted in the tables that the shipped studies hold.
TRUTHS = {"leicester": ProgrammeTruth(did_not_fade=0), "north-west": ProgrammeTruth(hardly_came=1)}


@dataclass(frozen=True, slots=True)
class ProgrammeTwin:
    """The tables of one draw, and the truth behind them.

    Attributes
    ----------
    tables : dict of str to list of dict
        Rows by table, under our names of columns.
    planted : PlantedInDraw
        The true values behind this draw.
    """

    tables: dict[str, list[Row]]
    planted: PlantedInDraw


def programme_twin(study: Study, *, seed: int | None = None, truth: ProgrammeTruth | None = None) -> ProgrammeTwin:
    """Return the tables of an invented programme; the same arguments give the same rows.

    Parameters
    ----------
    study : Study
        One of the shipped studies, whose schools, strands and questionnaires the tables follow.
    seed : int or None
        Of the draws; the study's own when left out.
    truth : ProgrammeTruth or None
        What is planted; the usual when left out.
    """
    if study.name not in MAKERS:
        raise StudyFileError.one(
            where=f"study {study.name}",
            found="a study of whose programme nothing is invented",
            allowed=" or ".join(MAKERS),
            next="fill the programme's own tables instead; evalkit new writes a workbook for them",
        )
    made = MAKERS[study.name](study, study.seed if seed is None else seed, truth or TRUTHS[study.name])
    return ProgrammeTwin(*made)
