"""What a horizon hides: accounts, and the titles of sources."""

from __future__ import annotations

import continuity

SERIES = [
    {"id": "show/series", "type": "Series", "name": "Show"},
    {"id": "show/s1", "type": "Season", "number": 1, "partOf": "show/series", "released": "2020-01-01"},
    {"id": "show/s1e01", "type": "Episode", "number": 1, "partOf": "show/s1"},
    {"id": "show/s1e02", "type": "Episode", "number": 2, "partOf": "show/s1"},
]


def test_a_source_whose_title_spoils_hides_its_accounts() -> None:
    universe = continuity.load(
        [
            {
                "sources": [
                    {"id": "guide", "type": "Source", "kind": "reference", "title": "Guide"},
                    {
                        "id": "talk",
                        "type": "Source",
                        "kind": "interview",
                        "title": "Why Ada died",
                        "horizon": "show/s1e02",
                    },
                ]
            },
            {"source": "guide", "horizon": "none", "claims": SERIES},
            {"source": "talk", "horizon": "none", "claims": [{"id": "jo", "type": "Person", "name": "Jo"}]},
        ]
    )
    before, after = universe.canon(until="show/s1e01"), universe.canon(until="show/s1e02")
    assert b"Why Ada died" not in before.export("nquads")
    assert "jo" not in before.graph.entities()
    assert b"Why Ada died" in after.export("nquads")
    assert "jo" in after.graph.entities()


def test_nothing_watched_shows_what_spoils_nothing() -> None:
    universe = continuity.load(
        [
            {"source": "a", "horizon": "none", "claims": SERIES},
            {"source": "a", "horizon": "show/s1e01", "claims": [{"id": "ada", "type": "Character", "name": "Ada"}]},
            {"source": "a", "claims": [{"id": "bob", "type": "Character", "name": "Bob"}]},
        ]
    )
    assert universe.canon(watched="none").graph.entities("Character") == []
    assert universe.canon(watched="show:s1e01").graph.entities("Character") == ["ada"]
    assert universe.canon().graph.entities("Character") == ["ada", "bob"]
