"""Who is the more experienced, and in what. Years are compared in whole hundredths, as the engine compares them."""

from mentormesh_contracts.people import Attributes


def hundredths(years: float) -> int:
    """Years in whole hundredths."""
    return round(years * 100)


def ahead(mentor: Attributes, mentee: Attributes) -> int:
    """Hundredths of a year by which the mentor is ahead in the area that the mentee seeks; at large if none."""
    area = mentee.area
    if area is None:
        return hundredths(mentor.experience) - hundredths(mentee.experience)
    return hundredths(mentor.disciplines.get(area, 0.0)) - hundredths(mentee.disciplines.get(area, 0.0))


def makes_a_mentor(hundredths_ahead: int, minimum: float) -> bool:
    """Whether that makes a mentor: ahead at all, and by the policy's minimum of years."""
    return hundredths_ahead > 0 and hundredths_ahead >= hundredths(minimum)


def main_discipline(person: Attributes) -> str | None:
    """The discipline that is named first."""
    return next(iter(person.disciplines), None)


def are_peers(one: Attributes, other: Attributes, band: float) -> bool:
    """Whether their years of experience differ by no more than the policy's band."""
    return abs(hundredths(one.experience) - hundredths(other.experience)) <= hundredths(band)


def primary_languages(person: Attributes) -> frozenset[str]:
    """Languages without their regions: who speaks pt-BR can meet in pt."""
    return frozenset(tag.split("-")[0] for tag in person.languages)
