"""Exports of survey tools, read as they come: recognised by shape, joined to the items that the study declares."""
