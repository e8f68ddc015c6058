"""Make the notebooks of docs/notebooks: the cells below, executed, with what they show.

python tools/notebooks.py           write and execute all
python tools/notebooks.py --check   exit 1 where the cells of a notebook on disk are not those below
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

PLACE = Path(__file__).resolve().parent.parent / "docs" / "notebooks"

WIKI_BOT = (
    """# What does a page of the wiki lack?

A bot that reads an article's text and lists what the graph knows and the page does not say, each with its source. It keeps
to a horizon, so that the list for an article about the first season spoils nothing of the second.""",
    """import continuity

canon = continuity.load("marvel").canon(until="jessica-jones/s1e13")
season = canon.series["Jessica Jones"].seasons[1]
season""",
    """The text of the page. Here it stands in the notebook, so that nothing asks the network; a bot gets it from the wiki:

```python
import pywikibot

site = pywikibot.Site("en", "wikipedia")
page = pywikibot.Page(site, "Jessica Jones season 1")
text = page.text
```

or with mwclient: `mwclient.Site("en.wikipedia.org").pages["Jessica Jones season 1"].text()`.""",
    '''text = """
The first season of Jessica Jones was released on 20 November 2015.
Melissa Rosenberg is the showrunner. It stars Krysten Ritter, with David Tennant as Kilgrave.
"""''',
    """Whom does the canon name for this season that the page does not?""",
    """cast = canon.queries.cast_of_every_season(season=season.id)
cast = cast.to_pandas()
lacking = cast[~cast["who"].map(lambda name: name in text)]
lacking[["who", "played", "rank"]].head(10)""",
    """Each line of the list is a fact with its teller: what an editor needs to add it with a reference.""",
    """lines = [
    f"* {portrayal.label} — {source.title}, {source.publisher} {source.published}".rstrip()
    for portrayal in season.portrayals
    if portrayal.actor.label not in text
    for source in [portrayal.accounts[0].source]
]
print("\\n".join(lines))""",
    """To write the list to the talk page, and nothing else, a bot would end with

```python
talk = page.toggleTalkPage()
talk.text += "\\n== What is missing ==\\n" + "\\n".join(lines)
talk.save("What the page lacks, with sources")
```""",
)

NETWORK = (
    """# Who holds the shared universe together?

The canon as a NetworkX graph: which characters link the shows, and what would fall apart without them.""",
    """import matplotlib.pyplot as plt
import networkx as nx

import continuity

canon = continuity.load("marvel").canon("netflix")
whole = canon.network()
whole.number_of_nodes(), whole.number_of_edges()""",
    """Characters and the series in which they appear, as a graph of two kinds of node. Every edge names the accounts that tell it.""",
    """bridges = nx.Graph()
for character, series, edge in whole.edges(data=True):
    if edge["relation"] == "appearsIn" and whole.nodes[series]["type"] == "Series":
        bridges.add_edge(character, series, accounts=edge["accounts"])
shared = {n for n in bridges if whole.nodes[n]["type"] == "Character" and bridges.degree[n] > 1}
graph = bridges.subgraph(shared | {n for n in bridges if whole.nodes[n]["type"] == "Series"})
between = nx.betweenness_centrality(graph)
most = sorted(shared, key=lambda n: (-between[n], n))[:10]
[(whole.nodes[n]["label"], graph.degree[n], round(between[n], 3)) for n in most]""",
    """figure, axes = plt.subplots(figsize=(7, 4))
axes.barh([whole.nodes[n]["label"] for n in reversed(most)], [between[n] for n in reversed(most)], color="#4477aa")
axes.set_xlabel("betweenness among characters and series")
axes.set_title("Through whom the shows hang together")
figure.tight_layout()""",
    """And who says so? The path between two makers, with the fact behind each step:""",
    """for step in canon.path("melissa-rosenberg", "marco-ramirez"):
    print(step.source, step.relation, step.target, "·", len(step.evidence), "statements")""",
)

SPARQL = (
    """# SPARQL to DataFrame to figure

A query with the published prefixes gives typed, labelled rows; `.to_pandas()` makes a table of them; the table draws itself.""",
    """import continuity

canon = continuity.load("marvel").canon()
rows = canon.query('''
    SELECT ?series (COUNT(DISTINCT ?character) AS ?characters) (COUNT(DISTINCT ?other) AS ?shared) {
      ?series a c:Series . ?character a c:Character ; c:appearsIn ?series .
      OPTIONAL { ?character c:appearsIn ?elsewhere . ?elsewhere a c:Series FILTER(?elsewhere != ?series) BIND(?character AS ?other) }
    } GROUP BY ?series ORDER BY DESC(?characters) ?series LIMIT 8''')
rows""",
    """frame = rows.to_pandas()
frame.dtypes""",
    """axes = frame.set_index("series_label")[["characters", "shared"]].plot.barh(figsize=(7, 4))
axes.set_xlabel("characters told to appear; of them, in another series too")
axes.set_ylabel("")
axes.figure.tight_layout()""",
    """The packaged queries are callables; their parameters take names. The same SPARQL runs through rdflib:""",
    """canon.queries.crossovers_of_series(series="daredevil/series").to_pandas()[["name", "with"]].head()""",
    """query = "SELECT ?who { ?who c:plays <" + canon["kilgrave"].iri + "> }"
[str(row.who) for row in canon.rdf.query(query)]""",
)

NOTEBOOKS = {"wiki-bot.ipynb": WIKI_BOT, "network-study.ipynb": NETWORK, "sparql-to-figure.ipynb": SPARQL}
_TEXT = ("#", "The text", "Whom", "Each line", "To write", "Characters and", "And who", "The packaged")


def notebook(cells: tuple[str, ...]) -> Any:
    """A notebook of some cells, not executed; what begins as prose is prose."""
    v4: Any = import_module("nbformat.v4")  # its functions have no types
    made = v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    for number, text in enumerate(cells):
        cell = v4.new_markdown_cell(text) if text.startswith(_TEXT) else v4.new_code_cell(text)
        cell["id"] = f"cell-{number}"  # else each writing has other ids
        made.cells.append(cell)
    return made


def executed(cells: tuple[str, ...]) -> Any:
    """A notebook of some cells with what they show. Raises where a cell does."""
    from nbclient import NotebookClient

    made = notebook(cells)
    NotebookClient(made, timeout=300, kernel_name="python3", record_timing=False).execute()
    made.metadata.pop("language_info", None)  # of this machine
    return made


def main(arguments: list[str]) -> int:
    """Write the notebooks, or say which are stale."""
    nbformat: Any = import_module("nbformat")
    stale = []
    for name, cells in NOTEBOOKS.items():
        path = PLACE / name
        if "--check" in arguments:
            sources = [c.source for c in nbformat.read(path, 4).cells] if path.exists() else []
            stale += [] if sources == list(cells) else [name]
            continue
        PLACE.mkdir(parents=True, exist_ok=True)
        nbformat.write(executed(cells), path)
        print(path.name, path.stat().st_size, "bytes")
    if stale:
        print("stale: " + ", ".join(stale))
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
