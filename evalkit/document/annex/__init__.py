"""The annex that an evaluator audits: one file for each of its parts, put together in ``composition``."""
