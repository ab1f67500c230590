"""Who delivered what, how they were chosen, and whether they kept time and money."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, body, code, day, number, words
from evalkit.programme.tables.parts.table import ProgrammeColumn, ProgrammeTable

TABLE = ProgrammeTable(
    name="providers",
    title="Providers",
    row="one organisation that delivered something",
    place=3,
    key=("provider",),
    fills=("done", "reach"),
    named="public",
    columns=(
        code("provider", "Provider", "a code of your own", "P01"),
        body("name", "Name", "what it is called", "Example Maths Hub", needed=True),
        among(
            "kind",
            "Kind",
            "what it is",
            (
                "maths hub",
                "teaching school",
                "research school",
                "school",
                "trust",
                "university",
                "authority",
                "company",
                "charity",
            ),
            needed=True,
        ),
        ProgrammeColumn(
            name="urn", label="URN", kind="number", low=100000, high=999999, explains="its number, if it is a school"
        ),
        words(
            "commissioned",
            "How commissioned",
            "how it was chosen: tender, partner of the bid, invited",
            "partner of the bid",
        ),
        words(
            "record_before",
            "Record before (evidence)",
            "what it had delivered before, and where that stands",
            "led the same course in two authorities",
        ),
        number("staff", "Staff named", "how many people it named to deliver", "3"),
        day("planned_start", "Planned start", "the day on which it was to begin", "01/10/2017"),
        day("real_start", "Real start", "the day on which it began", "10/10/2017"),
        number("budget", "Budget", "pounds it was to be paid", "12000", kind="money"),
        number("spend", "Spend", "pounds it was paid", "11800", kind="money"),
        number("cancelled", "Sessions cancelled", "sessions it cancelled", "1"),
        words("quality", "Quality", "what was said of its sessions, and by whom", "feedback forms: 4.4 of 5"),
    ),
)
