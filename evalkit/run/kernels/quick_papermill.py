"""Papermill, imported without the three seconds that a parser of web addresses would take.

JupyterLab brings ``rfc3987_syntax``, which builds its parsers at import; checking a notebook's form never
needs them. Naming the module as absent before papermill loads leaves that check out.
"""

from __future__ import annotations

import sys
from typing import Any

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from nbclient.exceptions import DeadKernelError  # noqa: E402 - only after the line above
from papermill import execute_notebook  # noqa: E402
from papermill.engines import NBClientEngine, papermill_engines  # noqa: E402
from papermill.exceptions import PapermillExecutionError  # noqa: E402
from papermill.iorw import write_ipynb  # noqa: E402

__all__ = ["ENGINE", "DeadKernelError", "PapermillExecutionError", "execute_notebook"]

ENGINE = "evalkit"


class WritesOnce(NBClientEngine):  # type: ignore[misc]
    """Papermill's own way of running cells, which writes the page when it ends and not after every cell.

    Papermill itself writes a page that ends, well or with a failed cell; what remains is a kernel that dies.
    """

    @classmethod
    def _execute(cls, nb: object, kernel_name: str, output_path: object = None, **settings: Any) -> object:
        """Run the cells; a page whose kernel died is written as far as it came."""
        try:
            return super().execute_notebook(nb, kernel_name, output_path=None, **settings)
        except DeadKernelError:
            write_ipynb(nb, output_path)
            raise

    execute_notebook = _execute


papermill_engines.register(ENGINE, WritesOnce)
