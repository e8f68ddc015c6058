"""A picture as a pyvis network in our own page."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from continuity import vocab
from continuity.canon import CanonGraph
from continuity.language.words import Words
from continuity.model import Evidence, cite
from continuity.views.facts import Fact, facts_of
from continuity.views.inside import COLOURS, communities, works
from continuity.views.layout import positions
from continuity.views.page import STATIC, caption, policy, script, text_of, vis
from continuity.views.pictures import Picture, degrees
from continuity.views.steps import Step, Steps
from continuity.views.svg import checked_theme
from continuity.views.view import View

#: Class → shape and colour. No two classes share both: colour never says anything alone.
STYLES: Mapping[str, tuple[str, str]] = {
    "Character": ("dot", "#0072b2"),
    "Person": ("triangle", "#e69f00"),
    "Series": ("square", "#d55e00"),
    "Season": ("diamond", "#d55e00"),
    "Episode": ("diamond", "#eda374"),
    "Film": ("square", "#cc79a7"),
    "Team": ("hexagon", "#009e73"),
    "Organisation": ("hexagon", "#5fbf9f"),
    "Company": ("triangleDown", "#7d7d7d"),
    "Place": ("triangleDown", "#56b4e9"),
    "Reality": ("star", "#56b4e9"),
    "Event": ("star", "#cc79a7"),
    "Franchise": ("star", "#d55e00"),
    "Special": ("square", "#8a6fb3"),
    "Comic": ("square", "#7d7d7d"),
    "Item": ("hexagon", "#e69f00"),
}
PLAIN = ("dot", "#999999")


class NetworkView(View):
    """A picture of entities and lines. `network` is pyvis's own `Network`: change it before the page is written."""

    def __init__(self, canon: CanonGraph, picture: Picture, theme: str = "auto", below: Sequence[Step] = ()) -> None:
        """`below` are the same picture under smaller horizons, for the slider of the page; see `steps.below`."""
        self._canon = canon
        self._picture = picture
        self._theme = checked_theme(theme)
        self._steps = Steps(canon, picture, facts_of(canon, picture.nodes, picture.inside), below)
        self._facts = self._steps.facts
        self.network = _network(canon, picture, self._steps.lines)

    def html(self) -> str:
        """The page, from the network as it is now."""
        net, style, ours = self.network, text_of(STATIC / "page.css"), script()
        net.set_template_dir(str(STATIC), "network.html")
        net.templateEnv.autoescape = True
        net.templateEnv.globals["page"] = {
            "title": self._picture.title,
            "note": self._picture.note,
            "theme": self._theme,
            "caption": self._caption,
            "policy": policy((vis(), ours), (style,)),
            "style": style,
            "vis": vis(),
            "script": ours,
            "data": self._data,
        }
        return str(net.generate_html())

    def svg(self) -> str:
        """The picture as a static SVG, from the network as it is now: for wikis and print."""
        from continuity.views import netsvg

        known = {str(node["id"]): node for node in self.network.nodes}
        drawn = [id for id in self._picture.nodes if id in known]
        nodes = [(id, known[id]["label"], known[id]["shape"], _colour(known[id])) for id in drawn]
        sizes = {id: float(known[id]["size"]) for id in drawn}
        places = {id: (known[id]["x"], known[id]["y"]) for id in drawn}
        kept = set(drawn)
        picture = replace(
            self._picture,
            nodes=tuple(drawn),
            lines=tuple(x for x in self._picture.lines if x.source in kept and x.target in kept),
            first=tuple(id for id in self._picture.first if id in kept),
        )
        key = [(one["label"], one["shape"], one["color"]) for one in self._data["types"]]
        stated = " · ".join(f"{term} {text}" for term, text in self._caption)
        theme = "light" if self._theme == "auto" else self._theme
        return str(netsvg.drawing(picture, nodes, sizes, places, stated, key, theme)) + "\n"

    def formats(self) -> Mapping[str, Callable[[], str]]:
        """A page, and a static drawing."""
        return {".html": self.html, ".svg": self.svg}

    @cached_property
    def _accounts(self) -> list[str]:
        return sorted({teller.account for fact in self._facts for teller in fact.tellers})

    @property
    def caption(self) -> str:
        """What the picture shows and what it rests on, in one line."""
        return f"{self._picture.title} ({'; '.join(f'{term.lower()}: {text}' for term, text in self._caption)})"

    @cached_property
    def _caption(self) -> list[tuple[str, str]]:
        return caption(self._canon, set(self._accounts))

    @cached_property
    def _data(self) -> Mapping[str, Any]:
        """What the script shows of the entities: their kinds, other names and facts, and the accounts of these."""
        canon, words, terms = self._canon, Words(self._canon), vocab.terms()
        cited: dict[tuple[str, str], int] = {}  # a citation and its address → its number
        number = {}
        for id in self._accounts:
            account = canon.accounts[id]
            key = cite(Evidence("", account, words.speaker(account))), web(account.source.url)
            number[id] = cited.setdefault(key, len(cited))
        nodes = self._picture.nodes
        used = sorted({canon.type(id) for id in nodes}, key=lambda c: (_place(c), c))
        choices, held = works(canon, nodes)
        groups = communities(canon, nodes, self._picture.lines)
        at = {choice.id: i for i, choice in enumerate(choices)}
        community = {id: i for i, group in enumerate(groups) for id in group.members}
        return {
            "centre": self._picture.centre,
            "first": self._picture.first,
            "paths": self._picture.paths,
            "sided": bool(self._picture.sides),
            "theme": self._theme,
            "steps": self._steps.names,
            "types": [
                {
                    "id": cls,
                    "label": terms.classes[cls].label if cls in terms.classes else "other",
                    "shape": shape,
                    "color": color,
                }
                for cls in used
                for shape, color in [STYLES.get(cls, PLAIN)]
            ],
            "works": [
                {"id": one.id, "label": one.label, **({"of": at[one.series]} if one.series in at else {})}
                for one in choices
            ],
            "communities": [
                {"name": group.name, "many": len(group.members), "color": COLOURS[i % len(COLOURS)]}
                for i, group in enumerate(groups)
            ],
            "entities": {
                id: _told(
                    type=canon.type(id),
                    also=self._also(id),
                    mark=self._picture.marks.get(id),
                    side=self._picture.sides.get(id),
                    community=community.get(id),
                    works=[at[work] for work in held.get(id, ())],
                    steps=self._steps.of_node(id),
                    called=self._steps.called(id),
                )
                for id in nodes
            },
            "facts": [_fact(fact, number, self._steps.of_fact(fact)) for fact in self._facts],
            "sources": [{"cite": text, "url": url} for text, url in cited],
            "accounts": len(self._accounts),
        }

    def _also(self, id: str) -> list[str]:
        """The other names of an entity, by which a search finds it."""
        return sorted({name for _, name in self._names.get(id, ())} - {self._canon.label(id)})

    @cached_property
    def _names(self) -> Mapping[str, Any]:
        return self._canon.names()


def _colour(node: Mapping[str, Any]) -> str:
    """The colour of a node, as pyvis takes it: a text, or the parts of one."""
    color = node.get("color", PLAIN[1])
    return color if isinstance(color, str) else str(color.get("background", PLAIN[1]))


def web(address: str) -> str:
    """An address if it is one of the web, else nothing."""
    return address if address.startswith(("https://", "http://")) else ""


def _told(**values: Any) -> Mapping[str, Any]:
    """What there is to say, without what there is not."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def _fact(fact: Fact, number: Mapping[str, int], steps: int | None = None) -> Mapping[str, Any]:
    """A fact as the script reads it; accounts of one source that say the same are cited once."""
    said = dict.fromkeys((number[t.account], t.says, t.quote) for t in fact.tellers)
    tellers = [
        {"source": source, **({"says": says} if says else {}), **({"quote": quote} if quote else {})}
        for source, says, quote in said
    ]
    told = {"kind": fact.kind, "text": fact.text, "about": fact.about, "tellers": tellers, "followed": fact.followed}
    return told if steps is None else {**told, "steps": steps}


def _place(cls: str) -> int:
    known = list(STYLES)
    return known.index(cls) if cls in STYLES else len(known)


def _network(canon: CanonGraph, picture: Picture, steps: Mapping[tuple[str, str], int]) -> Any:
    """The picture as pyvis holds it, every node in its place."""
    from pyvis.network import Network

    sizes, places = arranged(canon, picture)
    net = Network(height="100%", width="100%", cdn_resources="in_line")
    net.options.physics.enabled = False
    net.options.edges.inherit_colors(False)
    net.options.edges.smooth.enabled = False
    net.options.interaction.hideEdgesOnDrag = len(picture.lines) > 500
    net.nodes = []
    for id in picture.nodes:
        size, (x, y) = sizes[id], places[id]
        shape, color = STYLES.get(canon.type(id), PLAIN)
        net.nodes.append(
            {"id": id, "label": canon.label(id), "shape": shape, "color": color, "size": size, "x": x, "y": y}
        )
    net.edges = [
        {
            "from": line.source,
            "to": line.target,
            "relations": list(line.relations),
            **({"hidden": True} if line.faint else {}),
            **({"steps": steps[line.source, line.target]} if (line.source, line.target) in steps else {}),
        }
        for line in picture.lines
    ]
    net.node_ids, net.node_map = list(picture.nodes), {node["id"]: node for node in net.nodes}
    return net


def arranged(canon: CanonGraph, picture: Picture) -> tuple[Mapping[str, float], Mapping[str, tuple[int, int]]]:
    """The radius of each entity of a picture, and where its middle stands."""
    degree, index = degrees(picture.lines), {id: i for i, id in enumerate(picture.nodes)}
    most = max(degree.values(), default=1)
    sizes = {id: _size(degree.get(id, 0), most, canon.type(id), id in picture.centre) for id in picture.nodes}
    if picture.places:
        return sizes, {id: (round(x), round(y)) for id, (x, y) in picture.places.items()}
    edges = [(index[line.source], index[line.target]) for line in picture.lines]
    placed = positions(list(sizes.values()), edges, picture.nodes)
    return sizes, dict(zip(picture.nodes, placed, strict=True))


def _size(degree: int, most: int, cls: str, central: bool) -> float:
    """The radius of a node: its area grows with its lines, and episodes are many and small."""
    growth = min(2, 21 / math.sqrt(most))
    return round((3.5 if cls == "Episode" else 5) + growth * math.sqrt(degree) + (8 if central else 0), 1)
