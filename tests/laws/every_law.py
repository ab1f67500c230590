"""The laws by name, and which kind of method on which shape of data each binds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.laws import honesty, invariance, stations
from tests.laws.subject import REGISTRIES, WORLDS, Subject

EVERY = ("design", "estimator", "inference", "check")
LINE = ("design", "estimator", "inference")


@dataclass(frozen=True)
class Law:
    """One law and whom it binds."""

    check: Callable[[Subject], None]
    kinds: tuple[str, ...] = EVERY
    shapes: tuple[str, ...] = tuple(WORLDS)
    # Needs many draws of the world as it is.
    simulates: bool = False

    @property
    def name(self) -> str:
        """Return the law in words."""
        return self.check.__name__.removeprefix("check_")

    def binds(self, subject: Subject) -> bool:
        """Say whether a method is under this law."""
        return subject.kind in self.kinds and subject.shape in self.shapes


_ALL = (
    Law(honesty.check_planted_effect, LINE, simulates=True),
    Law(honesty.check_half_width, LINE, simulates=True),
    Law(honesty.check_squared_error_is_unbiased, ("inference",), ("cross_section",)),
    Law(honesty.check_interval_is_that_of_its_df, ("inference",)),
    Law(honesty.check_interval_holds_the_estimate, ("inference",)),
    Law(honesty.check_p_and_interval_agree, ("inference",)),
    Law(honesty.check_ties_count_against_the_programme, ("inference",)),
    Law(invariance.check_row_order_changes_nothing),
    Law(invariance.check_shift_changes_nothing),
    Law(invariance.check_scale_scales),
    Law(invariance.check_names_change_nothing),
    Law(invariance.check_sides_swapped_flip_the_sign, LINE, ("cross_section",)),
    Law(invariance.check_inputs_stay_as_they_were),
    Law(invariance.check_an_effect_moves_the_estimate_by_itself),
    Law(invariance.check_results_carry_their_registered_name),
    Law(stations.check_every_school_is_kept_or_listed, ("design",)),
    Law(stations.check_counts_agree, ("design",)),
    Law(stations.check_areas_of_the_programme_give_no_donors, ("design",), ("panel",)),
    Law(stations.check_weights_sum_to_one, ("design",), ("panel",)),
    Law(stations.check_balance_table_is_what_is_left, ("design",), ("panel",)),
    Law(stations.check_design_never_sees_the_cohort, ("design",)),
    Law(stations.check_weights_count_or_are_refused, ("estimator",)),
    Law(stations.check_a_school_left_out_is_left_out, ("check",)),
    Law(stations.check_an_area_left_out_is_left_out, ("check",)),
    Law(stations.check_declared_choice_is_the_estimate, ("check",)),
)
LAWS = {law.name: law for law in _ALL}


def subjects() -> tuple[Subject, ...]:
    """Return every registered method once for each shape of data it accepts and a world offers."""
    return tuple(
        Subject(kind, name, shape, registry.get(name))
        for kind, registry in REGISTRIES.items()
        for name in registry.names()
        for shape in registry.get(name).shapes
        if shape in WORLDS
    )
