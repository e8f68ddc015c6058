"""Story time: what has a solution is quiet, what has none is found, and the order of two things can be told."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from continuity.check.cycles import cycles
from continuity.check.timeline import Timeline

Order = tuple[str, str, str]


def conflict(orders: list[Order], times: list[tuple[str, str, str]] | None = None) -> list[str]:
    """The claims of the first circle, as texts."""
    return next(
        ([c.text(str) for c in circle if c.node] for circle in Timeline.of(orders, times or []).conflicts()), []
    )


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
    circles = list(timeline.conflicts())
    assert len(circles) == 2
    assert {c.text(str) for c in timeline.cures(circles[1])} == {"x is before y", "y is before z", "z is before x"}


def test_a_claim_told_against_two_others_is_the_only_cure() -> None:
    timeline = Timeline.of(
        [("a", "before", "b"), ("b", "before", "c"), ("a", "before", "d"), ("d", "before", "c"), ("c", "before", "a")],
        [],
    )
    [circle] = timeline.conflicts()
    assert [c.text(str) for c in timeline.cures(circle)] == ["c is before a"]


def test_the_order_of_two_things_is_told_where_it_follows() -> None:
    timeline = Timeline.of([("a", "before", "b"), ("c", "during", "b")], [])
    assert timeline.order("a", "c") == "before"
    assert timeline.order("c", "a") == "after"
    assert timeline.order("b", "c") == ""


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
            assert conflict([*orders, (b, "before", a)], times)


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
