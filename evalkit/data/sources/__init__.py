"""Readers of published tables, one file each; what they share lives in ``parts``."""

from evalkit.core.registry import Registry
from evalkit.data.sources.parts.source import TableSource

SOURCES = Registry("evalkit.data.sources", "SOURCE", TableSource)

__all__ = ["SOURCES", "TableSource"]
