"""The accessibility engine axe-core: a copy on this machine, of one version, and the very bytes that were looked at.

It is not part of this repository: its licence is the Mozilla Public Licence 2.0, and nothing but `make accessibility`
uses it. ``AXE_CORE`` names a file ``axe.min.js`` or a folder with it; without, it is kept in ``.evalkit/`` and fetched
there once with npm.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".evalkit" / "axe-core"
FILE = "axe.min.js"
VERSION = "4.14.1"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
NEEDED = (
    f"axe-core {VERSION} is needed. Name its {FILE} with AXE_CORE=/path/to/{FILE}, or install npm, with which this "
    "command fetches it once."
)
OTHER = f"This is not the {FILE} of axe-core {VERSION}: its digest differs. {NEEDED}"


def axe_core() -> str:
    """Return the engine's script; a copy that is not the one looked at is refused."""
    named = os.environ.get("AXE_CORE")
    file = Path(named) if named else KEPT / FILE
    file = file / FILE if file.is_dir() else file
    if not named and not file.is_file():
        _fetch()
    if not file.is_file():
        raise SystemExit(NEEDED)
    content = file.read_bytes()
    if sha256(content).hexdigest() != SHA256:
        raise SystemExit(OTHER)
    return content.decode("utf-8")


def _fetch() -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(NEEDED)
    with TemporaryDirectory(prefix="evalkit-axe-") as folder:
        done = subprocess.run([npm, "pack", "--silent", f"axe-core@{VERSION}"], cwd=folder, capture_output=True)
        packed = Path(folder) / f"axe-core-{VERSION}.tgz"
        if done.returncode or not packed.is_file():
            raise SystemExit(NEEDED)
        KEPT.mkdir(parents=True, exist_ok=True)
        with tarfile.open(packed) as archive:
            script = archive.extractfile(f"package/{FILE}")
            (KEPT / FILE).write_bytes(script.read() if script else b"")
