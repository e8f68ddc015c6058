"""Which things of another universe are ones that we have."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from continuity import api, store, universe, vocab
from continuity.canon import CanonGraph
from continuity.cli.command import JSON, OUT, Arguments, Command, canon_of, print_json, write
from continuity.errors import UsageError

#: What XML cannot hold.
_NOT_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def match(given: Arguments) -> int:
    """Propose which things of a universe are ones that another has, for people to review.

    NEW is a universe, such as an import. Without -o the review file is printed; with it, a summary. Exit 1 says that
    something is to be reviewed. --apply takes a reviewed file and writes NEW with our ids into the directory of -o.
    """
    from continuity import match as matching
    from continuity.match import review

    if given.apply:
        if not given.output:
            raise UsageError("give the directory to write with -o DIR")
        same = review.decisions(Path(given.apply))
        written = review.apply(universe.find(given.new), same, Path(given.output))
        print(f"{len(written)} files, {len(same)} things with our ids, in {given.output}")
        return 0
    if not 0 < given.possible < given.automatic <= 1:
        raise UsageError("the thresholds are likelihoods: 0 < --possible < --automatic <= 1")
    ours, new = canon_of(given), api.load(given.new).canon(api.EVERYTHING)
    found = matching.match(new.graph, ours.graph, automatic=given.automatic, possible=given.possible)
    text = review.text(found, given.new, given.universe)
    write(given.output, text.encode("utf-8"))
    counts = {d: sum(m.decision == d for m in found) for d in review.DECISIONS}
    if given.output:
        print(f"{counts['same']} the same, {counts['review']} to review, {counts['new']} new; in {given.output}")
    return 1 if counts["review"] else 0


def wiki_diff(given: Arguments) -> int:
    """Compare a page of a wiki, or a dump, with the canon: what only one of them tells, and where they clash.

    PAGE is wikitext (the title is the file's name, or --title) or a MediaWiki export. What both tell of is matched
    first, as `continuity match` does. Exit 1 says that something differs.
    """
    from continuity import imports
    from continuity import match as matching
    from continuity.ask import header
    from continuity.match import differ

    ours = canon_of(given)
    with TemporaryDirectory() as directory:
        there = Path(directory) / "wiki"
        imported = imports.run("mediawiki", _export(given, Path(directory)), there, mapping_file=_mapping(given))
        for finding in imported.findings:
            if finding.severity == "error":
                print(f"{finding.position}: {finding.message}", file=sys.stderr)
        new = api.load(there).canon(api.EVERYTHING).graph
        found = matching.match(new, ours.graph)
        pages = _pages(new)
        made = list(differ.differences(new, ours.graph, found, pages, every=given.all))
    if given.json:
        unknown = [m.label for m in found if m.new in pages and not m.ours]
        print_json(
            {"differences": differ.as_json(made), "unknown": unknown, **header(ours.graph, ours.universe.version)}
        )
    else:
        for one in found:
            if one.new in pages and not one.ours:
                print(f"{one.label}: nothing of that is told here")
        sys.stdout.write(differ.text(made, found, ours.graph))
    return 1 if made else 0


def _mapping(given: Arguments) -> Path | None:
    return Path(given.mapping) if given.mapping else None


def _pages(wiki: CanonGraph) -> set[str]:
    """The things that have a page: those whose name is the title of what tells it."""
    from continuity.match.profile import normal

    found = set()
    for quad in wiki.facts.match(None, store.iri(vocab.term("name"))):
        if wiki.is_account(quad.graph_name):
            title = wiki.accounts[wiki.id(quad.graph_name)].source.title
            if normal(title) == normal(quad.object.value):
                found.add(wiki.id(quad.subject))
    return found


def _export(given: Arguments, directory: Path) -> Path:
    """The export to read: the one that is given, or one made of a page of wikitext."""
    path = Path(given.page)
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    if path.suffix.lower() not in (".wikitext", ".wiki", ".mediawiki", ".txt"):
        return path
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is not UTF-8; save the page as UTF-8") from None
    made = directory / "page.xml"
    title = given.title or path.stem.replace("_", " ")
    stamp = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    page = f"<title>{escape(title)}</title><ns>0</ns><id>1</id><revision><id>1</id><timestamp>{stamp}</timestamp>"
    body = f'<text xml:space="preserve">{escape(_NOT_XML.sub("", text))}</text></revision>'
    site = f"<siteinfo><sitename>{escape(path.name)}</sitename></siteinfo>"
    head = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="en">'
    made.write_text(f"{head}{site}<page>{page}{body}</page></mediawiki>", encoding="utf-8")
    return made


COMMANDS = (
    Command("match", match, (
        ("new", {"metavar": "NEW", "help": "a universe, such as the directory of an import"}),
        ("--automatic", {"type": float, "metavar": "P", "default": 0.99, "help": "how likely a match is that needs no review (default: 0.99)"}),
        ("--possible", {"type": float, "metavar": "P", "default": 0.2, "help": "how likely a match is that is worth a look (default: 0.2)"}),
        ("--apply", {"metavar": "FILE", "default": "", "help": "a reviewed file: write NEW with our ids into -o DIR"}),
        OUT,
    )),
    Command("wiki-diff", wiki_diff, (
        ("page", {"metavar": "PAGE", "help": "a page of wikitext, or a MediaWiki export"}),
        ("--mapping", {"metavar": "FILE", "default": "", "help": "what the wiki's templates mean; see docs/importing.md"}),
        ("--title", {"default": "", "help": "the title of the page (default: the file's name)"}),
        ("--all", {"action": "store_true", "help": "list, too, what is told here of which the page tells nothing"}),
        JSON,
    )),
)  # fmt: skip
