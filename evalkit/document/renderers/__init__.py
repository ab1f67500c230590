"""From a document to a file: one format each."""

from collections.abc import Mapping

from evalkit.core.registry import Registry
from evalkit.document.renderers.parts.renderer import Renderer

RENDERERS: Registry[Renderer] = Registry(
    "evalkit.document.renderers", "RENDERER", Renderer, {"render": bytes | Mapping}
)
