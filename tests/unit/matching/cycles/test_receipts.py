import pytest

from mentormesh_contracts.programmes import Policy
from services.deciding import Unknown
from services.matching.domain.cycles.at_work import PATIENCE, WorkedOnByAnother
from services.matching.domain.cycles.erase import (
    EraseFromPlan,
    EraseFromReceipt,
    erase_from_plan,
    erase_from_receipt,
)
from services.matching.domain.cycles.packed import MOST_BYTES, in_parts, models, packed, unpacked
from services.matching.domain.cycles.plan_part import Planned, PlanPart, plan_parts
from services.matching.domain.cycles.receipt import (
    Content,
    Receipt,
    ReceiptPart,
    SealReceipt,
    StoreReceiptPart,
    seal_receipt,
    store_receipt_part,
)
from services.matching.domain.cycles.replay import (
    AskForReplay,
    FinishReplay,
    NothingToReplay,
    Replay,
    ReplayOutcome,
    ReplayOver,
    TakeReplay,
    ask_for_replay,
    finish_replay,
    take_replay,
)
from services.matching.domain.cycles.start import StartCycle, start_cycle
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rulings.ruling import Ruling
from tests.unit.matching.cycles.test_cycles import takes
from tests.unit.matching.cycles.test_results import AUDIT, HOMES, planned, publishes
from tests.unit.matching.given import NOW, World, mentee, mentor, programme
from tests.unit.matching.mentorships.worlds import cycle_of, with_cycle
from tests.unit.matching.rulings.test_pins import pins


def part(cycle_id: str, number: int, holds: Content, *items: Participant | Ruling) -> ReceiptPart:
    people = [id for each in items for id in (each.pair if isinstance(each, Ruling) else (each.id,))]
    return ReceiptPart(
        id=f"{cycle_id}:{number:06}",
        cycle_id=cycle_id,
        number=number,
        holds=holds,
        people=tuple(people),
        content=packed(each.model_dump_json() for each in items),
    )


def stores(world: World, *parts: ReceiptPart) -> Receipt:
    for each in parts:
        world.does(store_receipt_part(StoreReceiptPart(worker="one", part=each), world.context()))
    receipt = Receipt(
        id=cycle_of(world),
        organisation_id="acme",
        programme=programme().public,
        policy=Policy(),
        seed=7,
        monday=monday_of(NOW),
        read_at=NOW,
        people=2,
        parts=len(parts),
    )
    sealed = world.does(seal_receipt(SealReceipt(worker="one", receipt=receipt), world.context())).answer
    assert isinstance(sealed, Receipt)
    return sealed


def computed() -> World:
    """A cycle with a pin, whose receipt has its result."""
    world = with_cycle(programme(), mentee(), mentor())
    takes(world, "one")
    people = part(cycle_of(world), 0, Content.PARTICIPANTS, mentee(), mentor())
    stores(world, people, part(cycle_of(world), 1, Content.RULINGS, pins(world)))
    publishes(world)
    return world


def asks(world: World, by: str | None = "acme", programme_id: str = "p") -> Replay:
    command = AskForReplay(organisation_id=by, programme_id=programme_id, cycle_id=cycle_of(world))
    replay = world.does(ask_for_replay(command, world.context())).answer
    assert isinstance(replay, Replay)
    return replay


def finishes(world: World, replay: Replay, hash: str | None, version: str | None = "2.0") -> Replay:
    world.does(take_replay(TakeReplay(replay_id=replay.id, worker="one"), world.context()))
    command = FinishReplay(replay_id=replay.id, worker="one", engine_version=version, result_hash=hash)
    over = world.does(finish_replay(command, world.context())).answer
    assert isinstance(over, Replay)
    return over


def erases(world: World, person_id: str) -> None:
    for state in [each for each in world.states.values() if isinstance(each, ReceiptPart)]:
        command = EraseFromReceipt(part_id=state.id, person_id=person_id)
        world.does(erase_from_receipt(command, world.context()))


def test_what_is_packed_comes_out_again() -> None:
    people = [mentee(f"m{n}", languages=("zh", "ar")) for n in range(7)]
    lines = [each.model_dump_json() for each in people]
    assert unpacked(packed(lines)) == lines
    assert models(Participant, packed(lines)) == people
    assert unpacked(packed([])) == []


def test_parts_hold_so_many_items_and_so_many_bytes() -> None:
    items = [mentee(f"m{n}") for n in range(5)]
    assert [len(some) for some, _ in in_parts(items, 2)] == [2, 2, 1]
    assert list(in_parts([], 2)) == []
    met = mentor().model_copy(update={"scores": ()})
    huge = [met.model_copy(update={"id": "x" * (MOST_BYTES // 2)}) for _ in range(3)]
    assert [len(some) for some, _ in in_parts(huge, 10)] == [1, 1, 1]


def test_a_receipt_is_sealed_once_so_that_every_worker_computes_from_the_same() -> None:
    world = computed()
    first = world.get(Receipt, cycle_of(world))
    assert (first.engine_version, first.result_hash) == (AUDIT.engine_version, AUDIT.result_hash)
    assert stores(world) == first
    assert tuple(first.organisations()) == ("acme",)
    assert tuple(world.get(ReceiptPart, f"{cycle_of(world)}:000000").organisations()) == ()


def test_a_replay_says_whether_the_result_is_the_same() -> None:
    world = computed()
    same = finishes(world, asks(world), AUDIT.result_hash)
    assert (same.outcome, same.detail) == (ReplayOutcome.SAME, "the same pairs with the same scores, byte for byte")
    other = finishes(world, asks(world, by=None), "cd" * 32)
    assert (other.outcome, other.detail) == (
        ReplayOutcome.DIFFERENT,
        "another result, by the same version of the engine",
    )
    newer = finishes(world, asks(world), "cd" * 32, "2.1")
    assert newer.detail == "another result, by engine 2.1 instead of 2.0"
    none = finishes(world, asks(world), None, None)
    assert (none.outcome, none.detail) == (ReplayOutcome.IMPOSSIBLE, "cannot be replayed: the engine gave no result")


def test_there_is_nothing_to_replay_before_there_is_a_result() -> None:
    world = with_cycle(programme())
    with pytest.raises(NothingToReplay):
        asks(world)


def test_only_the_programmes_organisation_or_an_operator_asks_for_it() -> None:
    world = computed()
    for by, programme_id in (("bolt", "p"), ("acme", "q"), (None, "q")):
        with pytest.raises(Unknown):
            asks(world, by, programme_id)


def test_a_replay_is_computed_by_one_worker_at_a_time_and_is_over_once() -> None:
    world = computed()
    replay = asks(world)
    world.does(take_replay(TakeReplay(replay_id=replay.id, worker="two"), world.context()))
    with pytest.raises(WorkedOnByAnother):
        finishes(world, replay, AUDIT.result_hash)
    world.passes(PATIENCE)
    finishes(world, replay, AUDIT.result_hash)
    with pytest.raises(ReplayOver):
        finishes(world, replay, AUDIT.result_hash)


def test_one_persons_share_is_removed_and_nothing_can_be_replayed_any_more() -> None:
    world = computed()
    erases(world, "mentee")
    erases(world, "mentee")
    people = world.get(ReceiptPart, f"{cycle_of(world)}:000000")
    assert (people.people, models(Participant, people.content)) == (("mentor",), [mentor()])
    assert unpacked(world.get(ReceiptPart, f"{cycle_of(world)}:000001").content) == []
    replay = asks(world)
    assert (replay.outcome, replay.detail) == (ReplayOutcome.IMPOSSIBLE, "cannot be replayed: 1 person erased")
    erases(world, "mentor")
    assert asks(world).detail == "cannot be replayed: 2 people erased"


def test_whoever_is_erased_during_a_replay_is_missed_at_its_end() -> None:
    world = computed()
    replay = asks(world)
    erases(world, "mentee")
    assert finishes(world, replay, AUDIT.result_hash).detail == "cannot be replayed: 1 person erased"


def test_somebody_is_removed_from_a_plan_with_what_they_were_in() -> None:
    plan = [planned("m", "a0"), planned("m", "a1"), planned("m", "a2")]
    (whole,) = plan_parts("c", plan, HOMES)
    world = World.of(whole)
    for _ in range(2):
        world.does(erase_from_plan(EraseFromPlan(part_id=whole.id, person_id="a1"), world.context()))
    left = world.get(PlanPart, whole.id)
    assert (left.people, models(Planned, left.content)) == (("m", "a0", "a2"), [plan[0], plan[2]])
    world.does(erase_from_plan(EraseFromPlan(part_id=whole.id, person_id="m"), world.context()))
    assert world.get(PlanPart, whole.id).proposals() == []


def test_the_seed_of_a_cycle_is_kept() -> None:
    world = World.of(programme())
    command = StartCycle(organisation_id="acme", programme_id="p", seed=7)
    assert world.does(start_cycle(command, world.context())).answer.public.seed == 7
