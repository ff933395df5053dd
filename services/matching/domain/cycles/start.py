"""Starting a cycle."""

from mentormesh_contracts.fact import Count, Identifier
from mentormesh_contracts.programmes import Cycle as PublicCycle
from mentormesh_contracts.programmes import CycleStarted
from mentormesh_contracts.vocabulary import CycleStatus, ProgrammeKind
from services.deciding import Command, Context, Deciding, Decision, Refusal, need
from services.matching.domain.cycles.cycle import Cycle, CycleTurn
from services.matching.domain.programmes.visible import own_programme


class CycleRunning(Refusal):
    """A cycle of this programme is running; `cycle_id` names it."""


class NotMatchedInCycles(Refusal):
    """In an informal programme mentors are requested and relationships declared: there are no cycles."""


class StartCycle(Command):
    """A programme's organisation has its people matched."""

    organisation_id: Identifier
    programme_id: Identifier
    seed: Count = 0


def start_cycle(command: StartCycle, context: Context) -> Deciding:
    """A running cycle, for a worker to take in hand.

    Raises Unknown, ProgrammeOver, NotMatchedInCycles or CycleRunning.
    """
    programme = yield from own_programme(command.organisation_id, command.programme_id)
    programme.insist_open()
    if programme.public.kind is ProgrammeKind.INFORMAL:
        raise NotMatchedInCycles("an informal programme has no cycles")
    turn = (yield from need(CycleTurn, programme.id)) or CycleTurn(id=programme.id)
    if turn.cycle_id is not None:
        raise CycleRunning("a cycle of this programme is running", cycle_id=turn.cycle_id)
    policy = programme.public.policy
    public = PublicCycle(
        id=context.new_id(),
        programme_id=programme.id,
        organisation_id=command.organisation_id,
        policy_version=policy.version,
        status=CycleStatus.RUNNING,
        started_at=context.now,
        seed=command.seed,
    )
    cycle = Cycle(id=public.id, public=public, policy=policy)
    taken = turn.model_copy(update={"cycle_id": cycle.id})
    return Decision().save(cycle, CycleStarted(after=public)).save(taken).tell(cycle)
