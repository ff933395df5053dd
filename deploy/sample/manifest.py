"""What is to be found in the files, for whoever reads them."""

from collections import Counter
from collections.abc import Sequence

from deploy.sample.organisations import SampleOrganisation
from deploy.sample.rosters import Roster
from mentormesh_contracts.vocabulary import Role
from services.profile.domain.roster import PersonDeclaration


def entry(
    organisation: SampleOrganisation,
    people: Sequence[PersonDeclaration],
    file: str,
    roster: Roster,
    mapping: str | None = None,
) -> dict[str, object]:
    """What the manifest says of one organisation. `bad` names every line that cannot be read, and why."""
    return {
        "slug": organisation.slug,
        "name": organisation.name,
        "zone": organisation.zone,
        "roster": file,
        "format": "csv",
        "mapping": mapping,
        "good_lines": len(people),
        "bad_lines": len(roster.bad),
        "roles": _roles(people),
        "ready_mentees": sum(bool(each.goals_sought and each.wished_qualities) for each in people),
        "places_offered": sum(each.places_offered for each in people),
        "bad": roster.bad,
    }


def _roles(people: Sequence[PersonDeclaration]) -> dict[str, int]:
    """Whoever is both counts as both alone."""
    counted = Counter("both" if len(each.roles) > 1 else str(each.roles[0]) for each in people)
    return {role: counted[role] for role in (Role.MENTEE.value, Role.MENTOR.value, "both")}
