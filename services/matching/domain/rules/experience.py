"""Who is the more experienced, and in what."""

from mentormesh_contracts.people import Attributes


def years_ahead(mentor: Attributes, mentee: Attributes) -> float:
    """Years by which the mentor is ahead in the area that the mentee seeks; in general if no area is known."""
    area = mentee.area
    if area is None:
        return mentor.experience - mentee.experience
    return mentor.disciplines.get(area, 0.0) - mentee.disciplines.get(area, 0.0)


def is_ahead(years: float, minimum: float) -> bool:
    """Whether that makes a mentor: ahead at all, and by the policy's minimum."""
    return years > 0 and years >= minimum


def main_discipline(person: Attributes) -> str | None:
    """The discipline that is named first."""
    return next(iter(person.disciplines), None)


def are_peers(one: Attributes, other: Attributes, band: float) -> bool:
    """Whether their years of experience differ by no more than the policy's band."""
    return abs(one.experience - other.experience) <= band


def primary_languages(person: Attributes) -> frozenset[str]:
    """Languages without their regions: who speaks pt-BR can meet in pt."""
    return frozenset(tag.split("-")[0] for tag in person.languages)
