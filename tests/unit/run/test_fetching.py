"""Fetching from the public interface, against a server of our own that answers in the documented shapes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from evalkit.core.errors import DataError
from evalkit.run.commands import app
from evalkit.run.public_tables import fetch, search

PUBLICATION = {"id": "cbbd299f", "title": "Key stage 4 performance", "slug": "ks4", "summary": "Invented"}
OTHER = {"id": "0001", "title": "Key stage 4 destinations", "slug": "destinations", "summary": "Invented"}
DATA_SET = {
    "id": "63cfc86e",
    "title": "Performance by local authority",
    "summary": "Invented",
    "status": "Published",
    "latestVersion": {
        "version": "1.2",
        "timePeriods": {"start": "2018/19", "end": "2022/23"},
        "geographicLevels": ["National", "Local authority"],
    },
}
TABLE = b"time_period,time_identifier,geographic_level,new_la_code,avg_p8score\n201819,Academic year,National,,-0.03\n"
HALF = b"time_period,time_identifier\n201819"


class Replay(BaseHTTPRequestHandler):
    """Answers as the documentation shows: lists in pages, a summary of each data set, and tables as csv."""

    table = TABLE
    packed = False
    short = False
    status = 200
    asked: list[str]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = parse_qs(address.query)
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if self.status != 200:
            self._send(self.status, b'{"title": "There was a problem", "status": %d}' % self.status)
        elif address.path == "/v1/publications":
            found = [PUBLICATION, OTHER] if asked["search"] == ["key stage 4"] else []
            page = int(asked["page"][0])
            self._json({"paging": {"page": page, "totalPages": len(found)}, "results": found[page - 1 : page]})
        elif address.path == "/v1/publications/cbbd299f/data-sets":
            self._json({"paging": {"page": 1, "totalPages": 1}, "results": [DATA_SET]})
        elif address.path == "/v1/publications/0001/data-sets":
            self._json({"paging": {"page": 1, "totalPages": 0}, "results": []})
        elif address.path == "/v1/data-sets/63cfc86e":
            self._json(DATA_SET)
        elif address.path == "/v1/data-sets/63cfc86e/csv":
            self._send(200, gzip.compress(self.table) if self.packed else self.table)
        else:
            self._send(404, b'{"title": "Not Found", "status": 404}')

    def _json(self, answer: object) -> None:
        self._send(200, json.dumps(answer).encode())

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content) + (7 if self.short and status == 200 else 0)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(**changes: object) -> Iterator[tuple[str, list[str]]]:
    """Serve on this machine; yield the address and the list of what was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Changed", (Replay,), changes))
    server.asked = []  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", server.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def refused(error: pytest.ExceptionInfo[DataError]) -> str:
    """Return the one fault of an error in words."""
    assert len(error.value.faults) == 1
    return str(error.value.faults[0])


def test_data_sets_of_every_page_of_publications_are_listed() -> None:
    with served() as (server, asked):
        found = search("key stage 4", server)
    assert [(one.id, one.title, one.version, one.years, one.levels) for one in found] == [
        ("63cfc86e", DATA_SET["title"], "1.2", "2018/19 to 2022/23", ("National", "Local authority"))
    ]
    assert found[0].publication == PUBLICATION["title"]
    assert sum(path.startswith("/v1/publications?") for path in asked) == 2


@pytest.mark.parametrize("packed", [False, True])
def test_a_table_is_fetched_whole_with_a_note_of_where_it_came_from(tmp_path: Path, *, packed: bool) -> None:
    with served(packed=packed) as (server, asked):
        file = fetch("63cfc86e", tmp_path / "raw", server)
    assert file.name == "performance-by-local-authority_v1.2.csv"
    assert file.read_bytes() == TABLE
    about = json.loads((tmp_path / "raw" / f"{file.name}.from.json").read_text())
    assert about["address"].endswith("/data-sets/63cfc86e/csv?dataSetVersion=1.2")
    assert asked[-1] == "/v1/data-sets/63cfc86e/csv?dataSetVersion=1.2"
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name, f"{file.name}.from.json"]


def test_a_table_that_is_there_is_kept_and_not_asked_for_again(tmp_path: Path) -> None:
    with served() as (server, asked):
        file = fetch("63cfc86e", tmp_path, server)
        file.write_text("changed by its owner\n1\n")
        assert fetch("63cfc86e", tmp_path, server) == file
    assert file.read_text() == "changed by its owner\n1\n"
    assert sum("/csv" in path for path in asked) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": 429}, "too many requests (answer 429)"),
        ({"status": 500}, "the service failed (answer 500)"),
        ({"table": b"<!doctype html><html></html>"}, "a web page saved under the name of a table"),
        ({"table": b""}, "the file is empty"),
        ({"table": HALF}, "breaks off after 1 cells"),
        ({"short": True}, "the connection broke off"),
    ],
)
def test_an_answer_that_is_no_table_is_refused_and_leaves_nothing(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    with served(**changes) as (server, _), pytest.raises(DataError) as error:
        fetch("63cfc86e", tmp_path, server)
    assert said in refused(error)
    assert not list(tmp_path.iterdir())


def test_an_unknown_data_set_is_refused_in_words(tmp_path: Path) -> None:
    with served() as (server, _), pytest.raises(DataError) as error:
        fetch("nobody/knows?this", tmp_path, server)
    assert "knows nothing of that name" in refused(error)


def test_without_a_network_one_plain_sentence_says_how_to_go_on(tmp_path: Path) -> None:
    with served() as (server, _):
        pass
    ended = CliRunner().invoke(app, ["data", "fetch", "63cfc86e", "--server", server, "--folder", str(tmp_path)])
    assert isinstance(ended.exception, DataError)
    fault = ended.exception.faults[0]
    assert fault.found.startswith("no connection")
    assert "by hand" in fault.next


def test_the_command_lists_and_fetches(tmp_path: Path) -> None:
    with served() as (server, _):
        listed = CliRunner().invoke(app, ["data", "fetch", "--server", server])
        fetched = CliRunner().invoke(app, ["data", "fetch", "63cfc86e", "--server", server, "--folder", str(tmp_path)])
    assert "ID 63cfc86e" in listed.output
    assert "2018/19 to 2022/23; National, Local authority; version 1.2" in listed.output
    assert fetched.output.strip().endswith("performance-by-local-authority_v1.2.csv")
