"""What databases of films and television share: works with their parts, people and companies, each introduced once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from continuity import vocab
from continuity.imports import values
from continuity.imports.identity import slug
from continuity.imports.told import Item, Job

#: Jobs as databases word them, and our roles. What is not here is left out.
ROLES: Mapping[str, str] = {
    "creator": "creator", "created by": "creator", "developer": "developer", "developed by": "developer",
    "showrunner": "showrunner", "executive producer": "executiveProducer", "producer": "producer",
    "director": "director", "writer": "writer", "screenplay": "writer", "teleplay": "writer", "story": "writer",
    "original music composer": "composer", "composer": "composer", "music": "composer",
}  # fmt: skip


class Shelf:
    """Collects items. Things are known by the numbers of their database: `prefix:kind:number`."""

    def __init__(self, job: Job, prefix: str, problem: Callable[[str], None]) -> None:
        self.job, self.names, self.prefix, self.problem = job, job.names, prefix, problem
        self.items: list[Item] = []

    def key(self, kind: str, number: object) -> str:
        """The key of a thing."""
        return f"{self.prefix}:{kind}:{number}"

    def thing(
        self, cls: str, kind: str, number: object, name: str, hint: str = "", under: str = "", /, **told: Any
    ) -> str:
        """The id of a thing, which is introduced with its name and what else is told of it."""
        name = values.plain(str(name or ""))
        key = self.key(kind, number)
        id = self.names.id(key, name or f"{self.prefix} {kind} {number}", cls, hint or str(number), under)
        if self.names.told(key) or told:
            self.tell(id, cls, **({"name": name} if name else {}), **told)
        return id

    def part(self, cls: str, series: str, kind: str, number: object, tail: str, /, **told: Any) -> str:
        """The id of a season or episode under its series: `jessica-jones/s1e13`."""
        key = self.key(kind, number)
        id = self.names.take(key, f"{series.removesuffix('/series')}/{tail}")
        self.names.told(key)
        self.tell(id, cls, **told)
        return id

    def tell(self, id: str, cls: str, **told: Any) -> None:
        """An item of what is told of a thing; values that are none are left out, with a finding."""
        item: Item = {"id": id, "type": cls}
        for key, value in told.items():
            if value is None or value in ("", []):
                continue
            if isinstance(value, (list, dict, bool)):
                item[key] = value
                continue
            known = vocab.terms().property_for(cls, key)
            assert known is not None, (cls, key)
            try:
                item[key] = value if known.value in ("id", "concept") else values.literal(known.name, str(value))
            except ValueError as error:
                self.problem(f"{key} of {id}: {error}")
        self.items.append(item)

    def statement(self, cls: str, **told: Any) -> None:
        """An item with qualifiers; what is nothing is left out."""
        self.items.append({"type": cls, **{k.rstrip("_"): v for k, v in told.items() if v not in (None, "", [])}})

    def credit(self, person: str, job: str, work: str) -> None:
        """A credit, where the job is one of our roles."""
        role = ROLES.get(job.casefold().strip())
        if role:
            self.statement("Credit", person=person, role=role, work=work)

    def character(self, name: str, of: str, key: str = "") -> str:
        """A character by name, told apart by the work; nothing for who plays themselves.

        With `shared: true` in the mapping, one name is one character in all works.
        """
        plain = values.plain(name).removesuffix("(voice)").removesuffix("(uncredited)").strip()
        if not plain or plain.casefold() in ("self", "himself", "herself", "themselves", "narrator") or "self -" in plain.casefold():  # fmt: skip
            return ""
        shared = self.job.mapping.get("shared") is True
        number = key or (plain if shared else f"{plain} in {of}")
        return self.thing("Character", "character", number, plain, "" if shared else slug(of.replace("/", " ")))

    def score(self, work: str, value: object, giver: str, count: object = None, date: str = "") -> None:
        """What an audience gives a work, of ten; nothing where nobody voted."""
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0 and count != 0:
            voters = int(count) if isinstance(count, (int, float)) and count else None
            by = self.thing("Company", "publication", giver, giver)
            self.statement("Score", of=work, givenBy=by, kind="audience", date=date, value=value, scale=10, count=voters)  # fmt: skip

    def take(self) -> list[Item]:
        """The items so far; the shelf is empty after."""
        taken, self.items = self.items, []
        return taken


def whole(value: Any) -> int | None:
    """A value that should be a whole number of a sensible size."""
    return value if isinstance(value, int) and not isinstance(value, bool) and -1 < value < 10**9 else None
