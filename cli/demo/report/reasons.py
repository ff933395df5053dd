"""Why a pair was made: what each criterion gave, what else there was, and what the place cost."""

from collections.abc import Iterable

from pydantic import BaseModel, Field

from cli.demo.world import Seen, World


class Part(BaseModel):
    """What one criterion added."""

    criterion: str
    weight: float
    value: float = Field(description="How well it is met, 0 to 1.")
    points: float


class Why(BaseModel):
    """One pair of a formal cycle."""

    programme: str
    mentor: str
    mentee: str
    score: float
    rank: int = Field(description="Of the mentor, among those who were eligible for the mentee.")
    eligible: int
    alternative_score: float | None
    price: float | None
    parts: list[Part]


def why_a_pair(world: World) -> Why | None:
    """The pair that says most: not the mentee's first choice, and of a mentor whom others wanted as well."""
    told = [one for one in world.mentorships.values() if _is_ranked(one)]
    if not told:
        return None
    return _why(world, max(told, key=lambda one: (one["explanation"]["rank"] > 1, _price(one), one["id"])))


def _is_ranked(mentorship: Seen) -> bool:
    return bool(mentorship["cycle_id"] and (mentorship.get("explanation") or {}).get("rank"))


def _price(mentorship: Seen) -> float:
    return float(mentorship["explanation"].get("price") or 0.0)


def _why(world: World, mentorship: Seen) -> Why:
    told = mentorship["explanation"]
    return Why(
        programme=world.programme(mentorship["programme_id"])["title"],
        mentor=_named(world, mentorship["members"], "mentor"),
        mentee=_named(world, mentorship["members"], "mentee"),
        parts=[Part(**part, points=part["weight"] * part["value"]) for part in told["contributions"]],
        **{name: told.get(name) for name in ("score", "rank", "eligible", "alternative_score", "price")},
    )


def _named(world: World, members: Iterable[Seen], role: str) -> str:
    return ", ".join(world.lasting_name(one["person_id"]) for one in members if one["role"] == role)
