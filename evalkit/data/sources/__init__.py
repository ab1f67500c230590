"""Readers of published tables, one file each; what they share lives in ``parts``."""

from evalkit.core.registry import Registry
from evalkit.data.sources.parts.source import Source

SOURCES = Registry("evalkit.data.sources", "SOURCE", Source)

__all__ = ["SOURCES", "Source"]
