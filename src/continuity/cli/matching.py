"""Which things of another universe are ones that we have."""

from __future__ import annotations

from pathlib import Path

from continuity import api, universe
from continuity.cli.command import OUT, Arguments, Command, canon_of, write
from continuity.errors import UsageError


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


COMMANDS = (
    Command("match", match, (
        ("new", {"metavar": "NEW", "help": "a universe, such as the directory of an import"}),
        ("--automatic", {"type": float, "metavar": "P", "default": 0.99, "help": "how likely a match is that needs no review (default: 0.99)"}),
        ("--possible", {"type": float, "metavar": "P", "default": 0.2, "help": "how likely a match is that is worth a look (default: 0.2)"}),
        ("--apply", {"metavar": "FILE", "default": "", "help": "a reviewed file: write NEW with our ids into -o DIR"}),
        OUT,
    )),
)  # fmt: skip
