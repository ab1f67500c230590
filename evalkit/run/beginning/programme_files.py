"""What a new study holds for recording what was done: the workbook of the programme, and the forms that fill it."""

from __future__ import annotations

from evalkit.document.report_parts import REPORT_PARTS
from evalkit.programme.files import WORKBOOK
from evalkit.programme.instruments.content import instruments
from evalkit.programme.instruments.sheets import SHEETS, sheets
from evalkit.programme.instruments.texts import texts
from evalkit.programme.template import TemplateSchool, TemplateWords, template
from evalkit.run.beginning.answers import Answers

INSTRUMENTS = "instruments"


def programme_files(answers: Answers) -> dict[str, bytes]:
    """Return the content of each file by its place in the study folder.

    Parameters
    ----------
    answers : Answers
        Of the study: its name, and its schools where they were named one by one.
    """
    schools = (
        TemplateSchool(urn, known.name or f"School {urn}", answers.starts) for urn, known in answers.schools.items()
    )
    programme = answers.said("programme")
    words = TemplateWords(programme, {part.id: part.title for part in REPORT_PARTS}, tuple(schools), (programme,))
    forms = instruments()
    return {
        WORKBOOK: template(words),
        f"{INSTRUMENTS}/{SHEETS}": sheets(forms),
        **{f"{INSTRUMENTS}/{name}": text.encode() for name, text in texts(forms).items()},
    }
