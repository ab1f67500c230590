"""Parts that checks play for those who need one of a kind."""

from __future__ import annotations

UNSEEN_NEED = "the difference had schools been chosen on an unseen need"
