import re

import pytest

from services.chassis.observability.tracing.context import begun, child_of, fitting, is_sampled, span_id, trace_id
from services.chassis.observability.tracing.span import MOST_LINKS, sampled_causes
from services.chassis.observability.tracing.tracing import NO_TRACING
from tests.unit.chassis.observability.tracing.kept import SAMPLED, TRACE, UNSAMPLED, keeping


@pytest.mark.parametrize("given", [SAMPLED, UNSAMPLED, SAMPLED[:-2] + "03"])
def test_what_is_w3c_s_fits(given: str) -> None:
    assert fitting(given) == given


@pytest.mark.parametrize(
    "given",
    [None, "", "nonsense", SAMPLED.upper(), SAMPLED + "0", SAMPLED.replace(TRACE, "0" * 32), "01" + SAMPLED[2:],
     SAMPLED.replace("b7ad6b7169203331", "0" * 16), SAMPLED + "\n"],
)  # fmt: skip
def test_nothing_else_does(given: str | None) -> None:
    assert fitting(given) is None


@pytest.mark.parametrize("parent", [SAMPLED, UNSAMPLED, SAMPLED[:-2] + "03"])
def test_a_child_is_another_span_of_the_same_trace_with_its_flags(parent: str) -> None:
    child = child_of(parent)
    assert fitting(child)
    assert trace_id(child) == TRACE
    assert span_id(child) != span_id(parent)
    assert child[-2:] == parent[-2:]
    assert is_sampled(child) == is_sampled(parent)


def test_a_trace_begins_with_ids_of_its_own() -> None:
    made = {begun() for _ in range(1000)}
    assert len({trace_id(each) for each in made}) == len({span_id(each) for each in made}) == 1000
    assert all(re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", each) for each in made)


def test_so_large_a_share_of_them_is_sampled() -> None:
    assert not any(is_sampled(begun(0)) for _ in range(200))
    assert 100 < sum(is_sampled(begun(0.1)) for _ in range(2000)) < 320


def test_a_parent_decides_whatever_the_share_is() -> None:
    rarely, _ = keeping(share=0)
    always, _ = keeping(share=1)
    assert is_sampled(rarely.begin(SAMPLED))
    assert not is_sampled(always.begin(UNSAMPLED))
    assert not is_sampled(rarely.begin(None))
    assert is_sampled(always.begin("nonsense"))


def test_what_is_not_sampled_is_not_told() -> None:
    from services.chassis.observability.tracing.span import Kind, Span

    tracing, kept = keeping()
    tracing.tell([Span("s", "n", Kind.INTERNAL, place, None, 1, 2) for place in (SAMPLED, UNSAMPLED)])
    assert [span.place for span in kept.spans] == [SAMPLED]


def test_when_it_is_off_everything_is_passed_on_as_it_is() -> None:
    assert [NO_TRACING.begin(given) for given in (SAMPLED, "nonsense", None)] == [SAMPLED, "nonsense", None]
    assert not NO_TRACING.on


def test_of_many_causes_the_first_sampled_ones_are_named_each_once() -> None:
    others = [begun() for _ in range(MOST_LINKS * 2)]
    named = sampled_causes([None, "nonsense", UNSAMPLED, SAMPLED, SAMPLED, *others])
    assert named == (SAMPLED, *others[:MOST_LINKS])
