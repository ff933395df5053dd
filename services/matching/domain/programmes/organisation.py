"""What matching knows of an organisation: which programmes it has opened, and whether it has left."""

from collections.abc import Iterable
from typing import Self

from mentormesh_contracts.organisations import OrganisationLeft
from services.deciding import Aggregate, Context, Deciding, Decision, Needing, Refusal, need
from services.matching.domain.programmes.close import CloseProgramme


class OrganisationHasLeft(Refusal):
    """The organisation has left the network: it opens nothing new."""


class KnownOrganisation(Aggregate):
    """An organisation with its open programmes."""

    KIND = "organisations"
    OWN_FIELDS = ("programmes",)

    programmes: tuple[str, ...] = ()
    left: bool = False

    def organisations(self) -> Iterable[str]:
        """Itself."""
        return (self.id,)

    def opening(self, programme_id: str) -> Self:
        """With one more programme. Raises OrganisationHasLeft."""
        if self.left:
            raise OrganisationHasLeft("the organisation has left the network")
        return self.model_copy(update={"programmes": (*self.programmes, programme_id)})


def known_organisation(organisation_id: str) -> Needing[KnownOrganisation]:
    """The organisation. Whoever holds a valid key exists, whether or not it was heard of before."""
    known = yield from need(KnownOrganisation, organisation_id)
    return known or KnownOrganisation(id=organisation_id)


def organisation_left(event: OrganisationLeft, context: Context) -> Deciding:
    """Its programmes are closed, each by a command of its own."""
    organisation = yield from known_organisation(event.after.id)
    decision = Decision().save(organisation.model_copy(update={"left": True, "programmes": ()}))
    for programme_id in organisation.programmes:
        command = CloseProgramme(organisation_id=organisation.id, programme_id=programme_id)
        decision.remind(f"{programme_id}:close", context.now, command)
    return decision
