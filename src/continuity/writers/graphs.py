"""The formats of network tools: GraphML, GEXF with dates for Gephi's timeline, and Cytoscape JSON."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from continuity import dates, network
from continuity.canon import CanonGraph, Frame

if TYPE_CHECKING:
    import networkx as nx

#: What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def drawn(canon: CanonGraph, entities: Sequence[str]) -> nx.MultiDiGraph[str]:
    """The network of a canon, or what is one step from some entities."""
    return network.neighbourhood(canon, entities) if entities else network.network(canon)


def graphml(canon: CanonGraph, entities: Sequence[str]) -> bytes:
    """GraphML with every attribute of `network()`."""
    import networkx as nx

    return ("\n".join(nx.generate_graphml(_clean(drawn(canon, entities)))) + "\n").encode("utf-8")


def gexf(canon: CanonGraph, entities: Sequence[str]) -> bytes:
    """GEXF 1.2 in which works and edges start with a release, so that Gephi's timeline shows the universe grow.

    A work starts when it is released, an edge with the first of the works that it is told of, and anything else with
    its first edge. What has no known date is there from the start.
    """
    import networkx as nx

    graph, frame = _clean(drawn(canon, entities)), Frame.of(canon.facts)
    graph.graph["mode"], graph.graph["timeformat"] = "dynamic", "date"
    for source, target, data in graph.edges(data=True):
        ends = [e for e in (source, target) if e in frame.works]
        days = sorted(d for work in data["works"].split() or ends if (d := _day(frame, work)))
        if days:
            data["start"] = days[0]
            for end in (source, target):
                own = graph.nodes[end]
                own["start"] = min(days[0], own.get("start", days[0]))
    for id, data in graph.nodes(data=True):
        if id in frame.works and (day := _day(frame, id)):
            data["start"] = day
    out = io.BytesIO()
    nx.write_gexf(graph, out, version="1.2draft")
    tree = ET.fromstring(out.getvalue())  # noqa: S314  written a line above
    for meta in tree.iter("{http://www.gexf.net/1.2draft}meta"):
        meta.attrib.pop("lastmodifieddate", None)  # the same canon gives the same bytes
    ET.register_namespace("", "http://www.gexf.net/1.2draft")
    return bytes(ET.tostring(tree, encoding="utf-8", xml_declaration=True)) + b"\n"


def cytoscape(canon: CanonGraph, entities: Sequence[str]) -> bytes:
    """Cytoscape JSON, as Cytoscape and Cytoscape.js read it."""
    import networkx as nx

    made = nx.cytoscape_data(drawn(canon, entities), name="label")
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _day(frame: Frame, work: str) -> str:
    """The first day on which a work may have been released; empty where that is not known."""
    released = frame.released(work)
    if not released or not dates.is_date(released):
        return ""
    first = dates.bounds(released)[0]
    return "" if first == dates.FIRST else first.isoformat()


def _clean(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The same graph without the characters that XML cannot hold."""
    for data in (*(d for _, d in graph.nodes(data=True)), *(d for _, _, d in graph.edges(data=True))):
        for key, value in data.items():
            if isinstance(value, str) and _NOT_XML.search(value):
                data[key] = _NOT_XML.sub("\ufffd", value)
    return graph
