"""Ids for what other data sets number: readable, collision-safe, the same each time, and never held in memory whole.

A thing is known by its key in the data set it is from (`tvmaze:person:66`). The first to ask for a slug has it; a later
thing of the same name gets the slug with a hint (a year, its number) added, never the other's id.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from continuity import vocab

_CACHED = 50_000
_MAX_SLUG = 80
#: Letters that decompose into no Latin letter.
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "đ": "d", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "’": "", "'": ""})  # fmt: skip


@lru_cache(maxsize=_CACHED)
def slug(text: str) -> str:
    """A name as an id: lower-case Latin letters and digits with hyphens; other scripts keep their letters.

    >>> slug("Luke Cage: Émigré (TV series)")
    'luke-cage-emigre-tv-series'
    """
    text = text.translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    letters = sum(c.isalpha() for c in text)
    if letters and sum(c.isalpha() for c in made) * 2 < letters:  # another script
        folded = unicodedata.normalize("NFC", text).casefold()
        made = re.sub(r"[\W_]+", "-", folded).strip("-")
        made = "".join(c for c in made if c == "-" or (c.isascii() and c.isalnum()) or "\u00a1" <= c <= "\ud7ff")
        made = "".join(c for c in made if not ("\u1680" <= c <= "\u1680" or "\u2000" <= c <= "\u206f")).strip("-")
    return made[:_MAX_SLUG].rstrip("-")


@lru_cache(maxsize=1)
def _reserved() -> frozenset[str]:
    """Words that begin the ids of statements and accounts."""
    return frozenset(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", c).lower() for c in vocab.terms().classes)


class Names:
    """Which id each thing has, kept in a small database beside the import, so that memory does not grow with it."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(
            """
            CREATE TABLE IF NOT EXISTS name (
              key TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, class TEXT NOT NULL,
              told INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS redirect (key TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            """
        )
        self._db.execute("BEGIN")
        self._cache: dict[str, tuple[str, str]] = {}
        self._told: set[str] = set()

    def id(self, key: str, name: str, cls: str = "", hint: str = "", under: str = "") -> str:
        """The id of the thing with this key; given anew where there is none yet.

        `hint` tells it from another of the same name; `under` is what a work's parts share: `series` makes
        `jessica-jones/series`.
        """
        known = self._known(key)
        if known is not None:
            if cls and not known[1]:
                self._set(key, known[0], cls)
            return known[0]
        stem = slug(name) or slug(key)
        tail = f"/{under}" if under else ""
        tries = [stem, *([f"{stem}-{slug(hint)}"] if slug(hint) else []), f"{stem}-{slug(key)}"]
        found = next((t + tail for t in tries if t and t not in _reserved() and self._free(t + tail)), "")
        number = 2
        while not found:
            found = f"{stem or 'thing'}-{number}{tail}" if self._free(f"{stem or 'thing'}-{number}{tail}") else ""
            number += 1
        self._db.execute("INSERT INTO name VALUES (?, ?, ?, ?, 0)", (key, found, name, cls))
        self._remember(key, found, cls)
        return found

    def take(self, key: str, id: str) -> str:
        """Give a thing the id that is its own by right, such as a season's under its series; gives what it has."""
        known = self._known(key)
        if known is not None:
            return known[0]
        if not self._free(id):
            return self.id(key, id)
        self._db.execute("INSERT INTO name VALUES (?, ?, ?, ?, 1)", (key, id, "", ""))
        self._remember(key, id, "")
        return id

    def told(self, key: str) -> bool:
        """Note that an account introduces the thing; gives whether this is the first time."""
        if key in self._told:
            return False
        changed = self._db.execute("UPDATE name SET told = 1 WHERE key = ? AND told = 0", (key,)).rowcount > 0
        if len(self._told) < _CACHED:
            self._told.add(key)
        return changed

    def get(self, key: str) -> str:
        """The id of a thing, or nothing where it has none yet."""
        known = self._known(key)
        return known[0] if known else ""

    def class_of(self, key: str) -> str:
        """The class that a thing was given, or nothing."""
        known = self._known(key)
        return known[1] if known else ""

    def name_of(self, key: str) -> str:
        """The name that a thing was given, or nothing."""
        row = self._db.execute("SELECT name FROM name WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def redirect(self, key: str, target: str) -> None:
        """Note that one key means another."""
        self._db.execute("INSERT OR REPLACE INTO redirect VALUES (?, ?)", (key, target))

    def target(self, key: str) -> str:
        """What a key means after its redirects, five at most."""
        for _ in range(5):
            row = self._db.execute("SELECT target FROM redirect WHERE key = ?", (key,)).fetchone()
            if row is None or row[0] == key:
                return key
            key = str(row[0])
        return key

    def mentioned(self) -> Iterator[tuple[str, str, str, str]]:
        """(key, id, name, class) of what was spoken of and that no account introduces, by id."""
        rows = self._db.execute("SELECT key, id, name, class FROM name WHERE told = 0 AND class != '' ORDER BY id")
        yield from ((str(k), str(i), str(n), str(c)) for k, i, n, c in rows.fetchall())

    def state(self, key: str) -> str:
        """A value kept beside the names, or nothing."""
        row = self._db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def keep(self, key: str, value: str) -> None:
        """Keep a value beside the names."""
        self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))

    def commit(self) -> None:
        """Make all since the last commit durable, at once."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Close without keeping what was not committed."""
        self._db.execute("ROLLBACK")
        self._db.close()

    def _known(self, key: str) -> tuple[str, str] | None:
        known = self._cache.get(key)
        if known is None:
            row = self._db.execute("SELECT id, class FROM name WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            known = (str(row[0]), str(row[1]))
            self._remember(key, *known)
        return known

    def _remember(self, key: str, id: str, cls: str) -> None:
        if len(self._cache) >= _CACHED:
            self._cache.clear()
        self._cache[key] = (id, cls)

    def _set(self, key: str, id: str, cls: str) -> None:
        self._db.execute("UPDATE name SET class = ? WHERE key = ?", (cls, key))
        self._remember(key, id, cls)

    def _free(self, id: str) -> bool:
        return self._db.execute("SELECT 1 FROM name WHERE id = ?", (id,)).fetchone() is None
