"""Matches a new study so that its comparison schools are alike enough, before any result after the start is read."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.errors import DesignError, EvalkitError
from evalkit.evaluation.study_opening import open_study
from evalkit.run.beginning.answers import Answers
from evalkit.run.beginning.study_text import AS_IN_THE_TEMPLATE, FILE, study_file
from evalkit.run.beginning.study_words import Matching

BETTER = "Comparison schools were not alike enough before the start otherwise."
FEWER = "three stand beside each school of the programme, not five"
ANYWHERE = "they may lie in another kind of place, in London or elsewhere"
# Tried in this order; each gives up as little as it can. What is no longer matched on is shown.
MATCHINGS = (
    AS_IN_THE_TEMPLATE,
    Matching(3, (), f"{BETTER} So {FEWER}."),
    Matching(5, ("pupils",), f"{BETTER} So the number of pupils is shown, and not matched on."),
    Matching(3, ("pupils",), f"{BETTER} So {FEWER}, and the number of pupils is only shown."),
    Matching(3, ("pupils", "eal"), f"{BETTER} So {FEWER}; pupils and first languages are only shown."),
    Matching(5, (), f"{BETTER} So {ANYWHERE}.", ("area_type",)),
    Matching(3, ("pupils",), f"{BETTER} So {ANYWHERE}; {FEWER}; the number of pupils is only shown.", ("area_type",)),
    Matching(
        3,
        ("pupils", "eal"),
        f"{BETTER} So {ANYWHERE}, and be for girls, boys or both; {FEWER}; pupils and first languages are only shown.",
        ("area_type", "gender"),
    ),
)
NONE_FITS = (
    "No comparison schools are alike enough in the figures that the study names. evalkit check says in which; take one "
    "of them out of nearest, near the end of study.toml, and check again."
)


def fitted(folder: Path, answers: Answers) -> tuple[str, ...]:
    """Write study.toml with the first matching whose two sides are alike enough; return what is to be said of it.

    Only what was known before the start decides; no later result is looked at.

    Parameters
    ----------
    folder : Path
        Of the study, which has been written.
    answers : Answers
        All of them.
    """
    for matching in MATCHINGS:
        (folder / FILE).write_text(study_file(folder, answers, matching), encoding="utf-8", newline="\n")
        try:
            evaluation = open_study(folder)
            evaluation.comparison(evaluation.study.questions[0].id)
        except DesignError:
            continue
        except EvalkitError:
            # Nothing that matching could mend; evalkit check names it with what to do.
            return ()
        return (matching.because,) if matching.because else ()
    (folder / FILE).write_text(study_file(folder, answers, MATCHINGS[0]), encoding="utf-8", newline="\n")
    return (NONE_FITS,)
