"""Findings on paper: one format a file. Every report is a text, and the same findings give the same text."""

from __future__ import annotations

from continuity.check.reports.github import github
from continuity.check.reports.json import as_json
from continuity.check.reports.sarif import sarif
from continuity.check.reports.text import text

__all__ = ["as_json", "github", "sarif", "text"]
