"""Where numbers came from: one record per file read."""

from __future__ import annotations

from dataclasses import dataclass

# In the place of a reader, for a file of the folder that no question looks at.
NOT_READ = "not read"


@dataclass(frozen=True, slots=True)
class Provenance:
    """One file, as it was when it was read.

    Attributes
    ----------
    file : str
        File name without its folder.
    source : str
        Registered name of the reader.
    year : int or None
        Year of the file; None where columns carry their own years.
    vintage : str
        ``provisional``, ``revised``, ``final`` or ``not stated``.
    sha256 : str
        Digest of the file's bytes.
    rows : int
        Data rows in the file.
    rows_kept : int
        Rows kept; the difference is listed in ``dropped``.
    dropped : tuple of (str, int)
        Name of each rule that drops rows, and how many it dropped.
    reasons : tuple of (str, int)
        Cells without a number by reason, over the numeric columns read.
    notes : tuple of str
        What a reader must know: mislabelled or missing columns, carried copies dropped.
    """

    file: str
    source: str
    year: int | None
    vintage: str
    sha256: str
    rows: int
    rows_kept: int
    dropped: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
