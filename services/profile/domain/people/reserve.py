"""Ids for everybody whom a part of a roster names, made at once.

Lines of a roster name the same few managers again and again. If each line made what it lacks, all but the first of a
batch would have to be decided anew; so whoever takes in a roster has the ids made beforehand.
"""

from typing import Annotated

from pydantic import Field

from mentormesh_contracts.fact import Identifier
from services.deciding import Command, Context, Deciding, Decision
from services.profile.domain.people.external_id import people_named
from services.profile.domain.roster.texts import ExternalId

MOST = 1000


class Reserve(Command):
    """Let everybody of these have an id."""

    organisation_id: Identifier
    external_ids: Annotated[tuple[ExternalId, ...], Field(max_length=MOST)]


def reserve(command: Reserve, context: Context) -> Deciding:
    """Whoever has one keeps it."""
    people = yield from people_named(command.organisation_id, command.external_ids, context)
    decision = Decision()
    for claim in people.claims:
        decision.save(claim)
    return decision
