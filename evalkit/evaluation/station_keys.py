"""The content key of each station: named digests of everything that its result rests on.

A station that is not listed here rests on the whole study and every option, so a new one is right before it is
sparing. What only tells readers about a question never decides a number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from evalkit.evaluation.inputs import Ground, Inputs
from evalkit.evaluation.planning import Plan, as_plain, of_areas, plain_options
from evalkit.evaluation.variables import last_year, measures_needed, outcome_years
from evalkit.study.model import Question

# What a study says to its readers; no station computes with it.
TOLD_OF_STUDY = {
    "title": True,
    "name": True,
    "story": True,
    "components": True,
    "questions": True,
    "data": True,
    "programme": {"name", "place", "fund", "aims", "summary"},
    "selection": {"by", "when", "how", "figure", "declined", "unobserved_need"},
}
TOLD_OF_QUESTION = {"asks", "status", "departs", "checks", "options"}
# What no page shows of a study: its story is told by sections, options of methods by the plan.
UNSEEN = {"story": True, "questions": {"__all__": {"options"}}}
OF_ESTIMATE = {"estimator", "inference"}
CHECK = "check "

Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Key:
    """What one station's result rests on.

    Attributes
    ----------
    station, question : str
        Which station; the question is empty where it serves all.
    inputs : tuple of (str, str)
        Name and digest of each input, in the order in which a change is told.
    """

    station: str
    question: str
    inputs: Inputs

    @property
    def digest(self) -> str:
        """The content key."""
        return digest([self.station, self.question, list(self.inputs)])

    @property
    def name(self) -> str:
        """The station's name, with its question where it has one."""
        return f"{self.station} of {self.question}" if self.question else self.station


def digest(content: object) -> str:
    """Return the digest of plain content."""
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


@dataclass
class Keys:
    """The keys of every station of a plan, each made once.

    Attributes
    ----------
    plan : Plan
        The study with every method bound.
    ground : Ground
        What lies under all stations.
    """

    plan: Plan
    ground: Ground
    made: dict[Named, Key] = field(default_factory=dict)

    def of(self, station: str, question: str) -> Key:
        """Return the key of a station."""
        if (station, question) not in self.made:
            self.made[station, question] = Key(station, question, self._inputs(station, question))
        return self.made[station, question]

    @cached_property
    def _study(self) -> Inputs:
        """What the study rules for every question, by part."""
        written = self.plan.study.model_dump(mode="json", exclude=TOLD_OF_STUDY)  # type: ignore[arg-type]
        return tuple((part, digest(content)) for part, content in written.items())

    def _inputs(self, station: str, question: str) -> Inputs:
        study, always = self.plan.study, self.ground.always
        match station:
            case "study":
                return (*always, ("study", digest(study.model_dump(mode="json", exclude=UNSEEN))))  # type: ignore[arg-type]
            case "plan":
                return (*always, ("plan", str(as_plain(self.plan)["digest"])))
            case "story":
                return (*always, ("story", digest(study.story)))
            case "panel":
                return (*always, *self._measured(), *self.ground.tables)
            case "exposure":
                return (*always, *self._study, *self._used(("panel", "")))
            case "comparison":
                return (*always, *self._study, *self._question(question, OF_ESTIMATE), *self._used(("panel", "")))
            case "trends":
                years = outcome_years(self.plan, study.question(question))
                return (*always, ("years", digest(years)), *self._used(("comparison", question), ("panel", "")))
            case "composition":
                return (*always, *self._used(("comparison", question), ("panel", "")))
            case "context":
                outcome = ("outcome", digest(study.question(question).outcome))
                return (*always, *self._study, outcome, *self._used(("panel", "")))
            case "estimate" | "event_study" | "detectable":
                return (*always, *self._study, *self._question(question, set()), *self._used(("panel", "")))
            case "finding":
                return (*always, *self._finding(question))
            case _ if station.startswith(CHECK):
                name = station.removeprefix(CHECK)
                return (*always, self._options(question, name), *self._used(("estimate", question), ("panel", "")))
            case _:
                plan = as_plain(self.plan)
                return (*always, ("plan", str(plan["digest"])), *self._used(("panel", "")))

    def _measured(self) -> Inputs:
        """What decides which tables are read, and which outcomes are added to them."""
        study = self.plan.study
        areas = [question for question in study.questions if of_areas(question)]
        schools = [question for question in study.questions if question not in areas]
        wanted = [
            sorted([name, *sorted(years)] for name, years in measures_needed(self.plan, those).items())
            for those in (schools, areas)
        ]
        return (
            ("data", digest(study.data.model_dump(mode="json", exclude={"folder", "attribution"}))),
            ("rules set aside", digest([override.model_dump() for override in study.years.overrides])),
            ("outcomes", digest([wanted, last_year(self.plan)])),
            *self._other_programmes(),
        )

    def _other_programmes(self) -> Inputs:
        """What decides which schools count as being in another programme; nothing where none is listed."""
        study = self.plan.study
        if not study.overlaps:
            return ()
        parts = {"overlaps", "programme", "schools", "years", "donors", "questions"}
        return (("other programmes", digest(study.model_dump(mode="json", include=parts))),)

    def _question(self, identifier: str, without: set[str]) -> Inputs:
        """What one question rules, with the options of every method it uses."""
        question = self.plan.study.question(identifier)
        told = question.model_dump(mode="json", exclude=TOLD_OF_QUESTION | without)
        methods = [question.design, *([] if without else [question.estimator, *question.inference])]
        return (*((part, digest(content)) for part, content in told.items()), *self._methods(question, methods))

    def _methods(self, question: Question, methods: list[str]) -> Inputs:
        bound = dict(self.plan.methods(question.id).options)
        return tuple(self._options(question.id, name) for name in methods if name in bound)

    def _options(self, question: str, name: str) -> Named:
        bound = dict(self.plan.methods(question).options)
        return (f"options of {name}", digest(plain_options(bound.get(name))))

    def _finding(self, identifier: str) -> Inputs:
        question = self.plan.study.question(identifier)
        told = question.model_dump(mode="json", include={"asks", "status", "departs"})
        checks = [(f"{CHECK}{name}", identifier) for name in question.checks]
        stations = self._used(("comparison", identifier), ("estimate", identifier), *checks)
        return (("words of the question", digest([told, list(question.inference)])), *stations)

    def _used(self, *stations: Named) -> Inputs:
        keys = [self.of(station, question) for station, question in stations]
        return tuple((key.name, key.digest) for key in keys)
