"""From a document to a file: one format each."""

from evalkit.core.registry import Registry
from evalkit.report.renderers.parts.renderer import Renderer

RENDERERS: Registry[Renderer] = Registry("evalkit.report.renderers", "RENDERER", Renderer, {"render": bytes})
