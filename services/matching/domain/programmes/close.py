"""Closing a programme."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.programmes import ProgrammeClosed
from mentormesh_contracts.vocabulary import ProgrammeStatus
from services.deciding import Command, Context, Deciding, Decision
from services.matching.domain.programmes.visible import own_programme


class CloseProgramme(Command):
    """A programme takes nobody new."""

    organisation_id: Identifier
    programme_id: Identifier


def close_programme(command: CloseProgramme, context: Context) -> Deciding:
    """The programme is closed; mentorships under way, and proposals, go on. Raises Unknown or ProgrammeOver."""
    programme = yield from own_programme(command.organisation_id, command.programme_id)
    programme.insist_open()
    closed = programme.changed(context.now, status=ProgrammeStatus.CLOSED)
    return Decision().save(closed, ProgrammeClosed(after=closed.public)).tell(closed)
