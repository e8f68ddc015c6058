"""Words of other data sets as values of ours: dates, numbers, texts. What does not fit raises ValueError, in words."""

from __future__ import annotations

import re

from continuity import dates, vocab

#: A text longer than this is no fact but prose, and prose is not carried over.
MAX_TEXT = 240
_MONTHS = {
    m: i
    for i, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1,
    )
    for m in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\b")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_MINUTES = re.compile(r"(?:(\d+)\s*h(?:ours?|rs?)?\.?\s*)?(\d+)?\s*(?:m(?:in(?:ute)?s?)?\.?)?\s*\Z", re.IGNORECASE)
#: Words that say that there is nothing to say.
NOTHING = frozenset({"", "n/a", "na", "none", "unknown", "tba", "tbd", "?", "-", "–", "—", "\\n", "null", "various"})


def plain(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def date(text: str) -> str:
    """The first date that a text names, in EDTF.

    >>> date("November 20, 2015 (Netflix)"), date("20 Nov 2015"), date("2015-11"), date("March 2016")
    ('2015-11-20', '2015-11-20', '2015-11', '2016-03')
    """
    whole = text.strip()
    if whole and dates.is_date(whole):
        return whole
    found: list[tuple[int, int, tuple[str, int, str]]] = []
    for match in _ISO.finditer(text):
        found.append((match.start(), -len(match[0]), (match[1], int(match[2] or 0), match[3] or "")))
        break
    for pattern, month, day in ((_MONTH_FIRST, 1, 2), (_DAY_FIRST, 2, 1)):
        for match in pattern.finditer(text):
            if match[month].lower() in _MONTHS:
                number = _MONTHS[match[month].lower()]
                found.append((match.start(), -len(match[0]), (match[3], number, match[day] or "")))
                break
    for _, _, (year, number, day_) in sorted(found):
        made = year + (f"-{number:02}" if number else "") + (f"-{int(day_):02}" if number and day_ else "")
        if dates.is_date(made) and made >= "1000":
            return made
    raise ValueError(f"{_short(text)} is no date")


def integer(text: str) -> int:
    """The whole number at the start of a text: `1,234 votes`, `24.0`."""
    found = _NUMBER.match(text.strip())
    if not found or len(found[0]) > 15 or float(found[0].replace(",", "")) % 1:
        raise ValueError(f"{_short(text)} is no whole number")
    return int(float(found[0].replace(",", "")))


def minutes(text: str) -> int:
    """A running time in minutes: `126`, `126 min`, `2 h 6 min`. A span such as `44–57 minutes` is none.

    >>> minutes("126"), minutes("52 minutes"), minutes("2 h 6 min")
    (126, 52, 126)
    """
    found = _MINUTES.match(text.strip())
    if not found or not (found[1] or found[2]) or len(found[0]) > 20:
        raise ValueError(f"{_short(text)} is no running time in minutes")
    return 60 * int(found[1] or 0) + int(found[2] or 0)


def literal(name: str, text: str) -> str | int | float | bool:
    """A text as a value of the property of this name. Raises ValueError where it is none."""
    known = vocab.terms().properties[name]
    text = plain(text)
    match known.value:
        case "date":
            return date(text)
        case "integer":
            return minutes(text) if name == "runtime" else integer(text)
        case "decimal":
            found = _NUMBER.match(text)
            if not found or len(found[0]) > 15:
                raise ValueError(f"{_short(text)} is no number")
            return float(found[0].replace(",", ""))
        case "boolean":
            if text.casefold() not in ("true", "false", "1", "0", "yes", "no"):
                raise ValueError(f"{_short(text)} is neither true nor false")
            return text.casefold() in ("true", "1", "yes")
    if len(text) > MAX_TEXT:
        raise ValueError(f"{_short(text)} has {len(text)} characters: prose is left out")
    return text


def concept(cls: str, text: str) -> str:
    """A value of a closed list by its name or label. Raises ValueError."""
    wanted = plain(text).casefold()
    for name, known in vocab.terms().individuals.items():
        if known.cls == cls and wanted in (name.casefold(), known.label.casefold()):
            return name
    raise ValueError(f"{_short(text)} is none of the values of {cls}")


def _short(text: str) -> str:
    text = plain(text)
    return repr(text if len(text) <= 60 else text[:60] + "…")
