"""Story time: what has a solution is quiet, what has none is found, and the order of two things can be told."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, permutations

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from continuity.check.cycles import cycles
from continuity.check.story_time import Said
from continuity.check.timeline import Timeline

Order = tuple[str, str, str]


def conflict(orders: list[Order], times: list[tuple[str, str, str]] | None = None) -> list[str]:
    """The claims of the first circle, as texts."""
    return next(([s.text(str) for s in c.circle] for c in Timeline.of(orders, times or []).conflicts()), [])


def test_before_and_after_make_a_circle() -> None:
    assert conflict([("a", "before", "b"), ("b", "before", "c")]) == []
    assert sorted(conflict([("a", "before", "b"), ("c", "after", "b"), ("c", "before", "a")])) == [
        "a is before b",
        "c is after b",
        "c is before a",
    ]


def test_during_each_other_is_to_be_equal_and_during_what_comes_later_is_impossible() -> None:
    assert conflict([("a", "during", "b"), ("b", "during", "a")]) == []
    assert conflict([("a", "during", "b"), ("a", "before", "b")])


def test_dates_bound_the_order_for_every_choice() -> None:
    order: list[Order] = [("a", "before", "b")]
    assert conflict(order, [("a", "1999-05", ""), ("b", "", "1999-05")]) == []
    assert conflict(order, [("a", "1999-06", ""), ("b", "", "1999-05")])
    assert conflict(order, [("a", "1999-06/..", ""), ("b", "", "../1999-06")]) == []


def test_each_connected_set_has_one_conflict_and_its_cures() -> None:
    orders = [
        ("a", "before", "b"),
        ("b", "before", "a"),
        ("x", "before", "y"),
        ("y", "before", "z"),
        ("z", "before", "x"),
    ]
    timeline = Timeline.of(orders, [("a", "1999", "")])
    conflicts = timeline.conflicts()
    assert len(conflicts) == 2
    assert {s.text(str) for s in conflicts[1].cures()} == {"x is before y", "y is before z", "z is before x"}


def test_a_claim_told_against_two_others_is_the_only_cure() -> None:
    timeline = Timeline.of(
        [("a", "before", "b"), ("b", "before", "c"), ("a", "before", "d"), ("d", "before", "c"), ("c", "before", "a")],
        [],
    )
    [conflict] = timeline.conflicts()
    assert [s.text(str) for s in conflict.cures()] == ["c is before a"]


def test_the_order_of_two_things_is_told_where_it_follows() -> None:
    timeline = Timeline.of([("a", "before", "b"), ("c", "during", "b")], [])
    assert timeline.order("a", "c").relation == "before"
    assert timeline.order("c", "a").relation == "after"
    assert timeline.order("b", "c").relation == "contains"
    assert timeline.order("b", "a").because == (Said("a", "before", "b", node="a"),)


def offset(node: str, thing: str, after: str, amount: str = "", least: str = "", most: str = "", unit: str = "days", rough: str = "") -> tuple[str, ...]:  # fmt: skip
    return (node, thing, after, "", amount, least, most, unit, rough)


def conflicts(
    orders: list[Order], times: list[tuple[str, str, str]], offsets: list[tuple[str, ...]]
) -> list[list[str]]:
    return [[s.text(str) for s in c.circle] for c in Timeline.of(orders, times, offsets).conflicts()]


def test_offsets_that_do_not_add_up_are_told_in_words() -> None:
    ten, three = offset("1", "b", "a", "10"), offset("2", "c", "b", "3")
    assert conflicts([], [], [ten, three, offset("3", "c", "a", least="12", most="40")]) == []
    [found] = conflicts([], [], [ten, three, offset("3", "c", "a", "11")])
    assert sorted(found) == ["b is 10 days after a", "c is 11 days after a", "c is 3 days after b"]


@pytest.mark.parametrize(
    ("amount", "unit", "rough", "begin", "fits"),
    [
        ("1", "months", "", "2000-01-16", True),
        ("1", "months", "", "2000-02-10", True),
        ("1", "months", "", "2000-03-10", False),
        ("1", "months", "true", "2000-03-01", True),
        ("3", "years", "", "2002-08-01", True),
        ("3", "years", "", "2004-08-01", False),
        ("3", "years", "true", "2004-05-01", True),
        ("2", "weeks", "", "2000-01-30", False),
        ("48", "hours", "", "2000-01-03", True),
        ("48", "hours", "", "2000-01-05", False),
        ("1.5", "months", "", "2000-02-29", True),
    ],
)
def test_an_amount_is_read_as_rounded(amount: str, unit: str, rough: str, begin: str, fits: bool) -> None:
    times = [("a", "", "2000-01-01"), ("b", begin, "")]
    assert (conflicts([], times, [offset("1", "b", "a", amount, unit=unit, rough=rough)]) == []) is fits


def test_a_range_may_be_open_on_either_side_and_told_backwards() -> None:
    times = [("a", "", "2000-01-01"), ("b", "2001-01-01", "")]
    assert conflicts([], times, [offset("1", "b", "a", least="3", unit="months")]) == []
    assert conflicts([], times, [offset("1", "b", "a", most="3", unit="months")])
    backwards = ("1", "a", "", "b", "", "6", "12", "weeks", "true")
    [found] = conflicts([("b", "before", "a")], [], [backwards])
    assert sorted(found) == ["a is about 6 to 12 weeks before b", "b is before a"]
    [found] = conflicts([], [], [backwards, ("2", "a", "", "b", "", "", "1", "weeks", "")])
    assert sorted(found) == ["a is about 6 to 12 weeks before b", "a is at most 1 week before b"]


def test_overlapping_and_being_at_one_time() -> None:
    assert conflict([("a", "overlaps", "b"), ("a", "before", "b")])
    assert conflict([("a", "overlaps", "b"), ("b", "overlaps", "c"), ("a", "before", "c")]) == []
    assert conflict([("a", "sameTimeAs", "b"), ("c", "before", "a"), ("b", "overlaps", "c")])
    timeline = Timeline.of([("a", "sameTimeAs", "b"), ("c", "overlaps", "b"), ("d", "before", "a")], [])
    relations = {pair: timeline.order(*pair).relation for pair in (("a", "b"), ("a", "c"), ("d", "b"), ("c", "d"))}
    assert relations == {("a", "b"): "same time", ("a", "c"): "overlaps", ("d", "b"): "before", ("c", "d"): ""}


def test_the_shortest_circle_is_shown() -> None:
    long = [(f"n{i}", "before", f"n{i + 1}") for i in range(20)]
    told = conflict([*long, ("n20", "before", "n0"), ("n0", "before", "n20")])
    assert sorted(told) == ["n0 is before n20", "n20 is before n0"]


@settings(max_examples=150, deadline=None)
@given(edges=st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=24))
def test_the_shortest_circle_of_all_is_found_and_no_two_share_a_claim(edges: set[tuple[int, int]]) -> None:
    told = [c.circle for c in Timeline.of([(f"t{a}", "before", f"t{b}") for a, b in sorted(edges)], []).conflicts()]
    graph = networkx.DiGraph(edges)
    circles = [len(c) for c in networkx.simple_cycles(graph, length_bound=9)]
    assert min(map(len, told), default=0) == min(circles, default=0)
    claims = [(int(s.thing[1:]), int(s.other[1:])) for c in told for s in c]
    assert len(claims) == len(set(claims))
    graph.remove_edges_from(claims)
    assert networkx.is_directed_acyclic_graph(graph)


def test_every_one_of_many_conflicts_in_a_long_story_is_found_as_short_as_it_is() -> None:
    steps = [(f"n{i:05}", "before", f"n{i + 1:05}") for i in range(4_000)]
    back = [(f"n{i + 3:05}", "before", f"n{i:05}") for i in range(100, 4_000, 200)]
    found = Timeline.of([*steps, *back], []).conflicts()
    assert sorted(len(c.circle) for c in found) == [4] * len(back)
    assert {s.thing for c in found for s in c.circle if s.other < s.thing} == {later for later, _, _ in back}


def test_two_conflicts_of_one_connected_set_that_share_no_claim_are_two() -> None:
    orders = [
        ("a", "before", "b"),
        ("b", "before", "a"),
        ("b", "before", "c"),
        ("c", "before", "d"),
        ("d", "before", "c"),
    ]
    found = Timeline.of(orders, []).conflicts()
    assert sorted(sorted(s.text(str) for s in c.circle) for c in found) == [
        ["a is before b", "b is before a"],
        ["c is before d", "d is before c"],
    ]
    assert [len(c.cures()) for c in found] == [2, 2], "each is cured by itself"


def test_what_is_in_conflict_proves_nothing_about_the_order() -> None:
    timeline = Timeline.of([("a", "before", "b"), ("b", "before", "a"), ("b", "before", "c")], [])
    assert timeline.order("a", "b").relation == ""
    assert timeline.order("b", "c").relation == "before"


def test_dates_settle_the_order_of_things_that_nothing_else_joins() -> None:
    timeline = Timeline.of([], [("a", "", "1999"), ("b", "2000-01-01", ""), ("c", "2000-05", "2000-07")])
    assert timeline.order("a", "b").relation == "before"
    assert [s.text(str) for s in timeline.order("a", "b").because] == ["a ends in 1999", "b begins in 2000-01-01"]
    assert timeline.order("b", "c").relation == ""
    assert timeline.lasts("c") >= timedelta(days=30)


def test_the_days_between_which_a_thing_is_set_follow_from_orders_and_offsets() -> None:
    timeline = Timeline.of([("b", "during", "a")], [("a", "2000-01-01", "2000-12-31")], [offset("1", "c", "b", "10")])
    assert timeline.between("b") == (date(2000, 1, 1), date(2000, 12, 31))
    assert timeline.between("c")[0] == date(2000, 1, 10)
    assert timeline.between("x") == (date.min, date.max)


def test_times_are_compared_inside_one_reality() -> None:
    reality = {"a": "one", "b": "one", "x": "two", "y": "two"}

    def realities(thing: str) -> frozenset[str]:
        return frozenset({reality[thing]} if thing in reality else ())

    orders = [
        ("a", "before", "open"),
        ("open", "before", "x"),
        ("x", "before", "y"),
        ("y", "before", "b"),
        ("b", "before", "a"),
    ]
    timeline = Timeline.of(orders, [], (), realities)
    assert timeline.conflicts() == []
    assert timeline.order("a", "x").relation == ""
    assert timeline.order("a", "open").relation == "before"
    more = Timeline.of([*orders, ("open", "before", "a")], [], (), realities)
    assert [{s.text(str) for s in c.circle} for c in more.conflicts()] == [{"a is before open", "open is before a"}]


def test_a_long_chain_in_any_order_is_no_matter() -> None:
    names = [f"n{(i * 7919) % 3001:04d}" for i in range(3001)]
    chain: list[Order] = [(a, "before", b) for a, b in pairwise(names)]
    assert conflict(sorted(chain)) == []
    assert len(conflict([*sorted(chain), (names[-1], "before", names[0])])) == 3001


intervals = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), min_size=2, max_size=9)


@settings(max_examples=60, deadline=None)
@given(spans=intervals, dated=st.sets(st.integers(0, 8)))
def test_whatever_really_happened_has_a_solution_and_one_turned_claim_has_none(
    spans: list[tuple[int, int]], dated: set[int]
) -> None:
    things = {f"t{i}": (begin, begin + length) for i, (begin, length) in enumerate(spans)}
    orders: list[Order] = []
    for a, (a1, a2) in things.items():
        for b, (b1, b2) in things.items():
            if a != b and a2 <= b1:
                orders.append((a, "before", b))
            elif a != b and b1 <= a1 and a2 <= b2:
                orders.append((a, "during", b))
    day = date(2000, 1, 1)
    times = [
        (t, (day + timedelta(begin)).isoformat(), (day + timedelta(end)).isoformat())
        for i, (t, (begin, end)) in enumerate(things.items())
        if i in dated
    ]
    assert conflict(orders, times) == []
    for a, relation, b in orders:
        if relation == "before":
            told = [*orders, (b, "before", a)]
            [found] = Timeline.of(told, times).conflicts()
            wrong = Said(b, "before", a, node=b)
            assert wrong in found.circle
            assert wrong in found.cures()
            for cure in found.cures():
                left = [o for o in told if o != (cure.thing, cure.relation, cure.other)]
                kept = [(t, *("" if cure == Said(t, p, amount=d, node=t) else d for p, d in (("storyFrom", x), ("storyTo", y)))) for t, x, y in times]  # fmt: skip
                assert Timeline.of(left, kept).conflicts() == [], "each cure is a cure"


@settings(max_examples=60, deadline=None)
@given(spans=intervals)
def test_the_order_that_is_said_is_the_one_that_was(spans: list[tuple[int, int]]) -> None:
    things = {f"t{i}": (begin, begin + length) for i, (begin, length) in enumerate(spans)}
    orders: list[Order] = []
    for (a, (a1, a2)), (b, (b1, b2)) in pairwise(things.items()):
        relation = "before" if a2 <= b1 else "after" if b2 <= a1 else "during" if b1 <= a1 and a2 <= b2 else "overlaps"
        orders.append((a, relation, b))
    timeline = Timeline.of(orders, [])
    assert timeline.conflicts() == []
    true = {
        "before": lambda a, b: a[1] <= b[0],
        "after": lambda a, b: b[1] <= a[0],
        "during": lambda a, b: b[0] <= a[0] and a[1] <= b[1],
        "contains": lambda a, b: a[0] <= b[0] and b[1] <= a[1],
        "overlaps": lambda a, b: a[0] < b[1] and b[0] < a[1],
        "same time": lambda a, b: a == b,
    }
    for (a, one), (b, other) in permutations(things.items(), 2):
        said = timeline.order(a, b).relation
        assert not said or true[said](one, other), (a, said, b)


@settings(max_examples=100, deadline=None)
@given(edges=st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_a_circle_is_found_where_there_is_one_and_is_one(edges: list[tuple[str, str]]) -> None:
    found = list(cycles(edges))
    reach = set(edges)
    for middle in "abcdef":
        reach |= {(a, d) for a, b in reach for c, d in reach if b == c == middle}
    assert bool(found) == any(a == b for a, b in reach)
    for circle in found:
        assert all((a, circle[(i + 1) % len(circle)]) in edges for i, a in enumerate(circle))
