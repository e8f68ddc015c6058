"""What each format says is what its import tells: by small inputs of our own, and real ones where they are at hand."""

from __future__ import annotations

import bz2
import gzip
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import continuity
from continuity import documents, imports, readers, vocab
from continuity.errors import UsageError
from continuity.imports import mapping, values
from continuity.readers import guarded, wikidump

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "docs" / "examples"
SHARED = next((p for p in (HERE.parent.parent / "shared" / "data",) if p.is_dir()), None)
real = pytest.mark.skipif(SHARED is None, reason="needs data that others recorded")


class Made:
    """What an import wrote, read back."""

    def __init__(self, directory: Path, done: imports.Imported) -> None:
        self.directory, self.findings = directory, done.findings
        self.documents = [d for p in readers.files(directory) for d in readers.read(p, p.name, "http://x/").documents]

    def items(self, cls: str) -> list[dict[str, Any]]:
        """All items of a class, without their ids where they are minted."""
        found = [i for d in self.documents if d.kind in ("claims", "sources") for i in d.data[d.kind]]
        return [{k: documents.native(v) for k, v in i.items() if k != "type"} for i in found if i.get("type") == cls]

    def one(self, cls: str, **told: str) -> Mapping[str, Any]:
        """The one item of a class that has these values."""
        found = [i for i in self.items(cls) if all(i.get(k) == v for k, v in told.items())]
        assert len(found) == 1, (cls, told, found, self.items(cls))
        return found[0]

    def accounts(self, id: str) -> list[Mapping[str, Any]]:
        """The accounts that tell of a thing."""
        return [d.data for d in self.documents if d.kind == "claims" and any(i["id"] == id for i in d.data["claims"])]

    def universe(self) -> continuity.Universe:
        return continuity.load(str(self.directory))


def made(tmp_path: Path, format: str, source: Path, **options: Any) -> Made:
    target = tmp_path / "made"
    return Made(target, imports.run(format, source, target, **{"horizon": "none", **options}))


def written(tmp_path: Path, name: str, content: Any) -> Path:
    path = tmp_path / "in" / name
    path.parent.mkdir(exist_ok=True)
    text = content if isinstance(content, (str, bytes)) else json.dumps(content)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# --- MediaWiki ---


def test_an_infobox_becomes_claims_by_the_shipped_table(tmp_path: Path) -> None:
    wiki = made(tmp_path, "mediawiki", HERE / "fixtures" / "wiki.xml")
    ada = wiki.one("Character", id="ada")
    assert ada["name"] == "Ada"
    assert ada["alias"] == ["The Keeper", "Captain"]
    assert (ada["born"], ada["species"]) == ("1980-05-02", "Human")
    series = "harbour/series"
    assert {(p["actor"], p["work"]) for p in wiki.items("Portrayal")} == {("jo-doe", series), ("cy-poe", series)}
    assert wiki.one("Membership")["from"] == "2015"
    assert wiki.one("Membership")["to"] == "2016"
    assert wiki.one("Credit")["person"] == "al-roe"
    assert wiki.one("Series", id=series)["released"] == "2016-01-02"


def test_links_follow_redirects_wherever_they_stand(tmp_path: Path) -> None:
    wiki = made(tmp_path, "mediawiki", HERE / "fixtures" / "wiki.xml")
    assert {r["object"] for r in wiki.items("Relationship")} == {"bea", "max"}
    assert wiki.one("Character", id="max")["died"] == "2017-05-03"


def test_a_section_of_appearances_tells_each_with_its_mode(tmp_path: Path) -> None:
    wiki = made(tmp_path, "mediawiki", HERE / "fixtures" / "wiki.xml")
    assert {(a["in"], a["mode"]) for a in wiki.items("Appearance")} == {
        ("pilot", "present"), ("storm", "mentioned"), ("finale", "flashback"),
    }  # fmt: skip


def test_each_page_revision_is_a_source_with_date_and_address(tmp_path: Path) -> None:
    wiki = made(tmp_path, "mediawiki", HERE / "fixtures" / "wiki.xml")
    source = wiki.one("Source", title="Ada (character)")
    assert source["published"] == "2019-02-03"
    assert source["url"] == "https://harbour.example.org/?oldid=11"
    assert source["publisher"] == "Harbour Wiki"
    assert source["kind"] == "fanWiki"
    assert wiki.accounts("ada")[0]["source"] == source["id"]


def test_each_revision_can_be_told(tmp_path: Path) -> None:
    own = written(tmp_path, "all.yaml", "revisions: all\n")
    wiki = made(tmp_path, "mediawiki", HERE / "fixtures" / "wiki.xml", mapping_file=own)
    assert {c.get("name") for c in wiki.items("Character") if c["id"] == "ada"} == {"Old Ada", "Ada"}
    assert len([s for s in wiki.items("Source") if s.get("title") == "Ada (character)"]) == 2


def test_a_broken_page_costs_only_itself_and_is_named_with_its_line(tmp_path: Path) -> None:
    wiki = made(tmp_path, "mediawiki", HERE / "fixtures" / "wiki.xml")
    found = [f for f in wiki.findings if "'Broken'" in f.message]
    assert len(found) == 1
    assert found[0].position.line == 59
    assert wiki.items("Series"), "the page after it is read"
    assert not [c for c in wiki.items("Character") if "talk" in c["id"]], "nor are other namespaces"


def test_a_dump_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    whole = (HERE / "fixtures" / "wiki.xml").read_bytes()
    cut = written(tmp_path, "cut.xml", whole[: whole.index(b"show_name")])
    wiki = made(tmp_path, "mediawiki", cut)
    assert wiki.one("Character", id="ada")
    assert any("'Harbour (TV series)' breaks off" in f.message for f in wiki.findings)


def test_a_page_cut_in_the_middle_of_a_dump_costs_only_itself(tmp_path: Path) -> None:
    text = (HERE / "fixtures" / "wiki.xml").read_text(encoding="utf-8")
    cut = text[: text.index("| born ")] + "\n" + text[text.index("  <page>\n    <title>Harbour") :]
    wiki = made(tmp_path, "mediawiki", written(tmp_path, "cut.xml", cut))
    assert wiki.items("Series")
    assert any("'Ada (character)' breaks off" in f.message for f in wiki.findings)


def test_a_wiki_has_a_mapping_of_its_own(tmp_path: Path) -> None:
    own = "templates:\n  - names: [Keeper Box]\n    type: Character\n    parameters: {lamp: occupation, Full_name: realName}\n"
    page = "<page><title>Bea</title><ns>0</ns><id>1</id><revision><id>1</id><timestamp>2019-01-01T00:00:00Z</timestamp><text>{{Keeper_box|lamp=Watch|full name=Bea Doe}}</text></revision></page>"
    source = written(tmp_path, "w.xml", f"<mediawiki>{page}</mediawiki>")
    wiki = made(tmp_path, "mediawiki", source, mapping_file=written(tmp_path, "own.yaml", own))
    assert wiki.one("Character") == {"id": "bea", "name": "Bea", "occupation": "Watch", "realName": "Bea Doe"}


def test_reading_goes_on_at_any_page_with_the_right_line(tmp_path: Path) -> None:
    path = HERE / "fixtures" / "wiki.xml"
    with guarded.Stream(path) as stream:
        whole = [p for p in wikidump.pages(stream, "wiki.xml") if isinstance(p, wikidump.Page)]
    for number, page in enumerate(whole):
        with guarded.Stream(path) as stream:
            rest = [
                p
                for p in wikidump.pages(stream, "wiki.xml", start=page.end, line=page.end_line)
                if isinstance(p, wikidump.Page)
            ]
        assert rest == whole[number + 1 :]


def test_without_its_library_a_wiki_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mwparserfromhell", None)
    with pytest.raises(UsageError, match=r"pip install 'continuity-graph\[wiki\]'"):
        made(tmp_path, "mediawiki", HERE / "fixtures" / "wiki.xml")


def test_compressed_dumps_are_the_same_dumps(tmp_path: Path) -> None:
    content = (HERE / "fixtures" / "wiki.xml").read_bytes()
    plain = made(tmp_path, "mediawiki", written(tmp_path, "wiki.xml", content))
    texts = {p.name: p.read_bytes() for p in readers.files(plain.directory)}
    for name, pack in (("wiki.xml.gz", gzip.compress), ("wiki.xml.bz2", bz2.compress)):
        target = tmp_path / name
        imports.run("mediawiki", written(tmp_path, name, pack(content)), target, horizon="none")
        assert {p.name: p.read_bytes() for p in readers.files(target)} == texts


# --- Wikidata ---


def snak(value: Any, property: str = "P1") -> dict[str, Any]:
    kind = "wikibase-entityid" if isinstance(value, str) and value[:1] == "Q" else "string"
    told = {"id": value} if kind == "wikibase-entityid" else value
    return {"snaktype": "value", "property": property, "datavalue": {"value": told, "type": kind}}


def statement(value: Any, rank: str = "normal", qualifiers: Any = None, references: Any = None) -> dict[str, Any]:
    return {
        "mainsnak": snak(value), "rank": rank, "qualifiers": {p: [snak(v)] for p, v in (qualifiers or {}).items()},
        "references": [{"snaks": {p: [snak(v)] for p, v in r.items()}} for r in references or ()],
    }  # fmt: skip


def time_(text: str, precision: int = 11) -> dict[str, Any]:
    return {"time": text, "precision": precision, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}


def entity(number: str, label: str, cls: str, **claims: Any) -> dict[str, Any]:
    told = {"P31": [statement(cls)], **claims}
    return {"id": number, "modified": "2020-01-02T00:00:00Z", "labels": {"en": {"value": label}}, "claims": told}


SHOW = entity(
    "Q100", "Harbour", "Q5398426",
    P161=[statement("Q7", qualifiers={"P453": "Q8"}, references=[{"P854": "https://paper.example.org/cast", "P813": time_("+2019-05-06T00:00:00Z")}])],
    P57=[statement("Q7", "deprecated")],
    P580=[statement(time_("+2016-01-00T00:00:00Z", 10), "preferred"), statement(time_("+2015-00-00T00:00:00Z", 9))],
)  # fmt: skip
PEOPLE = [entity("Q7", "Jo Doe", "Q5", P345=[statement("nm0000001")]), entity("Q8", "Ada", "Q15773317")]


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress, bz2.compress], ids=["plain", "gzip", "bzip2"])
def test_a_dump_of_wikidata_keeps_qualifiers_ranks_and_references(tmp_path: Path, pack: Any) -> None:
    lines = "[\n" + ",\n".join(json.dumps(e) for e in [SHOW, *PEOPLE]) + "\n]\n"
    wikidata = made(tmp_path, "wikidata", written(tmp_path, "dump.json", pack(lines.encode())))
    cast = wikidata.one("Portrayal")
    assert (cast["actor"], cast["character"], cast["work"]) == ("jo-doe", "ada", "harbour/series")
    (told_by,) = wikidata.accounts(cast["id"])
    assert wikidata.one("Source", id=told_by["source"])["url"] == "https://paper.example.org/cast"
    assert wikidata.one("Source", id=told_by["source"])["retrieved"] == "2019-05-06"
    assert wikidata.one("Person", id="jo-doe")["wikidata"] == "Q7"
    assert not wikidata.findings
    universe = wikidata.universe()
    best, all_ = universe.canon(), universe.canon("wikidata-all")
    assert best["harbour/series"].released == "2016-01", "the preferred one"
    assert not best.ask("who directed Harbour").rows, "a deprecated statement is in no canon"
    assert all_["harbour/series"].released in ("2015", "2016-01")


def test_a_single_document_and_results_of_a_query_are_read(tmp_path: Path) -> None:
    one = made(tmp_path, "wikidata", written(tmp_path, "Q7.json", {"entities": {"Q7": PEOPLE[0]}}))
    assert one.one("Person", wikidata="Q7")["imdb"] == "nm0000001"
    uri = "http://www.wikidata.org/entity/"
    row = {
        "item": {"type": "uri", "value": uri + "Q9"}, "itemLabel": {"type": "literal", "value": "Gale"},
        "P31": {"type": "uri", "value": uri + "Q11424"}, "P57": {"type": "uri", "value": uri + "Q10"},
        "P57Label": {"type": "literal", "value": "Al Roe"},
        "P577": {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": "2016-03-04T00:00:00Z"},
    }  # fmt: skip
    path = written(tmp_path, "rows.json", {"head": {"vars": list(row)}, "results": {"bindings": [row]}})
    target = tmp_path / "rows"
    rows = Made(target, imports.run("wikidata", path, target, horizon="none"))
    assert rows.one("Film", name="Gale")["released"] == "2016-03-04"
    assert rows.one("Credit")["person"] == "al-roe"


def test_a_dirty_line_of_a_dump_is_named_and_the_rest_read(tmp_path: Path) -> None:
    lines = "[\n" + json.dumps(PEOPLE[0]) + ",\n{broken},\n" + json.dumps(PEOPLE[1]) + ',\n{"id": "Q1", "lab'
    found = made(tmp_path, "wikidata", written(tmp_path, "dump.json", lines))
    assert [f.position.line for f in found.findings] == [3, 5]
    assert {p["id"] for p in found.items("Person")} | {c["id"] for c in found.items("Character")} == {"jo-doe", "ada"}


def test_every_rule_of_the_shipped_tables_is_sound() -> None:
    for number, raw in mapping.shipped("wikidata")["properties"].items():
        assert mapping.rules(raw, number)
    for name in ("wikidata", "schema"):
        assert set(mapping.shipped(name)["classes"].values()) <= set(vocab.terms().classes)
    for term, raw in mapping.shipped("schema")["properties"].items():
        assert mapping.rules(raw, term)


# --- databases ---

SHOW_66 = {
    "id": 66, "url": "https://www.tvmaze.com/shows/66/harbour", "name": "Harbour", "premiered": "2016-01-02", "updated": 1518896860,
    "runtime": 44, "network": {"id": 2, "name": "CBS"}, "externals": {"imdb": "tt0000001"}, "rating": {"average": 8.2},
    "_embedded": {
        "episodes": [{"id": 1, "name": "Pilot", "season": 1, "number": 1, "airdate": "2016-01-02"}, {"id": 2, "name": "No season"}],
        "cast": [{"person": {"id": 5, "name": "Jo Doe"}, "character": {"id": 6, "name": "Ada"}, "self": False}],
        "crew": [{"type": "Creator", "person": {"id": 7, "name": "Al Roe"}}, {"type": "Caterer", "person": {"id": 8, "name": "Cy"}}],
    },
}  # fmt: skip


def test_a_show_of_tvmaze(tmp_path: Path) -> None:
    tvmaze = made(tmp_path, "tvmaze", written(tmp_path, "show.json", SHOW_66), horizon="reports")
    assert tvmaze.one("Portrayal")["character"] == "ada"
    assert [c["role"] for c in tvmaze.items("Credit")] == ["creator"]
    assert tvmaze.one("Season", id="harbour/s1")["number"] == 1
    assert [e.get("horizon") for e in tvmaze.accounts("harbour/s1e01")] == ["harbour/s1e01", "none"], (
        "titles spoil, numbers do not"
    )
    assert tvmaze.one("Score")["value"] == 8.2
    assert len(tvmaze.findings) == 1, "of the episode without a season"


def test_responses_of_tmdb(tmp_path: Path) -> None:
    season = {
        "id": 9, "season_number": 1, "air_date": "2016-01-02", "name": "Season 1",
        "episodes": [{"id": 11, "show_id": 3, "season_number": 1, "episode_number": 2, "name": "Storm", "air_date": "2016-01-09",
                      "crew": [{"id": 4, "name": "Al Roe", "job": "Writer"}], "guest_stars": [{"id": 5, "name": "Jo Doe", "character": "Ada"}]}],
    }  # fmt: skip
    series = {"id": 3, "name": "Harbour", "first_air_date": "2016-01-02", "seasons": [{"season_number": 1}]}
    written(tmp_path, "b_season.json", season)
    tmdb = made(tmp_path, "tmdb", written(tmp_path, "a_series.json", series).parent)
    assert tmdb.one("Episode", name="Storm")["id"] == "harbour/s1e02"
    assert tmdb.one("Credit")["role"] == "writer"
    assert tmdb.one("Portrayal")["work"] == "harbour/s1e02"
    assert not tmdb.universe().findings


def test_tables_of_imdb_are_cut_down_to_the_titles_wanted(tmp_path: Path) -> None:
    def tsv(name: str, *rows: str) -> Path:
        return written(tmp_path, name + ".tsv", "\n".join(r.replace(" ", "\t").replace("_", " ") for r in rows) + "\n")

    tsv("title.basics", "tconst titleType primaryTitle startYear endYear runtimeMinutes", "tt1 tvSeries Har\"bour 2016 \\N 44",
        "tt2 tvEpisode Pilot 2016 \\N 44", "tt9 movie Other 1999 \\N 90")  # fmt: skip
    tsv("title.episode", "tconst parentTconst seasonNumber episodeNumber", "tt2 tt1 1 1")
    tsv("title.principals", "tconst ordering nconst category job characters", 'tt2 1 nm1 actress \\N ["Ada"]', "tt2 2 nm2 director \\N \\N", "tt9 1 nm3 actor \\N \\N")  # fmt: skip
    tsv("title.ratings", "tconst averageRating numVotes", "tt1 7.5 100")
    folder = tsv("name.basics", "nconst primaryName birthYear deathYear", "nm1 Jo_Doe 1980 \\N", "nm2 Al_Roe \\N \\N", "nm3 Cy_Poe \\N \\N").parent  # fmt: skip
    own = tmp_path / "wanted.yaml"
    own.write_text("titles: [tt1]\n", encoding="utf-8")
    imdb = made(tmp_path, "imdb", folder, mapping_file=own)
    assert imdb.one("Series")["name"] == 'Har"bour'
    assert imdb.one("Episode", imdb="tt2")["id"] == "har-bour/s1e01"
    assert {p["name"] for p in imdb.items("Person")} == {"Jo Doe", "Al Roe"}
    assert imdb.one("Portrayal")["character"] == "ada"
    assert imdb.one("Score")["count"] == 100
    assert not imdb.items("Film")
    assert not imdb.universe().findings


def test_the_folder_of_mcuapi(tmp_path: Path) -> None:
    written(tmp_path, "movies.json", [{"id": 1, "title": "Gale", "release_date": "2016-03-04", "directed_by": "Al Roe and Cy Poe, Bert and Bertie", "continuity": "HCU", "multiverse_designation": "Earth-1"}])  # fmt: skip
    characters = [
        {"id": 1, "name": "Ada", "alias": "The Keeper", "played_by": "Jo Doe", "first_appearance_movie_id": 1, "multiverse_designation": "Earth-1"},
        {"id": 2, "name": "Ada", "played_by": "Jo Doe, Max Moe", "continuity": "HCU", "multiverse_designation": "Earth-2", "variant_of": 1},
        {"id": 3},
    ]  # fmt: skip
    mcu = made(tmp_path, "mcuapi", written(tmp_path, "characters.json", characters).parent)
    assert {c["person"] for c in mcu.items("Credit")} == {"al-roe", "cy-poe", "bert-and-bertie"}
    assert mcu.one("Character", id="ada-earth-2", counterpartOf="ada")
    assert mcu.one("Portrayal", character="ada")["work"] == "gale-2016"
    assert {p["work"] for p in mcu.items("Portrayal") if p["character"] == "ada-earth-2"} == {"hcu"}
    assert [str(f.position) for f in mcu.findings] == ["characters.json#3"]


# --- RDF ---

HEAD = "@prefix c: <https://w3id.org/continuity/v1/vocab#> . @prefix : <https://w3id.org/continuity/v1/harbour/> .\n@prefix schema: <https://schema.org/> . @prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"


def test_accounts_in_our_vocabulary_stay_accounts(tmp_path: Path) -> None:
    told = HEAD + """
    :guide a c:Source ; c:title "Guide" . :told a c:Account ; c:source :guide ; c:horizon :harbour/series .
    :told { <https://w3id.org/continuity/v1/harbour/harbour/series> a c:Series ; c:name "Harbour" . :ada a c:Character ; c:name "Ada" }
    """.replace(":harbour/series", "<https://w3id.org/continuity/v1/harbour/harbour/series>")  # fmt: skip
    rdf = made(tmp_path, "rdf", written(tmp_path, "harbour.trig", told), horizon="")
    (account,) = rdf.accounts("ada")
    assert (account["id"], account["source"], account["horizon"]) == ("told", "guide", "harbour/series")


def test_terms_of_schema_org_and_wikidata_go_through_their_tables(tmp_path: Path) -> None:
    told = HEAD + """
    <http://other.example/1> a schema:TVSeries ; schema:name "Harbour" ; schema:creator <http://other.example/2> ;
      schema:actor [ a schema:PerformanceRole ; schema:actor <http://other.example/3> ; schema:characterName "Ada" ] ;
      schema:colour "blue" .
    <http://other.example/2> a schema:Person ; schema:name "Al Roe" . <http://other.example/3> a schema:Person ; schema:name "Jo Doe" .
    wd:Q9 wdt:P31 wd:Q11424 ; rdfs:label "Gale" ; wdt:P577 "2016-03-04" ; wdt:P57 <http://other.example/2> .
    """  # fmt: skip
    rdf = made(tmp_path, "rdf", written(tmp_path, "other.ttl", told))
    assert rdf.one("Credit", role="creator")["person"] == "al-roe"
    assert rdf.one("Portrayal")["character"] == "ada"
    assert rdf.one("Film", wikidata="Q9")["released"] == "2016-03-04"
    assert rdf.one("Series")["identifier"] == "http://other.example/1"
    assert any("schema:colour (1)" in f.message for f in rdf.findings)


def test_whom_schema_org_names_as_a_character_is_one(tmp_path: Path) -> None:
    told = HEAD + """
    <http://other.example/1> a schema:TVSeries ; schema:name "Harbour" ; schema:character <http://other.example/ada> ;
      schema:actor [ a schema:PerformanceRole ; schema:actor <http://other.example/3> ; schema:characterName <http://other.example/bo> ] .
    <http://other.example/ada> a schema:Person ; schema:name "Ada" . <http://other.example/bo> a schema:Person ; schema:name "Bo" .
    <http://other.example/3> a schema:Person ; schema:name "Jo Doe" .
    """  # fmt: skip
    rdf = made(tmp_path, "rdf", written(tmp_path, "other.ttl", told))
    assert {item["name"] for item in rdf.items("Character")} == {"Ada", "Bo"}
    assert [item["name"] for item in rdf.items("Person")] == ["Jo Doe"]
    assert rdf.one("Appearance")["character"] == "ada"
    assert rdf.one("Portrayal", actor="jo-doe", character="bo", work="harbour/series")


def test_a_line_that_does_not_parse_costs_only_itself(tmp_path: Path) -> None:
    vocabulary, base = vocab.VOCAB, vocab.BASE + "h/"
    lines = [f"<{base}{n}> <{vocab.TYPE}> <{vocabulary}Character> <{base}told> ." for n in range(5)]
    lines[2] = "<broken> ."
    lines += [
        f"<{base}told> <{vocab.TYPE}> <{vocabulary}Account> .",
        f'<{base}1> <{vocabulary}nmae> "x" <{base}told> .',
    ]
    rdf = made(tmp_path, "rdf", written(tmp_path, "h.nq", "\n".join(lines) + "\n"))
    assert sorted(c["id"] for c in rdf.items("Character")) == ["0", "1", "3", "4"]
    assert [f.position.line for f in rdf.findings if f.position.line] == [3]
    assert any("nmae" in f.message for f in rdf.findings)


def test_what_was_exported_is_imported_alike(tmp_path: Path) -> None:
    small = tmp_path / "small.yaml"
    small.write_text("type: Universe\nname: H\n---\nsources: [{id: s, type: Source, title: S}]\n---\nsource: s\nhorizon: none\nclaims:\n  - {id: ada, type: Character, name: Ada}\n", encoding="utf-8")  # fmt: skip
    path = tmp_path / "h.nq"
    path.write_bytes(continuity.load(str(small)).canon().export("nquads"))
    rdf = made(tmp_path, "rdf", path)
    assert rdf.one("Character", id="ada")["name"] == "Ada"


# --- values ---


@pytest.mark.parametrize(
    ("text", "made"),
    [("November 20, 2015", "2015-11-20"), ("20th Nov. 2015", "2015-11-20"), ("2015-11-20 (Netflix)", "2015-11-20"),
     ("March 2016", "2016-03"), ("1999", "1999"), ("2016~", "2016~"), ("Smarch 13, 2016", "2016"), ("TBA", "")],
)  # fmt: skip
def test_dates_as_people_write_them(text: str, made: str) -> None:
    if made:
        assert values.date(text) == made
    else:
        with pytest.raises(ValueError, match="no date"):
            values.date(text)


# --- real inputs ---


@real
@pytest.mark.parametrize(
    ("format", "path", "mapping_file", "question", "answer"),
    [
        ("mcuapi", "mcuapi", "", "who plays Luke Cage", "Mike Colter."),
        ("csv", "swapi", "swapi.yaml", "who directed A New Hope", "George Lucas."),
        ("wikidata", "wikidata-json/wd_Q42.json", "", "when was Douglas Adams born", "1952-03-11."),
        ("mediawiki", "mediawiki-xml", "", "who created Bernard's Watch", "Andrew Norriss."),
        ("tvmaze", "tvmaze", "", "when was Under the Dome released", "2013-06-24."),
        ("tmdb", "tmdb", "", "who created Rick and Morty", "Dan Harmon; Justin Roiland."),
        ("csv", "fivethirtyeight", "marvel-wikia.yaml", "", ""),
    ],
    ids=["mcuapi", "swapi", "wikidata", "mediawiki", "tvmaze", "tmdb", "fivethirtyeight"],
)
def test_real_data_is_imported_checked_and_asked(
    tmp_path: Path, format: str, path: str, mapping_file: str, question: str, answer: str
) -> None:
    assert SHARED is not None
    found = made(tmp_path, format, SHARED / path, mapping_file=EXAMPLES / mapping_file if mapping_file else None)
    universe = found.universe()
    assert not universe.findings, "no error of the data"
    if question:
        assert universe.canon().ask(question).sentence == answer
    else:
        assert len(found.items("Character")) == 16_376
    assert not [f for f in universe.canon().check() if f.rule.startswith("D")]


def table(tmp_path: Path, text: str | bytes, *, mapped: str = "") -> Made:
    """What an import of one table makes, with the text of a mapping."""
    (tmp_path / "rows.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "map.yaml").write_text(mapped, encoding="utf-8")
    options = {"mapping_file": tmp_path / "map.yaml"} if mapped else {}
    done = imports.run("csv", tmp_path / "rows.csv", tmp_path / "made", horizon="none", **options)
    return Made(tmp_path / "made", done)


def test_rows_without_an_id_are_things_of_their_own(tmp_path: Path) -> None:
    made = table(tmp_path, "type,name\nPerson,Jo\nPerson,Bo\n")
    assert {p["id"] for p in made.items("Person")} == {"jo", "bo"}


def test_a_row_that_lacks_its_id_is_not_merged_with_another_one(tmp_path: Path) -> None:
    made = table(tmp_path, "id,type,name\n,Person,Jo\n,Person,Bo\nada,Character,Ada\n")
    assert {p["id"] for p in made.items("Person")} == {"jo", "bo"}


def test_a_value_that_is_the_id_of_a_row_means_that_row(tmp_path: Path) -> None:
    made = table(tmp_path, "id,type,name,number,partOf\nshow/s1e01,Episode,Pilot,1,show/s1\nshow/s1,Season,,1,show\n")
    assert made.items("Episode")[0]["partOf"] == "show/s1"
    assert {s["id"] for s in made.items("Season")} == {"show/s1"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("type,name\nPerson,Jo,Bo\nPerson,Al\n", 2, "this row has 3 values, the header 2"),
        ('type,name\nPerson,Al\nPerson,"Jo\nPerson,Bo\n', 3, "a quote is opened that nothing closes"),
    ],
)
def test_a_broken_row_costs_itself_and_is_named(tmp_path: Path, text: str, line: int, said: str) -> None:
    made = table(tmp_path, text)
    assert [p["name"] for p in made.items("Person")] == ["Al"]
    assert [f.position.line for f in made.findings] == [line]
    assert said in made.findings[0].message


def test_a_line_that_is_too_long_is_left_out_with_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from continuity.readers import table as tables

    monkeypatch.setattr(tables, "lines", lambda stream: guarded.lines(stream, 40))
    (tmp_path / "rows.csv").write_text(
        "type,name\nPerson,Jo\nPerson," + "x" * 2_000_000 + "\nPerson,Al\n", encoding="utf-8"
    )
    with guarded.Stream(tmp_path / "rows.csv") as stream:
        found = list(tables.rows(stream, "rows.csv"))
    assert [r.values["name"] for r in found if isinstance(r, tables.Row)] == ["Jo", "Al"]
    assert ["longer than" in f.message for f in found if not isinstance(f, tables.Row)] == [True]


@pytest.mark.parametrize(
    ("text", "mapped", "said"),
    [
        (b"type,name\rPerson,Jo\r", "", "its first line names no columns"),
        ("name,born\nJo,1970\n", "", "no column is called type"),
        ("name\nJo\n", "type: Person\ncolums: {name: name}\n", "'colums', which nothing reads; did you mean columns?"),
        ("name\nJo\n", "type: Person\nname: NAME\ncolumns: {NAME: name}\n", "has no column 'NAME'"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused_in_a_word(
    tmp_path: Path, text: str | bytes, mapped: str, said: str
) -> None:
    with pytest.raises(UsageError, match="(?s)" + said.replace("?", r"\?")):
        table(tmp_path, text, mapped=mapped)


def test_an_import_that_finds_nothing_says_so(tmp_path: Path) -> None:
    assert "nothing of the input is told" in table(tmp_path, "type,name\n").findings[0].message
