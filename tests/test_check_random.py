"""Universes made up at random: consistent by construction they give no finding; one claim that breaks a rule, that one.

The world is drawn first, with its lives, casts, times, numbers, memberships and kin, and accounts then tell parts of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from mutations import BESIDE, BY_CLAIMS, HEADS, QUIET, broken

from continuity import universe
from continuity.check import RULES, check
from continuity.model import Finding, Scope

Claim = dict[str, Any]

PEOPLE, EVENTS, GROUPS = ("ivo", "lea", "max", "uma"), ("fire", "flood", "siege"), ("guard", "crew", "order")
SHOWS = ("north", "south")
MODES = ("flashback", "vision", "mentioned", "archiveFootage", "disguised")
BORN = {"ivo": 1970, "lea": 1950, "max": 1980, "uma": 1990}
START = date(2001, 1, 1)


@dataclass
class World:
    """What is true, as claims; `works` in the order of release."""

    claims: list[Claim] = field(default_factory=list)
    works: list[str] = field(default_factory=list)
    dead: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def tell(self, **claim: Any) -> None:
        self.claims.append({k.rstrip("_"): v for k, v in claim.items() if v is not None})


def day(number: int) -> str:
    return (START + timedelta(number)).isoformat()


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A world of two shows and what happens in it."""
    world = World()
    released: list[tuple[int, str]] = []
    for s, show in enumerate(SHOWS):
        world.tell(id=f"{show}/series", type="Series", name=f"The {show.title()}", released=day(s))
        for season in range(1, draw(st.integers(1, 2)) + 1):
            first = s + season * 100
            world.tell(
                id=f"{show}/s{season}", type="Season", number=season, partOf=f"{show}/series", released=day(first)
            )
            for episode in range(1, draw(st.integers(1, 3)) + 1):
                id, out = f"{show}/s{season}e{episode:02d}", first + 7 * (episode - 1)
                world.tell(id=id, type="Episode", number=episode, partOf=f"{show}/s{season}", released=day(out))
                released.append((out, id))
    world.works = [w for _, w in sorted(released)]
    world.tell(id="main-canon", type="Reality", name="The world")
    for n, actor in enumerate(("jo", "kim", "lou", "mo")):
        world.tell(id=actor, type="Person", name=f"{actor.title()} Actor", born=str(1960 + n))
    _cast(draw, world)
    for who in PEOPLE:
        _life(draw, world, who)
    _times(draw, world)
    _kin_and_groups(draw, world)
    return world


def _cast(draw: st.DrawFn, world: World) -> None:
    for who, actor in zip(PEOPLE, ("jo", "kim", "lou", "mo"), strict=True):
        world.tell(id=who, type="Character", name=f"{who.title()} Figure")
        for show in SHOWS:
            if draw(st.booleans()):
                world.tell(type="Portrayal", actor=actor, character=who, work=f"{show}/s1")
    for work in world.works:
        if draw(st.booleans()):
            world.tell(type="Credit", person=draw(st.sampled_from(("jo", "kim"))), role="director", work=work)


def _life(draw: st.DrawFn, world: World, who: str) -> None:
    alive = True
    for work in world.works:
        what = draw(st.sampled_from(("there", "away", "seen", "turn")))
        if alive and what in ("there", "turn"):
            age = draw(st.sampled_from((1999 - BORN[who], 2000 - BORN[who], None)))
            world.tell(type="Appearance", character=who, in_=work, mode="present", yearsOld=age)
        elif what == "seen":
            world.tell(type="Appearance", character=who, in_=work, mode=draw(st.sampled_from(MODES)))
        if what == "turn" and alive:
            killer = draw(st.sampled_from(("lamp", None)))
            world.tell(type="Death", of=who, in_=work, by=killer)
            world.dead[who], alive = work, False
        elif what == "turn":
            world.tell(type="Return", of=who, in_=work, how="resurrection")
            world.tell(type="Appearance", character=who, in_=work, mode="present")
            del world.dead[who]
            alive = True
        if what == "away" and draw(st.booleans()):
            world.tell(type="LifeStatus", of=who, life="alive" if alive else "dead", asOf=work)


def _times(draw: st.DrawFn, world: World) -> None:
    world.tell(id="lamp", type="Item", name="the lamp")
    world.tell(id="pier", type="Place", name="the pier", locatedIn="town")
    world.tell(id="town", type="Place", name="the town")
    world.tell(id="hill", type="Place", name="the hill")
    for event in EVENTS:
        begin = draw(st.integers(0, 60))
        world.spans[event] = begin, begin + draw(st.integers(1, 30))
        world.tell(id=event, type="Event", name=f"the {event}", reality="main-canon")
        if draw(st.booleans()):
            begin, end = world.spans[event]
            world.tell(id=event, storyFrom=day(begin), storyTo=draw(st.sampled_from((day(end), day(end)[:7], None))))
    for a, (a1, a2) in world.spans.items():
        for b, (b1, b2) in world.spans.items():
            if a == b or not draw(st.booleans()):
                continue
            if a2 <= b1:
                world.tell(id=a, before=b)
                days = b1 - a2
                world.tell(type="Offset", of=b, after=a, amount=days, unit="days")
                world.tell(type="Offset", of=a, before=b, least=days // 7, most=days // 7 + 1, unit="weeks")
            elif b1 <= a1 and a2 <= b2:
                world.tell(id=a, during=b)
            elif a1 < b2 and b1 < a2:
                world.tell(id=a, overlaps=b)
    for who, born in BORN.items():
        world.tell(id=who, born=str(born))
    for show in SHOWS:
        world.tell(id=f"{show}/series", storyFrom="2000", storyTo="2000")


def _kin_and_groups(draw: st.DrawFn, world: World) -> None:
    world.tell(type="Relationship", subject="lea", kind="parent", object="ivo")
    if draw(st.booleans()):
        world.tell(type="Relationship", subject="ivo", kind="child", object="lea")
    world.tell(type="Relationship", subject="max", kind="sibling", object="uma")
    if draw(st.booleans()):
        world.tell(type="CompleteList", complete="sibling", of="max")
    begin = 1980
    for group in GROUPS:
        world.tell(id=group, type="Team", name=f"The {group.title()}")
        end = begin + draw(st.integers(1, 5))
        world.tell(type="Membership", member="max", group=group, exclusive=True, from_=str(begin), to=str(end))
        begin = end


def lint(
    world: World,
    *more: list[Claim],
    source: Mapping[str, Any] | None = None,
    account: Mapping[str, Any] | None = None,
    select: Sequence[str] = (),
) -> list[Finding]:
    """The errors and warnings where one account tells the world, and each further list is an account of its own.

    `source` and `account` change the source and the head of the last; None takes something away.
    """
    ids = ("guide", "wiki", "letter")
    kinds = ("reference", "review", "recap")
    sources = [
        {"id": i, "type": "Source", "kind": k, "title": i, "publisher": i, "published": "2015"}
        for i, k in zip(ids, kinds, strict=True)
    ]
    released = [c["id"] for claims in more for c in claims if c.get("type") == "Film"]
    horizon = [*(f"{show}/series" for show in SHOWS), *released]
    told = [
        {"source": i, "horizon": horizon, "claims": claims}
        for i, claims in zip(ids, (world.claims, *more), strict=False)
    ]
    head = dict(account or {})
    canons = [{"canons": head.pop("canons")}] if "canons" in head else []
    sources[len(more)] = _changed(sources[len(more)], source)
    told[-1] = _changed(told[-1], head)
    made = universe.from_documents("made", [{"sources": sources}, *canons, *told])
    assert not made.findings, made.findings
    return check(made, made.canon(Scope()), select=select, ignore=["D"])


def _changed(one: Mapping[str, Any], change: Mapping[str, Any] | None) -> dict[str, Any]:
    return {k: v for k, v in {**one, **(change or {})}.items() if v is not None}


#: A failing world is shown as it was drawn: to make it small would take longer than to read it.
DRAWN = {"deadline": None, "suppress_health_check": list(HealthCheck), "phases": [Phase.explicit, Phase.generate]}
few = settings(max_examples=15, **DRAWN)


@few
@given(world=worlds())
def test_a_consistent_universe_has_no_finding(world: World) -> None:
    assert [(f.rule, f.message) for f in lint(world)] == []


@few
@given(world=worlds())
def test_told_again_by_others_it_has_none_either(world: World) -> None:
    half = [c for c in world.claims[::2] if c.get("type") not in ("CompleteList",)]
    assert [(f.rule, f.message) for f in lint(world, half)] == []


@pytest.mark.parametrize("rule", [*BY_CLAIMS, *HEADS])
@settings(max_examples=2, **DRAWN)
@given(world=worlds())
def test_one_mutation_gives_that_finding(rule: str, world: World) -> None:
    more, source, account = HEADS.get(rule, (None, {}, {}))
    claims = broken(world, rule) if more is None else more
    assume(claims)
    found = [f.rule for f in lint(world, claims, source=source, account=account)]
    assert rule in QUIET or found.count(rule) == 1, found
    assert set(found) <= {rule, *BESIDE.get(rule, set())}, found
    if rule in QUIET:
        assert [f.rule for f in lint(world, claims, select=[rule])] == [rule]


def test_most_rules_are_broken() -> None:
    without = {r.code for r in RULES if r.code[0] not in "DU"} - {*BY_CLAIMS, *HEADS}
    assert without == {
        "T007",
        "W003",
        "A008",
        "A009",
        "A014",
        "A015",
    }  # these worlds are full of them, or cannot have them
