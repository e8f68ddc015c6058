"""A timeline: when works and events are set inside the story, as far as it is told, and beside it when works came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from continuity import dates, network, store, vocab
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.views import drawn, signs, svg
from continuity.views.facts import Teller
from continuity.views.page import everything
from continuity.views.signs import OPEN
from continuity.views.storyorder import Story, When
from continuity.views.svg import Markup, joined, number, tag
from continuity.views.told import Telling

#: What is shown where no type is asked for; of the rest what a date or an order is told of in its own right.
UNITS = ("Season", "Film", "Special", "Event")
#: Sizes in pixels: the room for names, a row, a stretch of years without anything, an open end; all, a year at least
#: and at most; of text.
LONGEST, ROW, BREAK = 250.0, 23.0, 30.0
WIDEST, YEARS = 1_380.0, (34.0, 84.0)
NAME, TICK = 12.0, 10.5
HEAD = 30.0
#: After so many rows the years stand again.
STRIP = 32
#: So many years with nothing in them are drawn as a break.
EMPTY = 3
_DAYS = 365.2425
UNTOLD = When(("", ""), dates.FIRST, dates.LAST)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to pixels. Years in which nothing begins or ends are drawn together as a break."""

    years: tuple[int, ...]
    breaks: tuple[tuple[int, int], ...]
    width: float
    _at: Mapping[int, tuple[float, float]]

    def x(self, day: date) -> float:
        """Where a day is; what is before or after all is at the end."""
        if day.year < self.years[0]:
            return 0
        if day.year > self.years[-1]:
            return self.width
        start, wide = self._at[day.year]
        return start + wide * min((day - date(day.year, 1, 1)).days / _DAYS, 1)

    def start(self, year: int) -> float:
        """Where a year begins."""
        return self._at[year][0]


def axis(days: Iterable[date], room: float = WIDEST - LONGEST - 2 * OPEN) -> Axis:
    """An axis on which all of some days have their place, in so much room if the years are not too many."""
    used = sorted({day.year for day in days if dates.FIRST < day < dates.LAST} - {date.min.year, date.max.year})
    if not used:
        used = [2000]
    gaps = [after - before - 1 for before, after in pairwise(used)]
    empty_years = sum(gap for gap in gaps if gap < EMPTY)
    left = room - BREAK * sum(gap >= EMPTY for gap in gaps)
    year = float(round(min(max(left / (len(used) + empty_years), YEARS[0]), YEARS[1])))
    at: dict[int, tuple[float, float]] = {}
    breaks, x, before = [], 0.0, used[0] - 1
    for one in used:
        between = list(range(before + 1, one))
        if len(between) >= EMPTY:
            breaks.append((between[0], between[-1]))
            for i, empty in enumerate(between):
                at[empty] = x + BREAK * i / len(between), BREAK / len(between)
            x += BREAK
        else:
            for empty in between:
                at[empty] = x, year
                x += year
        at[one] = x, year
        x += year
        before = one
    hidden = {y for first, last in breaks for y in range(first, last + 1)}
    return Axis(tuple(y for y in sorted(at) if y not in hidden), tuple(breaks), x, at)


@dataclass
class Timeline:
    """The layout of a timeline, and from it the picture. `rows` are placed; of `untold` no time inside the story is."""

    telling: Telling
    story: Story
    rows: tuple[str, ...]
    untold: tuple[str, ...]
    when: Mapping[str, When]
    boxes: list[svg.Box] = field(default_factory=list)

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """What has a row: what is placed inside the story; where nothing is, what was released."""
        return self.rows or tuple(id for id in self.untold if self.released(id)[0])

    @cached_property
    def names(self) -> float:
        """The room for names."""
        longest = max((svg.width(self.telling.canon.label(id), NAME) for id in self.drawn), default=0)
        return min(longest + 14, LONGEST)

    @cached_property
    def axis(self) -> Axis:
        """The years, of the story and of release alike."""
        days: list[date] = []
        for id in self.drawn:
            one = self.when.get(id, UNTOLD)
            days += [one.earliest, one.latest]
            for text in (*one.told, *self.released(id)):
                days += dates.bounds(text) if text else ()
        return axis(days)

    def released(self, id: str) -> tuple[str, str]:
        """When a work came out, its first part and its last; empty where it is not told."""
        if id not in self.telling.frame.works:
            return "", ""
        found = sorted(
            (d for w in self.telling.frame.leaves(id) if (d := self.telling.frame.released(w))), key=dates.bounds
        )
        ended = next((c.object.value for c in self.telling.canon.claims(id, "concluded")), "")
        last = ended if dates.is_date(ended) else found[-1] if found else ""
        return (found[0], last) if found else ("", "")

    def body(self) -> tuple[Markup, float, float]:
        """The picture, its width and its height."""
        if not self.drawn:
            return svg.nothing("No work or event is told of."), drawn.LEAST, 36
        tall = self._top(len(self.drawn) - 1) + ROW
        wide = self.names + OPEN + self.axis.width + OPEN
        parts = [self._grid(tall), *(self._row(id, self._top(i)) for i, id in enumerate(self.drawn))]
        return joined(parts), wide + 10, tall + 24

    def _top(self, row: int) -> float:
        """Where a row begins."""
        return HEAD + row * ROW + row // STRIP * HEAD

    def _x(self, day: date) -> float:
        return self.names + OPEN + self.axis.x(day)

    def _grid(self, tall: float) -> Markup:
        parts = []
        for year in self.axis.years:
            x = self.names + OPEN + self.axis.start(year)
            parts.append(
                tag("path", d=f"M{number(x)} {number(HEAD - 6)}V{number(tall)}", class_="s-lens", stroke_width=1)
            )
            for strip in range(0, len(self.drawn), STRIP):
                y = self._top(strip) - 11
                self.boxes.append(svg.Box(x + 3, y - 9, svg.width(str(year), TICK), TICK, str(year)))
                parts.append(svg.text(x + 3, y, str(year), TICK, cls="soft"))
            parts.append(svg.text(x + 3, tall + 16, str(year), TICK, cls="soft"))
        for first, last in self.axis.breaks:
            x = self.names + OPEN + self.axis.x(date(first, 1, 1))
            words = f"{last - first + 1} years left out" if last > first else "a year left out"
            wave = "".join("q2.5 4 0 8t0 8" for _ in range(int((tall - HEAD) // 16)))
            parts.append(
                tag(
                    "g",
                    svg.title(words),
                    tag("rect", x=x + 2, y=HEAD - 6, width=BREAK - 4, height=tall - HEAD + 6, class_="paper"),
                    *(
                        tag(
                            "path",
                            d=f"M{number(x + BREAK / 2 + dx)} {number(HEAD)}{wave}",
                            class_="s-rule",
                            stroke_width=1.2,
                        )
                        for dx in (-4, 2)
                    ),
                )
            )
        return joined(parts)

    def _row(self, id: str, top: float) -> Markup:
        y, canon = top + ROW / 2, self.telling.canon
        label = canon.label(id)
        shown = svg.shorten(label, NAME, self.names - 12)
        self.boxes.append(svg.Box(0, y - 6, svg.width(shown, NAME), 13, shown))
        rule = tag(
            "path",
            d=f"M0 {number(top)}H{number(self.names + 2 * OPEN + self.axis.width)}",
            class_="s-lens",
            stroke_width=1,
        )
        parts = [rule, svg.text(0, y + 4.2, label, NAME, room=self.names - 12, cls="ink")]
        if id in self.when:
            parts.append(tag("g", svg.title(f"{label}: {self.words(id)}"), *self._bar(id, y)))
        begins, ends = self.released(id)
        if begins:
            first, last = self._x(dates.bounds(begins)[0]), self._x(dates.bounds(ends)[1])
            words = f"{label}: released {begins}" + (f" to {ends}" if ends != begins else "")
            line = (
                [tag("path", d=f"M{number(first)} {number(y)}H{number(last)}", class_="s-h1", stroke_width=1.6)]
                if last - first > 3
                else []
            )
            parts.append(tag("g", svg.title(words), *line, signs.released(first, y)))
        return joined(parts)

    def _bar(self, id: str, y: float) -> list[Markup]:
        """The time inside the story: a told one full, one that follows from the order pale; an end not told fades."""
        one = self.when.get(id, UNTOLD)
        begin, end = one.told
        if one is UNTOLD:
            return []
        if begin or end:
            first, last = dates.bounds(begin or end)[0], dates.bounds(end or begin)[1]
            x1, x2 = self._x(first), self._x(last + timedelta(days=1) if last < dates.LAST else last)
            unsure = any(sign in begin + end for sign in "?~%X")
            parts = [signs.told(x1, y, max(x2 - x1, 4), unsure)]
            parts += signs.fade(x1, y, -1) if not begin else []
            parts += signs.fade(x2, y, 1) if not end else []
            return parts
        left, right = one.earliest > dates.FIRST, one.latest < dates.LAST
        x1 = self._x(one.earliest) if left else self._x(one.latest) - OPEN
        x2 = self._x(one.latest) if right else x1 + OPEN
        parts = (
            [signs.followed(x1, y, x2 - x1, left, right)]
            if left and right
            else signs.fade(x1 if left else x2, y, 1 if left else -1, "soft")
        )
        if left:
            parts.append(tag("path", d=f"M{number(x1)} {number(y - 6)}v12", class_="s-soft", stroke_width=1.6))
        if right:
            parts.append(tag("path", d=f"M{number(x2)} {number(y - 6)}v12", class_="s-soft", stroke_width=1.6))
        return parts

    def words(self, id: str) -> str:
        """When something is set, in words."""
        one, label = self.when[id], self.telling.canon.label
        begin, end = one.told
        if begin or end:
            return (
                f"set {begin or 'earlier'} to {end}"
                if end and end != begin
                else f"set in {begin or end}"
                if end
                else f"set from {begin}"
            )
        parts = [f"not before {_day(one.earliest)} ({label(one.after)})"] if one.earliest > dates.FIRST else []
        parts += [f"not after {_day(one.latest)} ({label(one.before)})"] if one.latest < dates.LAST else []
        return "set " + ", ".join(parts)


def _day(day: date) -> str:
    return str(day.year)


def draw(canon: CanonGraph, entities: Sequence[str], theme: str = "", types: Sequence[str] = ()) -> drawn.DrawnView:
    """The timeline of some works, or of all; `types` are the classes of what is shown.

    Raises UsageError for what is no work, or a type that there is not.
    """
    made = layout(canon, entities, types)
    body, wide, tall = made.body()
    return drawn.DrawnView(canon, _drawing(made, entities, body, wide, tall), theme)


def layout(canon: CanonGraph, entities: Sequence[str] = (), types: Sequence[str] = ()) -> Timeline:
    """The timeline before it is drawn."""
    telling, terms = Telling(canon), vocab.terms()
    wanted = {_class(name) for name in types}
    story = Story(telling)
    when, ordered = story.when(), story.sorted
    parts: set[str] = set()
    for id in entities:
        if not terms.is_a(canon.type(network.entity(canon, id)), "Work"):
            raise UsageError(f"a timeline is about works; {canon.label(id)} is none")
        parts |= telling.frame.parts(id)
    if parts:
        parts |= {event for event, work in network.pairs(canon, "in") if work in parts and canon.type(event) == "Event"}
    own = set(story.dated) | {id for pair in story.told for id in pair}

    def shown(id: str) -> bool:
        cls = canon.type(id)
        if (parts and id not in parts) or not canon.is_entity(id) or cls == "Franchise":
            return False
        return any(terms.is_a(cls, w) for w in wanted) if wanted else cls in UNITS or (id in own and cls != "Series")

    known = [id for id in dict.fromkeys([*ordered, *sorted(when)]) if shown(id)]
    rows = [id for id in known if id in when]
    untold = sorted(
        (id for id in known if id not in when),
        key=lambda id: (telling.frame.order(id) if id in telling.frame.works else (dates.LAST, ("", id), (), id), id),
    )
    return Timeline(telling, story, tuple(rows), tuple(untold), when)


def _class(name: str) -> str:
    terms = vocab.terms()
    wanted = name.replace(" ", "").casefold()
    for cls in terms.below("Entity"):
        if wanted in (cls.casefold(), terms.classes[cls].label.replace(" ", "").casefold()):
            return cls
    raise UsageError(f"there is no type {name!r} of works and events; try Season, Film, Episode or Event")


def _drawing(made: Timeline, entities: Sequence[str], body: Markup, wide: float, tall: float) -> drawn.Drawing:
    canon, label = made.telling.canon, made.telling.canon.label
    about = ", ".join(label(e) for e in entities) or everything(canon)
    dated = [id for id in made.rows if any(made.when[id].told)]
    description = (
        f"{len(made.drawn)} works and events against years. Of {len(dated)} a date inside the story is told"
        + ("; for the others the years between which they lie follow from the order told" if made.rows else "")
        + ". A diamond marks the release."
    )
    notes = []
    if made.untold and not made.rows:
        notes.append("No time inside the story is told of any of these: what is drawn is their release.")
    elif made.untold:
        notes.append(f"Of {len(made.untold)} more, no time inside the story is told; they are listed below.")
    if made.story.contradicted and made.rows:
        shown = set(made.rows)
        against = [f"{label(a)} before {label(b)}" for a, b in made.story.contradicted if {a, b} & shown]
        if against:
            more = f", and {len(against) - 3} more" if against[3:] else ""
            notes.append(f"Told, but at odds with the rest: {'; '.join(against[:3])}{more}.")
    entries = [
        drawn.Sign(signs.told(3, 9, 24), "when it is set, as told"),
        drawn.Sign(signs.told(3, 9, 24, unsure=True), "told as uncertain"),
        drawn.Sign(joined([signs.told(1, 9, 8), *(signs.fade(9, 9, 1))]), "the end is not told"),
        drawn.Sign(signs.followed(3, 9, 24, left=True, right=True), "follows from what is told before and after it"),
        drawn.Sign(
            joined([tag("path", d="M8 9H26", class_="s-h1", stroke_width=1.6), signs.released(8, 9)]), "release"
        ),
    ]
    return drawn.Drawing(
        "timeline", f"Timeline of {about}", description, wide, tall, body, tuple(entries if made.rows else entries[-1:] if made.drawn else ()), tuple(notes), _tables(made)
    )  # fmt: skip


def _tables(made: Timeline) -> tuple[drawn.Table, ...]:
    canon, label = made.telling.canon, made.telling.canon.label
    rows = []
    for id in made.rows:
        begins, ends = made.released(id)
        out = begins + (f" to {ends}" if ends and ends != begins else "")
        rows.append(drawn.Row("", (label(id), made.words(id).removeprefix("set "), out or "–"), _tellers(canon, id)))
    shown = set(made.rows)
    against = set(made.story.contradicted)
    order = [
        drawn.Row("", (f"{label(a)} is over before {label(b)} begins" + (" (at odds with the rest)" if (a, b) in against else ""),),
                  tuple(Teller(x) for x in made.story.accounts(a, b)))
        for a, b in sorted(made.story.told, key=lambda pair: (label(pair[0]), label(pair[1])))
        if {a, b} & shown
    ]  # fmt: skip
    untold = [drawn.Row("", (label(id), made.released(id)[0] or "–")) for id in made.untold]
    tables = (
        [
            drawn.Table(
                "When it is set",
                ("What", "Inside the story", "Released"),
                tuple(rows),
                "Who tells the dates inside the story; where nobody does, the years follow from the order below.",
            )
        ]
        if rows
        else []
    )
    tables += [drawn.Table("What is told of the order", ("What is told",), tuple(order))] if order else []
    tables += (
        [
            drawn.Table(
                "Not told",
                ("What", "Released"),
                tuple(untold),
                "Of these no account tells when they are set, nor what they come before or after.",
            )
        ]
        if untold
        else []
    )
    return tuple(tables)


def _tellers(canon: CanonGraph, id: str) -> tuple[Teller, ...]:
    """Who tells the dates of something inside the story."""
    found = {
        canon.id(quad.graph_name)
        for name in ("storyFrom", "storyTo")
        for quad in canon.facts.match(canon.node(id), store.iri(vocab.term(name)))
        if canon.is_account(quad.graph_name)
    }
    return tuple(Teller(account) for account in sorted(found))
