"""An operator lets an organisation into the network."""

from mentormesh_contracts.fact import Zone
from mentormesh_contracts.organisations import Organisation, OrganisationJoined
from services.deciding import Command, Context, Deciding, Decision
from services.partners.domain.organisations.name_claim import claim
from services.partners.domain.organisations.organisation import JoinedOrganisation, OrganisationName


class Join(Command):
    """Let an organisation in. Its zone is where its days begin and end."""

    name: OrganisationName
    zone: Zone = "UTC"


def join(command: Join, context: Context) -> Deciding:
    """A new organisation, with no agreement and no key yet. Raises NameTaken."""
    organisation = Organisation(id=context.new_id(), name=command.name, zone=command.zone, joined_at=context.now)
    name = yield from claim(command.name, organisation.id)
    joined = JoinedOrganisation(id=organisation.id, organisation=organisation)
    return Decision().save(joined, OrganisationJoined(after=organisation)).save(name).tell(joined)
