"""Rules of the years that a study may set aside, by name, with a reason that the report prints."""

from __future__ import annotations

ADJUSTED_ONLY = "progress8 adjusted only"
ACROSS_THE_ADJUSTMENT = "progress8 across the adjustment"
NOT_RESCALED = "2016 not rescaled"
PANDEMIC_POOLED = "years around the pandemic pooled"
MEASURED_AFTER = "measured after the start"

OVERRIDES: dict[str, str] = {
    ADJUSTED_ONLY: "lets p8 use the adjusted figure in a year for which the original one is not published",
    ACROSS_THE_ADJUSTMENT: "lets p8_adjusted use the years before 2018, when there was no adjustment",
    NOT_RESCALED: "lets Progress 8 of 2016, on the old points, stand beside later years as published",
    PANDEMIC_POOLED: "lets years from 2022 stand beside years up to 2019",
    MEASURED_AFTER: "lets a comparison hold figures alike that end after the programme's start",
}
