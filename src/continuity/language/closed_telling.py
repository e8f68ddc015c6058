"""The closed words of telling: the order of the story, who says so, where sources clash, what rests on one alone."""

from __future__ import annotations

#: Said of what some source tells.
_RESTS = tuple(
    f"{verb} {p}"
    for p, verbs in {
        "on": ("rest", "rests", "are based", "is based", "based", "depend", "depends", "rely"),
        "from": ("come", "comes", "stem", "are taken", "taken", "are sourced"),
        "by": ("are backed", "is backed", "backed", "are supported", "is supported", "supported", "are told", "is told", "told", "are reported", "reported", "are made", "made"),
        "in": ("are found", "is found", "found", "are told", "appear", "occur"),
    }.items()
    for verb in verbs
)  # fmt: skip


def _only_rests() -> tuple[str, ...]:
    """The same of what no other source tells."""
    parted = ((verb.rpartition(" "), only) for verb in _RESTS for only in ("only", "solely", "exclusively", "just"))
    return tuple(
        said
        for (verb, _, p), only in parted
        for said in (f"{verb} {only} {p}", f"{verb} {p} {only}", f"{only} {verb} {p}", _after_be(verb, only, p))
    )


def _after_be(verb: str, only: str, p: str) -> str:
    """ "are only backed by"."""
    be, _, rest = verb.rpartition(" ")
    return f"{be} {only} {rest} {p}".strip()


#: Said before a date as of which something is known.
_KNOWN = (
    *("as known", "as was known", "as it was known", "as things were known", "as far as was known", "as far as anyone knew"),
    *(f"{by} what was known" for by in ("going by", "from", "with", "by", "according to", "given", "based on")),
    *("with the knowledge", "with knowledge", "with knowledge as", "as far as we knew", "as understood", "as reported"),
)  # fmt: skip

#: No more than one that tells.
_ONE = ("one", "only one", "just one", "a single", "just a single", "only a single", "no more than one", "one single")
_TELLING_ONE = ("source", "account", "outlet", "article", "site", "publication", "witness")
_ONE_SOURCE = (*(f"{one} {source}" for one in _ONE for source in _TELLING_ONE), "one source only")

#: The closed words of telling, by the category they are of.
OF_TELLING = {
    "INSTORY": ("in story time", "in the story time", "in the story", "in universe", "in story", "in the timeline", "in the story timeline", "in the mcu", "in the in universe timeline", "in the chronology", "in the chronology of the story", "in the fictional timeline",
                "inside the story", "within the story", "in terms of story", "in terms of the story", "story wise", "timeline wise", "in the storyline", "on the timeline", "in the narrative", "in the fiction", "in the internal chronology", "by story time", "in the internal timeline"),
    "STORYORDER": ("in story order", "in the story order", "in the order of the story", "in order of the story", "by story order", "in chronological order", "in the chronological order", "chronologically", "in timeline order", "in in universe order", "in universe order", "in order of story time", "by story time",
                   "in the order in which they are set", "in the order they are set", "in the order they take place", "in the order in which they take place", "in the order in which they happen", "in the order they happen", "in order of when they are set", "in order of when they take place",
                   "in the order in which their stories take place", "in the order their stories take place", "in order of setting", "by when they are set", "by when they take place", "sorted by story time", "ordered by story time", "sorted by when they are set"),
    "STORYORDEROF": ("story order of", "the story order of", "chronological order of", "the chronological order of", "timeline order of", "the timeline order of", "chronology of", "the chronology of", "timeline of", "the timeline of", "in universe order of", "the in universe order of", "chronological order for", "the chronological order for",
                     "story order for", "the story order for", "timeline for", "the timeline for", "chronological watch order of", "chronological watch order for", "the chronological watch order of", "the chronological watch order for"),
    "HAVINGDONE": ("having", "having also"),
    "SAYS": ("mention", "mentions", "mentioned", "reveal", "reveals", "revealed", "note", "notes", "noted", "maintain", "maintains", "maintained", "announce", "announces", "announced", "says", "said", "say", "claims", "claimed", "claim", "tells", "told", "tell", "reports", "reported", "report", "wrote", "states", "stated", "confirm", "confirms", "confirmed", "assert", "asserts", "asserted"),
    "TELLSABOUT": ("say about", "said about", "say on", "tell about", "tell us about", "report about", "report on", "write about", "claim about", "tell of", "say of"),
    "SOLELY": _ONE_SOURCE,
    "TALKSABOUT": ("speak of", "speaks of", "speak about", "speaks about", "tell of", "tells of", "touch on", "touches on", "discuss", "discusses", "discussed", "refer to", "refers to", "bring up", "talk about", "talks about", "talked about", "mention", "mentions", "mentioned", "cover", "covers", "covered"),
    "SAYSTHAT": ("says that", "say that", "state that", "states that", "report that", "said that", "claims that", "tells that", "told us that", "reports that", "reported that", "tells us that", "tell us that", "informs us that", "confirm that", "confirms that", "confirmed that", "mention that", "mentions that", "mentioned that", "assert that", "asserts that", "asserted that", "reveal that", "reveals that", "revealed that", "note that", "notes that", "noted that", "write that", "writes that", "wrote that", "claim that", "has it that", "have it that", "suggests that", "suggest that", "tell that", "told you that", "establishes that", "establish that"),
    "ACCORDING": ("by what account", "and according to which source", "and says who", "says who", "according to whom", "according to which source", "according to which sources", "according to what source", "and according to whom", "and who says so", "who says so", "according to which account", "according to which accounts", "according to what account", "according to what sources", "by whose account", "on whose authority", "on whose word", "going by which source", "according to each account", "according to each source", "according to the different sources", "and who says this", "and who claims so", "and who claims this", "and which source says so", "and which sources say so", "and what is the source", "and from which source", "per which source"),
    "HOWKNOW": ("how is it known", "how is it known that", "what makes you think", "what makes you say", "where did you learn that", "where did you learn", "where did you hear that", "where did you hear", "where did you find that", "where did you find", "on whose word do we know that", "on whose word do you say that", "what is the proof that", "how can you say that", "how can you tell that", "how are you sure that", "how can we be sure that", "how do you know", "how do you know that", "how do we know", "how do we know that", "where does it say", "where does it say that",
                "what is the evidence that", "what is the evidence for", "what's the source that", "what is the source that", "where did you get that", "where did you get it that", "where do you get that", "where did you read that", "where do you have it from that", "who told you that", "where is it said that", "where was it said that", "where is it stated that", "where is it reported that", "where was it reported that", "what tells you that", "what tells us that", "what makes you say that", "what makes you think that", "on what do you base that", "on what basis do you say that", "what is your source that", "what 's your source that", "what 's the source that", "what 's the evidence that", "which evidence is there that", "what evidence is there that", "what evidence do you have that", "what sources do you have that", "what proof is there that", "is there a source that says that", "is there any source that says that"),
    "SOURCEFOR": ("source for", "the source for", "sources for", "what are the sources for", "quote the source for", "quote the source that", "what is the source for", "cite the source for", "what 's the source for", "what 's the source of the claim that", "what is the source of the claim that", "the source of the claim that", "sources on", "the sources for", "sources behind", "references for", "the reference for", "a reference for", "citations for", "a citation for", "evidence for", "the evidence for", "what is the evidence for", "cite sources for", "cite a source for", "cite the sources for", "give me a source for", "give me the source for", "give me sources for", "give me the sources for", "which sources are there for", "what sources are there for", "what sources do you have for", "which sources do you have for", "what is your source for", "what are your sources for", "what 's your source for", "a source for", "which sources back up", "which sources support", "which sources confirm", "what sources support", "quote the sources for", "name the source for", "name the sources for", "name a source for", "quote a source for", "quote a source on", "quote the source on", "quote your source for", "quote your source on", "cite a source on", "cite the source on", "cite your source for", "cite your source on", "give a source for", "give a source on", "give the source for", "give the source on", "give your source for", "give your source on", "name a source on", "name the source on", "name your source for", "name your source on", "find a source for", "find a source on", "find the source for", "find the source on", "find your source for", "find your source on", "show me a source for", "show me a source on", "show me the source for", "show me the source on", "show me your source for", "show me your source on", "can you cite a source for", "can you cite a source on", "can you cite the source for", "can you cite the source on", "can you cite your source for", "can you cite your source on"),
    "ONLYRESTS": _only_rests(),
    "RESTS": _RESTS,
    "ALONE": ("alone", "only", "solely", "exclusively", "on their own", "and nothing else", "and nowhere else"),
    "DISAGREE": ("contradict themselves", "contradict itself", "clash", "clashing", "at odds", "at variance", "in agreement", "in disagreement", "agree", "all agree", "differing", "diverge", "diverging", "say different things", "tell different stories", "contradict one another", "contradict another", "contradicts another", "disagrees", "disagreed", "differed", "clashed", "contradicted each other", "contradicted one another", "contradict itself", "conflicting", "disagree about", "disagree on", "disagree", "differ on", "differ about", "differ", "contradict each other about", "contradict each other on", "contradict each other", "conflict about", "conflict on", "conflict", "not agree on", "not agree about"),
    "REGARDING": ("in what is said about", "in what is told of", "in what is known about", "in the sources about", "over", "around", "regarding", "concerning", "when it comes to", "with regard to", "with respect to", "as to", "in the case of", "in relation to", "as regards", "about", "on", "for"),
    "KINDOFSOURCE": ("what kind of source", "which kind of source", "what type of source", "what sort of source", "what kind of sources", "what type of sources", "what sort of sources", "which type of source", "what kind of a source"),
    "ACCORDINGTO": ("going by", "as per", "per", "as told by", "as told in", "as reported by", "as reported in", "as announced by", "as announced in", "as stated by", "as stated in", "as said by", "as claimed by", "as described by", "as described in", "if we believe", "if you believe", "if we go by", "if we trust", "if you ask", "in the words of", "believing", "to go by", "citing", "according to",),
    "ONESOURCE": ("rest on one source", "rest on a single source", "rest on only one source", "rests on one source",
                  "have only one source", "have one source", "have a single source", "rest on a single account", "rest on one account", "rest upon one source",
                  "come from one source", "come from only one source", "are based on one source", "depend on one source", "are told by one source", "are told by only one source", "come from a single source"),
    "CLAIMS": ("statement", "information", "fact", "claims", "facts", "claim", "statements", "what", "what claims", "which facts"),
    "SOURCES": ("reviewers", "critics", "recappers", "reporters", "journalists", "reference", "references", "evidence", "citation", "citations", "proof", "quote", "quotes", "reports", "site", "news sites", "sources", "accounts", "source", "account", "outlets", "outlet", "publications", "publication", "websites", "website", "sites", "magazines", "newspapers", "articles", "article", "papers"),
    "YOUR": ("your", "these", "those", "this", "all", "all the", "all of the", "different", "the different"),
    "US": ("us", "me", "you"),
    "SAYINGV": ("saying", "claiming", "reporting", "stating", "confirming", "telling us", "asserting", "maintaining", "noting", "announcing", "revealing"),
    "SUPPORTS": ("support", "supports", "supported", "back up", "backs up", "backed up", "back", "backs", "attest", "attests", "corroborate", "corroborates", "confirm", "confirms", "confirmed", "bear out"),
    "CLAIMTHAT": ("that", "the claim that", "the claim", "the fact that", "the news that", "the statement that", "the idea that"),
    "ITSAIDTHAT": tuple(f"it {verb}{that}" for verb in ("said", "reported", "claimed", "stated", "told", "confirmed", "announced", "attested", "written") for that in (" that", "")),
    "ITFIRSTSAIDTHAT": tuple(f"it first {verb}{that}" for verb in ("said", "reported", "claimed", "stated", "told", "confirmed", "announced", "written") for that in (" that", "")),
    "TOSAY": tuple(f"to {verb}{that}" for verb in ("say", "report", "claim", "state", "tell", "confirm", "announce", "write") for that in (" that", "")),
    "AMONG": ("among", "amongst", "between"),
    "POINTS": ("points", "the points", "the things", "things", "facts", "the facts", "details", "the details", "matters"),
    "ASKSOURCE": ("source", "any source", "any sources", "got a source", "citation", "proof", "sources", "and the source"),
    "ACCOUNTOF": ("account", "version", "words", "telling", "view", "reporting", "report"),
    "ONEOFTHE": ("one of the", "one of", "among the", "among"),
    "WRITES": ("write", "writes", "wrote", "written", "report", "reported", "said", "have to say"),
    "BEENTOLD": ("said", "told", "reported", "claimed", "known", "written", "stated"),
    "MAKES": ("make", "makes", "made", "give", "gives", "gave", "report", "reports", "reported", "provide", "provides", "offer", "offers"),
    "CONTRADICTIONS": tuple(f"{which}{noun}" for which in ("", "conflicting ", "contradictory ", "contradicting ", "differing ") for noun in ("sources", "accounts", "claims", "reports", "statements", "information", "contradictions", "contradiction", "conflicts", "conflict", "disagreement", "disagreements", "discrepancies", "discrepancy", "clash", "clashes") if bool(which) == (noun in ("sources", "accounts", "claims", "reports", "statements", "information"))),
    "CONTESTED": ("disputed", "contested", "in dispute", "contradictory", "conflicting", "contradicted", "under dispute"),
    "SINGLESOURCE": ("single-source", "single source", "one-source", "single-sourced", "singly sourced"),
    "MENTIONING": ("mentioning", "discussing", "naming", "speaking of", "talking about", "referring to", "covering"),
    "ISITTRUE": ("is it true", "is it the case", "is it correct", "is it so", "is it a fact"),
    "CITE": ("cite", "quote", "point me to", "point to", "link me to", "direct me to"),
    "WITHIN": ("within", "under", "inside"),
    "ASFARAS": ("as far as", "so far as"),
    "GOES": ("goes", "is concerned"),
    "ASOF": ("back in", "way back in", "on", "in", "as of", "by", "at", *(f"{known} {p}" for known in _KNOWN for p in ("in", "by", "as of", "at", "of", "on", "at the end of", "by the end of", "as of the end of")), "as of the end of"),
}  # fmt: skip
