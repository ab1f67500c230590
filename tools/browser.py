"""A headless Chromium, driven through its own protocol: a page is opened, asked, photographed and printed."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websocket import WebSocket, create_connection

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
NEEDED = "Chromium was not found: install it, or name it with CHROMIUM=/path/to/chromium."
SILENT = "Chromium did not start within a minute."
STARTS_WITHIN = 60.0
ANSWERS_WITHIN = 300.0


class Browser:
    """One page of a running Chromium.

    Parameters
    ----------
    socket : WebSocket
        The connection to that page.
    """

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._asked = 0
        self.call("Page.enable")

    def open(self, file: Path, *, width: int, scheme: str) -> None:
        """Open a page anew as a reader with this width, in CSS pixels, and choice of colours sees it."""
        self.seen(width, media="screen", scheme=scheme)
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=file.resolve().as_uri())
        self.asked(
            "new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))"
        )

    def seen(self, width: int, *, media: str, scheme: str = "light") -> None:
        """Show the page at a width, on a screen or on paper."""
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.call("Emulation.setDeviceMetricsOverride", **metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)

    def asked(self, expression: str) -> Any:
        """Return what an expression is worth on the page."""
        given = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        found = self.call("Runtime.evaluate", **given)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"]["exception"].get("description", "no reason was given"))
        return found["result"].get("value")

    def printed(self) -> bytes:
        """Return the page as Chromium prints it: its own size of paper, backgrounds and footers."""
        given = {"preferCSSPageSize": True, "printBackground": True}
        return base64.b64decode(self.call("Page.printToPDF", **given)["data"])

    def photographed(self) -> bytes:
        """Return what is in view as a PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def call(self, method: str, **given: Any) -> dict[str, Any]:
        """Return the answer to one message of the protocol; events that come between are passed over."""
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": given}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._asked:
                return answer["result"]


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a Chromium of its own, and end it."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise SystemExit(NEEDED)
    with TemporaryDirectory(prefix="evalkit-browser-", ignore_cleanup_errors=True) as folder:
        command = [program, *QUIET, f"--user-data-dir={folder}", "about:blank"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            socket = _connected(Path(folder))
            yield Browser(socket)
            socket.close()
        finally:
            process.terminate()
            process.wait(timeout=STARTS_WITHIN)


def _connected(folder: Path) -> WebSocket:
    """Return a connection to the first page, once Chromium has said at which port it listens."""
    said = folder / "DevToolsActivePort"
    until = time.monotonic() + STARTS_WITHIN
    while not (said.is_file() and len(said.read_text(encoding="utf-8").splitlines()) > 1):
        if time.monotonic() > until:
            raise SystemExit(SILENT)
        time.sleep(0.1)
    port, path = said.read_text(encoding="utf-8").split()
    whole = create_connection(f"ws://127.0.0.1:{port}{path}", suppress_origin=True, timeout=STARTS_WITHIN)
    whole.send(json.dumps({"id": 0, "method": "Target.getTargets"}))
    (page,) = (one for one in json.loads(whole.recv())["result"]["targetInfos"] if one["type"] == "page")
    whole.close()
    address = f"ws://127.0.0.1:{port}/devtools/page/{page['targetId']}"
    return create_connection(address, suppress_origin=True, timeout=ANSWERS_WITHIN)
