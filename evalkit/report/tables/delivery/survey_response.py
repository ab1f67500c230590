"""Who answered the questionnaires, as tables."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.records.delivery.survey_response import GroupResponse, QuestionnaireResponse, SurveyResponse
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, SUPPRESSED, Column, not_shown, table_block
from evalkit.report.words import Words

PARTS = ("survey_response", "groups", "lost")
PEOPLE = Unit("people", 0)
SHARE = Unit("per cent", 0)
STEPS = Unit("steps of the scale", 2)
COUNTS_ONLY = "Of fewer than ten people only counts are shown, no shares and no means."


def survey_response(result: SurveyResponse) -> Block:
    """People asked and people who answered, by wave; who answered at both times."""
    columns = (
        Column("survey", "Questionnaire"),
        Column("wave", "When"),
        Column("invited", "People asked", PEOPLE),
        Column("answered", "People who answered", PEOPLE),
        Column("share", "Share (%)", SHARE),
        Column("both", "Answered first and last time", PEOPLE, NOT_APPLICABLE),
    )
    rows = [
        {
            "survey": one.name,
            "wave": wave.wave,
            "invited": wave.invited,
            "answered": wave.answered,
            "share": _share(wave.answered, wave.invited),
            "both": one.both if len(one.waves) > 1 else None,
        }
        for one in result.surveys
        for wave in one.waves
    ]
    return table_block("survey-response", "Who was asked, and who answered", columns, rows, notes=(COUNTS_ONLY,))


def groups(result: SurveyResponse) -> Block:
    """People who answered by school and by role, and how many of the first time came back for the last."""
    columns = (
        Column("survey", "Questionnaire"),
        Column("group", "School or role"),
        Column("first", "Answered first", PEOPLE),
        Column("last", "Answered last", PEOPLE, NOT_APPLICABLE),
        Column("both", "Of the first, answered last too", PEOPLE, NOT_APPLICABLE),
    )
    rows = [
        {
            "survey": one.name,
            "group": group.name,
            "first": group.answered[0],
            "last": group.answered[-1] if len(one.waves) > 1 else None,
            "both": group.both if len(one.waves) > 1 else None,
        }
        for one in result.surveys
        for group in (*one.schools, *_roles(one))
    ]
    hidden = max((one.hidden for one in result.surveys), default=0)
    return table_block(
        "survey-response-groups",
        "Who answered, by school and by role",
        columns,
        rows,
        notes=not_shown(hidden),
    )


def lost(result: SurveyResponse) -> Block:
    """First answers of those who came back beside those who did not."""
    columns = (
        Column("survey", "Questionnaire"),
        Column("scale", "Scale"),
        Column("stayed", "People who came back", PEOPLE),
        Column("mean_stayed", "Their first mean", STEPS, SUPPRESSED),
        Column("left", "People who did not", PEOPLE),
        Column("mean_left", "Their first mean", STEPS, SUPPRESSED),
        Column("apart", "Apart, in standard deviations", STEPS.difference(), SUPPRESSED),
    )
    rows = [
        {
            "survey": one.name,
            "scale": each.scale,
            "stayed": each.stayed,
            "mean_stayed": each.mean_stayed,
            "left": each.left,
            "mean_left": each.mean_left,
            "apart": (each.mean_stayed - each.mean_left) / each.sd if each.sd > 0 else math.nan,
        }
        for one in result.surveys
        for each in one.compared
    ]
    if not rows:
        return Words().block("survey-response-lost", "")
    note = "Above nought, those who came back had answered higher at first than those who did not."
    return table_block(
        "survey-response-lost",
        "Did those who answered once differ from those who came back?",
        columns,
        rows,
        notes=(note, COUNTS_ONLY),
    )


def _roles(one: QuestionnaireResponse) -> tuple[GroupResponse, ...]:
    return tuple(GroupResponse(f"role: {role.name}", role.answered, role.both) for role in one.roles)


def _share(answered: int, invited: int | None) -> float | None:
    return 100 * answered / invited if invited is not None and invited >= FEWEST_PEOPLE else None
