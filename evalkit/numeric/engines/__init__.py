"""Programs of others that fit models, each loaded when it is first asked for, so that nobody else waits for it."""

from evalkit.core.registry import Registry
from evalkit.numeric.line import Engine

ENGINES = Registry("evalkit.numeric.engines", "ENGINE", Engine)
