"""An organisation takes another name, or moves to another zone."""

from mentormesh_contracts.fact import Identifier, Zone
from mentormesh_contracts.organisations import Organisation, OrganisationChanged
from services.deciding import Command, Context, Deciding, Decision, Needing, Refusal, need
from services.partners.domain.asker import Asker
from services.partners.domain.organisations.name_claim import NameClaim, claim, claimed
from services.partners.domain.organisations.organisation import OrganisationName, require_own


class OrganisationHasLeft(Refusal):
    """The organisation has left the network: nothing of it changes any more."""


class ChangeOrganisation(Command):
    """Change the name, the zone or both; what is not given stays."""

    asker: Asker
    organisation_id: Identifier
    name: OrganisationName | None = None
    zone: Zone | None = None


def change_organisation(command: ChangeOrganisation, context: Context) -> Deciding:
    """What differs is changed; if nothing does, nothing happens. Raises NameTaken or OrganisationHasLeft."""
    before = yield from require_own(command.asker, command.organisation_id)
    if not before.is_active:
        raise OrganisationHasLeft("the organisation has left the network")
    organisation = _changed(before.organisation, command)
    if organisation == before.organisation:
        return Decision().tell(before)
    after = before.model_copy(update={"organisation": organisation})
    decision = Decision().save(after, OrganisationChanged(after=organisation)).tell(after)
    return (yield from _with_the_name(decision, before.organisation, organisation))


def _changed(organisation: Organisation, command: ChangeOrganisation) -> Organisation:
    given = {"name": command.name, "zone": command.zone}
    return organisation.model_copy(update={field: value for field, value in given.items() if value is not None})


def _with_the_name(decision: Decision, before: Organisation, after: Organisation) -> Needing[Decision]:
    if claimed(before.name) == claimed(after.name):
        return decision
    decision.save((yield from claim(after.name, after.id)))
    given_up = yield from need(NameClaim, claimed(before.name))
    return decision.remove(given_up) if given_up else decision
