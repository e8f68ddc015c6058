"""A small universe to start one's own from."""

from __future__ import annotations

from pathlib import Path

from continuity.errors import UsageError

_FILES = {
    "universe.yaml": """\
# What this universe is. The ids of its entities stand under the name of this directory.
type: Universe
name: My universe
""",
    "sources.yaml": """\
# What was read. Every account names one of these.
sources:
  - id: guide-pilot
    type: Source
    kind: reference
    title: Episode guide, the pilot
    publisher: Your wiki
    published: 2026-01-02
  - id: review-finale
    type: Source
    kind: review
    title: Review of the finale
    publisher: A newspaper
    published: 2026-03-01
""",
    "pilot.yaml": """\
# An account: what one source tells, and what one must have seen for it to spoil nothing.
source: guide-pilot
horizon: none
claims:
  - {id: lighthouse/series, type: Series, name: Lighthouse}
  - {id: lighthouse/s1, type: Season, number: 1, partOf: lighthouse/series}
  - {id: lighthouse/s1e01, type: Episode, number: 1, partOf: lighthouse/s1, released: 2026-01-01}
  - {id: lighthouse/s1e02, type: Episode, number: 2, partOf: lighthouse/s1, released: 2026-02-01}
  - {id: jo-doe, type: Person, name: Jo Doe}
  - {id: ada, type: Character, name: Ada}
  - {type: Portrayal, actor: jo-doe, character: ada, work: lighthouse/s1}
  - {type: Credit, person: jo-doe, role: creator, work: lighthouse/series}
""",
    "finale.yaml": """\
# The finale spoils itself: its horizon says so.
source: review-finale
reports: lighthouse/s1e02
horizon: lighthouse/s1e02
claims:
  - {id: keeper, type: Character, name: The Keeper}
  - {type: Appearance, character: ada, in: lighthouse/s1e02, mode: present}
  - {type: Death, of: keeper, by: ada, in: lighthouse/s1e02, quote: falls from the lamp room}
""",
}


def write(directory: Path) -> list[Path]:
    """Write the files and give their paths. Raises UsageError where something is there already."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(f"{directory} is there already and is not empty")
    directory.mkdir(parents=True, exist_ok=True)
    made = []
    for name, content in _FILES.items():
        (directory / name).write_text(content, encoding="utf-8")
        made.append(directory / name)
    return made
