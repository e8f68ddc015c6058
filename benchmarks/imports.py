"""Print how fast imports are and how much memory they take: `python -m benchmarks.imports [MB] [TRIPLES]`.

A MediaWiki dump of so many MB (1024 for a gigabyte) and an N-Quads file of so many triples are generated, the same each
time, and imported by the command in a process of its own. Each import is then run again, killed with SIGKILL on its way,
and taken up; the files must be the same, byte for byte. Throughput is by processor time, so that a busy machine measures the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

#: Dumps of up to so many MB are imported to N-Quads too.
ALSO_BULK = 200
HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="en">
  <siteinfo>
    <sitename>Harbour Wiki</sitename>
    <dbname>harbourwiki</dbname>
    <base>https://harbour.example.org/wiki/Main_Page</base>
  </siteinfo>
"""
PAGE = """  <page>
    <title>{title}</title>
    <ns>{ns}</ns>
    <id>{number}</id>
    <revision>
      <id>{revision}</id>
      <timestamp>2019-{month:02}-{day:02}T03:40:24Z</timestamp>
      <text xml:space="preserve">{text}</text>
    </revision>
  </page>
"""
WORDS = ["the keeper", "walks along", "the quay", "while", "[[Ada {n}|Ada]]", "waits in", "the lamp room", "and nobody", "speaks of", "the storm"]  # fmt: skip


def pages() -> Iterator[str]:
    """Pages without end: of eight, five are talk or prose, as in real dumps, and three have an infobox."""
    chance = random.Random(7)
    number = 0
    while True:
        number += 1
        n = chance.randrange(1, number + 1)
        prose = " ".join(chance.choice(WORDS).format(n=n) for _ in range(chance.randrange(100, 900)))
        kind = number % 8
        if kind == 0:
            title, text = f"Ada {number}", (
                f"{{{{Infobox character\n| name = Ada {number}\n| series = [[Harbour {number % 50} (TV series)|Harbour]]\n"
                f"| portrayer = [[Jo Doe {n}]]\n| species = Human\n| born = 1{number % 900 + 100}\n"
                f"| children = [[Ada {n}]]&lt;br /&gt;[[Ada {n + 8}]]\n}}}}\n{prose}\n\n== Appearances ==\n"
                f"* [[Pilot {n}]]\n* [[Storm {n}]] (mentioned only)\n"
            )  # fmt: skip
        elif kind == 1:
            title, text = f"Pilot {number}", (
                f"{{{{Infobox television episode\n| title = Pilot {number}\n| series = [[Harbour {number % 50} (TV series)]]\n"
                f"| season = 1\n| episode = {number % 20 + 1}\n| director = [[Jo Doe {n}]]\n| writer = {{{{ubl|[[Al Roe {n}]]|[[Cy Poe {n}]]}}}}\n"
                f"| airdate = {{{{Start date|2016|1|{number % 28 + 1}}}}}\n}}}}\n{prose}\n\n== Cast ==\n* [[Jo Doe {n}]] as [[Ada {n}]]\n"
            )  # fmt: skip
        elif kind == 2:
            title, text = f"Jo Doe {number}", (
                f"{{{{Infobox person\n| name = Jo Doe {number}\n| birth_date = {{{{birth date|1980|5|{number % 28 + 1}}}}}\n}}}}\n{prose}"
            )  # fmt: skip
        else:
            title, text = f"Talk:Ada {number}", f"{prose} {{{{unsigned|somebody}}}}\n" * 3
        yield PAGE.format(
            title=title, ns=1 if kind > 2 else 0, number=number, revision=number * 10, month=number % 12 + 1, day=number % 28 + 1, text=text
        )  # fmt: skip


def dump(path: Path, size: int) -> None:
    """Write a MediaWiki dump of about so many bytes."""
    with path.open("w", encoding="utf-8") as out:
        written = out.write(HEAD)
        for page in pages():
            written += out.write(page)
            if written >= size:
                break
        out.write("</mediawiki>\n")


def quads(path: Path, count: int) -> None:
    """Write so many statements in N-Quads: accounts of appearances and credits, in the vocabulary."""
    base, vocab = "https://w3id.org/continuity/v1/harbour/", "https://w3id.org/continuity/v1/vocab#"
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    with path.open("w", encoding="utf-8") as out:
        written = number = 0
        while written < count:
            number += 1
            account, ada, work = f"<{base}account/s{number}>", f"<{base}ada-{number}>", f"<{base}harbour/s1e{number}>"
            seen = f"<{base}appearance/ada-{number}+harbour/s1e{number}+present>"
            lines = [
                f"{account} {a} <{vocab}Account>",
                f"{account} <{vocab}source> <{base}guide>",
                f"{account} <{vocab}horizon> <{vocab}none>",
                f"{ada} {a} <{vocab}Character> {account}",
                f'{ada} <{vocab}name> "Ada {number}" {account}',
                f"{work} {a} <{vocab}Episode> {account}",
                f'{work} <{vocab}number> "{number}"^^<http://www.w3.org/2001/XMLSchema#integer> {account}',
                f"{seen} {a} <{vocab}Appearance> {account}",
                f"{seen} <{vocab}character> {ada} {account}",
                f"{seen} <{vocab}in> {work} {account}",
                f"{seen} <{vocab}mode> <{vocab}present> {account}",
            ]
            if number == 1:
                lines += [f"<{base}guide> {a} <{vocab}Source>", f'<{base}guide> <{vocab}title> "Guide"']
            out.writelines(line + " .\n" for line in lines)
            written += len(lines)


def command(format: str, source: Path, into: Path, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "continuity",
        "import",
        format,
        str(source),
        "-o",
        str(into),
        "--horizon",
        "none",
        *more,
    ]


def measured(arguments: Sequence[str]) -> tuple[float, float, float, str]:
    """Run a command: (seconds, seconds of processor time, MB of memory at most, what it printed)."""
    started = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)} failed: {process.returncode}")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.strip()


def killed(arguments: Sequence[str], room: Path, enough: int) -> bool:
    """Run a command and kill it when it has written so many bytes into a room; whether it was still running.

    What is written is the share of the work that is done, however busy the machine is.
    """
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if written(room / ".import" / "new") >= enough:
                process.send_signal(signal.SIGKILL)
                process.wait()
                return True
            time.sleep(0.05)
    return False


def written(directory: Path) -> int:
    """The bytes of the files of a directory, as far as they are there at this moment; hidden ones apart."""
    found = 0
    for path in directory.glob("[!.]*"):
        with contextlib.suppress(OSError):
            found += path.stat().st_size
    return found


def digest(directory: Path) -> str:
    """A hash of the files of a directory, hidden ones apart."""
    made = hashlib.sha256()
    for path in sorted(p for p in directory.iterdir() if p.is_file()):
        made.update(path.name.encode())
        with path.open("rb") as file:
            made.update(hashlib.file_digest(file, "sha256").digest())
    return made.hexdigest()


def row(title: str, format: str, source: Path, room: Path, *more: str) -> None:
    """Measure one import, whole and killed on its way, and print it."""
    whole, broken = room / "whole" / "harbour", room / "broken" / "harbour"
    seconds, work, memory, said = measured(command(format, source, whole, *more))
    size = source.stat().st_size / 1e6
    print(f"| {title} | {size:,.0f} MB | {seconds:,.1f} s | {work:,.1f} s | {size / work:,.1f} MB/s | {memory:,.0f} MB | {said.partition(' files')[0]} files |", flush=True)  # fmt: skip
    stopped = killed(command(format, source, broken, *more), broken, int(written(whole) * 0.7))
    again, _, _, resumed = measured(command(format, source, broken, *more))
    same = digest(whole) == digest(broken)
    how = "went on" if "going on" in resumed else "began anew"
    print(f"| … killed at 70 %, taken up | | {again:,.1f} s | | | | {how if stopped else 'was done before'}, {'same bytes' if same else 'OTHER BYTES'} |", flush=True)  # fmt: skip
    shutil.rmtree(room / "whole")
    shutil.rmtree(room / "broken")
    if not same:
        raise SystemExit("a killed and resumed import gave other bytes")


def main(arguments: Sequence[str]) -> int:
    """Generate, import, print."""
    megabytes = int(arguments[0]) if arguments else 100
    triples = int(arguments[1]) if len(arguments) > 1 else 500_000
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        for name in ("whole", "broken"):
            (room / name).mkdir()
        print(
            "| import | input | time | of processor | throughput | peak memory | result |\n|---|---:|---:|---:|---:|---:|---|",
            flush=True,
        )
        wiki, nquads = room / "wiki.xml", room / "facts.nq"
        if megabytes:
            dump(wiki, megabytes * 1_000_000)
            row("MediaWiki dump to YAML", "mediawiki", wiki, room)
            if megabytes <= ALSO_BULK:
                for name in ("whole", "broken"):
                    (room / name).mkdir()
                row("MediaWiki dump to N-Quads", "mediawiki", wiki, room, "--format", "nquads")
            wiki.unlink()
            for name in ("whole", "broken"):
                (room / name).mkdir()
        if triples:
            quads(nquads, triples)
            row(f"N-Quads, {triples:,} triples", "rdf", nquads, room, "--format", "nquads")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
