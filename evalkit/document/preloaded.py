"""Everything that figures are drawn with, loaded by importing this module: a page's first figure need not wait."""

from __future__ import annotations

import matplotlib.backends.backend_agg
import matplotlib.backends.backend_svg
import matplotlib.pyplot

from evalkit.document import kept_blocks as keeping
from evalkit.report import catalogue, verbs
from evalkit.report.figures import check, comparison, event_study, exposure, finding, flow, trends
from evalkit.report.sentences import finding as sentences
from evalkit.report.tables import finding as tables

LOADED = (
    *(matplotlib.backends.backend_agg, matplotlib.backends.backend_svg, matplotlib.pyplot),
    *(catalogue, keeping, verbs),
    *(check, comparison, event_study, exposure, finding, flow, trends),
    *(sentences, tables),
)
