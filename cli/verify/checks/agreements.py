"""People of two organisations are matched under an agreement between them, and as it says."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from cli.verify.asking import Answers
from cli.verify.checks.grounds import Grounds, strangers
from cli.verify.history import History
from cli.verify.life import Life
from mentormesh_contracts.mentorships import (
    Member,
    Mentorship,
    MentorshipAccepted,
    MentorshipApproved,
    MentorshipStarted,
)
from mentormesh_contracts.organisations import Agreement
from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.vocabulary import Role


def check_agreement(history: History, answers: Answers) -> Iterable[str]:
    """When it is proposed, each two organisations of a mentorship have an agreement in force that shares the roles."""
    grounds = Grounds(history)
    for life in history.lives(Mentorship).values():
        for one, other in strangers(life.first.after.members):
            in_force = grounds.agreements(one.organisation_id, other.organisation_id, life.first.at)
            if not any(_shares(agreement, one) and _shares(agreement, other) for agreement in in_force):
                yield (
                    f"mentorship {life.id}: {one.organisation_id} and {other.organisation_id} share no {one.role} and "
                    f"{other.role} at its proposal, {life.first.at.isoformat()}"
                )


def _shares(agreement: Agreement, member: Member) -> bool:
    return member.role in agreement.share_of(member.organisation_id).roles


def check_programme_shared(history: History, answers: Answers) -> Iterable[str]:
    """A member's organisation owns the programme, or an agreement in force opens it to them."""
    grounds = Grounds(history)
    for life in history.lives(Mentorship).values():
        proposed = life.first.after
        for organisation_id in proposed.organisations:
            if not _may_take_part(grounds, proposed.programme_id, organisation_id, life.first.at):
                yield f"mentorship {life.id}: programme {proposed.programme_id} is not open to {organisation_id}"


def _may_take_part(grounds: Grounds, programme_id: str, organisation_id: str, at: datetime) -> bool:
    return any(
        programme.organisation_id == organisation_id or _opened(grounds, programme, organisation_id, at)
        for programme in grounds.programmes(programme_id, at)
    )


def _opened(grounds: Grounds, programme: Programme, organisation_id: str, at: datetime) -> bool:
    shares = (
        agreement.share_of(programme.organisation_id).programmes
        for agreement in grounds.agreements(programme.organisation_id, organisation_id, at)
    )
    return programme.open_to_partners and any(listed is None or programme.id in listed for listed in shares)


def check_agreement_places(history: History, answers: Answers) -> Iterable[str]:
    """A live mentorship holds a place for each person taken by another organisation's mentor, or peer.

    The places are those of an agreement between the two.
    """
    agreements = history.lives(Agreement)
    for life in history.lives(Mentorship).values():
        for number, moment in enumerate(life.moments, 1):
            held = _held(moment.after)
            needed = _needed(moment.after)
            if moment.after.is_live and held != needed:
                yield f"mentorship {life.id} (event {number}): holds {_words(held)}, needs {_words(needed)}"
        yield from (f"mentorship {life.id}: {fault}" for fault in _wrong_agreements(life.last, agreements))


Places = Counter[tuple[str, str]]


def _held(mentorship: Mentorship) -> Places:
    held: Places = Counter()
    for place in mentorship.agreement_places:
        held[place.giver, place.receiver] += place.places
    return held


def _needed(mentorship: Mentorship) -> Places:
    needed: Places = Counter()
    for one, other in strangers(mentorship.members):
        for giver, taken in ((one, other), (other, one)):
            if giver.role is not Role.MENTEE and taken.role is not Role.MENTOR:
                needed[giver.organisation_id, taken.organisation_id] += 1
    return needed


def _words(places: Places) -> str:
    return ", ".join(f"{number} of {giver} for {taken}" for (giver, taken), number in sorted(places.items())) or "none"


def _wrong_agreements(mentorship: Mentorship, agreements: Mapping[str, Life[Agreement]]) -> Iterator[str]:
    for place in mentorship.agreement_places:
        life = agreements.get(place.agreement_id)
        if life is None or {place.giver, place.receiver} != {life.last.offered_by, life.last.offered_to}:
            yield f"agreement {place.agreement_id} is none between {place.giver} and {place.receiver}"


def check_agreed(history: History, answers: Answers) -> Iterable[str]:
    """A mentorship starts when every member accepted and every approval asked for was given, each told before."""
    for life in history.lives(Mentorship).values():
        for moment in life.moments:
            if isinstance(moment.event, MentorshipStarted):
                yield from (f"mentorship {life.id} started though {what}" for what in _missing(life, moment.after))


def _missing(life: Life[Mentorship], started: Mentorship) -> Iterator[str]:
    accepted = {moment.event.person_id for moment in life.moments if isinstance(moment.event, MentorshipAccepted)}
    asked_for = {member.person_id for member in life.first.after.members if member.accepted_at}
    approved = {moment.event.organisation_id for moment in life.moments if isinstance(moment.event, MentorshipApproved)}
    for member in started.members:
        if member.accepted_at is None or member.person_id not in accepted | asked_for:
            yield f"{member.person_id} had not accepted"
    for approval in started.approvals:
        if approval.approved_at is None or approval.organisation_id not in approved:
            yield f"{approval.organisation_id} had not approved"


def check_dual_approval(history: History, answers: Answers) -> Iterable[str]:
    """Where the agreement asks for it, the coordinators of both organisations are asked to approve."""
    grounds = Grounds(history)
    for life in history.lives(Mentorship).values():
        proposed = life.first.after
        asked = {approval.organisation_id for approval in proposed.approvals}
        for one, other in strangers(proposed.members):
            both = {one.organisation_id, other.organisation_id}
            in_force = grounds.agreements(one.organisation_id, other.organisation_id, life.first.at)
            must_ask = bool(in_force) and all(agreement.dual_approval for agreement in in_force)
            if must_ask and not _both_mentees(one, other) and not both <= asked:
                yield f"mentorship {life.id}: {' and '.join(sorted(both))} are not both asked to approve"


def _both_mentees(one: Member, other: Member) -> bool:
    return one.role is other.role is Role.MENTEE
