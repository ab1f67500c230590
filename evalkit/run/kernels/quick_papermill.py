"""Papermill, imported without the three seconds that a parser of web addresses would take.

JupyterLab brings ``rfc3987_syntax``, which builds its parsers at import; checking a notebook's form never
needs them. Naming the module as absent before papermill loads leaves that check out.
"""

from __future__ import annotations

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from nbclient.exceptions import DeadKernelError  # noqa: E402 - only after the line above
from papermill import execute_notebook  # noqa: E402
from papermill.exceptions import PapermillExecutionError  # noqa: E402

__all__ = ["DeadKernelError", "PapermillExecutionError", "execute_notebook"]
