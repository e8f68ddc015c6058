"""How far the user has watched."""

from __future__ import annotations

from continuity import api, universe
from continuity.canon.frame import Frame
from continuity.canon.select import NOTHING
from continuity.cli import memory
from continuity.cli.command import JSON, Arguments, Command, print_json
from continuity.errors import UsageError


def watching(given: Arguments) -> int:
    """Remember what you have watched; every command then keeps to it.

    PROGRESS is a list such as daredevil:s1,jessica-jones:s1e09: each show up to there. A show named again moves, the
    others stay. `none` says that nothing was watched; `all`, as --forget, that nothing is to be remembered, so that all is
    told. Without PROGRESS, what is remembered is shown.
    """
    if given.progress and given.forget:
        raise UsageError("give what you have watched, or --forget; not both")
    if given.forget:
        memory.remember(given.universe, None)
    elif given.progress:
        memory.remember(given.universe, _moved(given.universe, given.progress))
    works = memory.remembered(given.universe)
    if given.json:
        print_json({"universe": memory.key(given.universe), "watched": None if works is None else list(works)})
    elif works is None:
        print(f"{given.universe}: nothing is remembered; commands tell everything unless --watched or --until is given")
    elif not works:
        print(f"{given.universe}: you have watched nothing yet")
    else:
        canon = api.load(given.universe).canon(watched=works)
        print(f"{given.universe}: you have watched, each up to and with:")
        print("\n".join(f"  {canon.work(work).label} ({work})" for work in works))
    return 0


def _moved(name: str, progress: str) -> list[str] | None:
    """What is remembered after these steps: one work for each show, or None where all was watched."""
    steps = [s.strip() for s in progress.split(",") if s.strip()]
    if len(steps) > 1 and {NOTHING, memory.ALL} & {*steps}:
        raise UsageError("none says that nothing was watched, all that everything was; give either alone")
    if steps == [memory.ALL]:
        return None
    if steps == [NOTHING]:
        return []
    frame = Frame.of(universe.load(universe.find(name)).facts)
    works = [*(memory.remembered(name) or ()), *map(frame.find, steps)]
    return list({frame.series_of(work): work for work in works}.values())


COMMANDS = (
    Command("watching", watching, (
        ("progress", {"metavar": "PROGRESS", "nargs": "?", "default": "", "help": "daredevil:s1,jessica-jones:s1e09, or none, or all"}),
        ("--forget", {"action": "store_true", "help": "remember nothing"}),
        ("--universe", {"metavar": "NAME|PATH", "default": "marvel", "help": "of which universe (default: marvel)"}),
        JSON,
    ), scoped=False),
)  # fmt: skip
