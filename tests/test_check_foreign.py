"""A universe unlike the shipped one, with all that makes noise elsewhere: exactly the real contradictions are found."""

from __future__ import annotations

from pathlib import Path

from continuity import universe
from continuity.check import check
from continuity.model import Finding, Scope

SOURCES = """\
sources:
  - {id: chronicle, type: Source, kind: reference, title: A chronicle, publisher: The Press, published: 2015}
  - {id: retelling, type: Source, kind: recap, title: A retelling, publisher: The Crier, published: 2016}
  - {id: letters, type: Source, kind: review, title: Letters, publisher: The Herald, published: 2017}
"""
FRAME = """\
---
source: chronicle
horizon: none
claims:
  - {id: saga/series, type: Series, name: The Saga of Ashes, released: 2001, setIn: the-vale}
  - {id: saga/s1, type: Season, number: 1, partOf: saga/series, released: 2001-01}
  - {id: saga/s2, type: Season, number: 2, partOf: saga/series, released: 2002-01}
  - {id: saga/s1e01, type: Episode, number: 1, partOf: saga/s1, released: 2001-01-05}
  - {id: saga/s1e02, type: Episode, number: 2, partOf: saga/s1, released: 2001-01-12}
  - {id: saga/s2e01, type: Episode, number: 1, partOf: saga/s2, released: 2002-01-04}
  - {id: saga/s2e02, type: Episode, number: 2, partOf: saga/s2, released: 2002-01-11}
  - {id: mirror, type: Film, name: The Mirror, released: 2010-05-01, setIn: the-mirror-vale}
  - {id: prequel, type: Film, name: Before the Ashes, released: 2009-05-01, setIn: the-vale, before: saga/s1}
  - {id: the-vale, type: Reality, name: The Vale}
  - {id: the-mirror-vale, type: Reality, name: The Mirror Vale}
  - {id: keep, type: Place, name: the Keep, locatedIn: north}
  - {id: north, type: Place, name: the North}
  - {id: isles, type: Place, name: the Isles}
  - {id: red-wedding-night, type: Event, name: the feast, place: keep, participant: [wolf, bear]}
  - {id: burning, type: Event, name: the burning, place: north, during: red-wedding-night, participant: [wolf, bear]}
"""
PEOPLE = """\
---
source: chronicle
horizon: [saga/series, mirror, prequel]
claims:
  - {id: wolf, type: Character, name: Wolf of the Keep, alias: The Warden}
  - {id: bear, type: Character, name: Bear of the Keep, alias: The Warden}
  - {id: hawk, type: Character, name: Hawk Rider}
  - {id: owl, type: Character, name: Owl Seer}
  - {id: faceless, type: Character, name: The Faceless}
  - {id: faceless-two, type: Character, name: The Faceless}
  - {type: Explanation, of: faceless, kind: collectiveName, note: whoever serves bears it}
  - {id: brand, type: Item, name: the brand}
  - {id: order, type: Organisation, name: the Order}
  - {type: Membership, member: owl, group: order}
"""
#: Quiet: resurrections, corpses, flashbacks, doubles, disguises, a prequel, a mirror world, compatible killers.
NOISE = """\
---
source: retelling
horizon: [saga/series, mirror, prequel]
claims:
  - {type: Death, of: wolf, in: saga/s1e01, by: owl}
  - {type: Appearance, character: wolf, in: saga/s1e02, mode: corpse}
  - {type: Return, of: wolf, in: saga/s2e01, how: resurrection}
  - {type: Appearance, character: wolf, in: saga/s2e01, mode: present}
  - {type: Appearance, character: wolf, in: saga/s2e02, mode: present}
  - {type: Death, of: bear, in: saga/s1}
  - {type: Appearance, character: bear, in: saga/s1e02, mode: present}
  - {type: Appearance, character: bear, in: saga/s2e01, mode: flashback}
  - {type: Appearance, character: bear, in: saga/s2e02, mode: disguised}
  - {type: Appearance, character: bear, in: prequel, mode: present}
  - {type: Appearance, character: bear, in: mirror, mode: present}
  - {type: Appearance, character: faceless, in: saga/s1e01, mode: corpse}
  - {type: Appearance, character: faceless, in: saga/s2e01, mode: present}
  - {type: Relationship, subject: wolf, kind: sibling, object: bear}
---
source: letters
horizon: [saga/series, mirror, prequel]
claims:
  - {type: Death, of: wolf, in: saga/s1e01, by: order}
  - {type: Death, of: bear, in: saga/s1e02, by: brand}
  - {type: Relationship, subject: bear, kind: sibling, object: hawk}
  - {type: Explanation, of: owl, kind: double, in: saga/s2e02}
  - {type: Death, of: owl, in: saga/s1e02}
  - {type: Appearance, character: owl, in: saga/s2e02, mode: present}
"""
#: Real: Hawk lives on in two episodes after her death, and the feast is over before it begins.
REAL = """\
---
source: letters
horizon: [saga/series, mirror, prequel]
claims:
  - {type: Death, of: hawk, in: saga/s1e02, note: her body burns}
  - {id: burning, after: red-wedding-night}
---
source: retelling
horizon: [saga/series, mirror, prequel]
claims:
  - {type: Appearance, character: hawk, in: saga/s2e01, mode: present}
  - {type: Appearance, character: hawk, in: saga/s2e02, mode: present}
"""


def found(folder: Path, *parts: str, explained: bool = False) -> list[Finding]:
    (folder / "saga.yaml").write_text(SOURCES + "".join(parts), encoding="utf-8")
    made = universe.load(folder, compiled=False)
    return check(made, made.canon(Scope()), ignore=["W003"], explained=explained)


def test_all_the_noise_is_quiet(tmp_path: Path) -> None:
    assert [(f.rule, f.message) for f in found(tmp_path, FRAME, PEOPLE, NOISE)] == []


def test_what_settles_the_noise_is_kept(tmp_path: Path) -> None:
    kept = found(tmp_path, FRAME, PEOPLE, NOISE, explained=True)
    assert {(f.rule, f.entities[0]) for f in kept} >= {
        ("L001", "wolf"),
        ("L001", "bear"),
        ("L001", "owl"),
        ("L001", "faceless"),
        ("I001", "faceless"),
    }
    assert all(f.explained_by for f in kept)


def test_exactly_the_real_contradictions_are_found(tmp_path: Path) -> None:
    real = found(tmp_path, FRAME, PEOPLE, NOISE, REAL)
    assert [(f.rule, f.entities[0]) for f in real] == [("L001", "hawk"), ("T004", "burning")]
    assert "the data hint at a corpse (mode: corpse)" in real[0].cure
    assert len(real[0].claims) == 3


def test_statements_without_a_name_in_turtle_are_cited_in_words(tmp_path: Path) -> None:
    (tmp_path / "saga.ttl").write_text(
        """\
@prefix c: <https://w3id.org/continuity/v1/vocab#> .
@prefix e: <http://example.org/> .
e:ash a c:Film ; c:name "Ash" ; c:released "2000" .
e:ember a c:Film ; c:name "Ember" ; c:released "2001" .
e:wolf a c:Character ; c:name "The Wolf" .
[] a c:Death ; c:of e:wolf ; c:in e:ash .
[] a c:Appearance ; c:character e:wolf ; c:in e:ember ; c:mode c:present .
""",
        encoding="utf-8",
    )
    made = universe.load(tmp_path, compiled=False)
    [dead] = check(made, made.canon(Scope()), select=["L001"])
    assert [c.text for c in dead.claims] == ["The Wolf dies in Ash", "The Wolf is in Ember (present)"]
    assert all(c.account for c in dead.claims)
