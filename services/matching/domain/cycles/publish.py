"""The result of a cycle becomes visible: all of it, by one decision."""

from collections.abc import Iterable, Mapping

from mentormesh_contracts.fact import Count, Identifier
from mentormesh_contracts.programmes import Audit
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Indexed, need
from services.matching.domain.cycles.cycle import Result, cycle_at_work
from services.matching.domain.cycles.receipt import Receipt


class CycleAudit(Aggregate):
    """What the audit of a cycle found; its id is the cycle's."""

    KIND = "cycle_audits"

    programme_id: str
    organisation_id: str
    audit: Audit

    def organisations(self) -> Iterable[str]:
        """The programme's: it tells of all others as well."""
        return (self.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by programme."""
        return {"programme_id": self.programme_id}


class PublishResult(Command):
    """A worker has written every part of the plan, and every reason."""

    cycle_id: Identifier
    worker: str
    parts: Count
    proposals: Count
    considered: Count
    audit: Audit


def publish_result(command: PublishResult, context: Context) -> Deciding:
    """The plan is to be seen, and its hash stands in the receipt; if it was published before, nothing changes.

    Raises Unknown, CycleOver or WorkedOnByAnother.
    """
    cycle = yield from cycle_at_work(command.cycle_id, command.worker)
    if cycle.result is not None:
        return Decision().tell(cycle)
    result = Result(
        published_at=context.now, parts=command.parts, proposals=command.proposals, considered=command.considered
    )
    audit = command.audit
    of_engine = {"engine_version": audit.engine_version, "result_hash": audit.result_hash}
    seen = cycle.in_hands_of(command.worker, context.now).model_copy(
        update={"result": result, "public": cycle.public.model_copy(update=of_engine)}
    )
    yield from need(CycleAudit, cycle.id)
    audited = CycleAudit(
        id=cycle.id, programme_id=cycle.public.programme_id, organisation_id=cycle.public.organisation_id, audit=audit
    )
    decision = Decision().save(seen).save(audited).tell(seen)
    receipt = yield from need(Receipt, cycle.id)
    return decision.save(receipt.model_copy(update=of_engine)) if receipt else decision
