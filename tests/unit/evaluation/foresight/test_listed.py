"""Each listed school is told with its name, authority and type, and with what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import StudyFileError, by_remedy
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.foresight.foresight import foresee, refuse_at_once
from evalkit.evaluation.foresight.listed import near
from evalkit.evaluation.study_opening import read_plan
from tests.hostile.foreseen import CLOSED, ELSEWHERE, INDEPENDENT, PROGRAMME, SPECIAL, Variant, write_study

NOWHERE = 990010
REGISTER = (
    "URN,LA (code),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),"
    "OpenDate,CloseDate\n"
    f"{CLOSED},856,4001,Invented School,Community school,Closed,,31-08-2016\n"
    f"{NOWHERE},856,4002,Invented New School,Community school,Open,01-09-2023,\n"
)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """Return the line of each school of a mixed list."""
    schools = (*PROGRAMME, SPECIAL, INDEPENDENT, CLOSED, ELSEWHERE, NOWHERE)
    folder = write_study(tmp_path_factory.mktemp("listed") / "study", Variant((), schools=schools))
    (folder / "tables" / "edubasealldata20190901.csv").write_text(REGISTER.replace(f"{NOWHERE}", "990099"))
    return {int(line[:6]): line for line in foresee(read_plan(folder, None)).schools}


def test_every_school_has_its_name_its_authority_and_its_type(lines: dict[int, str]) -> None:
    assert lines[PROGRAMME[0]] == f"{PROGRAMME[0]} Invented School {PROGRAMME[0]}, Leicester, converter academy"


@pytest.mark.parametrize(
    ("school", "words"),
    [
        (SPECIAL, "special school; not a mainstream state-funded school"),
        (INDEPENDENT, "independent school; not a mainstream state-funded school"),
        (ELSEWHERE, "in another authority than most of the list, which are in Leicester"),
        (CLOSED, "closed on 2016-08-31; no results under this number in 2016/17 and 2018/19"),
        (NOWHERE, "found nowhere"),
    ],
)
def test_what_is_unlike_the_others_is_said(lines: dict[int, str], school: int, words: str) -> None:
    assert words in lines[school]


def test_a_number_found_nowhere_comes_first(lines: dict[int, str]) -> None:
    assert next(iter(lines)) == NOWHERE


def test_a_school_that_only_a_register_knows_is_no_fault(tmp_path: Path) -> None:
    folder = write_study(tmp_path / "study", Variant((), schools=(*PROGRAMME, NOWHERE)))
    plan = read_plan(folder, None)
    panel = Evaluation(plan).panel()
    with pytest.raises(StudyFileError, match=f"school {NOWHERE}"):
        refuse_at_once(plan, panel)
    (folder / "tables" / "edubasealldata20190901.csv").write_text(REGISTER, encoding="utf-8")
    refuse_at_once(plan, panel)
    assert foresee(plan).faults == ()


@pytest.mark.parametrize(
    ("urn", "expected"),
    [
        (123465, (123456, 123466)),
        (123457, (123456,)),
        (999998, (123456, 123466, 140000)),
    ],
)
def test_near_a_number_are_slips_of_the_pen_and_else_the_next_ones(urn: int, expected: tuple[int, ...]) -> None:
    assert near(urn, {123456, 123466, 140000}) == expected


def test_faults_that_are_mended_alike_stand_together(tmp_path: Path) -> None:
    schools = (*PROGRAMME, NOWHERE, NOWHERE + 1)
    faults = foresee(read_plan(write_study(tmp_path / "study", Variant((), schools=schools)), None)).faults
    ((remedy, together),) = by_remedy(faults)
    assert remedy.startswith("correct the number")
    assert len(together) == 2
