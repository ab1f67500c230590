"""Write one page over all reports of a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from evalkit.core.errors import ReportError
from evalkit.document.index_document import index_document
from evalkit.document.renderers.html import render
from evalkit.run.output_folder import refuse_unwritable
from evalkit.run.places import shown
from evalkit.run.reports.report_folders import report_index

PAGE = "index.html"
ALL, SOME = 0, 1


def index(folder: Path) -> int:
    """Write ``index.html`` into the folder; return 1 where a report could not be read, which the page says too.

    Parameters
    ----------
    folder : Path
        Folder of the reports.
    """
    if not folder.is_dir():
        raise ReportError.one(
            where=shown(folder),
            found="no such folder",
            allowed="the folder in which folders of reports lie, such as reports/",
            next="run a study first, or name the folder: evalkit index reports",
        )
    refuse_unwritable(folder)
    found = report_index(folder)
    page = folder / PAGE
    page.write_bytes(render(index_document(found)))
    print(f"{shown(page)}\n{len(found.reports)} {'report' if len(found.reports) == 1 else 'reports'}")
    for one in found.unread:
        print(f"{one.folder} could not be read: {one.found}; {one.next}", file=sys.stderr)
    return SOME if found.unread else ALL


JOB = index
