"""Local authorities of a study by their codes: a name is understood, a code that no authority has is a fault."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from evalkit.core.errors import Fault
from evalkit.places.authorities import authorities, code_of
from evalkit.study.model import Study


def with_area_codes(study: Study) -> tuple[Study, tuple[Fault, ...]]:
    """Return the study with the code of each authority in the place of its name, and a fault for each unknown one."""
    rule, donors = study.schools.rule, study.donors
    named = rule.areas if rule else ()
    faults = [
        *_unknown("study.toml, [schools], rule, areas", named),
        *_unknown("study.toml, [donors], exclude_areas", donors.exclude_areas),
    ]
    schools = (
        study.schools
        if rule is None
        else study.schools.model_copy(update={"rule": rule.model_copy(update={"areas": _codes(named)})})
    )
    donors = donors.model_copy(update={"exclude_areas": _codes(donors.exclude_areas)})
    return study.model_copy(update={"schools": schools, "donors": donors}), tuple(faults)


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(one if one in authorities() else code_of(one) or one for one in given)


def _unknown(where: str, given: Iterable[str]) -> list[Fault]:
    return [
        Fault(
            where=where,
            found=f'"{one}", which is no local authority of England',
            allowed="the three digits that DfE gives an authority, or its name",
            next=_near(one),
        )
        for one, code in zip(given, _codes(given), strict=True)
        if code not in authorities()
    ]


def _near(given: str) -> str:
    names = {authority.name: code for code, authority in authorities().items()}
    close = get_close_matches(given, names, n=1, cutoff=0.6)
    return f"did you mean {close[0]} ({names[close[0]]})?" if close else "look it up in data/reference"
