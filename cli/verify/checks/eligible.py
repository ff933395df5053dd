"""Who may be matched with whom: recomputed from what the people had declared and what the policy asked for."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product

from cli.verify.asking import Answers
from cli.verify.checks.grounds import Grounds
from cli.verify.history import History
from cli.verify.life import Life
from cli.verify.tolerance import SKEW
from mentormesh_contracts.mentorships import Member, Mentorship
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Participant, Policy
from mentormesh_contracts.vocabulary import MentorshipStatus, ProgrammeKind, Role, Screening

Judge = Callable[[Person, Person, Policy], bool]
Pairs = Callable[[Mentorship], Iterable[tuple[Member, Member]]]


def check_experience(history: History, answers: Answers) -> Iterable[str]:
    """A mentor is ahead of the mentee in the area that the mentee seeks, by the policy's years."""
    return _refuted(
        history, _mentor_and_mentees, _is_ahead, "the mentor is not the more experienced in the area sought"
    )


def _is_ahead(mentor: Person, mentee: Person, policy: Policy) -> bool:
    years = _ahead(mentor, mentee)
    return years > 0 and years >= _hundredths(policy.minimum_experience_gap)


def _ahead(mentor: Person, mentee: Person) -> int:
    area = mentee.area_sought or next(iter(mentee.disciplines), None)
    return _years(mentor, area) - _years(mentee, area)


def _years(person: Person, area: str | None) -> int:
    most = max(person.disciplines.values(), default=0)
    return _hundredths(most if area is None else person.disciplines.get(area, 0))


def _hundredths(years: float) -> int:
    return round(years * 100)


def check_peers(history: History, answers: Answers) -> Iterable[str]:
    """Two peers are of similar experience and have different main disciplines."""
    return _refuted(history, _peers, _are_peers, "they are no peers of each other")


def _are_peers(one: Person, other: Person, policy: Policy) -> bool:
    years = [_years(person, None) for person in (one, other)]
    main = [next(iter(person.disciplines), None) for person in (one, other)]
    return abs(years[0] - years[1]) <= _hundredths(policy.peer_experience_band) and main[0] != main[1]


def check_rules_of_their_own(history: History, answers: Answers) -> Iterable[str]:
    """A programme that asks for different organisations, a common discipline, or no more than so many years gets it."""
    return _refuted(history, _mentor_and_mentees, _keep_the_rules, "the programme's own rules forbid them")


def _keep_the_rules(mentor: Person, mentee: Person, policy: Policy) -> bool:
    if policy.other_organisation and mentor.organisation_id == mentee.organisation_id:
        return False
    if policy.common_discipline and mentor.disciplines.keys().isdisjoint(mentee.disciplines):
        return False
    most = policy.maximum_experience_gap
    return most is None or _ahead(mentor, mentee) <= _hundredths(most)


def check_languages(history: History, answers: Answers) -> Iterable[str]:
    """Whoever is matched has a language in common with the mentor, or with the other peer."""
    return _refuted(history, _all_pairs, _can_talk, "they have no language in common")


def _can_talk(one: Person, other: Person, policy: Policy) -> bool:
    spoken = ({tag.partition("-")[0].lower() for tag in person.languages} for person in (one, other))
    return not set.isdisjoint(*spoken)


def check_kept_apart(history: History, answers: Answers) -> Iterable[str]:
    """Nobody is matched with whom they named in never-with, in their reporting line, or uncleared."""
    return _refuted(history, _all_pairs, _may_meet, "they are kept apart by never-with, reporting line or screening")


def _may_meet(one: Person, other: Person, policy: Policy) -> bool:
    both = ((one, other), (other, one))
    if any(person.id in each.never_with or person.id in each.reporting_line for each, person in both):
        return False
    allowed = {Screening.CLEARED} if policy.screening_required else set(Screening) - {Screening.REFUSED}
    return one.screening in allowed and other.screening in allowed


def check_group_size(history: History, answers: Answers) -> Iterable[str]:
    """A group is proposed and started with as many mentees as its programme allows."""
    grounds = Grounds(history)
    for life in history.lives(Mentorship).values():
        if life.last.kind is not ProgrammeKind.GROUP:
            continue
        for programme in grounds.programmes(life.first.after.programme_id, life.first.at)[-1:]:
            allowed = range(programme.structure.group_minimum, programme.structure.group_maximum + 1)
            yield from (f"mentorship {life.id}: {fault}" for fault in _wrong_sizes(life, allowed))


def _wrong_sizes(life: Life[Mentorship], allowed: range) -> Iterator[str]:
    before = None
    for moment in life.moments:
        mentees = sum(member.role is Role.MENTEE for member in moment.after.members)
        starts = before is MentorshipStatus.PROPOSED and moment.after.status is MentorshipStatus.ACTIVE
        if (before is None or starts) and mentees not in allowed:
            yield f"{mentees} mentees when it was {moment.after.status}, not {allowed.start} to {allowed.stop - 1}"
        before = moment.after.status


def check_shape(history: History, answers: Answers) -> Iterable[str]:
    """A pair is a mentor and a mentee, a group a mentor with mentees, peers are two; nobody is in it twice."""
    for life in history.lives(Mentorship).values():
        members = life.first.after.members
        roles = sorted(member.role for member in members)
        if not _is_shaped(life.first.after.kind, roles) or len({each.person_id for each in members}) < len(members):
            yield f"mentorship {life.id}: no {life.first.after.kind} mentorship: {', '.join(roles)}"


def _is_shaped(kind: ProgrammeKind, roles: list[Role]) -> bool:
    if kind is ProgrammeKind.PEER:
        return roles == [Role.PEER, Role.PEER]
    if kind is ProgrammeKind.GROUP:
        return roles.count(Role.MENTOR) == 1 and roles.count(Role.MENTEE) == len(roles) - 1
    return roles == [Role.MENTEE, Role.MENTOR]


def check_enrolled(history: History, answers: Answers) -> Iterable[str]:
    """When it is proposed, each member takes part in the programme in that role."""
    participants = history.lives(Participant)
    for life in history.lives(Mentorship).values():
        proposed = life.first.after
        for member in proposed.members:
            known = participants.get(member.person_id)
            parts = known.during(life.first.at - SKEW, life.first.at + SKEW) if known else ()
            enrolled = {(part.programme_id, part.role) for each in parts for part in each.enrolments}
            if (proposed.programme_id, member.role) not in enrolled:
                yield f"mentorship {life.id}: {member.person_id} is not enrolled as {member.role}"


def _refuted(history: History, pairs: Pairs, judge: Judge, why: str) -> Iterable[str]:
    """The pairs that nothing which matching may have known speaks for."""
    grounds = Grounds(history)
    for life in history.lives(Mentorship).values():
        policies = grounds.policies(life.first.after, life.first.at)
        for one, other in pairs(life.first.after):
            ones, others = (grounds.people(each.person_id, life.first.at) for each in (one, other))
            known = list(product(ones, others, policies))
            if known and not any(judge(*each) for each in known):
                yield f"mentorship {life.id}: {one.person_id} and {other.person_id}: {why}"


def _mentor_and_mentees(mentorship: Mentorship) -> Iterator[tuple[Member, Member]]:
    mentors = (member for member in mentorship.members if member.role is Role.MENTOR)
    return ((one, other) for one in mentors for other in mentorship.members if other.role is Role.MENTEE)


def _peers(mentorship: Mentorship) -> Iterator[tuple[Member, Member]]:
    return combinations((member for member in mentorship.members if member.role is Role.PEER), 2)


def _all_pairs(mentorship: Mentorship) -> Iterator[tuple[Member, Member]]:
    return combinations(mentorship.members, 2)
