"""Readers of published tables, one file each; what they share lives in ``parts``."""

from evalkit.core.registry import Registry
from evalkit.data.sources.parts.source import FileRead, TableSource

SOURCES = Registry("evalkit.data.sources", "SOURCE", TableSource, {"read": FileRead})

__all__ = ["SOURCES", "TableSource"]
