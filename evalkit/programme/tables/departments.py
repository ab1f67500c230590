"""Who teaches maths in each school and term, and what the department has in place."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, called, number, school, such_as, term, words, yes_no
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="departments",
    title="Departments of maths",
    row="one school in one term",
    place=6,
    key=("school", "term"),
    fills=("departments",),
    named="code",
    columns=(
        school(),
        called(term(), "Year"),
        called(number("teachers", "Maths teachers (headcount)", "people who taught any maths", "9"), "Maths teachers"),
        number("fte", "Maths teachers (FTE)", "the same as full-time equivalents", "8.4", kind="number"),
        called(
            number("specialists", "Specialists", "how many of them trained as teachers of maths", "6"),
            "Of whom specialists",
        ),
        number("early_career", "Early career", "how many were in their first two years", "1"),
        number("vacancies", "Vacancies", "posts not filled", "0"),
        number("left", "Left in the year", "teachers of maths who left in this school year", "1"),
        called(
            yes_no(
                "head_all_year", "Head of maths in post all year", "whether the same head of maths was in post all year"
            ),
            "Head of department in post all year",
        ),
        yes_no(
            "head_on_leadership",
            "Head of maths on leadership team",
            "whether the head of maths belonged to the senior leadership team",
        ),
        number(
            "non_specialist_lessons",
            "Lessons by non-specialists (%)",
            "share of maths lessons taught by people not trained in maths",
            "24",
            kind="percent",
        ),
        number(
            "timetabled_cpd",
            "Timetabled CPD (hours a half term)",
            "hours of professional development inside the timetable",
            "6",
            kind="hours",
        ),
        number(
            "joint_planned",
            "Joint sessions planned",
            "joint sessions with other schools planned this term, after half-term and before",
            "2",
        ),
        number("joint_held", "Joint sessions held", "how many of them were held", "1"),
        such_as(
            among(
                "follows_ks2",
                "Follows pupils from KS2",
                "whether the school follows each pupil's progress from the Key Stage 2 baseline",
                ("no", "some years", "all years"),
            ),
            "some years",
        ),
        such_as(
            among(
                "scheme", "Scheme of work", "where the scheme of work stands", ("none", "in place", "revised", "shared")
            ),
            "in place",
        ),
        words("grouping", "Grouping", "how pupils are grouped for maths", "sets from Year 8"),
    ),
)
