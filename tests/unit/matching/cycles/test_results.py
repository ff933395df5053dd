import pytest

from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.programmes import Audit, CycleAudited, CycleCompleted, CycleFailed
from mentormesh_contracts.vocabulary import Constraint, CycleFailure, Objective
from services.matching.domain.cycles.cycle import Cycle, NoResultYet, WorkedOnByAnother
from services.matching.domain.cycles.end import CompleteCycle, FailCycle, complete_cycle, fail_cycle
from services.matching.domain.cycles.left_out import Reason
from services.matching.domain.cycles.plan_part import (
    MOST_PROPOSALS,
    Planned,
    PlanPart,
    StorePlanPart,
    plan_parts,
    store_plan_part,
)
from services.matching.domain.cycles.publish import CycleAudit, PublishResult, publish_result
from services.matching.domain.mentorships.propose import Propose, proposal_id, propose
from services.matching.domain.rulings.contradictions import Contradiction
from tests.unit.matching.cycles.test_cycles import completes, takes
from tests.unit.matching.given import World, mentee, mentor, names, programme
from tests.unit.matching.mentorships.worlds import cycle_of, with_cycle

AUDIT = Audit(
    objective=Objective.MOST_MATCHED, engine_version="2.0", result_hash="ab" * 32, coverage=1.0, total_score=1.5
)
HOMES = {"m": "acme", "n": "bolt", **{f"a{n}": "acme" for n in range(500)}, "b": "bolt"}


def planned(mentor_id: str, *seekers: str) -> Planned:
    return Planned(
        mentorship_id=proposal_id("c", mentor_id, seekers),
        mentor_id=mentor_id,
        seekers=seekers,
        explanation=Explanation(score=0.5),
        if_refused=tuple(
            Reason(person_id=each, organisation_id=HOMES[each], binding=Constraint.NOT_CHOSEN, ruled_out={})
            for each in seekers
        ),
    )


def publishes(world: World, worker: str = "one") -> Cycle:
    command = PublishResult(cycle_id=cycle_of(world), worker=worker, parts=1, proposals=2, considered=3, audit=AUDIT)
    published = world.does(publish_result(command, world.context())).answer
    assert isinstance(published, Cycle)
    return published


def test_a_part_of_a_plan_is_for_those_whose_people_are_in_it() -> None:
    plan = [planned("m", "a0"), planned("m", "b"), planned("n", "b"), planned("n", "a1", "b")]
    parts = list(plan_parts("c", plan, HOMES))
    assert [part.between for part in parts] == [("acme",), ("acme", "bolt"), ("bolt",)]
    assert [part.number for part in parts] == [0, 1, 2]
    assert [tuple(part.organisations()) for part in parts] == [part.between for part in parts]
    assert [each for part in parts for each in part.proposals()] == [plan[0], plan[1], plan[3], plan[2]]
    assert parts[1].people == ("m", "b", "n", "a1")


def test_a_large_plan_has_many_parts_of_a_bounded_size() -> None:
    plan = [planned("m", f"a{n}") for n in range(500)]
    parts = list(plan_parts("c", plan, HOMES))
    assert [len(part.proposals()) for part in parts] == [MOST_PROPOSALS, MOST_PROPOSALS, 500 - 2 * MOST_PROPOSALS]
    assert max(len(part.model_dump_json()) for part in parts) < 100_000


def test_a_plan_is_written_by_the_worker_that_has_the_cycle() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    (part,) = plan_parts(cycle_of(world), [planned("m", "a0")], HOMES)
    world.does(store_plan_part(StorePlanPart(worker="one", part=part), world.context()))
    world.does(store_plan_part(StorePlanPart(worker="one", part=part), world.context()))
    assert world.get(PlanPart, part.id) == part
    with pytest.raises(WorkedOnByAnother):
        world.does(store_plan_part(StorePlanPart(worker="two", part=part), world.context()))


def test_a_result_is_there_from_one_decision_on() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    with pytest.raises(NoResultYet):
        world.get(Cycle, cycle_of(world)).insist_result()
    published = publishes(world)
    assert (published.insist_result().parts, published.insist_result().published_at) == (1, world.now)
    assert (published.public.engine_version, published.public.result_hash) == ("2.0", "ab" * 32)
    assert names(world.told) == []
    assert tuple(world.get(CycleAudit, cycle_of(world)).organisations()) == ("acme",)


def test_what_is_published_stays_as_it_is() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    first = publishes(world)
    assert publishes(world) == first


def test_a_completed_cycle_tells_of_its_audit_too() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    publishes(world)
    done = completes(world)
    completed, audited = world.told
    assert isinstance(completed, CycleCompleted)
    assert isinstance(audited, CycleAudited)
    assert (completed.after.audited_at, audited.after.audited_at) == (None, world.now)
    assert (audited.after, audited.audit) == (done.public, AUDIT)
    assert audited.after.result_hash == AUDIT.result_hash


def test_a_cycle_that_fails_says_why() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    wrong = Contradiction(person_id="a", other_id="m", constraint=Constraint.VETO)
    command = FailCycle(
        cycle_id=cycle_of(world), worker="one", failure=CycleFailure.CONTRADICTION, contradictions=(wrong,)
    )
    failed = world.does(fail_cycle(command, world.context())).answer
    (told,) = world.told
    assert isinstance(told, CycleFailed)
    assert (told.after.failure, failed.contradictions) == (CycleFailure.CONTRADICTION, (wrong,))


def test_a_proposal_of_a_plan_is_made_once_however_often_it_is_tried() -> None:
    world = with_cycle(programme(), mentee(), mentor())
    id = proposal_id(cycle_of(world), "mentor", ["mentee"])
    command = Propose(cycle_id=cycle_of(world), mentor_id="mentor", seekers=("mentee",), mentorship_id=id)
    first = world.does(propose(command, world.context())).answer
    assert first.id == id
    again = world.does(propose(command, world.context()))
    assert (again.answer, again.changes) == (first, [])


def test_attempts_are_counted() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    takes(world, "one")
    assert world.get(Cycle, cycle_of(world)).attempts == 2


def test_a_cycle_without_an_audit_is_completed_all_the_same() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    command = CompleteCycle(cycle_id=cycle_of(world), worker="one", considered=0, matched=0, proposals=0, total_score=0)
    world.does(complete_cycle(command, world.context()))
    assert names(world.told) == ["cycle.completed"]
