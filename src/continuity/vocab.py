"""Every IRI and prefix, the table of terms, and where `graph/` and `data/` are found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

BASE = "https://w3id.org/continuity/v1/"
VOCAB = BASE + "vocab#"
#: Where the graphs of derived facts are; a universe may be called "derived".
DERIVED = BASE + "vocab/derived/"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = RDF + "type"
LABEL = RDFS + "label"
STRING = XSD + "string"

_PLAIN = {TYPE: "type", LABEL: "label"}

#: The prefixes that every query may use without declaring them.
PREFIXES: Mapping[str, str] = {
    "c": VOCAB,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": "http://www.w3.org/2002/07/owl#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wd": "http://www.wikidata.org/entity/",
    "oa": "http://www.w3.org/ns/oa#",
}


def _shipped(name: str) -> Path:
    """A top-level folder of the project: inside the package when installed, beside `src` in a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "_shipped" / name
    return inside if inside.is_dir() else here.parent.parent / name


def graph_dir() -> Path:
    """Where the ontology, context, lexicon, rules and packaged queries are."""
    return _shipped("graph")


def data_dir() -> Path:
    """Where the shipped universes are."""
    return _shipped("data")


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class: `above` are all its superclasses, `key` identifies a member, `derived_by` is the rule that fills it."""

    name: str
    label: str
    comment: str
    above: tuple[str, ...]
    key: tuple[str, ...]
    derived_by: str | None = None


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """A property: `key` is its word in data files, `value` one of id, concept, text, date, integer, decimal, boolean."""

    name: str
    label: str
    comment: str
    key: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    value: str
    functional: bool
    symmetric: bool
    ordered: bool
    per_account: bool
    derived_by: str | None


@dataclass(frozen=True, slots=True)
class Individual:
    """A value out of a closed list, such as the role `showrunner`."""

    name: str
    label: str
    comment: str
    cls: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The whole vocabulary by local name."""

    classes: Mapping[str, ClassTerm]
    properties: Mapping[str, PropertyTerm]
    individuals: Mapping[str, Individual]

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Whether a class is the other or below it."""
        return cls == ancestor or ancestor in self.classes[cls].above

    def below(self, ancestor: str) -> tuple[str, ...]:
        """A class and everything below it, sorted."""
        return tuple(sorted(n for n in self.classes if self.is_a(n, ancestor)))

    def property_for(self, cls: str, key: str) -> PropertyTerm | None:
        """The property that a key of a data item of this class stands for; `cls` may be empty."""
        if cls in self.classes:
            family = {cls, *self.classes[cls].above}
            for p in self.properties.values():
                if p.key == key and p.key != p.name and family & set(p.domain):
                    return p
        found = self.properties.get(key)
        return found if found is not None and found.key == key else None

    def __contains__(self, name: object) -> bool:
        return name in self.classes or name in self.properties or name in self.individuals


@cache
def terms() -> Terms:
    """The table that tools/generate.py writes from the ontology."""
    raw = json.loads((graph_dir() / "terms.json").read_text(encoding="utf-8"))
    return Terms(
        {
            n: ClassTerm(n, c["label"], c["comment"], tuple(c["above"]), tuple(c["key"]), c["derived_by"])
            for n, c in raw["classes"].items()
        },
        {
            n: PropertyTerm(
                n,
                p["label"],
                p["comment"],
                p["key"],
                tuple(p["domain"]),
                tuple(p["range"]),
                p["value"],
                p["functional"],
                p["symmetric"],
                p["ordered"],
                p["per_account"],
                p["derived_by"],
            )
            for n, p in raw["properties"].items()
        },
        {n: Individual(n, i["label"], i["comment"], i["class"]) for n, i in raw["individuals"].items()},
    )


def term(name: str) -> str:
    """The IRI of a term of the vocabulary."""
    return VOCAB + name


def universe_base(name: str) -> str:
    """The IRI under which the ids of a universe stand, where it declares none."""
    return BASE + quote(name) + "/"


def short(iri: str, base: str = "") -> str:
    """An IRI as people write it: an id of the universe, a term's local name, `type`, `label`, or the IRI itself."""
    if iri in _PLAIN:
        return _PLAIN[iri]
    for prefix in (base, VOCAB):
        if prefix and iri.startswith(prefix):
            return iri[len(prefix) :]
    return iri


_ABSOLUTE = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")


def full(identifier: str, base: str) -> str:
    """The IRI of an id; an IRI is returned as it is."""
    return identifier if _ABSOLUTE.match(identifier) else base + identifier


def mint(cls: str, values: Iterable[str | Iterable[str]]) -> str:
    """The id of a statement from its class and the values of its key, in the order of `owl:hasKey`.

    >>> mint("Death", ["kilgrave", "jessica-jones/s1e13"])
    'death/kilgrave+jessica-jones/s1e13'
    """
    parts = [v if isinstance(v, str) else "~".join(sorted(v)) for v in values]
    while parts and not parts[-1]:
        parts.pop()
    slug = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls).lower()
    key = "+".join(quote(p, safe="/~.-_()',!*@&=;") for p in parts)
    return slug + "/" + re.sub(r"/\.\.(?![^/+~])", "/open", key)  # `2016/..`: dots would climb out of the id
