"""The last few results of a pure function that is asked again and again about the same tables."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ReferenceType, ref

Result = TypeVar("Result")


class Recent(Generic[Result]):
    """A short memory: nothing in it outlives its table, and what it returns nobody may change.

    Parameters
    ----------
    most : int
        Results kept; the oldest goes first.
    """

    def __init__(self, most: int) -> None:
        self._kept: deque[tuple[ReferenceType[object], object, Result]] = deque(maxlen=most)

    def once(self, table: object, told: object, make: Callable[[], Result]) -> Result:
        """Return what was made of this very table and what was told besides, or make it.

        Parameters
        ----------
        table : object
            Recognised by being the same object, because comparing it would cost as much as the work.
        told : object
            Everything else that the result rests on, recognised by being equal.
        make : callable
            Makes the result.
        """
        for known, before, result in self._kept:
            if known() is table and before == told:
                return result
        made = make()
        self._kept.append((ref(table), told, made))
        return made
