"""Fetching tables from the public interface of Explore Education Statistics: the only place that uses a network.

Nothing needs it: every table can also be downloaded by hand and put in the data folder. The interface, and the
shapes it answers in, are those documented by the Department for Education (version 1 of its public data API).
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from evalkit.core.errors import DataError, EvalkitError
from evalkit.data.text.open_files import open_table
from evalkit.run.places import SERVER

BY_HAND = "download the table by hand from Explore Education Statistics and put it in the data folder"
PATIENCE_SECONDS = 60
PAGE_SIZE = 40
MOST_PAGES = 50
PIECE = 1 << 20
FROM = ".from.json"
SAID = {
    400: "the service did not understand the request",
    401: "the service refused the request",
    403: "the service refused the request",
    404: "the service knows nothing of that name",
    429: "the service has had too many requests",
}


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set that can be fetched.

    Attributes
    ----------
    id : str
        By which the service knows it.
    title : str
        In the publisher's words.
    publication : str
        Title of the publication it belongs to; empty when it was asked for by its id.
    version : str
        Its latest version; empty where the service does not say.
    years : str
        First and last time period, as published.
    levels : tuple of str
        Geographic levels, such as ``Local authority``.
    """

    id: str
    title: str
    publication: str
    version: str
    years: str
    levels: tuple[str, ...]


def search(words: str, server: str = SERVER) -> tuple[DataSet, ...]:
    """Return the data sets of every publication whose title fits ``words``."""
    found = []
    for publication in _pages(server, "publications", {"search": words}):
        name = _text(publication, "title")
        where = f"publications/{quote(_text(publication, 'id'), safe='')}/data-sets"
        found += [_data_set(item, name) for item in _pages(server, where, {})]
    return tuple(found)


def fetch(identifier: str, folder: Path, server: str = SERVER) -> Path:
    """Return the file to which a data set was fetched; a file of that name that is there already is kept.

    Parameters
    ----------
    identifier : str
        Id of the data set, as `search` lists it.
    folder : Path
        Where the table goes, with a small file beside it that says where it came from.
    server : str
        Address of the service.

    Raises
    ------
    DataError
        No network, an unknown id, or an answer that is no table. Nothing is left behind.
    """
    where = f"data-sets/{quote(identifier, safe='')}"
    known = _data_set(_answer(server, where, {}), "")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{_slug(known.title)}{f'_v{known.version}' if known.version else ''}.csv"
    if file.exists():
        return file
    asked = {"dataSetVersion": known.version} if known.version else {}
    address = _address(server, f"{where}/csv", asked)
    content = _whole_table(address, folder)
    about = {**asdict(known), "address": address, "sha256": sha256(content).hexdigest()}
    _written(folder / f"{file.name}{FROM}", (json.dumps(about, indent=2) + "\n").encode())
    _written(file, content)
    return file


def _whole_table(address: str, folder: Path) -> bytes:
    """Return the bytes of a table that evalkit can open; they are tried on a file that does not stay."""
    content = _bytes(address, "text/csv")
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as kept:
        kept.write(content)
    try:
        open_table(Path(kept.name), address)
    finally:
        os.unlink(kept.name)
    return content


def _written(file: Path, content: bytes) -> None:
    """Write a whole file or none."""
    with NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as kept:
        kept.write(content)
    os.replace(kept.name, file)


def _pages(server: str, where: str, asked: dict[str, str]) -> Iterator[dict[str, object]]:
    """Yield the results of a list that comes in pages."""
    for page in range(1, MOST_PAGES + 1):
        answer = _answer(server, where, {**asked, "page": str(page), "pageSize": str(PAGE_SIZE)})
        results = answer.get("results")
        if not isinstance(results, list):
            raise _unexpected(_address(server, where, asked), "no list of results")
        yield from (result for result in results if isinstance(result, dict))
        paging = answer.get("paging")
        last = paging.get("totalPages") if isinstance(paging, dict) else 1
        if not isinstance(last, int) or page >= last:
            return


def _answer(server: str, where: str, asked: dict[str, str]) -> dict[str, object]:
    address = _address(server, where, asked)
    content = _bytes(address, "application/json")
    try:
        answer = json.loads(content)
    except ValueError as error:
        raise _unexpected(address, "an answer that is no JSON") from error
    if not isinstance(answer, dict):
        raise _unexpected(address, "an answer of another shape")
    return answer


def _bytes(address: str, kind: str) -> bytes:
    """Return what stands at an address; every way in which that fails is said in plain words."""
    request = Request(address, headers={"Accept": kind, "User-Agent": "evalkit"})
    pieces = []
    try:
        with urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            while piece := answer.read(PIECE):
                pieces.append(piece)
            wanted = answer.headers.get("Content-Length")
    except HTTPError as error:
        said = SAID.get(error.code, "the service failed")
        raise DataError.one(
            where=address,
            found=f"{said} (answer {error.code})",
            allowed="a data set that the service lists",
            next=f"look it up with evalkit data fetch --search, try again later, or {BY_HAND}",
        ) from error
    except (URLError, TimeoutError, OSError, HTTPException) as error:
        raise DataError.one(
            where=address,
            found=f"no connection ({getattr(error, 'reason', error) or 'it broke off'})",
            allowed="a machine with a network; evalkit itself never needs one",
            next=f"{BY_HAND}; nothing in it has changed",
        ) from error
    content = b"".join(pieces)
    if wanted is not None and int(wanted) != len(content):
        raise _unexpected(address, f"{len(content)} bytes of {wanted}: the connection broke off")
    return content


def _data_set(item: dict[str, object], publication: str) -> DataSet:
    latest = item.get("latestVersion")
    about = latest if isinstance(latest, dict) else item
    periods, levels = about.get("timePeriods"), about.get("geographicLevels")
    ends = [str(periods[end]) for end in ("start", "end") if periods.get(end)] if isinstance(periods, dict) else []
    return DataSet(
        id=_text(item, "id"),
        title=_text(item, "title"),
        publication=publication,
        version=str(about.get("version") or ""),
        years=" to ".join(dict.fromkeys(ends)),
        levels=tuple(str(level) for level in levels) if isinstance(levels, list) else (),
    )


def _text(item: dict[str, object], key: str) -> str:
    value = item.get(key)
    if not isinstance(value, str) or not value:
        raise _unexpected(SERVER, f"an entry without {key}")
    return value


def _unexpected(address: str, found: str) -> EvalkitError:
    return DataError.one(
        where=address,
        found=found,
        allowed="what version 1 of the public interface documents",
        next=f"try again later, or {BY_HAND}",
    )


def _address(server: str, where: str, asked: dict[str, str]) -> str:
    return f"{server.rstrip('/')}/{where}{f'?{urlencode(asked)}' if asked else ''}"


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:80] or "table"
