"""What breaks a rule in a world that is drawn at random: claims of a further account, or a change of its source or head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuity.check import RULES

if TYPE_CHECKING:
    from test_check_random import World

Claim = dict[str, Any]


def broken(world: World, rule: str) -> list[Claim]:
    """Claims that break a rule in a world; none where it has no place for it."""
    late = {"id": "gale", "type": "Film", "name": "Gale", "released": "2010-05-05"}
    match rule:
        case "L001" if world.dead:
            who = min(world.dead)
            return [late, {"type": "Appearance", "character": who, "in": "gale", "mode": "present"}]
        case "L002" if world.dead:
            return [late, {"type": "Death", "of": min(world.dead), "in": "gale"}]
        case "L003" if world.dead:
            extra = {"id": "zed", "type": "Character", "name": "Zed Victim"}
            return [late, extra, {"type": "Death", "of": "zed", "in": "gale", "by": min(world.dead)}]
        case "L004" if world.dead:
            return [late, {"type": "LifeStatus", "of": min(world.dead), "life": "alive", "asOf": "gale"}]
        case "L005":
            extra = {"id": "zed", "type": "Character", "name": "Zed Figure"}
            return [extra, {"type": "Return", "of": "zed", "in": world.works[0], "how": "resurrection"}]
        case "L007":
            return [{"type": "Credit", "person": "baby", "role": "writer", "work": world.works[0]},
                    {"id": "baby", "type": "Person", "name": "Baby Writer", "born": "2009"}]  # fmt: skip
        case "C001":
            return [{"type": "Portrayal", "actor": a, "character": "ivo", "work": w}
                    for a, w in (("jo", "north/s1"), ("mo", "south/s1"))]  # fmt: skip
        case "C002":
            return [{"id": "ghost", "type": "Person", "name": "Ghost Writer", "died": "1990"},
                    {"type": "Credit", "person": "ghost", "role": "writer", "work": world.works[0]}]  # fmt: skip
        case "C004":
            return [
                {"id": "zed", "type": "Character", "name": "Zed Figure"},
                {"id": "kid", "type": "Person", "name": "Kid Actor"},
                {"id": "south/s1", "after": "north/s1"},
                {"type": "Portrayal", "actor": "jo", "character": "zed", "work": "north/s1"},
                {"type": "Portrayal", "actor": "kid", "character": "zed", "work": "south/s1e01", "age": "younger"},
            ]
        case "T001":
            return [
                {"type": "Credit", "person": "jo", "role": "writer", "work": "north/s1", "from": "2000", "to": "1999"}
            ]
        case "T004":
            a, b = _apart(world)
            return [{"id": b, "before": a}, {"id": a, "before": b}]
        case "T005":
            a, b = _apart(world)
            return [{"type": "Offset", "of": b, "after": a, "amount": 40, "unit": "years"},
                    {"type": "Offset", "of": b, "after": a, "amount": 10, "unit": "years"}]  # fmt: skip
        case "T006":
            return [
                {"id": "zed", "type": "Character", "name": "Zed Figure", "born": "1970"},
                {"type": "Appearance", "character": "zed", "in": world.works[0], "mode": "present", "yearsOld": 12},
            ]
        case "T008":
            return [{"id": "gale-a", "type": "Event", "name": "the gale", "participant": ["ivo", "uma"], "place": "pier"},
                    {"id": "gale-b", "type": "Event", "name": "the other gale", "participant": ["uma", "ivo"],
                     "place": "hill", "during": "gale-a"}]  # fmt: skip
        case "T009":
            return [{"id": "fleet", "type": "Team", "name": "The Fleet"},
                    {"type": "Membership", "member": "max", "group": "fleet", "exclusive": True,
                     "from": "1970", "to": "1999"}]  # fmt: skip
        case "L008":
            return [{"id": "zed", "type": "Character", "name": "Zed Figure"},
                    {"id": "gale-a", "type": "Event", "name": "the gale", "participant": "uma", "place": "hill"},
                    {"type": "Death", "of": "zed", "by": "uma", "in": world.works[0], "place": "pier", "during": "gale-a"}]  # fmt: skip
        case "R001":
            return [{"type": "Relationship", "subject": "ivo", "kind": "parent", "object": "lea"}]
        case "R002":
            return [{"type": "Relationship", "subject": "uma", "kind": "parent", "object": "ivo"}]
        case "R004":
            return [{"type": "Relationship", "subject": "ivo", "kind": k, "object": "uma", "in": world.works[0]}
                    for k in ("ally", "enemy")]  # fmt: skip
        case "R005":
            return [{"type": "Relationship", "subject": "ivo", "kind": "ally", "object": "ivo"}]
        case "R006":
            return [{"type": "CompleteList", "complete": "sibling", "of": "uma"}]
        case "W001":
            return [{"id": "north/s9", "type": "Season", "number": 9, "partOf": "north/series", "released": "2009"}]
        case "W002":
            return [
                {"id": "north/s1e77", "type": "Episode", "number": 1, "partOf": "north/s1", "released": "2001-04-11"}
            ]
        case "L006":
            world.tell(id="zed", type="Character", name="Zed Victim")
            world.tell(type="Death", of="zed", by="uma", in_=world.works[0])
            return [{"type": "Death", "of": "zed", "by": "ivo", "in": world.works[0]}]
        case "C003":
            return [{"id": "zed", "type": "Character", "name": "Zed Figure"},
                    *({"type": "Portrayal", "actor": "jo", "character": c, "work": "north/s1"} for c in ("ivo", "zed"))]  # fmt: skip
        case "T002":
            return [{"id": "gale/series", "type": "Series", "name": "The Gale", "released": "2010-01-01"},
                    {"id": "gale/s1", "type": "Season", "number": 1, "partOf": "gale/series", "released": "2010-01-01"},
                    *({"id": f"gale/s1e0{n}", "type": "Episode", "number": n, "partOf": "gale/s1", "released": f"2010-0{4 - n}-01"}
                      for n in (1, 2))]  # fmt: skip
        case "T003":
            return [{"type": "Status", "work": "north/s1", "aspect": "order", "state": "ordered", "date": "2012"}]
        case "I001":
            return [{"id": "ivo-two", "type": "Character", "name": "IVO Figüre"}]
        case "I002":
            return [{"id": who, "alias": "The Shade"} for who in ("ivo", "uma")]
        case "I003":
            return [{"id": "ivo-two", "type": "Character", "name": "Ivo Figure", "counterpartOf": "ivo", "reality": "main-canon"},
                    {"id": "ivo", "reality": "main-canon"}]  # fmt: skip
        case "I004":
            return [{"id": "ivo", "type": "Place", "name": "Ivo Figure"}]
        case "R003":
            names = ("yan", "zed")
            return [*({"id": n, "type": "Character", "name": f"{n} Figure", "gender": "male"} for n in names),
                    *({"type": "Relationship", "subject": n, "kind": "parent", "object": "uma"} for n in names)]  # fmt: skip
        case "W005":
            gust = {**late, "id": "gust", "name": "Gust"}
            return [late, gust, {"type": "Dependency", "work": "gale", "on": "gust", "kind": "continues"},
                    {"type": "Dependency", "work": "gust", "on": "gale", "kind": "introduces"}]  # fmt: skip
        case "W006":
            return [{"type": "Credit", "person": "mo", "role": "writer", "work": "north/s1", "from": "2012"}]
        case "A001":
            world.tell(id="north/s1e01", runtime=55)
            return [{"id": "north/s1e01", "runtime": 40}]
        case "A002":
            world.tell(id="fleet", type="Team", name="The Fleet")
            world.tell(type="Membership", member="ivo", group="fleet")
            return [{"type": "CompleteList", "complete": "Membership", "of": "fleet"},
                    {"type": "Membership", "member": "uma", "group": "fleet"}]  # fmt: skip
        case "A010":
            words = " ".join("abcdefghijklmnop")
            return [
                {"type": "Appearance", "character": "ivo", "in": world.works[0], "mode": "mentioned", "quote": words}
            ]
        case "A011":
            return [{"type": "Appearance", "character": "ivo", "in": world.works[0], "mode": "mentioned", "allow": "L001",
                     "note": "nothing is wrong"}]  # fmt: skip
        case "A012":
            return [{"type": "CompleteList", "complete": "showrunner", "of": "north/s1"}]
        case "W004":
            return [late, {"type": "Dependency", "work": "north/s1", "on": "gale", "kind": "continues"}]
    return []


def _apart(world: World) -> tuple[str, str]:
    """Two events that nothing is told of yet, so that the broken claims are the only ones."""
    for name in ("gale-a", "gale-b"):
        world.tell(id=name, type="Event", name=f"the {name}")
    return "gale-a", "gale-b"


#: What is broken by one account, or beside one: rule → its claims, and what is changed of its source and of the account.
HEADS: dict[str, tuple[list[Claim], dict[str, Any], dict[str, Any]]] = {
    "A003": ([{"id": "zed", "type": "Character", "name": "Zed Figure"}], {}, {"source": None}),
    "A004": ([{"id": "zed", "type": "Character", "name": "Zed Figure"}], {}, {"horizon": None}),
    "A005": ([{"id": "zed", "type": "Character", "name": "Zed Figure"}], {"publisher": None}, {}),
    "A006": (
        [{"type": "Appearance", "character": "ivo", "in": "south/s1e01", "mode": "vision"}],
        {},
        {"horizon": "north/series"},
    ),
    "A007": (
        [{"type": "Appearance", "character": "ivo", "in": "south/s1e01", "mode": "vision"}],
        {"published": "1998-03"},
        {"horizon": "south/s1e01"},
    ),
    "A013": ([{"id": "zed", "type": "Character"}], {"published": "1998-03"}, {"horizon": "south/s1e01"}),
    "W007": (
        [{"type": "Dependency", "work": "south/s1", "on": "north/s1", "kind": "continues"}],
        {},
        {"canons": [{"id": "canon/south", "type": "Canon", "name": "The south", "includes": ["south/series"]}]},
    ),
}
BY_CLAIMS = (
    *("L001", "L002", "L003", "L004", "L005", "L006", "L007", "L008", "C001", "C002", "C003", "C004"),
    *("T001", "T002", "T003", "T004", "T005", "T006", "T008", "T009", "I001", "I002", "I003", "I004"),
    *("R001", "R002", "R003", "R004", "R005", "R006", "W001", "W002", "W004", "W005", "W006"),
    *("A001", "A002", "A010", "A011", "A012"),
)
#: Rules that rightly find something there too.
BESIDE = {"R001": {"R002"}, "L002": {"L004"}}
QUIET = {r.code for r in RULES if r.severity == "info"}
