"""The plan of a study as a document: protocol, analysis plan, and when each was fixed and each result public."""

from __future__ import annotations

from evalkit.core.years import academic_year
from evalkit.document.parts import Callout, Contents, Document, Heading, Paragraph, Part, Table, one_layer
from evalkit.document.plan.analysis import analysis
from evalkit.document.plan.plan_facts import OutcomeFile, PlanFacts
from evalkit.document.plan.protocol import left_to_people, protocol
from evalkit.document.plan.questions import every_option, questions
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import Words, listed

INVENTED = "The tables that this plan names are invented. They stand for published ones and show nothing real."
NO_RECORD = "no record"
NOT_KNOWN = "not known"
READING = (
    "The names and the first rows of these files were looked at to tell what they are, and their bytes to tell one "
    "version from another. No figure after the baseline was read for this page. That there is no record of reading a "
    "file does not show that nobody looked at it."
)
NOT_LOCKED = "No plan was locked yet: evalkit lock freezes this one, and every later run says how it stands to it."
PUBLIC = (
    "“Public by” is the first release whose day could be checked; an earlier one may have gone before. Results that "
    "anybody could have seen when the plan was fixed make it weaker, however it was deposited."
)


def plan_document(facts: PlanFacts) -> Document:
    """Return the plan, in the headings of the Education Endowment Foundation's protocol and analysis plan."""
    parts: list[Part] = [Callout("notice", INVENTED)] if facts.study.data.synthetic else []
    parts += [*_in_short(facts), Contents(), *protocol(facts), *questions(facts), *analysis(facts)]
    parts += [*left_to_people(facts), *_data(facts), *_versions(facts), *every_option(facts)]
    what = facts.study.programme
    return one_layer(f"{facts.study.title}: protocol and analysis plan", f"{what.place}, {what.fund}", parts)


def _in_short(facts: PlanFacts) -> list[Part]:
    planned = [one.question.asks for one in facts.questions if one.question.status == "planned"]
    words = Words()
    count = words.count("questions", len(facts.questions), "question")
    asked = f"The plan asks {count}. " + (
        f"The main one: {words.repeat('question', planned[0])}" if planned else "None of them is planned."
    )
    rows = [
        {"what": "Digest of the plan", "is": facts.digest},
        {"what": "Written on", "is": f"{facts.written.day} {facts.written:%B %Y}"},
        {"what": "Code", "is": facts.code},
        {"what": "Study folder", "is": facts.version_control},
        {"what": "Locked", "is": _locked(facts)},
        {"what": "Deposited", "is": _deposited(facts)},
    ]
    columns = (Column("what", "What"), Column("is", "Entry"))
    return [
        Heading(2, "In short", "in-short"),
        Paragraph(asked),
        Table(table_block("plan-record", "This plan", columns, rows), "plan-record"),
    ]


def _locked(facts: PlanFacts) -> str:
    if not facts.locked:
        return "not yet"
    if not facts.unchanged:
        last = facts.locked[-1]
        return f"an earlier plan, {last.digest}, on {last.day.day} {last.day:%B %Y}; this one not yet"
    first = facts.unchanged[0]
    words = "" if first.digest == facts.digest else f", with the digest {first.digest}; no number moves between them"
    return f"{first.day.day} {first.day:%B %Y}, by the clock of the machine{words}"


def _deposited(facts: PlanFacts) -> str:
    found = [plan for plan in facts.unchanged if plan.deposited]
    told = (f"{plan.deposit}, {plan.deposited:%Y-%m-%d}, as the team says" for plan in found)
    return listed(told) or "not yet"


def _data(facts: PlanFacts) -> list[Part]:
    held = [one for one in facts.files if one.after]
    return [
        Heading(2, "Outcome data: since when public, and whether read here", "outcome-data"),
        Paragraph(READING),
        *([Table(_files(facts.files), "outcome-files"), Paragraph(PUBLIC)] if facts.files else [_no_files()]),
        *([] if held or not facts.files else [Paragraph("No file with results after the baseline is there yet.")]),
    ]


def _no_files() -> Paragraph:
    return Paragraph("No file with outcomes is in the data folder yet.")


def _files(files: tuple[OutcomeFile, ...]) -> Block:
    rows = [
        {
            "file": one.file,
            "years": listed(academic_year(year) for year in one.years) or "told by its rows alone",
            "vintage": one.vintage,
            "after": "yes" if one.after and one.years else "it may" if one.after else "no",
            "public": f"{one.public_by.day} {one.public_by:%B %Y}" if one.public_by else NOT_KNOWN,
            "source": one.source or ("a table of the study's own" if one.mapped else NOT_KNOWN),
            "read": one.read or NO_RECORD,
            "sha256": one.sha256,
        }
        for one in files
    ]
    columns = (
        Column("file", "File"),
        Column("years", "Exam year"),
        Column("vintage", "Vintage"),
        Column("after", "Results after the baseline"),
        Column("public", "Results of its year public by"),
        Column("source", "Who says so"),
        Column("read", "Record of reading it here"),
        Column("sha256", "Digest (SHA-256)"),
    )
    return table_block("plan-files", "Files with outcomes", columns, rows)


def _versions(facts: PlanFacts) -> list[Part]:
    parts: list[Part] = [Heading(2, "Protocol version history", "versions")]
    if not facts.locked:
        return [*parts, Paragraph(NOT_LOCKED)]
    rows = [
        {
            "day": f"{plan.day.day} {plan.day:%B %Y}",
            "digest": plan.digest,
            "file": plan.file,
            "control": plan.version_control,
            "deposit": plan.deposit or "none",
            "read": ", ".join(plan.read_before) or NO_RECORD,
        }
        for plan in facts.locked
    ]
    columns = (
        Column("day", "Locked on"),
        Column("digest", "Digest of the plan"),
        Column("file", "File"),
        Column("control", "Study folder then"),
        Column("deposit", "Deposited at"),
        Column("read", "Results after the baseline read here before"),
    )
    return [*parts, Table(table_block("plan-versions", "Plans that were locked", columns, rows), "plan-versions")]
