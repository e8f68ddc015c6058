"""What is not understood is put otherwise: each reworder does what it says, and leaves out nothing that says something."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
import yaml

import continuity
from continuity import vocab
from continuity.errors import DataError
from continuity.language import bags, phrasings, rewording
from continuity.language.closed import ASKERS, FILLING, OPENERS, PADDING, SHORT
from continuity.language.names import Token, tokenize
from continuity.language.parse import Parser
from continuity.language.rewording import MOST, Known, Reworder

ROOT = Path(__file__).parent.parent
FILES = sorted((vocab.graph_dir() / "phrasings").glob("*.txt"))
OWN = sorted(vocab.data_dir().glob("*/phrasings.txt"))
QUESTIONS = [
    wording
    for item in yaml.safe_load((ROOT / "tests/questions/everyday-fans.yaml").read_text(encoding="utf-8"))
    for wording in item["ask"]
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return continuity.load("marvel").canon()._asker.parser


@pytest.fixture(scope="module")
def known(parser: Parser) -> Known:
    return parser._put


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokenize(text))


def _text(tokens: tuple[Token, ...]) -> str:
    return " ".join(t.norm for t in tokens)


DONE: list[tuple[Reworder, str, str]] = [
    (rewording.without_padding, "ok so who killed Ben Urich again", "who killed ben urich again"),
    (rewording.without_padding, "ok so who killed Ben Urich again", "who killed ben urich"),
    (rewording.without_padding, "eps w matt n foggy", "episodes with matt and foggy"),
    (rewording.without_padding, "defenders s1 e8 runtime", "defenders s1e8 runtime"),
    (rewording.without_padding, "defenders season 1 ep 8 runtime", "defenders s1e8 runtime"),
    (rewording.put_plainly, "how did Jack Murdock lose his life", "how did jack murdock die"),
    (rewording.without_preamble, "i forgot who killed Ben Urich", "who killed ben urich"),
    (rewording.without_preamble, "sorry if asked before but who plays Turk", "who plays turk"),
    (rewording.so_far, "by the end of Daredevil s1 is Ben Urich dead", "as of daredevil s1 is ben urich dead"),
    (rewording.so_far, "is Ben Urich dead by the end of Daredevil s1", "as of daredevil s1 is ben urich dead"),
    (rewording.so_far, "im on luke cage s2e5 so is mariah dead", "as of luke cage s2e5 is mariah dead"),
    (rewording.so_far, "i just finished iron fist, does bakuto come back after that", "does bakuto come back after iron fist"),
    (rewording.of_its_series, "does trish die in s3", "does trish die in jessica jones season 3"),
    (rewording.of_its_series, "does trish die in the third season", "does trish die in jessica jones season 3"),
    (rewording.of_its_series, "iron fist showrunner s2", "iron fist season 2 showrunner"),
    (rewording.topic_first, "claire temple, who plays her", "who plays claire temple"),
    (rewording.topic_first, "jeri hogarth who is her wife", "who is jeri hogarth 's wife"),
    (rewording.work_first, "daredevil s1, who dies", "who dies in daredevil s1"),
    (rewording.told_in, "who plays jigsaw punisher", "who plays jigsaw in punisher"),
    (rewording.with_apostrophe, "sticks real name", "stick 's real name"),
    (rewording.in_one_word, "dare devil season 1 cast", "daredevil season 1 cast"),
    (rewording.of_a_network, "who made daredevil the netflix one", "who made series daredevil"),
    (rewording.of_a_network, "netflix punisher cast", "series punisher cast"),
]  # fmt: skip


@pytest.mark.parametrize(("reworder", "said", "meant"), DONE)
def test_a_reworder_does_what_it_says(known: Known, reworder: Reworder, said: str, meant: str) -> None:
    assert meant in [_text(one.tokens) for one in reworder(_tokens(said), known)]


LEFT: list[tuple[Reworder, str]] = [
    (rewording.without_preamble, "Foggy Nelson said who killed him"),  # somebody of the story is named
    (rewording.without_preamble, "im on s2e5 who is Elektra"),  # so far has someone seen
    (rewording.so_far, "by the end of Kilgrave is Jessica Jones dead"),  # he is no work
    (rewording.so_far, "as of Daredevil s1 is Ben Urich dead"),  # as the grammar has it
    (rewording.of_its_series, "does Claire Temple die in s1"),  # she is in several
    (rewording.of_its_series, "who dies in Daredevil s2"),  # it is said of which
    (rewording.of_its_series, "who dies in s3"),  # nothing is named
    (rewording.topic_first, "who plays Claire Temple"),
    (rewording.told_in, "who was in Daredevil"),
    (rewording.of_a_network, "netflix agent carter cast"),  # another showed it
    (rewording.work_first, "daredevil s1, who wrote it"),  # there is a pronoun for it
]


@pytest.mark.parametrize(("reworder", "said"), LEFT)
def test_a_reworder_leaves_alone_what_it_is_not_for(known: Known, reworder: Reworder, said: str) -> None:
    assert list(reworder(_tokens(said), known)) == []


_SILENT = {w for phrases in PADDING.values() for p in phrases for w in p.split()} | set(SHORT)


@pytest.mark.parametrize("question", QUESTIONS)
def test_padding_and_preambles_take_no_name_along(known: Known, parser: Parser, question: str) -> None:
    tokens = tuple(parser._split(list(_tokens(question))))
    for one in rewording.without_padding(tokens, known):
        left_out = Counter(t.norm for t in tokens) - Counter(t.norm for t in one.tokens)
        numbers = {w for w in left_out if any(c.isdigit() for c in w)}
        assert set(left_out) - numbers <= _SILENT | {"season", "episode"}
        kept = "".join(c for t in one.tokens for c in t.norm if c.isdigit())
        assert kept == "".join(c for t in tokens for c in t.norm if c.isdigit())
    for one in rewording.without_preamble(tokens, known):
        left_out_tokens = list(tokens[: len(tokens) - len(one.tokens)])
        assert not [
            n
            for i, t in enumerate(left_out_tokens)
            if t.norm not in OPENERS
            for n in known.names.at(left_out_tokens, i)
        ]
        assert not any(c.isdigit() for t in left_out_tokens for c in t.norm)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_name_put_elsewhere_is_still_there(known: Known, parser: Parser, question: str) -> None:
    tokens = tuple(parser._split(list(_tokens(question))))
    for reworder in (rewording.work_first, rewording.told_in):
        for one in reworder(tokens, known):
            assert not Counter(t.norm for t in tokens) - Counter(t.norm for t in one.tokens)
    for one in rewording.topic_first(tokens, known):
        lost = Counter(t.norm for t in tokens) - Counter(t.norm for t in one.tokens)
        assert sum(lost.values()) <= 1 and set(lost) <= rewording._PRONOUNS


def test_nothing_is_tried_without_end(known: Known, parser: Parser) -> None:
    draw = random.Random(4)
    words = sorted({w for q in QUESTIONS for w in _text(_tokens(q)).split()} | _SILENT | OPENERS | ASKERS)
    for _ in range(300):
        tokens = list(_tokens(" ".join(draw.choices(words, k=draw.randint(1, 25)))))
        made = [_text(one.tokens) for one in rewording.reworded(tokens, known)]
        assert len(made) <= MOST and len(set(made)) == len(made)
        assert _text(tuple(tokens)) not in made and "" not in made


def test_a_question_that_stays_declined_is_parsed_a_bounded_number_of_times(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = Parser._parsed
    calls: list[str] = []

    def counted(self: Parser, tokens: list[Token]) -> object:
        calls.append(_text(tuple(tokens)))
        return parsed(self, tokens)

    monkeypatch.setattr(Parser, "_parsed", counted)
    long = (
        "ok so i just finished luke cage s1 and daredevil s2, does he like her in it or not, which ep was it in again"
    )
    assert not parser.parse(long).readings
    assert len(calls) <= MOST + 8


def test_a_name_that_cannot_be_told_apart_is_not_settled(parser: Parser) -> None:
    """Of two ways to read keywords neither is taken."""
    assert not parser.parse("does claire temple die in s1").readings
    assert not parser.parse("who plays stilt man").readings


def test_the_series_of_a_bare_season_is_noted(parser: Parser) -> None:
    (reading,) = parser.parse("does trish die in s3").readings
    assert any("Jessica Jones" in note and "season 3" in note for note in reading.notes)


KEYWORDS = [
    ("shades real name luke cage", ["real name"], ["shades", "luke cage"]),
    ("jessica jones mother actress", ["mother", "actress"], ["jessica jones"]),
    ("luke cage s1 directors list", ["directors"], ["luke cage s1"]),
]


@pytest.mark.parametrize(("text", "nouns", "names"), KEYWORDS)
def test_keywords_fall_into_pieces(parser: Parser, text: str, nouns: list[str], names: list[str]) -> None:
    pieces = bags.bag(_tokens(text), parser.names, parser._nouns)
    assert pieces is not None
    assert [_text(n) for n in pieces.nouns] == nouns
    assert [_text(p.words) for p in pieces.names] == names
    used = Counter(w for words in (*nouns, *names) for w in words.split())
    assert set(Counter(text.split()) - used) <= FILLING  # every word is in a piece, or says nothing
    for group in bags.orders(pieces, parser.names.canon):
        assert len({_text(words) for words in group}) == len(group)


@pytest.mark.parametrize("text", ["shades dies luke cage", "foggy nelson not daredevil", "best actor daredevil"])
def test_a_word_of_another_kind_is_no_keyword(parser: Parser, text: str) -> None:
    assert bags.bag(_tokens(text), parser.names, parser._nouns) is None


def test_a_name_written_as_one_word_is_found(parser: Parser) -> None:
    assert parser.names.apart("kunlun") == ("kun", "lun")
    assert parser.names.apart("spiderman") == ("spider", "man")
    assert parser.names.apart("irefist") == ()


@pytest.mark.parametrize(("typed", "meant"), [("ray nadim", "nadeem"), ("madame goa", "gao"), ("karen pgae", "page")])
def test_a_name_is_put_right_beside_its_first_word(parser: Parser, typed: str, meant: str) -> None:
    tokens, corrections = parser._spelling.corrected(list(_tokens(f"who killed {typed}")))
    assert tokens[-1].norm == meant and len(corrections) == 1


@pytest.mark.parametrize("typed", ["who plays ray palmer", "who plays stick mun", "im on s2e5, who is it"])
def test_what_is_near_no_name_stays(parser: Parser, typed: str) -> None:
    assert parser._spelling.corrected(list(_tokens(typed)))[1] == ()


# Phrasings


@pytest.mark.parametrize("path", [*FILES, *OWN], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_phrasing_is_well_formed_and_its_example_understood(path: Path) -> None:
    universe = path.parent.name if path in OWN else "marvel"
    parser: Parser = continuity.load(universe).canon()._asker.parser
    declined = {p.line: p.example for p in phrasings.read([path]) if not parser.parse(p.example).readings}
    assert declined == {}


@pytest.mark.parametrize("path", [*FILES, *OWN], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_phrasing_holds_for_its_example(path: Path, parser: Parser) -> None:
    def holds(one: phrasings.Phrasing) -> bool:
        tokens = [t for t in parser._split(list(_tokens(one.example))) if t.norm not in parser._idle]
        known = Known(parser.names, tuple(p for p in parser._put.phrasings if p != one))
        texts = (tuple(tokens), *(r.tokens for r in rewording.reworded(tokens, known)))
        return any(one.applied(text) != text for text in (f" {_text(t)}" for t in texts))

    assert {p.line: p.example for p in phrasings.read([path]) if not holds(p)} == {}


@pytest.mark.parametrize(
    "line",
    ["a => b", "a | Is it?", "=> b | Is it?", "{x} a => b | Is it?", "a => b {x} | Is it?", "a => b |"],
)
def test_a_line_that_is_no_phrasing_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "own.txt").write_text(f"# Of its own.\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"own\.txt:2"):
        list(phrasings.read([tmp_path / "own.txt"]))


@pytest.mark.parametrize(
    ("line", "said", "meant"),
    [
        ("a (b|c|) d => e | q", " a b d", " e"),
        ("a (b|c|) d => e | q", " a d", " e"),
        ("a {x} d => e {x} | q", " z a b c d y", " z e b c y"),
        ("^ a {x} => b {x} | q", " z a c", " z a c"),
        ("(^a|^b) {x} d$ => e {x} | q", " b c d", " e c"),
        ("(^a|^b) {x} d$ => e {x} | q", " b c d f", " b c d f"),
        ("a => b | q", " aa a", " aa b"),
    ],
)
def test_a_phrasing_says_what_is_meant(tmp_path: Path, line: str, said: str, meant: str) -> None:
    (tmp_path / "own.txt").write_text(line, encoding="utf-8")
    (one,) = phrasings.read([tmp_path / "own.txt"])
    assert one.applied(said) == meant


def test_a_universe_may_have_phrasings_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(
        "source: log\nhorizon: none\nclaims:\n  - {id: max, type: Character, name: Max Stone}\n"
        "---\nsources:\n  - {id: log, type: Source, kind: reference, title: Log, published: 2015}\n"
    )
    (tmp_path / "phrasings.txt").write_text("the old ferryman => max stone | Who is the old ferryman?\n")
    made = continuity.load(tmp_path).canon().ask("Who is the old ferryman?")
    assert (made.status, made.reading) == ("answered", "Who is Max Stone?")
