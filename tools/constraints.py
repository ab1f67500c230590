"""Write constraints.txt: the versions and markers of requirements.lock, without the hashes."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def constraints_of(lock: str) -> str:
    """Return the text of constraints.txt that belongs to the text of a lock."""
    pins = [line.removesuffix("\\").strip() for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    return "\n".join(pins) + "\n"


def main() -> None:
    """Bring constraints.txt into line with the lock."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (ROOT / "constraints.txt").write_text(constraints_of(lock), encoding="utf-8")


if __name__ == "__main__":
    main()
