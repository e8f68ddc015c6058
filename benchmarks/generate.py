"""A made-up television universe of any size: the same seed and size give the same file, byte for byte.

Shows of three seasons of eight episodes run side by side. Each episode has accounts of its frame, its credits and its
story, some of them told twice; characters cross over, die, return and belong to teams; some accounts clash.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from continuity import vocab

SEASONS, EPISODES = 3, 8
SMALLEST = 500
NAME = "made-up"
BASE = vocab.universe_base(NAME)
_PARTS = ("al", "ber", "cor", "da", "el", "fen", "gor", "hal", "is", "jun", "kel", "lor", "mar", "nel", "or", "pet", "ros", "san", "tor", "ul", "ven", "wes")  # fmt: skip
_LITERAL = {"date": vocab.EDTF, "integer": vocab.XSD + "integer", "decimal": vocab.XSD + "decimal"}
_MODES = ("present", "present", "present", "present", "present", "flashback", "mentioned", "vision")


def _iri(id: str) -> str:
    return f"<{BASE}{id}>"


def _c(name: str) -> str:
    return f"<{vocab.term(name)}>"


_TYPE = f"<{vocab.TYPE}>"
_PREDICATES = {name: _c(name) for name in vocab.terms().properties}
_VALUES = {name: p.value for name, p in vocab.terms().properties.items()}


class _Writer:
    """Lines of N-Quads: things in the graph of the account that is open."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._graph = ""

    def thing(self, id: str, cls: str, **facts: object) -> str:
        """Tell of a thing by the names of the vocabulary; without a class, more of one that has its class already."""
        node = _iri(id)
        if cls:
            self.lines.append(f"{node} {_TYPE} {_c(cls)} {self._graph}.\n")
        for name, values in facts.items():
            for value in values if isinstance(values, (list, tuple)) else (values,):
                self.lines.append(f"{node} {_PREDICATES[name]} {_value(_VALUES[name], value)} {self._graph}.\n")
        return id

    def statement(self, cls: str, **facts: object) -> str:
        """Tell a statement, its id minted from its key."""
        key = [facts.get(name, "") for name in vocab.terms().classes[cls].key]
        minted = vocab.mint(cls, [list(map(str, v)) if isinstance(v, (list, tuple)) else str(v) for v in key])
        return self.thing(minted, cls, **facts)

    def account(self, source: str, horizon: str, reports: str = "") -> None:
        """Open the account of a source; what follows is told in it."""
        self._graph = ""
        id = "account/" + vocab.mint("Account", [source, reports, horizon]).partition("/")[2]
        self.thing(id, "Account", source=source, horizon=horizon, **({"reports": reports} if reports else {}))
        self._graph = _iri(id) + " "

    def source(self, id: str, kind: str, day: date) -> str:
        """Declare a source."""
        self._graph = ""
        address = f"https://example.org/{id}"
        return self.thing(
            id, "Source", sourceKind=kind, title=id.replace("-", " "), publisher=kind, published=day, url=address
        )


def _value(kind: str, value: object) -> str:
    if value in vocab.terms() and (kind == "concept" or value == "none"):
        return _c(str(value))
    if kind in ("id", "concept"):  # a horizon is a work, or none
        return _iri(str(value))
    text = json.dumps(str(value), ensure_ascii=True)
    return f"{text}^^<{_LITERAL[kind]}>" if kind in _LITERAL else text


def _word(chance: random.Random, number: int) -> str:
    """A name that nothing else bears."""
    made = "".join(chance.choice(_PARTS) for _ in range(2)).title()
    return f"{made} {''.join(_PARTS[int(d)] for d in str(number)).title()}"


class _Show:
    """A show with its people and characters, made before its episodes."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.id = f"show-{number}"
        self.number = number
        self.title = _word(chance, number)
        self.first = date(2000, 1, 3) + timedelta(days=chance.randrange(0, 7300))
        self.cast = [f"character-{number}-{i}" for i in range(8)]
        self.actors = [f"actor-{number}-{i}" for i in range(8)]
        self.makers = [f"maker-{number}-{i}" for i in range(6)]
        self.team = f"team-{number}"
        self.dead: set[str] = set()

    def day(self, season: int, episode: int = 1) -> date:
        return self.first + timedelta(days=364 * (season - 1) + 7 * (episode - 1))


def lines(triples: int, seed: int = 1) -> Iterator[str]:
    """The lines of a universe of about so many triples, as N-Quads. Raises ValueError for fewer than SMALLEST."""
    if triples < SMALLEST:
        raise ValueError(f"{triples} triples make no universe; {SMALLEST} do")
    chance, written = random.Random(seed), 0
    shows: list[_Show] = []
    while True:
        show = _Show(len(shows) + 1, chance)
        shows.append(show)
        for part in _parts(show, shows, chance):
            yield from part
            written += len(part)
            if written >= triples:
                return


def _parts(show: _Show, shows: list[_Show], chance: random.Random) -> Iterator[list[str]]:
    """A show piece by piece, each of which may be the last: nothing speaks of what comes later."""
    yield _whole(show, shows, chance)
    for season in range(1, SEASONS + 1):
        yield _season(show, season, chance)
        for episode in range(1, EPISODES + 1):
            yield _episode(show, season, episode, shows, chance)


def _whole(show: _Show, shows: list[_Show], chance: random.Random) -> list[str]:
    w = _Writer()
    series = f"{show.id}/series"
    press = w.source(f"press-{show.id}", "pressRelease", show.first - timedelta(days=400))
    w.account(press, "none")
    w.thing(series, "Series", name=show.title, released=show.first)
    w.thing(f"network-{show.number % 7}", "Company", name=f"Network {show.number % 7}")
    w.thing(series, "", network=f"network-{show.number % 7}")
    for i, maker in enumerate(show.makers):
        w.thing(maker, "Person", name=_word(chance, show.number * 10 + i))
    for i, (actor, character) in enumerate(zip(show.actors, show.cast, strict=True)):
        w.thing(actor, "Person", name=_word(chance, show.number * 100 + i))
        w.thing(character, "Character", name=_word(chance, show.number * 1000 + i))
    w.statement("Credit", person=show.makers[0], role="creator", work=series)
    w.thing(show.team, "Team", name=f"The {show.title.split()[0]} {show.number}")
    w.account(press, f"{show.id}/series")
    for member in show.cast[:4]:
        w.statement("Membership", member=member, group=show.team)
    for a, b in ((0, 1), (2, 3), (4, 0)):
        kind = chance.choice(("sibling", "ally", "enemy", "parent", "partner"))
        w.statement("Relationship", subject=show.cast[a], kind=kind, object=show.cast[b])
    if len(shows) > 1:
        other = chance.choice(shows[:-1])
        w.account(press, "none")
        w.statement(
            "Dependency", work=series, on=f"{other.id}/series", dependencyKind="continues", why="it goes on with it"
        )
        w.statement("Collaboration", participant=[show.makers[0], other.makers[0]], on=series, quote="a great help")
    return w.lines


def _season(show: _Show, season: int, chance: random.Random) -> list[str]:
    w = _Writer()
    id, runner, day = f"{show.id}/s{season}", show.makers[min(season, 2)], show.day(season)
    news = w.source(f"news-{show.id}-s{season}", "tradePress", day - timedelta(days=200))
    w.account(news, "none")
    w.thing(id, "Season", number=season, partOf=f"{show.id}/series", released=day)
    w.statement("Credit", person=runner, role="showrunner", work=id, since=day - timedelta(days=250))
    w.statement("CompleteList", complete="showrunner", of=id)
    w.statement(
        "Status", work=id, aspect="order", state="ordered" if season == 1 else "renewed", date=day - timedelta(days=210)
    )
    for i, (actor, character) in enumerate(zip(show.actors, show.cast, strict=True)):
        billing = "main" if i < 5 else "recurring"
        w.statement("Portrayal", actor=actor, character=character, work=id, billing=billing)
    if chance.random() < 0.1:  # a wiki that tells another
        wiki = w.source(f"wiki-{show.id}-s{season}", "fanWiki", day)
        w.account(wiki, "none")
        w.statement("Credit", person=show.makers[4], role="showrunner", work=id)
    scores = w.source(f"scores-{show.id}-s{season}", "dataset", day + timedelta(days=100))
    w.account(scores, "none")
    giver = w.thing("gallery", "Company", name="The Gallery")
    w.statement("Score", of=id, value=chance.randint(30, 99), scale=100, scoreKind="critics", givenBy=giver)
    return w.lines


def _episode(show: _Show, season: int, episode: int, shows: list[_Show], chance: random.Random) -> list[str]:
    w = _Writer()
    id, day = f"{show.id}/s{season}e{episode:02d}", show.day(season, episode)
    guide = w.source(f"guide-{show.id}-s{season}e{episode}", "reference", day)
    w.account(guide, "none")
    w.thing(id, "Episode", number=episode, partOf=f"{show.id}/s{season}", released=day, runtime=chance.randint(40, 60))
    for role in ("director", "writer"):
        w.statement("Credit", person=chance.choice(show.makers), role=role, work=id)
    seen = chance.sample(show.cast, chance.randint(4, 7))
    modes = {c: "flashback" if c in show.dead else chance.choice(_MODES) for c in seen}
    guest = chance.choice(shows)
    recap = w.source(f"recap-{show.id}-s{season}e{episode}", "recap", day + timedelta(days=1))
    w.account(recap, id, id)
    w.thing(id, "", name=_word(chance, episode))
    for character, mode in modes.items():
        w.statement("Appearance", character=character, **{"in": id}, mode=mode)
    if guest is not show and chance.random() < 0.3:
        who = chance.choice(guest.cast)
        w.statement("Appearance", character=who, **{"in": id}, mode="present")
        w.statement(
            "Crossover",
            fromWork=f"{guest.id}/series",
            toWork=f"{show.id}/series",
            via=who,
            **{"in": id},
            crossoverMode="byCharacter",
        )
    alive = [c for c in seen if modes[c] == "present" and c not in show.dead]
    if alive and chance.random() < 0.12:
        victim, killer = alive[0], alive[-1]
        w.statement("Death", of=victim, **{"in": id}, **({"by": killer} if killer != victim else {}))
        show.dead.add(victim)
    elif show.dead and chance.random() < 0.05:
        back = min(show.dead)
        w.statement("Return", of=back, **{"in": id}, how="survival")
        show.dead.discard(back)
    if chance.random() < 0.4:  # told again by another
        review = w.source(f"review-{show.id}-s{season}e{episode}", "review", day + timedelta(days=2))
        w.account(review, id, id)
        for character in seen[:3]:
            w.statement("Appearance", character=character, **{"in": id}, mode=modes[character])
    return w.lines


def write(directory: Path, triples: int, seed: int = 1) -> Path:
    """A universe as a directory that `continuity` loads. Returns the directory."""
    place = directory / NAME
    place.mkdir(parents=True, exist_ok=True)
    with (place / "told.nq").open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines(triples, seed))
    return place
