"""The survey tools whose exports are recognised, one file each; what they share lives in ``parts``."""

from evalkit.core.registry import Registry
from evalkit.programme.surveys.tools.parts.tool import SurveyTool

SURVEY_TOOLS = Registry("evalkit.programme.surveys.tools", "TOOL", SurveyTool)

__all__ = ["SURVEY_TOOLS", "SurveyTool"]
