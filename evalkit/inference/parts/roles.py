"""Parts that inferences play for those who need one of a kind: the rule of the primary, the smallest effect, checks."""

from __future__ import annotations

WHOLE_AREAS = "untreated areas in the programme's place"
SETS = "sets of schools in the place of a few"
AUTHORITIES = "untreated authorities in the programme's place"
VARIANCES = "both variances of untreated areas"
AREA_CLUSTERS = "clusters that are areas"
CLUSTERS = "clusters that are schools"

# Their own distribution is read from placebos, so that how well the variances are known is a matter of areas.
BY_PLACEBOS = frozenset({WHOLE_AREAS, SETS})
