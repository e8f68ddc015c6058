"""Accounts in our own YAML from elsewhere: checked against the schema, and written in the one stable order."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import documents
from continuity.imports.identity import slug
from continuity.imports.told import Format, Job, Told, unminted
from continuity.model import Finding
from continuity.readers import yaml

#: Items in one piece of what is told.
PIECE = 500


def run(job: Job) -> Iterator[Told | Finding]:
    """The documents of the files, each in the file of its own name."""
    seen: dict[str, int] = {}
    for path in job.files:
        place = slug(path.name.partition(".")[0]) or "accounts"
        seen[place] = seen.get(place, 0) + 1
        place += f"-of-{slug(path.parent.name) or seen[place]}" if seen[place] > 1 else ""
        made, findings = yaml.read(path, path.name)
        yield from findings
        for document in made:
            data = dict(document.data)
            if document.kind == "type":
                job.names.keep("universe", "told")
                told = {k: v for k, v in data.items() if k not in ("type", "id", "base")}
                told |= {"base": job.base} if job.base else {"base": data["base"]} if "base" in data else {}
                yield Told("universe", (), told, "type", document.position(()))
                continue
            items = [unminted(i) for i in data[document.kind]]
            head = {k: data[k] for k in data if k not in (document.kind, "type", "id")}
            if document.kind == "claims":
                head = {k: head[k] for k in ("source", "reports", "horizon") if k in head}
                if documents.account_id(head) != data.get("id"):
                    head = {"id": data["id"], **head}
                if job.horizon and "horizon" not in head:
                    head |= {k: v for k, v in job.head("", str(head.get("reports", ""))).items() if k == "horizon"}
            for at in range(0, len(items), PIECE):
                yield Told(place, items[at : at + PIECE], head, document.kind, document.position((document.kind, at)))


FORMAT = Format("yaml", run, "accounts in this project's own YAML", yaml.SUFFIXES)
