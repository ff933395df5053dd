"""Revising a programme's policy."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.programmes import Policy, PolicyRevised
from services.deciding import Command, Context, Deciding, Decision
from services.matching.domain.programmes.policy import sound
from services.matching.domain.programmes.visible import own_programme


class RevisePolicy(Command):
    """A programme is to be matched by other rules. The policy's own version number does not count."""

    organisation_id: Identifier
    programme_id: Identifier
    policy: Policy


def revise_policy(command: RevisePolicy, context: Context) -> Deciding:
    """The next version of the policy; a running cycle keeps the one it began with.

    Raises Unknown, ProgrammeOver, PolicyWeighsNothing or PolicyContradictsItself.
    """
    programme = yield from own_programme(command.organisation_id, command.programme_id)
    programme.insist_open()
    version = programme.public.policy.version + 1
    policy = sound(command.policy).model_copy(update={"version": version})
    revised = programme.changed(context.now, policy=policy)
    return Decision().save(revised, PolicyRevised(after=revised.public)).tell(revised)
