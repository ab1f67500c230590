"""Registers of names: the key by which they become codes, and where it may stand."""
