"""Score the question engine on tests/questions: precision of given answers, coverage, and what went wrong, by kind.

python tools/evaluate.py                 all kinds, and the part kept apart
python tools/evaluate.py --failures      with each question that went wrong, but for those kept apart
python tools/evaluate.py --apart         the part kept apart only; with --failures it is seen, and unseen no more
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import continuity
from continuity.errors import QueryError
from continuity.language.alike import canonical, signature
from continuity.model import Answer

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "questions"
ANSWERED, RIGHT = ("answered", "empty"), ("right", "declined rightly", "ambiguous rightly")


@dataclass(frozen=True, slots=True)
class Item:
    """One meaning in several wordings, and what must become of it."""

    kind: str
    ask: tuple[str, ...]
    status: tuple[str, ...]
    sparql: str
    span: str
    one_form: bool
    universe: str


def items(apart: bool | None = None) -> Iterator[Item]:
    """The items of all files; only those kept apart, or only the others, where `apart` says so."""
    for path in sorted(QUESTIONS.rglob("*.yaml")):
        kept = path.parent.name == "apart"
        if apart is not None and kept != apart:
            continue
        for told in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield Item(
                "apart" if kept else path.stem,
                tuple(map(str, told["ask"])),
                tuple(told.get("status", "answered").split("|")),
                told.get("sparql", ""),
                told.get("span", ""),
                told.get("group", True) is True,
                told.get("universe", "marvel"),
            )


def expected(canon: continuity.Canon, sparql: str) -> Any:
    """What hand-written SPARQL gives: a truth value, a number, or the first columns as a set."""
    rows = canon.query(sparql)
    if rows.columns == ("value",) and sparql.lstrip().upper().startswith("ASK"):
        return rows.rows[0][0].value == "true"
    if len(rows.columns) == 1 and "AS ?n)" in sparql.partition("{")[0]:
        return float(rows.rows[0][0].value) if rows.rows and rows.rows[0][0].value else None
    return {tuple(c.id or c.value for c in row) for row in rows}


def verdict(item: Item, made: Answer, wanted: Any) -> str:
    """What became of one question."""
    if made.status == "declined":
        if "declined" not in item.status:
            return "declined wrongly"
        named = not item.span or any(item.span.lower() in u.lower() for u in made.unknown)
        return "declined rightly" if named else "wrong span"
    if made.status == "ambiguous":
        return "ambiguous rightly" if "ambiguous" in item.status else "ambiguous wrongly"
    if not set(item.status) & set(ANSWERED):
        return "answered, but not to be"
    return "right" if not item.sparql or _fits(made, wanted) else "wrong"


def _fits(made: Answer, wanted: Any) -> bool:
    if isinstance(wanted, bool):
        return (made.value is True) == wanted
    if isinstance(wanted, float) or wanted is None:
        return made.value is not None and wanted is not None and abs(float(made.value) - wanted) < 0.01
    width = len(next(iter(wanted))) if wanted else 1
    return bool({tuple(c.id or c.value for c in row[:width]) for row in made.rows} == wanted)


def form(canon: continuity.Canon, question: str) -> object:
    """The logical forms of a question, apart from the names of their variables."""
    readings = canon._asker.parser.parse(question).readings
    return frozenset(signature(canonical(q.form)) for q in readings)


@cache
def canon_of(universe: str) -> continuity.Canon:
    """The default canon of a universe."""
    return continuity.load(universe).canon()


def score(found: list[Item], failures: bool) -> Counter[str]:
    """Counts of verdicts, of paraphrases that differ in form, and of readings that do not read back."""
    counts: Counter[str] = Counter()
    for item in found:
        canon = canon_of(item.universe)
        try:
            wanted = expected(canon, item.sparql) if item.sparql else None
        except QueryError as error:
            print(f"the query of {item.ask[0]!r} fails: {error}", file=sys.stderr)
            continue
        forms = []
        for question in item.ask:
            made = canon.ask(question)
            became = verdict(item, made, wanted)
            counts[became] += 1
            if made.status in ANSWERED:
                forms.append(form(canon, question))
                again = form(canon, made.reading)
                counts["round trips"] += again == forms[-1]
                counts["readings"] += 1
                if again != forms[-1] and failures:
                    print(f"  [{item.kind}] no round trip: {question!r} is read as {made.reading!r}")
            if became not in RIGHT and failures:
                print(
                    f"  [{item.kind}] {became}: {question!r} {made.reading!r}: {made.sentence[:110]!r} {made.readings and [r.reading for r in made.readings]}"
                )
        counts["groups"] += item.one_form and len(forms) > 1
        counts["one form"] += item.one_form and len(forms) > 1 and len(set(forms)) == 1
        if item.one_form and len(set(forms)) > 1 and failures:
            print(
                f"  [{item.kind}] several forms: {[q for q, f in zip(item.ask, forms, strict=False) if f != forms[0]]} beside {item.ask[0]!r}"
            )
    return counts


def line(kind: str, counts: Mapping[str, int]) -> str:
    """One line of the table."""
    given = counts["right"] + counts["wrong"] + counts["answered, but not to be"]
    askable = counts["right"] + counts["wrong"] + counts["declined wrongly"] + counts["ambiguous wrongly"]

    def of(a: int, b: int) -> str:
        return f"{100 * a / b:6.1f}" if b else "     –"

    return (
        f"{kind:12}{sum(counts[v] for v in VERDICTS):6}{of(counts['right'], given)}{of(counts['right'], askable)}"
        + "".join(f"{counts[v]:7}" for v in VERDICTS)
        + f"{of(counts['one form'], counts['groups'])}{of(counts['round trips'], counts['readings'])}"
    )


VERDICTS = (
    "right", "wrong", "answered, but not to be", "declined rightly", "declined wrongly", "wrong span",
    "ambiguous rightly", "ambiguous wrongly",
)  # fmt: skip
HEAD = f"{'kind':12}{'asked':>6}{'prec%':>6}{'cov%':>6}  right  wrong  given   dec+   dec-   span   amb+   amb- forms% trips%"


def main() -> int:
    """Print the table; exit 1 where an answer is wrong or was not to be given."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--failures", action="store_true")
    options.add_argument("--apart", action="store_true")
    given = options.parse_args()
    found = list(items(True if given.apart else None))
    seen = {k: given.failures and (given.apart or k != "apart") for k in sorted({i.kind for i in found})}
    by_kind = {k: score([i for i in found if i.kind == k], shown) for k, shown in seen.items()}
    print(HEAD)
    total: Counter[str] = Counter()
    for kind, counts in by_kind.items():
        print(line(kind, counts))
        total += counts
    print(line("all", total))
    return int(bool(total["wrong"] + total["answered, but not to be"]))


if __name__ == "__main__":
    sys.exit(main())
