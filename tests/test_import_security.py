"""Input from elsewhere is refused, capped or read as what it is, and never becomes code, an address or a path."""

from __future__ import annotations

import bz2
import gzip
import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from continuity import cli, imports, readers
from continuity.errors import DataError, UsageError
from continuity.readers import guarded, wikidump

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>\n'
PAGE = "<page><title>{title}</title><ns>0</ns><id>1</id><revision><id>1</id><timestamp>2019-01-01T00:00:00Z</timestamp><text>{text}</text></revision></page>"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may reach out."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("an import reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def written(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def run(tmp_path: Path, format: str, source: Path, **options: Any) -> imports.Imported:
    return imports.run(format, source, tmp_path / "made", horizon="none", **options)


def told(tmp_path: Path) -> str:
    return "".join(p.read_text(encoding="utf-8") for p in readers.files(tmp_path / "made"))


@pytest.mark.parametrize("pad", [0, 3_000_000], ids=["at once", "behind a long comment"])
def test_rdf_xml_with_a_document_type_is_refused(tmp_path: Path, pad: int) -> None:
    text = f'<?xml version="1.0"?><!--{"x" * pad}-->{LAUGHS}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
    with pytest.raises(DataError, match="document type declaration"):
        run(tmp_path, "rdf", written(tmp_path, "bomb.rdf", text))


def test_rdf_xml_in_another_encoding_is_refused(tmp_path: Path) -> None:
    text = LAUGHS + '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
    with pytest.raises(DataError, match="document type declaration"):
        run(tmp_path, "rdf", written(tmp_path, "bomb.rdf", text.encode("utf-16")))


def test_a_wiki_dump_with_a_document_type_is_refused(tmp_path: Path) -> None:
    page = PAGE.format(title="A", text="{{Infobox character|name=&amp;c;}}")
    for encoding in ("utf-8", "utf-16"):
        source = written(tmp_path, "bomb.xml", f"{LAUGHS}<mediawiki>{page}</mediawiki>".encode(encoding))
        with pytest.raises(DataError, match="document type declaration"):
            run(tmp_path, "mediawiki", source)


def test_a_declaration_inside_of_a_page_never_expands(tmp_path: Path) -> None:
    page = PAGE.format(title="A", text=LAUGHS + "{{Infobox character|name=&c;}}")
    found = run(tmp_path, "mediawiki", written(tmp_path, "bomb.xml", f"<mediawiki>{page}</mediawiki>"))
    assert any("ill-formed" in f.message for f in found.findings)
    assert "haha" not in told(tmp_path)


def test_a_remote_context_is_refused(tmp_path: Path) -> None:
    for context in ("https://example.org/c.jsonld", (tmp_path / "c.jsonld").as_uri()):
        document = json.dumps({"@context": context, "@id": "http://a", "name": "x"})
        found = run(tmp_path, "rdf", written(tmp_path, "remote.jsonld", document))
        assert any("context" in f.message.casefold() for f in found.findings)


def test_no_service_or_import_in_turtle_is_followed(tmp_path: Path) -> None:
    text = "@prefix owl: <http://www.w3.org/2002/07/owl#> . <http://a> owl:imports <http://example.org/o.ttl> ."
    run(tmp_path, "rdf", written(tmp_path, "imports.ttl", text))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_compression_bomb_ends_early_with_a_finding(tmp_path: Path, pack: Any) -> None:
    bomb = written(tmp_path, "bomb.csv.gz", pack(b"id,type,name\na,Character,A\n" + b"\n" * (64 << 20)))
    found = run(tmp_path, "csv", bomb)
    assert any("compression bomb" in f.message for f in found.findings)
    assert "name: A" in told(tmp_path), "what came before is kept"


def test_bytes_are_capped_whatever_the_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "MAX_BYTES", 5000)
    found = run(tmp_path, "csv", written(tmp_path, "a.csv", "id,type,name\n" + "a,Character,A\n" * 1000))
    assert any("that is the limit" in f.message for f in found.findings)


def test_a_document_that_must_be_held_whole_is_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "MAX_DOCUMENT", 1000)
    found = run(tmp_path, "tvmaze", written(tmp_path, "a.json", json.dumps([{"a": "b" * 2000}])))
    assert any("that is the limit" in f.message for f in found.findings)


@pytest.mark.parametrize("depth", [150, 1_000_000])
@pytest.mark.parametrize("format", ["tvmaze", "tmdb", "mcuapi", "wikidata", "csv"])
def test_deep_nesting_is_refused(tmp_path: Path, depth: int, format: str) -> None:
    name = "movies.json" if format == "mcuapi" else "deep.json"
    mapping = written(tmp_path, "m.yaml", "type: Item\ncolumns: {name: name}\n") if format == "csv" else None
    found = run(tmp_path, format, written(tmp_path, name, "[" * depth + "]" * depth), mapping_file=mapping)
    assert any("nested deeper" in f.message for f in found.findings)


@pytest.mark.parametrize(
    "text", ['{"id": NaN}', '{"id": ' + "9" * 10_000 + "}", '{"id": 1e999}', "\xff", '{"a": 1', "", "null"]
)
def test_odd_json_is_a_finding_and_no_crash(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, "odd.json", text.encode("latin-1"))
    for format in ("tvmaze", "tmdb", "wikidata"):
        imports.run(format, path, tmp_path / format)


def test_json_of_any_shape_is_no_crash(tmp_path: Path) -> None:
    shapes: list[Any] = [1, "a", [1, [2]], {"id": 1, "name": "x", "premiered": []}, {"id": "x"}, {"id": 1, "title": 3}]
    shapes += [
        {
            "id": 1,
            "name": "x",
            "premiered": "2016-99-99",
            "network": 3,
            "externals": [],
            "_embedded": {"episodes": {"a": 1}, "cast": [[]]},
        }
    ]
    shapes += [{"id": 5, "first_air_date": 7, "name": "x", "seasons": "no", "created_by": [None], "credits": []}]
    shapes += [{"id": "Q1", "claims": {"P31": [{"mainsnak": 3}, None], "P57": "x"}, "labels": []}]
    for format in ("tvmaze", "tmdb", "wikidata", "mcuapi"):
        name = "movies.json" if format == "mcuapi" else "odd.json"
        imports.run(format, written(tmp_path, name, json.dumps(shapes)), tmp_path / format)


def test_an_alias_bomb_in_a_mapping_is_refused(tmp_path: Path) -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))
    mapping = written(tmp_path, "m.yaml", f"a0: &a0 x\n{levels}\ncolumns: {{name: name}}\n")
    with pytest.raises(UsageError, match="aliases"):
        run(tmp_path, "csv", written(tmp_path, "a.csv", "name\nx\n"), mapping_file=mapping)


def test_an_alias_bomb_in_accounts_is_a_finding(tmp_path: Path) -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))
    found = run(tmp_path, "yaml", written(tmp_path, "a.yaml", f"source: s\na0: &a0 x\n{levels}\nclaims: []\n"))
    assert any("aliases" in f.message for f in found.findings)


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "..", "/etc/passwd", "a\x00b", "CON", "-rf", "a" * 5000, "\u202egnp"]
)
def test_no_name_of_the_input_becomes_a_path(tmp_path: Path, name: str) -> None:
    show = {
        "id": 1,
        "name": name,
        "premiered": "2016-01-01",
        "_embedded": {"episodes": [{"id": 1, "season": 1, "number": 1, "name": name}]},
    }
    run(tmp_path, "tvmaze", written(tmp_path, "show.json", json.dumps(show)))
    places = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert all(p.startswith(("made/", "show.json")) for p in places)
    assert {p for p in places if "/." not in p} <= {f"made/{n}.yaml" for n in ("works", "episodes", "sources", "universe", "people")} | {"show.json"}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        '"}] - {id: x',
        "a: b\n- c",
        "\u2028x",
        "{{x}}",
        "'; DROP TABLE name; --",
        "x\ufeff",
        "<script>alert(1)</script>",
        "&amp;",
    ],
)
def test_a_name_stays_a_name_in_yaml(tmp_path: Path, name: str) -> None:
    table = written(tmp_path, "a.csv", 'id,type,name\nx,Character,"' + name.replace('"', '""') + '"\n')
    run(tmp_path, "csv", table)
    found = [d for p in readers.files(tmp_path / "made") for d in readers.read(p, p.name, "http://x/").documents]
    items = [i for d in found if d.kind == "claims" for i in d.data["claims"]]
    assert [i["name"] for i in items] == [" ".join("".join(c if c.isprintable() else " " for c in name).split())]


def test_a_template_without_an_end_costs_no_time_and_no_stack(tmp_path: Path) -> None:
    nasty = ["{{Infobox character|name=" * 20_000, "{{Infobox character|name=A|" + "{{x|" * 5000 + "}}" * 5000 + "}}", "{{Infobox character|" + "[[" * 50_000 + "}}"]  # fmt: skip
    pages = "".join(PAGE.format(title=f"P{n}", text=t) for n, t in enumerate(nasty))
    good = PAGE.format(title="Good", text="{{Infobox character|name=Good}}")
    run(tmp_path, "mediawiki", written(tmp_path, "w.xml", f"<mediawiki>{pages}{good}</mediawiki>"))
    assert "name: Good" in told(tmp_path)


def test_a_revision_without_an_end_is_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wikidump, "MAX_REVISION", 100_000)
    huge = PAGE.format(title="Huge", text="x" * 3_000_000)
    good = PAGE.format(title="Good", text="{{Infobox character|name=Good}}")
    found = run(tmp_path, "mediawiki", written(tmp_path, "w.xml", f"<mediawiki>{huge}{good}</mediawiki>"))
    assert any("'Huge'" in f.message and "passed over" in f.message for f in found.findings)
    assert "name: Good" in told(tmp_path)


def test_symbolic_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.csv", "id,type,name\ns,Character,Secret\n")
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder, "a.csv", "id,type,name\na,Character,A\n")
    (folder / "b.csv").symlink_to(secret)
    run(tmp_path, "csv", folder)
    assert "Secret" not in told(tmp_path)


def test_archives_of_files_are_refused_with_a_cure(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unpack it first"):
        run(tmp_path, "csv", written(tmp_path, "a.csv", b"PK\x03\x04" + b"\x00" * 100))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks the kernel for the memory")
def test_a_large_dump_stays_small_in_memory(tmp_path: Path) -> None:
    """30 MB of XML; `python -m benchmarks.imports 1000` measures a gigabyte."""
    page = PAGE.format(title="Ada {n}", text="{{{{Infobox character|name=Ada {n}}}}} " + "word " * 2000)
    with (tmp_path / "w.xml").open("w", encoding="utf-8") as out:
        out.write("<mediawiki>")
        out.writelines(page.replace("{n}", str(n)).replace("{{{{", "{{").replace("}}}}", "}}") for n in range(3000))
        out.write("</mediawiki>")
    script = "import sys; from continuity import cli; cli.main(sys.argv[1:]); print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
    command = ["import", "mediawiki", str(tmp_path / "w.xml"), "-o", str(tmp_path / "made"), "--horizon", "none"]
    out_ = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True)
    assert int(out_.stdout.splitlines()[-1]) < 150 * 1024
    assert "3,000 items" in out_.stdout


def test_there_is_no_way_to_the_network(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["import", "tvmaze", "https://api.tvmaze.com/shows/1", "-o", str(tmp_path / "made")]) == 2
    assert "there is no" in capsys.readouterr().err


def test_limits_are_those_of_the_page() -> None:
    page = (Path(__file__).parent.parent / "docs" / "importing.md").read_text(encoding="utf-8")
    for limit in (f"{guarded.MAX_RATIO}:1", f"{guarded.MAX_DOCUMENT >> 20} MB", f"{guarded.MAX_LINE >> 20} MB", f"{wikidump.MAX_REVISION >> 20} MB", f"{guarded.MAX_DEPTH} levels"):  # fmt: skip
        assert limit in page, limit
