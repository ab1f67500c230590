"""The content key of each station: named digests of everything that its result rests on.

Keys follow from the table of stations. A station that is not in it rests on the whole study and every option.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from evalkit.evaluation.inputs import Inputs, StudyInputs
from evalkit.evaluation.key import Key
from evalkit.evaluation.plans import Asked, Plan
from evalkit.evaluation.reads import whole_plan
from evalkit.evaluation.station import Address
from evalkit.evaluation.stations import rests_of, row_of


@dataclass
class Keys:
    """The keys of every station of a plan, each made once.

    Attributes
    ----------
    plan : Plan
        The study with every method bound.
    ground : StudyInputs
        What lies under all stations.
    """

    plan: Plan
    ground: StudyInputs
    made: dict[Address, Key] = field(default_factory=dict)

    def of(self, station: str, question: str) -> Key:
        """Return the key of a station."""
        if (station, question) not in self.made:
            self.made[station, question] = Key(station, question, self._inputs(station, question))
        return self.made[station, question]

    def _inputs(self, station: str, question: str) -> Inputs:
        row, part = row_of(station)
        asked = Asked(self.plan, self.plan.study.question(question) if question else None, part)
        if row is None:
            return (*self.ground.always, *whole_plan(asked), *self._used((("panel", ""),)))
        read = (named for reading in row.reads for named in reading(asked))
        tables = self.ground.tables if row.reads_tables else ()
        return (*self.ground.always, *read, *tables, *self._used(rests_of(row, asked)))

    def _used(self, stations: tuple[Address, ...]) -> Inputs:
        keys = [self.of(station, question) for station, question in stations]
        return tuple((key.name, key.digest) for key in keys)
