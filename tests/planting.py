"""The benchmark of the linter: contradictions planted on the shipped universe and on others, and how many it finds.

`python tests/planting.py --all` prints the score, `--kept-apart` that of the cases that were not looked at while tuning,
and without an option that of the others; `--elsewhere` that of a second hand's cases on four universes.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from continuity import universe, vocab
from continuity.check import check
from continuity.model import Finding, Scope

ROOT = Path(__file__).parent / "continuity"
#: What a directory of cases holds so that it can be checked alone; the shipped universe has it already.
FRAME = ("frame.yaml", "universe.yaml")
#: A second hand's cases: a directory for each universe, shipped or with a frame of its own, with `planted` and `clean`.
ELSEWHERE = ROOT / "elsewhere"
UNIVERSES = ("marvel", "star-wars", "orrery", "quill")


@dataclass(frozen=True)
class Case:
    """A planted contradiction: its rule, and the lines that a finding must name, and may.

    `file` is relative to its directory, `real` has a word of each of the shipped claims that the finding names beside the
    planted, `beside` another rule that rightly finds something there too.
    """

    file: str
    rule: str
    title: str
    real: tuple[str, ...]
    beside: str
    must: frozenset[int]
    may: frozenset[int]

    @property
    def apart(self) -> bool:
        """Kept apart until the rules were done."""
        return Path(self.file).parts[0] == "apart"


def cases(*directories: str) -> list[Case]:
    """The cases of directories, in the order of their files."""
    return [
        _case(path, path.relative_to(ROOT / d).as_posix())
        for d in directories
        for path in sorted((ROOT / d).rglob("*"))
        if path.is_file() and path.name not in (*FRAME, "sources.yaml", "bench-sources.yaml")
    ]


def _case(path: Path, name: str) -> Case:
    text = path.read_text(encoding="utf-8")
    head = re.search(r"^# case ([A-Z]\d+): (.+)$", text, re.MULTILINE)
    real = re.search(r"^# real: (.+)$", text, re.MULTILINE)
    beside = re.search(r"^# beside: (.+)$", text, re.MULTILINE)
    assert head, f"{path} names no rule"
    lines = list(enumerate(text.splitlines(), 1))
    return Case(
        name,
        head[1],
        head[2],
        tuple(real[1].split(" | ")) if real else (),
        beside[1] if beside else "",
        frozenset(n for n, line in lines if line.endswith("# <-")),
        frozenset(n for n, line in lines if line.endswith("# (<-)")),
    )


def findings(*directories: str) -> list[Finding]:
    """What the linter finds on the shipped universe with all cases of these directories planted at once."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "marvel"
        shutil.copytree(vocab.data_dir() / "marvel", copy)
        for directory in directories:
            for path in (ROOT / directory).rglob("*"):
                if path.is_file() and path.name not in FRAME:
                    target = copy / path.relative_to(ROOT / directory)
                    assert not target.exists() or path.name == "sources.yaml", f"{target} is there already"
                    target.parent.mkdir(exist_ok=True)
                    shutil.copy(path, target)
        made = universe.load(copy, compiled=False)
        return check(made, made.canon(Scope()), severity="info", texts=ROOT / "texts")


def findings_elsewhere(name: str, directory: str) -> list[Finding]:
    """What the linter finds in a universe of ELSEWHERE with its planted or clean cases, and not without them."""
    cases, shipped = ELSEWHERE / name / directory, vocab.data_dir() / name
    if not shipped.exists():
        return checked(cases)
    with tempfile.TemporaryDirectory() as place:
        copy = shutil.copytree(shipped, Path(place) / name)
        before = checked(copy)
        shutil.copytree(cases, copy, dirs_exist_ok=True)
        return new(checked(copy), before)


def checked(place: Path) -> list[Finding]:
    """What the linter finds in a directory, the quiet rules included."""
    made = universe.load(place, compiled=False)
    return check(made, made.canon(Scope()), severity="info")


def untouched() -> list[Finding]:
    """What the linter finds on the shipped universe as it is."""
    made = universe.load(vocab.data_dir() / "marvel")
    return check(made, made.canon(Scope()), severity="info", texts=ROOT / "texts")


def new(found: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """The findings that the untouched universe does not have; in which order one tells its claims is no matter."""
    known = {_key(f) for f in before}
    return [f for f in found if _key(f) not in known]


def _key(finding: Finding) -> tuple[object, ...]:
    claims = frozenset((c.account, c.text) for c in finding.claims)
    return finding.rule, frozenset(finding.entities), claims or finding.message


def files(finding: Finding) -> set[str]:
    """The files in which a finding has its place or a claim."""
    return {at.file for at in (finding.position, *(c.position for c in finding.claims)) if at.file}


def wrong(case: Case, found: Sequence[Finding]) -> str:
    """Why a case is not found as planted, in words; empty where it is."""
    own = [f for f in found if f.rule == case.rule and case.file in files(f)]
    if not own:
        return "not found"
    if len(own) > 1:
        return f"found {len(own)} times"
    places = [own[0].position, *(c.position for c in own[0].claims)]
    named = {at.line for at in places if at.file == case.file}
    beside = [c for c in own[0].claims if c.position.file not in ("", case.file)]
    if missing := sorted(case.must - named):
        return f"the finding does not name line {missing}"
    if case.must and (more := sorted(named - case.must - case.may)):
        return f"the finding names line {more} too"
    if any(not any(word in c.text for word in case.real) for c in beside):
        return f"the finding names {[c.text for c in beside]} beside"
    if case.real and not beside:
        return "the finding names no claim of the shipped universe"
    return ""


def strays(every: Sequence[Case], found: Iterable[Finding], planted: bool) -> list[Finding]:
    """New findings that no case accounts for. Those of the quiet rules count in the files of their own cases alone.

    `planted` says whether the cases are planted or told clean.
    """
    rules = {c.file: (c.rule, c.beside) for c in every}
    left = []
    for f in found:
        there = [rules[file] for file in files(f) if file in rules]
        told = planted and any(f.rule in pair for pair in there)
        if not told and (f.severity != "info" or any(f.rule == rule for rule, _ in there)):
            left.append(f)
    return left


def main(arguments: Sequence[str]) -> int:
    """Print the score."""
    if "--elsewhere" in arguments:
        return max(map(score_elsewhere, UNIVERSES))
    began = time.process_time()
    every, before = cases("planted", "broken"), untouched()
    asked = every if "--all" in arguments else [c for c in every if c.apart == ("--kept-apart" in arguments)]
    names = {c.file for c in asked}
    found = new(findings("planted", "broken"), before)
    missed = [(c, why) for c in asked if (why := wrong(c, found))]
    beside = [f for f in strays(every, found, planted=True) if files(f) & names]
    false = [f for f in strays(every, new(findings("clean"), before), planted=False) if files(f) & names]
    for case, why in missed:
        print(f"MISSED {case.file} ({case.rule} {case.title}): {why}")
    for word, stray in (*(("BESIDE", f) for f in beside), *(("FALSE ", f) for f in false)):
        print(f"{word} {stray.rule} {sorted(files(stray))}: {stray.message}")
    by_rule = Counter(c.rule for c in asked)
    print(", ".join(f"{rule} {n}" for rule, n in sorted(by_rule.items())))
    print(
        f"{len(asked)} cases of {len(by_rule)} rules: {len(asked) - len(missed)} found as planted, {len(missed)} missed, "
        f"{len(beside)} findings beside, {len(false)} false in the clean twins, {time.process_time() - began:.1f} s of CPU"
    )
    return 1 if missed or beside or false else 0


def score_elsewhere(name: str) -> int:
    """Print the score of one universe of ELSEWHERE."""
    every = cases(f"elsewhere/{name}/planted")
    found, clean = findings_elsewhere(name, "planted"), findings_elsewhere(name, "clean")
    missed = [(c, why) for c in every if (why := wrong(c, found))]
    beside, false = strays(every, found, planted=True), strays(every, clean, planted=False)
    for case, why in missed:
        print(f"MISSED {case.file} ({case.rule} {case.title}): {why}")
    for word, stray in (*(("BESIDE", f) for f in beside), *(("FALSE ", f) for f in false)):
        print(f"{word} {stray.rule} {sorted(files(stray))}: {stray.message}")
    print(
        f"{name}: {len(every)} cases, {len(missed)} missed, {len(beside)} beside, {len(false)} false in the clean twins"
    )
    return 1 if missed or beside or false else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
