"""Pictures."""

from __future__ import annotations

import sys
from pathlib import Path

from continuity.cli.command import ENTITIES, OUT, Arguments, Command, canon_of, words_of, write
from continuity.errors import UsageError

#: The options that belong to the picture; each kind takes some of them.
_OF_PICTURE = ("depth", "theme", "order", "sort", "most", "slider")


def view(given: Arguments) -> int:
    """Draw a picture: a page that opens offline, or for a wiki a static SVG and the wikitext that goes with it."""
    canon = canon_of(given)
    options = {name: value for name in _OF_PICTURE if (value := getattr(given, name))}
    if given.types:
        options["types"] = words_of(given.types)
    drawn = canon.view(given.kind, *given.entities, **options)
    to_file = given.output and given.output != "-"
    write(given.output, drawn.text(Path(given.output).suffix if to_file else ".html").encode("utf-8"))
    if given.output and given.output != "-":
        print(f"{given.output}: {drawn.caption}", file=sys.stderr)
    return 0


def site(given: Arguments) -> int:
    """Write a browsable static site: a page an entity with who tells each fact, an index, a search and the pictures."""
    if not given.output:
        raise UsageError("a site is a directory: name a new one with -o DIR")
    made = canon_of(given).site(given.output, address=given.address, pictures=not given.no_pictures)
    print(f"{made.directory}: {made.pages} pages, {made.pictures} pictures, {made.files} files", file=sys.stderr)
    if not given.address:
        print("without --address there is no sitemap.xml: a sitemap holds whole addresses", file=sys.stderr)
    return 0


COMMANDS = (
    Command("view", view, (
        ("kind", {"metavar": "KIND", "help": "network, ego, path, cast, creators, storyline, timeline, matrix, crossovers; see docs/views.md"}), ENTITIES,
        ("--depth", {"type": int, "default": 0, "help": "how many steps from the entity an ego view goes"}),
        ("--types", {"metavar": "LIST", "default": "", "help": "only entities of these types: Season,Film"}),
        ("--theme", {"choices": ("auto", "light", "dark"), "default": "", "help": "colours; auto follows the reader's preference"}),
        ("--order", {"choices": ("release", "story"), "default": "", "help": "the order of the works in a storyline or matrix"}),
        ("--sort", {"choices": ("first", "count"), "default": "", "help": "the order of the characters in a matrix"}),
        ("--most", {"type": int, "metavar": "N", "default": 0, "help": "how many characters a storyline or matrix shows"}),
        ("--slider", {"type": int, "metavar": "N", "default": 0, "help": "a slider in the page with N horizons, none beyond that of the picture"}),
        OUT,
    )),
    Command("site", site, (
        ("-o --output", {"metavar": "DIR", "default": "", "help": "a new directory, or one that an earlier site is in"}),
        ("--address", {"metavar": "URL", "default": "", "help": "where the site will stand, for its sitemap: https://example.org/wiki"}),
        ("--no-pictures", {"action": "store_true", "help": "leave out the interactive pictures, which take most of the time and size"}),
    )),
)  # fmt: skip
