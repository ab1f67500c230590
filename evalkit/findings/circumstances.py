"""What stands beside a finding in its file: a base year unlike its neighbours, and whom it compares."""

from __future__ import annotations

from evalkit.core.quantity import twelve_digits
from evalkit.records.base_year import BaseYear
from evalkit.records.own_schools import OwnStanding

Json = dict[str, object]


def base_year_content(found: BaseYear | None) -> Json:
    """Return the entry of a base year that lies below or above both its neighbours; nothing of any other."""
    if found is None:
        return {}
    two = found.two_years
    from_two = None if two is None else _ends(two.estimate, two.conf_low, two.conf_high)
    content = {
        "year": found.year,
        "kind": found.kind,
        "before": {"year": found.before, **_ends(found.before_estimate, found.before_low, found.before_high)},
        "after": {"year": found.after, **_ends(found.after_estimate, found.after_low, found.after_high)},
        "from_two_years": from_two,
        **({"refusal": found.refusal} if found.refusal else {}),
    }
    return {"base_year": content}


def own_schools_content(standing: OwnStanding | None) -> Json:
    """Return the entry of the programme's own schools: how many are compared, and why others are not."""
    if standing is None:
        return {}
    return {
        "standing": {
            "programme": standing.programme,
            "asked": standing.asked,
            "compared": standing.compared,
            "lost": [{"reason": reason, "count": count} for reason, count in standing.lost],
            "unlike": standing.unlike,
        }
    }


def _ends(estimate: float, low: float, high: float) -> Json:
    named = {"estimate": estimate, "conf_low": low, "conf_high": high}
    return {name: twelve_digits(float(value)) for name, value in named.items()}
