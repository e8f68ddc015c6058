"""Carry people, films, species and planets over from the fixtures of phalt/swapi into data/star-wars. Run by hand:

    python tools/star_wars.py PATH/TO/swapi

Names, dates, directors, producers and who appears in which film are facts; opening crawls and the like are left out.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import yaml

OUT = Path(__file__).resolve().parent.parent / "data" / "star-wars"
COMMIT = "db826e2"
Table = dict[int, dict[str, Any]]


def table(folder: Path, name: str) -> Table:
    """The rows of a fixture by their number."""
    raw = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return {row["pk"]: row["fields"] for row in raw}


def slug(text: str) -> str:
    """A readable id."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def people(text: str) -> list[str]:
    """The names in a field such as "Gary Kurtz, Rick McCallum"."""
    return [n.strip() for n in text.replace(" and ", ", ").split(",") if n.strip()]


def written(path: str, data: dict[str, Any]) -> None:
    """Write one document, its keys in the given order."""
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)
    (OUT / path).write_text(text, encoding="utf-8")


def _character(id: str, told: dict[str, Any], species: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"id": id, "type": "Character", "name": told["name"]}
    if told["gender"] in ("male", "female", "hermaphrodite"):
        made["gender"] = told["gender"]
    return made | ({"species": sorted(species)} if species else {})


def main() -> int:
    """Write the universe."""
    folder = Path(sys.argv[1])
    films, persons, species, planets = (table(folder, n) for n in ("films", "people", "species", "planets"))
    OUT.mkdir(parents=True, exist_ok=True)
    written("universe.yaml", {"type": "Universe", "name": "Star Wars", "license": "BSD-3-Clause"})
    source = {
        "id": "swapi", "type": "Source", "kind": "dataset", "title": "SWAPI, the Star Wars API: fixtures", "publisher": "phalt/swapi",
        "published": "2014-12", "dating": "the rows say when they were last edited: December 2014, one in April 2015",
        "url": f"https://github.com/phalt/swapi/tree/{COMMIT}", "license": "BSD-3-Clause",
    }  # fmt: skip
    written("sources.yaml", {"sources": [source]})
    film_ids = {n: f"{slug(f['title'])}-{f['release_date'][:4]}" for n, f in films.items()}
    homes = {n: slug(p["name"]) for n, p in planets.items() if p["name"] != "unknown"}
    kinds: dict[int, list[str]] = {}
    for one in species.values():
        for n in one["people"]:
            kinds.setdefault(n, []).append(one["name"])
    works: list[dict[str, Any]] = []
    credited: dict[str, str] = {}
    for n, f in sorted(films.items(), key=lambda x: x[1]["release_date"]):
        alias = f"Episode {('I', 'II', 'III', 'IV', 'V', 'VI', 'VII')[f['episode_id'] - 1]}"
        works.append(
            {"id": film_ids[n], "type": "Film", "name": f["title"], "alias": alias, "released": f["release_date"]}
        )
        for role, names in (("director", f["director"]), ("producer", f["producer"])):
            for name in people(names):
                credited[slug(name)] = name
                works.append({"type": "Credit", "person": slug(name), "role": role, "work": film_ids[n]})
    works = [{"id": i, "type": "Person", "name": name} for i, name in sorted(credited.items())] + works
    written("films.yaml", {"source": "swapi", "horizon": "none", "claims": works})
    places = [
        {"id": i, "type": "Place", "name": planets[n]["name"]} for n, i in sorted(homes.items(), key=lambda x: x[1])
    ]
    written("planets.yaml", {"source": "swapi", "horizon": "none", "claims": places})
    accounts: list[dict[str, Any]] = []
    known: set[str] = set()
    for n in sorted(films, key=lambda n: films[n]["release_date"]):
        cast = sorted((slug(persons[c]["name"]), c) for c in films[n]["characters"])
        told = [_character(id, persons[c], kinds.get(c, [])) for id, c in cast if id not in known]
        told += [{"type": "Appearance", "character": id, "in": film_ids[n], "mode": "present"} for id, _ in cast]
        known |= {id for id, _ in cast}
        accounts.append({"source": "swapi", "reports": film_ids[n], "horizon": film_ids[n], "claims": told})
    text = yaml.safe_dump_all(accounts, sort_keys=False, allow_unicode=True, width=120)
    (OUT / "characters.yaml").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
