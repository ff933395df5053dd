"""The three organisations of the sample, and how their people differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentormesh_contracts.vocabulary import Role, Screening

MENTEE, MENTOR, BOTH = (Role.MENTEE,), (Role.MENTOR,), (Role.MENTOR, Role.MENTEE)


@dataclass(frozen=True)
class SampleOrganisation:
    """An organisation and what is usual among its people."""

    slug: str
    name: str
    zone: str
    share: float
    """Of all people in the sample."""
    id_form: str
    mail: str
    phone_form: str
    zones: Mapping[str, float]
    languages: Mapping[str, float]
    """How many of the people speak each."""
    disciplines: tuple[str, ...]
    """The most common first; the others are rare."""
    roles: Mapping[tuple[Role, ...], float]
    mentee_years: tuple[float, float]
    """Shape and scale."""
    free_from: Mapping[int, float]
    """The hour at which a free slot begins."""
    screening: Mapping[Screening, float]
    with_manager: float


COMPANY = SampleOrganisation(
    slug="kestrelworks-engineering",
    name="Kestrelworks Engineering",
    zone="Europe/London",
    share=700 / 1280,
    id_form="KW-{:05}",
    mail="example.com",
    phone_form="+44 20 7946 0{:03}",
    zones={"Europe/London": 0.55, "Europe/Berlin": 0.25, "America/New_York": 0.1, "Asia/Kolkata": 0.1},
    languages={"en": 0.93, "de": 0.3, "fr": 0.12, "hi": 0.09, "es": 0.08, "pl": 0.04},
    disciplines=(
        "mechanical-engineering", "software-engineering", "project-management", "finance", "data-science", "logistics",
        "marketing", "human-resources", "design", "sustainability", "law",
    ),
    roles={MENTEE: 0.6, MENTOR: 0.35, BOTH: 0.05},
    mentee_years=(1.6, 3.0),
    free_from={8: 2, 9: 3, 10: 2, 11: 2, 12: 4, 13: 2, 14: 2, 15: 2, 16: 3, 17: 3, 18: 1},
    screening={Screening.NONE: 0.9, Screening.CLEARED: 0.075, Screening.PENDING: 0.02, Screening.REFUSED: 0.005},
    with_manager=0.9,
)  # fmt: skip
UNIVERSITY = SampleOrganisation(
    slug="weidenfurt-university",
    name="Weidenfurt University",
    zone="Europe/Berlin",
    share=400 / 1280,
    id_form="26{:05}",
    mail="example.net",
    phone_form="+49 30 23125 {:03}",
    zones={"Europe/Berlin": 0.86, "Europe/Lisbon": 0.06, "Europe/Istanbul": 0.05, "America/Sao_Paulo": 0.03},
    languages={"de": 0.82, "en": 0.85, "es": 0.1, "tr": 0.08, "pt": 0.07, "uk": 0.04, "fr": 0.08},
    disciplines=(
        "research", "software-engineering", "data-science", "education", "mechanical-engineering", "law",
        "public-health", "sustainability", "design", "marketing", "social-work",
    ),
    roles={MENTEE: 0.68, MENTOR: 0.28, BOTH: 0.04},
    mentee_years=(1.2, 1.4),
    free_from={9: 1, 10: 2, 11: 2, 12: 2, 13: 2, 14: 3, 15: 3, 16: 3, 17: 3, 18: 3, 19: 2, 20: 1},
    screening={Screening.NONE: 0.85, Screening.CLEARED: 0.1, Screening.PENDING: 0.04, Screening.REFUSED: 0.01},
    with_manager=0.45,
)  # fmt: skip
CHARITY = SampleOrganisation(
    slug="lanternway-trust",
    name="Lanternway Trust",
    zone="Africa/Nairobi",
    share=180 / 1280,
    id_form="lw{:04}",
    mail="example.org",
    phone_form="+44 115 496 0{:03}",
    zones={"Africa/Nairobi": 0.6, "Europe/London": 0.25, "Africa/Lagos": 0.1, "Asia/Kathmandu": 0.05},
    languages={"en": 0.88, "sw": 0.55, "fr": 0.15, "yo": 0.07, "ne": 0.05, "ar": 0.05},
    disciplines=(
        "social-work", "education", "public-health", "project-management", "fundraising", "software-engineering",
        "finance", "marketing", "human-resources", "law", "data-science", "logistics",
    ),
    roles={MENTEE: 0.68, MENTOR: 0.26, BOTH: 0.06},
    mentee_years=(1.4, 2.0),
    free_from={8: 1, 12: 2, 14: 2, 15: 2, 16: 3, 17: 4, 18: 4, 19: 4, 20: 2, 21: 1},
    screening={Screening.CLEARED: 0.7, Screening.PENDING: 0.2, Screening.NONE: 0.07, Screening.REFUSED: 0.03},
    with_manager=0.6,
)  # fmt: skip
ORGANISATIONS = (COMPANY, UNIVERSITY, CHARITY)


def sizes(people: int) -> dict[str, int]:
    """How many people each organisation has, by slug."""
    rounded = {each.slug: round(people * each.share) for each in ORGANISATIONS}
    rounded[COMPANY.slug] += people - sum(rounded.values())
    return rounded
