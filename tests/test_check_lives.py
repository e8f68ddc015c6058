"""Lives made up at random: what is consistent by construction gives no finding, and one claim that breaks it does."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from continuity import universe
from continuity.check import check
from continuity.check.stage import STAGE
from continuity.model import Finding, Scope
from continuity.readers import yaml

STAGE_DOCUMENTS = [{k: v for k, v in d.data.items() if k != "type"} for d in yaml.read_text(STAGE, "stage.yaml")[0]]
WORKS = ["harbour/s1e01", "harbour/s1e02", "harbour/s1e03", "harbour/s2e01", "harbour/s2e02", "beacon/s1e01"]
PEOPLE = ["ada", "ben", "cleo", "dora"]
MODES = ["flashback", "vision", "mentioned", "archiveFootage", "disguised", "corpse"]

Claim = dict[str, Any]


def lint(claims: list[Claim]) -> list[Finding]:
    told = {"source": "weekly-recap", "horizon": ["harbour/s2e02", "beacon/s1e01"], "claims": claims}
    made = universe.from_documents("lives", [*STAGE_DOCUMENTS, told])
    assert not made.findings
    return check(made, made.canon(Scope()), select=["L"])


@st.composite
def life(draw: st.DrawFn, who: str) -> tuple[list[Claim], bool]:
    """Claims about one character, work by work, and whether they are dead in the end."""
    claims: list[Claim] = []
    alive, seen = True, st.sampled_from(["there", "away", "elsewhere"])
    for work in WORKS:
        if alive:
            if draw(seen) == "there":
                claims.append({"type": "Appearance", "character": who, "in": work, "mode": "present"})
            if draw(st.integers(0, 3)) == 0:
                claims.append({"type": "Death", "of": who, "in": work})
                alive = False
        elif draw(st.integers(0, 3)) == 0:
            claims.append({"type": "Return", "of": who, "in": work, "how": "resurrection"})
            claims.append({"type": "Appearance", "character": who, "in": work, "mode": "present"})
            alive = True
        elif draw(seen) == "elsewhere":
            claims.append({"type": "Appearance", "character": who, "in": work, "mode": draw(st.sampled_from(MODES))})
    return claims, not alive


lives = st.tuples(*(life(who) for who in PEOPLE))


@settings(max_examples=25, deadline=None)
@given(told=lives)
def test_consistent_lives_are_quiet(told: tuple[tuple[list[Claim], bool], ...]) -> None:
    assert lint([c for claims, _ in told for c in claims]) == []


@settings(max_examples=25, deadline=None)
@given(told=lives, last=st.sampled_from(PEOPLE))
def test_one_presence_after_the_last_death_is_one_finding(
    told: tuple[tuple[list[Claim], bool], ...], last: str
) -> None:
    film = {"id": "gale", "type": "Film", "name": "Gale", "released": "2005-05-05"}
    claims = [film, *(c for some, _ in told for c in some)]
    there = {"type": "Appearance", "character": last, "in": "gale", "mode": "present"}
    found = lint([*claims, there])
    dead = dict(zip(PEOPLE, (d for _, d in told), strict=True))[last]
    assert [(f.rule, f.entities[0]) for f in found] == ([("L001", last)] if dead else [])
