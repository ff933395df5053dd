"""Matches that nobody should have made."""

from typing import Any

from mentormesh_contracts.mentorships import (
    Member,
    MentorshipAccepted,
    MentorshipApproved,
    MentorshipMemberLeft,
    MentorshipProposed,
    MentorshipStarted,
)
from mentormesh_contracts.organisations import AgreementAccepted, AgreementEnded, AgreementOffered
from mentormesh_contracts.people import PersonChanged, PersonRegistered
from mentormesh_contracts.programmes import ParticipantEnrolled, ProgrammeOpened
from mentormesh_contracts.vocabulary import AgreementStatus, MentorshipStatus, Role, Screening
from tests.unit.cli.verify.chronicle import MINUTE, Chronicle
from tests.unit.cli.verify.facts import MENTEE, MENTOR, PEER, member, mentorship, participant
from tests.unit.cli.verify.network import agree
from tests.unit.cli.verify.planted.plant import breaks, in_body


def proposed(
    told: Chronicle, programme_id: str, *people: tuple[str, Role], id: str = "m9", **changes: Any
) -> Chronicle:
    members: list[Member] = [member(*each) for each in people]
    return told.tell(MentorshipProposed(after=mentorship(id, programme_id, *members, **changes)))


def declared(told: Chronicle, id: str, **attributes: Any) -> Chronicle:
    return told.change(PersonChanged, id, attributes, changed=tuple(attributes))


def terms(told: Chronicle, old: bytes, new: bytes) -> Chronicle:
    """As if the agreement had said so from the first."""
    for event in (AgreementOffered, AgreementAccepted):
        in_body(told, told.of(event, "a1")[0], old, new)
    return told


def with_rule(told: Chronicle, old: bytes, new: bytes) -> Chronicle:
    """As if the informal programme had had it from the first."""
    in_body(told, told.of(ProgrammeOpened, "informal")[0], old, new)
    return told


@breaks("places")
def a_third_one_for_a_mentor_who_takes_two(told: Chronicle) -> object:
    proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE), id="m8")
    return proposed(told, "informal", ("ada", MENTOR), ("nia", MENTEE), id="m9")


@breaks("places")
def a_new_one_after_the_offer_shrank(told: Chronicle) -> object:
    declared(told, "ada", places_offered=1)
    return proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE))


@breaks("one_match")
def two_mentors_in_one_programme(told: Chronicle) -> object:
    return proposed(told, "formal", ("eli", MENTOR), ("bo", MENTEE))


@breaks("one_match")
def a_peer_with_two_peers(told: Chronicle) -> object:
    return proposed(told, "peer", ("noa", PEER), ("cy", PEER))


@breaks("quota")
def a_group_beyond_the_quota(told: Chronicle) -> object:
    return terms(told, b'"places":5', b'"places":2')


@breaks("places_told")
def a_place_in_use_that_nobody_takes(told: Chronicle) -> object:
    parts = (("formal", MENTOR), ("informal", MENTOR), ("group", MENTOR))
    return told.tell(ParticipantEnrolled(programme_id="group", after=participant("ada", *parts, places_used=2)))


@breaks("agreement")
def with_a_stranger(told: Chronicle) -> object:
    return proposed(told, "formal", ("ada", MENTOR), ("eve", MENTEE))


@breaks("agreement")
def after_the_agreement_ended(told: Chronicle) -> object:
    told.change(AgreementEnded, "a1", {"status": AgreementStatus.ENDED, "ended_at": told.now})
    return proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE))


@breaks("agreement")
def after_its_last_day(told: Chronicle) -> object:
    until = (told.now + MINUTE).isoformat().encode()
    terms(told, b'"valid_until":null', b'"valid_until":"' + until + b'"')
    told.now += 5 * MINUTE
    return proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE))


@breaks("agreement")
def in_a_role_that_is_not_shared(told: Chronicle) -> object:
    return terms(told, b'["mentor","mentee","peer"]', b'["mentor","mentee"]')


@breaks("programme_shared")
def in_a_programme_that_is_not_open(told: Chronicle) -> object:
    return in_body(told, told.of(ProgrammeOpened, "formal")[0], b'"open_to_partners":true', b'"open_to_partners":false')


@breaks("programme_shared")
def in_a_programme_that_is_not_listed(told: Chronicle) -> object:
    return terms(told, b'"programmes":null', b'"programmes":["informal"]')


@breaks("agreement_places")
def without_the_places_that_it_needs(told: Chronicle) -> object:
    return proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE), agreement_places=())


@breaks("agreement_places")
def places_that_are_kept_when_somebody_left(told: Chronicle) -> object:
    return in_body(
        told, told.of(MentorshipMemberLeft, "m3")[0], b'"receiver":"south","places":1', b'"receiver":"south","places":2'
    )


@breaks("agreement_places")
def places_of_another_agreement(told: Chronicle) -> object:
    return in_body(told, told.of(MentorshipStarted, "m4")[0], b'"agreement_id":"a1"', b'"agreement_id":"a2"')


@breaks("agreed")
def started_without_an_approval(told: Chronicle) -> object:
    proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE))
    agree(told, "m9")
    return told.raws.pop(told.of(MentorshipApproved, "m9")[0])


@breaks("agreed")
def started_before_all_accepted(told: Chronicle) -> object:
    proposed(told, "informal", ("eli", MENTOR), ("nia", MENTEE))
    return told.change(MentorshipStarted, "m9", {"status": MentorshipStatus.ACTIVE})


@breaks("agreed")
def accepted_though_nobody_said_so(told: Chronicle) -> object:
    return told.raws.pop(told.of(MentorshipAccepted, "m1")[1])


@breaks("dual_approval")
def nobody_is_asked_to_approve(told: Chronicle) -> object:
    return proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE), approvals=())


@breaks("experience")
def a_mentor_who_is_behind(told: Chronicle) -> object:
    declared(told, "bo", disciplines={"data": 12.0})
    return proposed(told, "informal", ("ada", MENTOR), ("bo", MENTEE))


@breaks("experience")
def a_mentor_of_another_area(told: Chronicle) -> object:
    declared(told, "cy", area_sought="law")
    return proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE))


@breaks("peers")
def peers_of_one_discipline(told: Chronicle) -> object:
    declared(told, "pia", disciplines={"data": 2.0, "design": 2.0})
    return proposed(told, "peer", ("noa", PEER), ("pia", PEER))


@breaks("peers")
def peers_of_very_different_experience(told: Chronicle) -> object:
    declared(told, "pia", disciplines={"design": 9.0})
    return proposed(told, "peer", ("noa", PEER), ("pia", PEER))


@breaks("rules_of_their_own")
def from_the_organisation_that_a_rule_leaves_out(told: Chronicle) -> object:
    proposed(told, "informal", ("eli", MENTOR), ("nia", MENTEE))
    return with_rule(told, b'"other_organisation":false', b'"other_organisation":true')


@breaks("rules_of_their_own")
def farther_ahead_than_a_rule_allows(told: Chronicle) -> object:
    return with_rule(told, b'"maximum_experience_gap":null', b'"maximum_experience_gap":1.5')


@breaks("rules_of_their_own")
def without_the_common_discipline_that_a_rule_asks_for(told: Chronicle) -> object:
    declared(told, "cy", disciplines={}, area_sought=None)
    proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE))
    return with_rule(told, b'"common_discipline":false', b'"common_discipline":true')


@breaks("languages")
def who_cannot_talk_to_each_other(told: Chronicle) -> object:
    declared(told, "cy", languages=("xh",))
    return proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE))


@breaks("kept_apart")
def never_with(told: Chronicle) -> object:
    declared(told, "cy", never_with=("ada",))
    return proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE))


@breaks("kept_apart")
def with_ones_manager(told: Chronicle) -> object:
    declared(told, "nia", reporting_line=("ada",))
    return proposed(told, "informal", ("ada", MENTOR), ("nia", MENTEE))


@breaks("kept_apart")
def somebody_who_was_refused(told: Chronicle) -> object:
    declared(told, "eli", screening=Screening.REFUSED)
    return proposed(told, "informal", ("eli", MENTOR), ("nia", MENTEE))


@breaks("shape")
def a_pair_of_three(told: Chronicle) -> object:
    return proposed(told, "informal", ("ada", MENTOR), ("cy", MENTEE), ("nia", MENTEE))


@breaks("shape")
def with_oneself(told: Chronicle) -> object:
    return proposed(told, "peer", ("noa", PEER), ("noa", PEER))


@breaks("group_size")
def a_group_of_one(told: Chronicle) -> object:
    return proposed(told, "group", ("eli", MENTOR), ("nia", MENTEE))


@breaks("group_size")
def a_group_that_is_too_large(told: Chronicle) -> object:
    return in_body(told, told.of(ProgrammeOpened, "group")[0], b'"group_maximum":4', b'"group_maximum":2')


@breaks("enrolled")
def somebody_who_was_never_enrolled(told: Chronicle) -> object:
    return proposed(told, "informal", ("eli", MENTOR), ("nia", MENTEE))


@breaks("references")
def in_a_programme_of_which_nothing_was_told(told: Chronicle) -> object:
    return told.raws.pop(told.of(ProgrammeOpened, "peer")[0])


@breaks("references")
def with_a_person_of_whom_nothing_was_told(told: Chronicle) -> object:
    return told.raws.pop(told.of(PersonRegistered, "pia")[0])
