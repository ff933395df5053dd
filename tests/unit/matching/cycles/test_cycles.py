from datetime import timedelta

import pytest

from mentormesh_contracts.programmes import Policy, Unmatched
from mentormesh_contracts.vocabulary import Constraint, CycleStatus, ProgrammeKind, ProgrammeStatus
from services.deciding import Unknown
from services.matching.domain.cycles.cycle import Cycle, CycleOver, Progress, WorkedOnByAnother
from services.matching.domain.cycles.end import CompleteCycle, FailCycle, complete_cycle, fail_cycle
from services.matching.domain.cycles.left_out import ExplainLeftOut, LeftOut, Reason, explain_left_out
from services.matching.domain.cycles.start import CycleRunning, NotMatchedInCycles, StartCycle, start_cycle
from services.matching.domain.cycles.work import PATIENCE, NoteProgress, TakeCycle, note_progress, take_cycle
from services.matching.domain.programmes.programme import ProgrammeOver
from services.matching.domain.programmes.revise import RevisePolicy, revise_policy
from tests.unit.matching.given import World, names, programme
from tests.unit.matching.mentorships.worlds import cycle_of, with_cycle

START = StartCycle(organisation_id="acme", programme_id="p")


def takes(world: World, worker: str) -> None:
    world.does(take_cycle(TakeCycle(cycle_id=cycle_of(world), worker=worker), world.context()))


def completes(world: World, worker: str = "one") -> Cycle:
    command = CompleteCycle(
        cycle_id=cycle_of(world),
        worker=worker,
        considered=3,
        matched=2,
        proposals=2,
        total_score=1.5,
        unmatched=(Unmatched(constraint=Constraint.TIME, people=1),),
    )
    done = world.does(complete_cycle(command, world.context())).answer
    assert isinstance(done, Cycle)
    return done


def test_a_cycle_runs_the_policy_that_it_began_with() -> None:
    world = with_cycle(programme())
    wish = RevisePolicy(organisation_id="acme", programme_id="p", policy=Policy(minimum_overlap_hours=9))
    world.does(revise_policy(wish, world.context()))
    cycle = world.get(Cycle, cycle_of(world))
    assert (cycle.public.policy_version, cycle.policy) == (1, Policy())


def test_two_cycles_of_a_programme_never_run_at_once() -> None:
    world = with_cycle(programme())
    with pytest.raises(CycleRunning) as refused:
        world.does(start_cycle(START, world.context()))
    assert refused.value.facts == {"cycle_id": cycle_of(world)}


def test_the_next_one_may_run_when_it_is_completed_or_failed() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    done = completes(world)
    assert (done.public.status, done.public.matched, done.public.ended_at) == (CycleStatus.COMPLETED, 2, world.now)
    again = world.does(start_cycle(START, world.context())).answer.id
    world.does(take_cycle(TakeCycle(cycle_id=again, worker="one"), world.context()))
    world.does(fail_cycle(FailCycle(cycle_id=again, worker="one"), world.context()))
    assert world.does(start_cycle(START, world.context())).answer.public.status is CycleStatus.RUNNING
    assert names(world.told) == ["cycle.completed", "cycle.started", "cycle.failed", "cycle.started"]


def test_an_informal_or_closed_programme_has_no_cycles_and_a_partners_none_of_ours() -> None:
    informal = World.of(programme(ProgrammeKind.INFORMAL))
    with pytest.raises(NotMatchedInCycles):
        informal.does(start_cycle(START, informal.context()))
    closed = World.of(programme(status=ProgrammeStatus.CLOSED))
    with pytest.raises(ProgrammeOver):
        closed.does(start_cycle(START, closed.context()))
    with pytest.raises(Unknown):
        closed.does(start_cycle(StartCycle(organisation_id="bolt", programme_id="p"), closed.context()))


def test_one_worker_at_a_time_until_it_gives_no_sign_of_life() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    takes(world, "one")
    with pytest.raises(WorkedOnByAnother):
        takes(world, "two")
    world.passes(PATIENCE)
    takes(world, "two")
    with pytest.raises(WorkedOnByAnother):
        completes(world, "one")


def test_progress_is_a_sign_of_life() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    world.passes(PATIENCE - timedelta(seconds=1))
    command = NoteProgress(cycle_id=cycle_of(world), worker="one", progress=Progress(planned=5, proposed=2))
    world.does(note_progress(command, world.context()))
    assert world.get(Cycle, cycle_of(world)).progress.proposed == 2
    world.passes(timedelta(seconds=2))
    with pytest.raises(WorkedOnByAnother):
        takes(world, "two")


def test_reasons_are_for_the_persons_own_organisation_and_replaced_when_written_again() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    for constraint in (Constraint.TIME, Constraint.PLACES):
        reason = Reason(person_id="ann", organisation_id="bolt", binding=constraint, ruled_out={constraint: 4})
        command = ExplainLeftOut(cycle_id=cycle_of(world), worker="one", reasons=(reason,))
        world.does(explain_left_out(command, world.context()))
    kept = world.get(LeftOut, f"{cycle_of(world)}:ann")
    assert kept.reason.binding is Constraint.PLACES
    assert tuple(kept.organisations()) == ("bolt",)


def test_nothing_is_written_to_a_cycle_that_is_over() -> None:
    world = with_cycle(programme())
    takes(world, "one")
    completes(world)
    with pytest.raises(CycleOver):
        takes(world, "one")
