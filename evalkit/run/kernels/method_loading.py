"""Loading ahead what pages and stations would load one by one: every method, table, figure and sentence of our own."""

from __future__ import annotations

from evalkit.data.sources import SOURCES
from evalkit.delivery import DELIVERY
from evalkit.design import DESIGNS
from evalkit.document import preloaded
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation import study_opening
from evalkit.inference import INFERENCES
from evalkit.measures import MEASURES
from evalkit.programme.tables import PROGRAMME_TABLES
from evalkit.report.catalogue import load_everything
from evalkit.run.kernels.garbage import tidy_seldom
from evalkit.sensitivity import CHECKS

# What a page would load first, and the methods it may name.
LOADED = (study_opening, preloaded)
METHODS = (DESIGNS, ESTIMATORS, INFERENCES, CHECKS, MEASURES, SOURCES, PROGRAMME_TABLES, DELIVERY)


def load_methods() -> None:
    """Load them in a process of which copies are to be made; parts of other packages are loaded when asked for."""
    for registry in METHODS:
        for name in registry.names():
            if registry.where(name).startswith(registry.package):
                registry.get(name)
    load_everything()
    # A copy that looked through all that is loaded would have to own every page of it.
    tidy_seldom()
