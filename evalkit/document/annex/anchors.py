"""Where the parts of the annex stand, so that each can lead to the others."""

from __future__ import annotations

FINDER = "annex-finder"
FIRST = "annex-first-questions"
PLAN = "annex-plan"
STAMPS = "annex-stamps"
DEVIATIONS = "annex-deviations"
RERUN = "annex-rerun"
ASSUMPTIONS = "annex-assumptions-log"
DECISIONS = "annex-decisions-log"
DATA = "annex-data-log"
QUALITY = "annex-quality-log"
TYPED = "annex-typed"
