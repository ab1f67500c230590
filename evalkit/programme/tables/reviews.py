"""What each review found, area by area, and who judged."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, called, day, school, such_as, words, yes_no
from evalkit.programme.tables.parts.table import ProgrammeColumn, ProgrammeTable

AREAS = (
    "leadership and planning",
    "curriculum and schemes",
    "teaching",
    "assessment",
    "use of KS2 data",
    "interventions",
    "staffing and specialists",
    "pupil voice and books",
    "numeracy across the curriculum",
    "transition",
    "professional development",
    "outcomes",
)
AREAS_WRITTEN = (
    ("leadership", "leadership and planning"),
    ("curriculum", "curriculum and schemes"),
    ("schemes of work", "curriculum and schemes"),
    ("intervention", "interventions"),
    ("staffing", "staffing and specialists"),
    ("pupil voice", "pupil voice and books"),
    ("numeracy", "numeracy across the curriculum"),
)

TABLE = ProgrammeTable(
    name="reviews",
    title="Reviews of departments",
    row="one area of one school judged by one rater",
    place=7,
    key=("school", "date", "round", "area", "judged_by", "rater"),
    fills=("departments",),
    named="code",
    columns=(
        school(),
        day("date", "Date", "the day of the review", "09/10/2017", needed=True),
        words(
            "round",
            "Round",
            "which review it was, such as first or last; the same words in each school",
            "first",
            needed=True,
        ),
        called(among("area", "Area", "what was judged", AREAS, needed=True, written=AREAS_WRITTEN), "Strand reviewed"),
        ProgrammeColumn(
            name="rating",
            label="Rating",
            kind="category",
            refers="ratings",
            example="2",
            needed=True,
            explains="the level, in the words of the scale that the study file declares, such as 1 to 4",
        ),
        such_as(
            among("judged_by", "Judged by", "who judged", ("self", "peer", "external", "joint"), needed=True),
            "external",
        ),
        ProgrammeColumn(
            name="rater",
            label="Rater code",
            kind="person",
            explains="a code for the rater, never a name",
            example="R01",
        ),
        yes_no("moderated", "Moderated", "whether the rating was checked by somebody from outside"),
        words("evidence", "Evidence", "what it rests on", "books of two classes in each year"),
        words("next_step", "Next step", "what was agreed", "one scheme for Years 7 to 9"),
    ),
)
