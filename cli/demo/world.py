"""What the demo knows while it acts: the organisations that it acts for, and what came of it so far."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cli.client import Answer, ApiProblem, Client
from deploy.sample.dice import Dice

Seen = dict[str, Any]
"""Something as the API shows it."""


@dataclass
class Organisation:
    """One of the three, with its own key and everything that it may see."""

    slug: str
    name: str
    id: str
    client: Client
    """Acts with the organisation's own key."""
    key: str = field(repr=False)
    roster: Seen
    """What the manifest says of its roster."""
    people: dict[str, Seen] = field(default_factory=dict)
    """Its people by id."""

    def hand(self) -> Client:
        """Somebody who acts for it and has seen nothing yet: whoever has waits for it at every step."""
        return self.client.using()

    def own(self, mentorship: Seen) -> list[Seen]:
        """Members of the mentorship who belong to it."""
        return [member for member in mentorship["members"] if member["organisation_id"] == self.id]


@dataclass
class Meeting:
    """A session that was planned for a week."""

    week: int
    mentorship: Seen
    title: str
    """The mentorship's."""
    session: Seen
    """As seen last."""

    @property
    def id(self) -> str:
        """The session's."""
        return str(self.session["id"])

    @property
    def status(self) -> str:
        """Where the session stands."""
        return str(self.session["status"])

    @property
    def name(self) -> tuple[int, str]:
        """For the dice: the same in every run."""
        return self.week, self.title


@dataclass
class World:
    """The network as an outside client knows it."""

    url: str
    anybody: Client
    """Without a key: health and metrics."""
    operator: Client
    seed: int
    organisations: dict[str, Organisation] = field(default_factory=dict)
    """By id."""
    agreements: list[Seen] = field(default_factory=list)
    programmes: dict[str, Seen] = field(default_factory=dict)
    """By kind."""
    cycles: list[Seen] = field(default_factory=list)
    rosters: list[Seen] = field(default_factory=list)
    """Reports of the imports."""
    mentorships: dict[str, Seen] = field(default_factory=dict)
    """As seen last, by id."""
    enrolled: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Ids of people by kind of programme and role."""
    meetings: list[Meeting] = field(default_factory=list)
    goals: dict[str, list[Seen]] = field(default_factory=dict)
    """As seen last, by mentorship."""
    refused: Counter[str] = field(default_factory=Counter)
    """What the API refused in the ordinary course, by the problem's name."""

    def dice(self, *about: object) -> Dice:
        """Chance that falls the same way for the same seed, whatever came before."""
        return Dice(self.seed, *about)

    def named(self, slug: str) -> Organisation:
        """The organisation of that name."""
        return next(each for each in self.organisations.values() if each.slug.startswith(slug))

    def person(self, id: str) -> Seen:
        """Whoever it is."""
        return next(each.people[id] for each in self.organisations.values() if id in each.people)

    def lasting_name(self, id: str) -> str:
        """The same from run to run, when ids are not: the organisation, and its own number of the person."""
        person = self.person(id)
        return f"{self.organisations[person['organisation_id']].slug}/{person['external_id']}"

    def title(self, mentorship: Seen) -> str:
        """Names a mentorship for the dice."""
        return "+".join(sorted(self.lasting_name(member["person_id"]) for member in mentorship["members"]))

    def actors(self, mentorship: Seen) -> list[Organisation]:
        """The organisations with members in it."""
        return [self.organisations[id] for id in sorted({each["organisation_id"] for each in mentorship["members"]})]

    def programme(self, id: str) -> Seen:
        """Whichever kind it is of."""
        return next(programme for programme in self.programmes.values() if programme["id"] == id)

    def people_in(self, kind: str, role: str) -> Iterator[Seen]:
        """Who is enrolled in that kind of programme in that role."""
        return (self.person(id) for id in self.enrolled.get((kind, role), ()))

    async def look(self) -> None:
        """See all mentorships as they are now."""
        for organisation in self.organisations.values():
            async for mentorship in organisation.hand().pages("/v1/mentorships"):
                self.mentorships[mentorship["id"]] = mentorship

    def in_state(self, status: str, kinds: Iterable[str] = ()) -> list[Seen]:
        """Mentorships that were in that state when last seen."""
        wanted = set(kinds)
        return [
            each
            for each in self.mentorships.values()
            if each["status"] == status and (not wanted or each["kind"] in wanted)
        ]


async def attempt(world: World, call: Any, *expected: str) -> Answer | None:
    """The answer, or None for a refusal that happens in life; it is counted. Others are raised."""
    try:
        answer: Answer = await call
    except ApiProblem as problem:
        if problem.slug not in expected:
            raise
        world.refused[problem.slug] += 1
        return None
    return answer
