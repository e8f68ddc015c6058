"""The network: a canon as a typed graph, each edge with who tells it; shortest paths and neighbourhoods."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import networkx
import pytest

from continuity import network, store, vocab
from continuity.canon import CanonGraph
from continuity.errors import UnknownEntity, UsageError
from continuity.language.words import Words
from continuity.model import Scope
from continuity.network import study
from continuity.network.connections import Connections, shortest
from continuity.universe import find, from_documents, load

SOURCES: Mapping[str, Any] = {
    "sources": [
        {
            "id": id,
            "type": "Source",
            "kind": "recap",
            "title": id.title(),
            "publisher": "Paper",
            "published": "2016-01-01",
        }
        for id in ("guide", "recap", "press")
    ]
}
GUIDE: Sequence[Mapping[str, Any]] = (
    {"id": "saga", "type": "Franchise", "name": "Saga"},
    {"id": "alpha/series", "type": "Series", "name": "Alpha", "partOf": "saga", "starring": "ann"},
    {"id": "alpha/s1", "type": "Season", "number": 1, "partOf": "alpha/series"},
    {"id": "alpha/s1e01", "type": "Episode", "number": 1, "partOf": "alpha/s1", "released": "2015-01-01"},
    {"id": "alpha/s1e02", "type": "Episode", "number": 2, "partOf": "alpha/s1", "released": "2015-01-08"},
    {"id": "beta", "type": "Film", "name": "Beta", "partOf": "saga", "released": "2015-06-01"},
    {"id": "ann", "type": "Character", "name": "Ann"},
    {"id": "bob", "type": "Character", "name": "Bob"},
    {"id": "cy", "type": "Character", "name": "Cy"},
    {"id": "dee", "type": "Character", "name": "Dee"},
    {"id": "amy", "type": "Person", "name": "Amy"},
    {"id": "ben", "type": "Person", "name": "Ben"},
    {"id": "hermit", "type": "Person", "name": "Hermit"},
)
RECAP: Sequence[Mapping[str, Any]] = (
    *({"type": "Appearance", "character": c, "in": "alpha/s1e01", "mode": "present"} for c in ("ann", "bob")),
    *({"type": "Appearance", "character": c, "in": "alpha/s1e02", "mode": "present"} for c in ("ann", "bob", "cy")),
    {"type": "Appearance", "character": "dee", "in": "alpha/s1e02", "mode": "mentioned"},
    {"type": "Appearance", "character": "cy", "in": "beta", "mode": "present"},
    {"type": "Appearance", "character": "dee", "in": "beta", "mode": "present"},
    {"type": "Death", "of": "bob", "by": "ann", "in": "alpha/s1e02"},
    {"type": "Crossover", "from": "alpha/series", "to": "beta", "via": "cy", "in": "beta"},
)
PRESS: Sequence[Mapping[str, Any]] = (
    {"type": "Portrayal", "actor": "amy", "character": "ann", "work": "alpha/s1"},
    {"type": "Portrayal", "actor": "ben", "character": "dee", "work": "beta"},
    {"type": "Collaboration", "participant": ["amy", "ben"], "on": "beta"},
    {"type": "Dependency", "work": "beta", "on": "alpha/s1", "kind": "continues"},
)


def documents() -> list[Mapping[str, Any]]:
    """A small universe, told by three sources."""
    return [
        SOURCES,
        {"source": "guide", "horizon": "none", "claims": list(GUIDE)},
        {"source": "recap", "horizon": "alpha/s1e02", "claims": list(RECAP)},
        {"source": "press", "horizon": "none", "claims": [*PRESS, RECAP[0]]},
    ]


@pytest.fixture(scope="module")
def canon() -> CanonGraph:
    return from_documents("small", documents()).canon(Scope())


def edges(graph: networkx.MultiDiGraph[str], relation: str) -> set[tuple[str, str]]:
    return {(a, b) for a, b, key in graph.edges(keys=True) if key == relation}


def test_every_entity_is_a_node_with_its_label_and_type_and_nothing_else_is(canon: CanonGraph) -> None:
    graph = network.network(canon)
    assert set(graph) == set(canon.entities())
    assert dict(graph.nodes["alpha/s1e01"]) == {"label": "Alpha S1E01", "type": "Episode"}
    assert "hermit" in graph  # nothing joins him to anybody, and he is there
    assert not {"guide", "death/bob+alpha/s1e02"} & set(graph)


def test_told_and_derived_facts_are_edges_and_the_steps_between_are_not(canon: CanonGraph) -> None:
    graph = network.network(canon)
    assert edges(graph, "killedBy") == {("bob", "ann")}
    assert edges(graph, "plays") == {("amy", "ann"), ("ben", "dee")}
    assert ("alpha/s1e01", "alpha/s1") in edges(graph, "partOf")
    assert edges(graph, "starring") == {("alpha/series", "ann")}
    assert not {"within", "type", "of", "character"} & {key for *_, key in graph.edges(keys=True)}


def test_an_edge_says_what_it_is_who_tells_it_and_where_it_holds(canon: CanonGraph) -> None:
    edge = network.network(canon).edges["amy", "ann", "plays"]
    assert (edge["relation"], edge["label"], edge["works"]) == ("plays", "plays", "alpha/s1")
    assert edge["accounts"] == next(a for a in canon.accounts if canon.accounts[a].source.id == "press")
    assert edge["weight"] == 1
    twice = network.network(canon).edges["ann", "alpha/s1e01", "appearsIn"]
    assert twice["weight"] == 2 == len(twice["accounts"].split())


def test_who_tells_an_edge_is_what_the_canon_says_of_it(canon: CanonGraph) -> None:
    compare(canon)


def test_who_tells_an_edge_in_the_shipped_universe() -> None:
    compare(load(find("marvel")).canon(Scope(watched=("daredevil:s1",))), every=7)


def compare(canon: CanonGraph, every: int = 1) -> None:
    """The quick way to the tellers, which looks at all edges at once, finds what the slow way finds for each."""
    tellers = network.Tellers(canon)
    found = network.links(canon)[::every]
    assert found
    for link in found:
        quads = canon.told(canon.node(link.source), store.iri(vocab.term(link.relation)), canon.node(link.target))
        slow = {(q.subject.value, q.predicate.value, q.object.value, canon.id(q.graph_name)) for q in quads}
        assert {tuple(told) for told in tellers.behind(link)} == slow, link


def test_a_symmetric_relation_is_an_edge_each_way_and_one_when_undirected(canon: CanonGraph) -> None:
    graph = network.network(canon, "collaboration")
    assert edges(graph, "collaboratedWith") == {("amy", "ben"), ("ben", "amy")}
    assert graph.to_undirected().number_of_edges() == 1
    assert networkx.shortest_path(network.network(canon), "amy", "ben") == ["amy", "ben"]


def test_characters_of_one_episode_appear_together_as_often_as_counted_by_hand(canon: CanonGraph) -> None:
    casts: dict[str, list[str]] = {}
    for claim in canon.claims(predicate="appearsIn"):
        if canon.type(claim.object.value) in ("Episode", "Film"):
            casts.setdefault(claim.object.value, []).append(claim.subject)
    by_hand = Counter(pair for cast in casts.values() for pair in combinations(sorted(cast), 2))
    graph = network.network(canon, "co-appearance")
    assert by_hand == {(a, b): d["weight"] for a, b, d in graph.edges(data=True) if a < b}
    assert by_hand["ann", "bob"] == 2
    assert graph.edges["bob", "ann", "appearsWith"]["works"] == "alpha/s1e01 alpha/s1e02"
    assert not graph.has_edge("ann", "dee")  # in the same season, and only mentioned in the same episode


@pytest.mark.parametrize(
    ("kind", "types"),
    [("co-appearance", {"Character"}), ("crossovers", {"Series", "Film"}), ("collaboration", {"Person"}),
     ("portrayal", {"Person", "Character"}), ("dependency", {"Season", "Film"})],
)  # fmt: skip
def test_each_kind_holds_what_it_is_about(canon: CanonGraph, kind: str, types: set[str]) -> None:
    graph = network.network(canon, kind)
    assert graph.number_of_edges()
    assert {cls for _, cls in graph.nodes(data="type")} == types


@pytest.mark.parametrize("kind", list(network.KINDS))
@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_every_kind_is_written_and_read_back_by_networkx_alone(canon: CanonGraph, kind: str, format: str) -> None:
    graph, file = network.network(canon, kind), io.BytesIO()
    getattr(networkx, f"write_{format}")(graph, file)
    file.seek(0)
    again = networkx.read_graphml(file, force_multigraph=True) if format == "graphml" else networkx.read_gexf(file)
    assert {n: again.nodes[n]["label"] for n in again} == {n: graph.nodes[n]["label"] for n in graph}
    key = ("id", "weight", "accounts")
    told = [sorted(tuple(d[k] for k in key) for *_, d in g.edges(data=True)) for g in (graph, again)]
    assert told[0] == told[1]


def test_the_order_of_nodes_and_edges_is_the_same_whatever_the_order_of_the_files(canon: CanonGraph) -> None:
    other = from_documents("small", documents()[::-1]).canon(Scope())
    for kind in network.KINDS:
        one, two = network.network(canon, kind), network.network(other, kind)
        assert list(one.nodes(data=True)) == list(two.nodes(data=True))
        assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are(canon: CanonGraph) -> None:
    with pytest.raises(UsageError, match="whole, co-appearance"):
        network.network(canon, "friendship")


def test_a_path_goes_either_way_along_a_fact_and_says_who_tells_it(canon: CanonGraph) -> None:
    steps = network.path(canon, "amy", "bob")
    assert [(s.source, s.relation, s.target, s.forward) for s in steps] == [
        ("amy", "plays", "ann", True),
        ("bob", "killedBy", "ann", False),
    ]
    evidence = Words(canon).evidence(steps[1].evidence)
    assert [e.claim for e in evidence] == ["Bob dies in Alpha S1E02, killed by Ann"]
    assert evidence[0].account.source.id == "recap"


def test_a_path_is_as_short_as_any_among_the_facts_that_it_may_walk(canon: CanonGraph) -> None:
    whole = network.network(canon).to_undirected()
    for a, b in combinations(canon.entities("Character"), 2):
        assert len(network.path(canon, a, b)) >= networkx.shortest_path_length(whole, a, b)
    assert len(network.path(canon, "cy", "dee")) == 2  # through the film that both are in


def test_a_path_does_not_run_through_the_whole_that_everything_is_part_of(canon: CanonGraph) -> None:
    assert "saga" not in {end for s in network.path(canon, "ann", "dee") for end in (s.source, s.target)}
    (step,) = network.path(canon, "ann", "saga")  # but it may end there
    assert (step.relation, step.target) == ("appearsIn", "saga")


def test_no_path_and_no_distance(canon: CanonGraph) -> None:
    assert network.path(canon, "ann", "hermit") == []
    assert network.path(canon, "ann", "ann") == []


def test_an_id_that_there_is_not_is_refused_with_near_ones(canon: CanonGraph) -> None:
    with pytest.raises(UnknownEntity) as found:
        network.path(canon, "ann", "hermitt")
    assert found.value.nearest == ("hermit",)
    with pytest.raises(UnknownEntity):
        network.neighbourhood(canon, ["press"])  # a source is no entity of the network


def test_a_neighbourhood_grows_with_its_depth(canon: CanonGraph) -> None:
    whole = network.network(canon)
    for depth in (0, 1, 2):
        near = network.neighbourhood(canon, ["amy"], depth)
        reach = networkx.single_source_shortest_path_length(whole.to_undirected(), "amy", cutoff=depth)
        assert set(near) == set(reach)
        assert set(near.edges(keys=True)) == set(whole.subgraph(reach).edges(keys=True))


def test_a_horizon_hides_edges_and_entities() -> None:
    early = from_documents("small", documents()).canon(Scope(until="alpha/s1e01"))
    assert not edges(network.network(early), "killedBy")
    assert not network.network(early, "crossovers")


def test_an_empty_canon_is_an_empty_network() -> None:
    empty = from_documents("empty", [SOURCES]).canon(Scope())
    assert all(len(network.network(empty, kind)) == 0 for kind in network.KINDS)


def test_kinship_is_the_family_that_is_told_and_holds_both_ways_where_it_does() -> None:
    told = [
        *({"id": i, "type": "Character", "name": i.title()} for i in ("mother", "son", "daughter", "rival")),
        {"type": "Relationship", "subject": "mother", "kind": "parent", "object": "son"},
        {"type": "Relationship", "subject": "son", "kind": "sibling", "object": "daughter"},
        {"type": "Relationship", "subject": "son", "kind": "enemy", "object": "rival"},
    ]
    family = from_documents("family", [SOURCES, {"source": "press", "horizon": "none", "claims": told}]).canon(Scope())
    graph = network.network(family, "kinship")
    assert set(graph.edges(keys=True)) == {
        ("mother", "son", "parent"), ("son", "daughter", "sibling"), ("daughter", "son", "sibling"),
    }  # fmt: skip
    assert all(d["accounts"] == "account/press++none" and d["weight"] == 1 for *_, d in graph.edges(data=True))


def test_succession_joins_each_part_to_the_next(canon: CanonGraph) -> None:
    graph = network.network(canon, "succession")
    assert list(graph.edges(keys=True)) == [("alpha/s1e01", "alpha/s1e02", "precedes")]
    assert graph.edges["alpha/s1e01", "alpha/s1e02", "precedes"]["works"] == "alpha/s1"


def test_several_paths_are_those_of_networkx_in_order(canon: CanonGraph) -> None:
    found = network.paths(canon, "amy", "bob", 4)
    lengths = [len(p) for p in found]
    assert lengths == sorted(lengths) and len(found) == 4
    assert found[0] == network.path(canon, "amy", "bob")
    assert len({tuple((s.source, s.target) for s in p) for p in found}) == 4
    assert all(step.evidence for p in found for step in p)


def test_paths_avoid_entities_and_keep_to_relations(canon: CanonGraph) -> None:
    around = network.paths(canon, "amy", "cy", 5, avoiding=["ann"])
    assert around and all("ann" not in (s.source, s.target) for p in around for s in p)
    only = network.paths(canon, "amy", "ben", 5, through=["collaboratedWith"])
    assert [[s.relation for s in p] for p in only] == [["collaboratedWith"]]
    assert network.paths(canon, "amy", "bob", 5, through=["collaboratedWith"]) == []
    assert network.paths(canon, "amy", "amy") == [] == network.paths(canon, "amy", "bob", 0)
    with pytest.raises(UsageError, match="collaboratedWith"):
        network.paths(canon, "amy", "bob", through=["colaboratedWith"])
    with pytest.raises(UnknownEntity):
        network.paths(canon, "amy", "bob", avoiding=["nobody"])


@pytest.mark.parametrize("kind", list(network.KINDS))
def test_measures_on_arrays_are_those_of_networkx(canon: CanonGraph, kind: str) -> None:
    graph = networkx.Graph(network.network(canon, kind).to_undirected())
    graph.remove_edges_from(list(networkx.selfloop_edges(graph)))
    graph.remove_nodes_from(list(networkx.isolates(graph)))
    between, holding = networkx.betweenness_centrality(graph), set(networkx.articulation_points(graph))
    found = study.standings(canon, kind)
    assert {s.id: s.betweenness for s in found} == pytest.approx(between)
    assert {s.id for s in found if s.holds} == holding
    assert [s.betweenness for s in found] == sorted((s.betweenness for s in found), reverse=True)
    groups = study.communities(canon, kind)
    assert sorted(m for c in groups for m in c.members) == sorted(graph)
    assert all(c.name for c in groups) and groups == study.communities(canon, kind)


def test_the_best_path_is_that_of_the_graph_library() -> None:
    marvel = load(find("marvel")).canon(Scope())
    known = Connections.of(marvel)
    ids = [id for cls in ("Character", "Person", "Series") for id in marvel.entities(cls)]
    reached = 0
    for a, b in zip(ids[::97], ids[50::97], strict=False):
        beside = known.towards((a, b))
        graph = networkx.Graph([(one, other) for one, own in beside.items() for other in own])
        graph.add_nodes_from((a, b))
        for one, other in graph.edges:
            graph.edges[one, other]["cost"] = 1 + (graph.degree[one] + graph.degree[other]) / (4 * graph.size() + 1)
        best = next(iter(shortest(beside, a, b, 1)), [])
        assert bool(best) == networkx.has_path(graph, a, b)
        if best:
            reached += 1
            assert networkx.path_weight(graph, best, "cost") == pytest.approx(
                networkx.dijkstra_path_length(graph, a, b, "cost"), abs=1e-12
            )
    assert reached > 5


def test_what_is_closed_is_on_no_path() -> None:
    marvel = load(find("marvel")).canon(Scope())
    direct = network.path(marvel, "wilson-fisk", "iron-fist/series")
    through = {step.target if step.forward else step.source for step in direct[:-1]}
    assert through
    around = network.paths(marvel, "wilson-fisk", "iron-fist/series", 1, avoiding=through)
    assert around and not through & {end for step in around[0] for end in (step.source, step.target)}
    assert network.path(marvel, "wilson-fisk", "iron-fist/series") == direct
