"""Words that nothing knows, put right where one word that is known is close enough."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from continuity.language.lexicon import Lexicon
from continuity.language.names import Names, Token
from continuity.language.shortened import group_of

Corrections = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Spelling:
    """What words can be put right to: those that are `known`, of which `spoken` are of the language and not of names.

    What is `meant` by rewording alone is no error either.
    """

    names: Names
    lexicon: Lexicon
    known: Set[str]
    spoken: Set[str]
    meant: Set[str]

    def corrected(self, tokens: list[Token], tellers: Set[str] = frozenset()) -> tuple[list[Token], Corrections]:
        """Words that nothing knows, replaced by the one word that is close enough; not those of `tellers`' names."""
        unknown = [
            i
            for i, t in enumerate(tokens)
            if t.norm not in self.known
            and t.norm not in self.meant
            and t.norm not in tellers
            and (len(t.norm) > 3 or (len(t.norm) == 3 and i))
            and not any(c.isdigit() for c in t.norm)
            and not group_of(t, self.names)
        ]
        if not unknown or len(unknown) > 3:
            return tokens, ()
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        options = sorted(w for w in self.known if len(w) > 3)
        corrections = []
        for i in unknown:
            word = tokens[i].norm
            allowed = 1 if len(word) < 8 else 2
            close = process.extract(
                word,
                [o for o in options if o[0] == word[0]],
                scorer=DamerauLevenshtein.distance,
                score_cutoff=allowed,
                limit=3,
            )
            plain = self._may_be_plain(tokens, i)
            beside = self.names.after(tokens[i - 1].norm) if i else frozenset()
            named = process.extract(
                word,
                sorted(n for n in beside if n[:1] == word[0]),
                scorer=DamerauLevenshtein.distance,
                score_cutoff=2,
            )
            named = [c for c in named if c[1] == 1 or min(len(word) + 1, len(c[0])) > 5]
            if len(named) != 1:  # with the word before it it is no name
                names = self.names.words if len(word) > 4 else frozenset()
                close = [c for c in close if c[0] in names or (c[1] == 1 and plain)]
            if len(named) == 1:
                close = named
            elif len(close) > 1 and any({c[0] for c in close} <= set(e.forms) for e in self.lexicon.entries):
                close = [max(close, key=lambda c: len(c[0]))]  # forms of one word
            if close and (len(close) == 1 or close[0][1] < close[1][1]):
                tokens = [*tokens[:i], Token(close[0][0], close[0][0]), *tokens[i + 1 :]]
                corrections.append((word, close[0][0]))
        return tokens, tuple(corrections)

    def _may_be_plain(self, tokens: list[Token], at: int) -> bool:
        """Whether a misspelt word may be one of the language: where a name may stand, only a long one is."""
        near = (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])
        beside = any(t.norm in self.names.words and t.norm not in self.spoken for t in near)
        return len(tokens[at].norm) > (6 if beside or (at and tokens[at].text[:1].isupper()) else 4)
