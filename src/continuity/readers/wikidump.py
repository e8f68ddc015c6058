"""MediaWiki XML exports of any size: a page at a time, with its place in the file.

An export is a long list of `<page>` elements, and `<` in a page's text is always written `&lt;`. So pages and revisions
are cut out of the bytes by their tags and parsed one by one: memory holds one revision, reading can go on at any page,
a broken page costs only itself, and no document type declaration ever reaches a parser. mwxml, the usual library,
parses the file as one XML document: it stops at the first ill-formed byte, cannot start in the middle, and expands
entities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree  # nosec: sees only a cut-out element, so no declaration

from continuity.errors import DataError
from continuity.model import Finding
from continuity.readers.guarded import Stream, problem

#: The bytes of one revision, and of what stands before the first page. MediaWiki allows 2 MB of text.
MAX_REVISION, MAX_HEAD = 16 << 20, 1 << 20
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_NEXT = re.compile(rb"<revision>|<revision\s[^>]*>|</page>|<page>")
_TITLE = re.compile(rb"<title>([^<]*)</title>")


@dataclass(frozen=True, slots=True)
class Site:
    """The wiki that an export is from."""

    name: str = ""
    base: str = ""
    database: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One revision of a page. `end` is where reading can go on after it, or -1 inside a page, and `end_line` the line there; `text` is empty for a redirect."""

    title: str
    namespace: int
    id: int
    redirect: str
    revision: int
    timestamp: str
    text: str
    line: int
    end: int
    end_line: int = 0


class _Cut:
    """Cuts pieces out of a stream; counts lines and bytes."""

    def __init__(self, stream: Stream, line: int = 1) -> None:
        self.stream, self.buffer, self.at = stream, b"", 0
        self.offset = stream.position  # of the buffer's first byte
        self._line, self._counted = line, 0

    def more(self) -> bool:
        """Read a piece; what was cut out already is let go."""
        _ = self.here
        piece = self.stream.read()
        self.offset += self.at
        self.buffer = self.buffer[self.at :] + piece
        self.at = self._counted = 0
        return bool(piece)

    def upto(self, found: Callable[[bytes, int], int], limit: int) -> bytes | None:
        """The bytes up to what is found, which is not read; None at the end of the input or beyond the limit."""
        searched = self.at
        while (index := found(self.buffer, searched)) < 0:
            if len(self.buffer) - self.at > limit:
                return None
            behind = len(self.buffer) - self.at
            if not self.more():
                return None
            searched = max(0, behind - 256)
        piece = self.buffer[self.at : index]
        self.at = index
        return piece

    def find(self, tag: bytes) -> bool:
        """Go on behind the next tag; whether there is one."""
        while (index := self.buffer.find(tag, self.at)) < 0:
            self.at = max(self.at, len(self.buffer) - len(tag) + 1)
            if not self.more():
                return False
        self.at = index + len(tag)
        return True

    @property
    def position(self) -> int:
        """How many bytes of the input are cut out."""
        return self.offset + self.at

    @property
    def here(self) -> int:
        """The line of the place that is reached."""
        if self.at >= self._counted:
            self._line += self.buffer.count(b"\n", self._counted, self.at)
        else:
            self._line -= self.buffer.count(b"\n", self.at, self._counted)
        self._counted = self.at
        return self._line


def _tag(tag: bytes) -> Callable[[bytes, int], int]:
    return lambda buffer, start: buffer.find(tag, start)


def _next(buffer: bytes, start: int) -> int:
    found = _NEXT.search(buffer, start)
    return found.start() if found else -1


def site(stream: Stream) -> Site:
    """The wiki that an export is from. Raises DataError where the file is no export or declares entities."""
    cut = _Cut(stream)
    head = cut.upto(_tag(b"<page>"), MAX_HEAD)
    head = cut.buffer[: MAX_HEAD * 2] if head is None else head
    if _DECLARATION.search(head) or b"\x00" in head:
        raise DataError(f"{stream.path}: a document type declaration is refused")
    if b"<mediawiki" not in head:
        raise DataError(f"{stream.path} is no MediaWiki export: there is no <mediawiki>")

    def told(tag: bytes) -> str:
        found = re.search(rb"<%s>([^<]*)</%s>" % (tag, tag), head)
        return _plain(found[1]) if found else ""

    return Site(told(b"sitename"), told(b"base"), told(b"dbname"))


def _plain(raw: bytes) -> str:
    try:
        return ElementTree.fromstring(b"<x>" + raw + b"</x>").text or ""  # noqa: S314
    except ElementTree.ParseError:
        return raw.decode("utf-8", "replace")


def pages(
    stream: Stream,
    name: str,
    wanted: Callable[[bytes], bool] = lambda raw: True,
    every: bool = False,
    start: int = 0,
    line: int = 1,
) -> Iterator[Page | Finding]:
    """The pages of an export from a position on, each in its latest revision, or with `every` in each.

    `wanted` says of the bytes of a revision whether it is to be parsed; others are passed over unseen. `start` is the
    `end` of an earlier page, and `line` its `end_line`.
    """
    stream.skip(start)
    cut = _Cut(stream, line)
    while cut.find(b"<page>"):
        yield from _page(cut, name, wanted, every)
    if stream.problem:
        yield problem(name, cut.here, stream.problem)


def _page(cut: _Cut, name: str, wanted: Callable[[bytes], bool], every: bool) -> Iterator[Page | Finding]:
    line = cut.here
    head = cut.upto(_next, MAX_HEAD)
    if head is None:
        yield problem(name, line, "this page breaks off", "the file may be cut short")
        return
    found = _TITLE.search(head)
    title = _plain(found[1]) if found else ""
    called = f"the page {title!r}" if title else "this page"
    latest: tuple[str, bytes, int] | None = None
    held: tuple[bytes, int] | None = None
    while cut.buffer.startswith(b"<revision", cut.at):
        at = cut.here
        raw = cut.upto(_tag(b"</revision>"), MAX_REVISION)
        if raw is None:
            over = len(cut.buffer) - cut.at > MAX_REVISION
            yield problem(
                name,
                line,
                f"{called} has a revision of more than {MAX_REVISION >> 20} MB; it is passed over"
                if over
                else f"{called} breaks off",
                "" if over else "the file may be cut short",
            )
            cut.at = len(cut.buffer) if over else cut.at
            return
        cut.at += len(b"</revision>")
        if b"<page>" in raw:
            yield problem(name, line, f"{called} breaks off inside a revision; the page after it is read on")
            cut.at -= len(raw) + len(b"</revision>") - raw.index(b"<page>")
            return
        stamp = re.search(rb"<timestamp>([^<]*)<", raw)
        when = stamp[1].decode("utf-8", "replace") if stamp else ""
        if every and held is not None:
            yield from _parsed(-1, 0, name, line, head, *held, wanted, called)
        if every:
            held = raw, at
        elif latest is None or when >= latest[0]:
            latest = (when, raw, at)
        if cut.upto(_next, MAX_HEAD) is None:
            yield problem(name, line, f"{called} breaks off", "the file may be cut short")
            break
    if cut.buffer.startswith(b"</page>", cut.at):
        cut.at += len(b"</page>")
    last = held if every else latest[1:] if latest is not None else None
    if last is not None:
        yield from _parsed(cut.position, cut.here, name, line, head, *last, wanted, called)


def _parsed(
    end: int,
    end_line: int,
    name: str,
    line: int,
    head: bytes,
    raw: bytes,
    at: int,
    wanted: Callable[[bytes], bool],
    called: str,
) -> Iterator[Page | Finding]:
    if b"<redirect" not in head and not wanted(raw):
        return
    try:
        page = ElementTree.fromstring(b"<page>" + head + b"</page>")  # noqa: S314
        revision = ElementTree.fromstring(raw + b"</revision>")  # noqa: S314
    except ElementTree.ParseError as error:
        yield problem(name, at + error.position[0] - 1, f"{called} is ill-formed: {error.msg.partition(':')[0]}")
        return
    redirect = page.find("redirect")
    yield Page(
        page.findtext("title", ""),
        _number(page.findtext("ns")),
        _number(page.findtext("id")),
        redirect.get("title", "") if redirect is not None else "",
        _number(revision.findtext("id")),
        revision.findtext("timestamp", ""),
        revision.findtext("text") or "",
        line,
        end,
        end_line,
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.lstrip("-").isdigit() and len(text) < 19 else 0
