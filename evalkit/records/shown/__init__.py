"""What checks show: one small record for each kind of thing, with named fields.

A drawing, a table and a file are made for a kind, never for the names of columns. A check that fits none of the
special kinds gives `Refits` or `JudgedRefits`, which take further columns of any name.
"""

from evalkit.records.shown.contrasts import (
    OutcomeShift,
    OutcomeShifts,
    TiedGroup,
    TiedGroups,
    YearContrast,
    YearContrasts,
)
from evalkit.records.shown.gains import BaselineGain, GainsByBaseline, Swing, YearLevel
from evalkit.records.shown.kind import Shown
from evalkit.records.shown.left_out import AreasLeftOut, SchoolsLeftOut, WithoutArea, WithoutSchool
from evalkit.records.shown.paths import ChangePath, PathStep, SupportShare, SupportShares
from evalkit.records.shown.refits import (
    Further,
    HiddenNumbers,
    JudgedRefit,
    JudgedRefits,
    NamedNumber,
    Refits,
    Refitted,
)

__all__ = [
    "AreasLeftOut",
    "BaselineGain",
    "ChangePath",
    "Further",
    "GainsByBaseline",
    "HiddenNumbers",
    "JudgedRefit",
    "JudgedRefits",
    "NamedNumber",
    "OutcomeShift",
    "OutcomeShifts",
    "PathStep",
    "Refits",
    "Refitted",
    "SchoolsLeftOut",
    "Shown",
    "SupportShare",
    "SupportShares",
    "Swing",
    "TiedGroup",
    "TiedGroups",
    "WithoutArea",
    "WithoutSchool",
    "YearContrast",
    "YearContrasts",
    "YearLevel",
]
