"""Where the page of an id stands: the same path on every system, and never outside of the site."""

from __future__ import annotations

import hashlib
import re

#: Names that a system keeps for itself, and the length that every system takes.
_KEPT = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z")
_LONGEST = 100
_PLAIN = re.compile(r"[a-z0-9-]")


def path_of(id: str) -> str:
    """The path of an entity's page from the root of the site.

    What is neither a small letter, a digit nor a hyphen is written as `_` and its number, so that two ids are never one
    path, on systems that tell small from capital letters and on others.

    >>> path_of("jessica-jones/s1e13"), path_of("../Ann")
    ('entity/jessica-jones/s1e13.html', 'entity/_2e_2e/_41nn.html')
    """
    return "entity/" + "/".join(_part(part) for part in id.split("/")) + ".html"


def _part(part: str) -> str:
    made = "".join(char if _PLAIN.match(char) else f"_{ord(char):x}" for char in part) or "_"
    if _KEPT.match(made):
        made += "_"
    if len(made) > _LONGEST:
        made = f"{made[:_LONGEST]}_{hashlib.sha256(part.encode('utf-8')).hexdigest()[:16]}"
    return made


def relative(path: str, here: str) -> str:
    """The way from one page to another, as a link says it.

    >>> relative("entity/ann.html", "entity/show/s1.html")
    '../ann.html'
    """
    there, start = path.split("/"), here.split("/")[:-1]
    while start and len(there) > 1 and there[0] == start[0]:
        there, start = there[1:], start[1:]
    return "../" * len(start) + "/".join(there)
