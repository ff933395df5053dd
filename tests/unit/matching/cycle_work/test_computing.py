import random
from collections.abc import Sequence

from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind, Role
from services.matching.cycle_work.computing import Computed, Contradictory, compute, repeated
from services.matching.cycle_work.snapshot import Snapshot, Stored, receipt_parts
from services.matching.domain.cycles.left_out import Reason
from services.matching.domain.cycles.packed import models
from services.matching.domain.cycles.receipt import Content, Receipt
from services.matching.domain.participants.participant import Encounter, Participant
from services.matching.domain.rules.pair import Ground
from services.matching.domain.rulings.ruling import Ruling, RulingKind, ruling_id
from services.matching.store.enrolled import Enrolled
from tests.unit.matching.cohort.crowd import crowd, ground, places
from tests.unit.matching.given import NOW, mentee, mentor


def stored(people: Sequence[Participant], *rulings: Ruling, on: Ground | None = None) -> Stored:
    """A receipt of a cycle that has just been taken in hand."""
    on = on or ground(ProgrammeKind.FORMAL)
    parts = list(receipt_parts("c", Enrolled(list(people), on, dict(places())), rulings))
    receipt = Receipt(
        id="c",
        organisation_id=on.programme.organisation_id,
        programme=on.programme,
        policy=on.policy,
        seed=3,
        monday=on.monday,
        read_at=on.ties.now,
        people=len(people),
        parts=len(parts),
    )
    return Stored(receipt, parts)


def ruling(kind: RulingKind, person_id: str, other_id: str) -> Ruling:
    return Ruling(
        id=ruling_id("p", person_id, other_id),
        programme_id="p",
        programme_organisation_id="acme",
        kind=kind,
        person_id=person_id,
        other_id=other_id,
        by=("acme",),
        ruled_at=NOW,
    )


def computed(of: Stored) -> Computed:
    found = compute("c", of, lambda _: None)
    assert isinstance(found, Computed)
    return found


def test_a_snapshot_is_what_was_read_in_whatever_order() -> None:
    people = crowd(1, 450, (Role.MENTOR, Role.MENTEE))
    shuffled = random.Random(1).sample(people, len(people))
    found = stored(shuffled, ruling(RulingKind.PIN, "x", "y"), ruling(RulingKind.VETO, "x", "z"))
    snapshot = Snapshot.of(found)
    assert list(snapshot.participants) == sorted(people, key=lambda each: each.id)
    assert (snapshot.ground, snapshot.places) == (ground(ProgrammeKind.FORMAL), dict(places()))
    assert (snapshot.rulings.pins, snapshot.rulings.vetoes, snapshot.seed) == ((("x", "y"),), (("x", "z"),), 3)
    assert found.parts == stored(people, ruling(RulingKind.PIN, "x", "y"), ruling(RulingKind.VETO, "x", "z")).parts
    held = [part.holds for part in found.parts]
    assert held.count(Content.PARTICIPANTS) == 3


def test_what_is_of_other_programmes_is_not_in_it() -> None:
    (own,) = mentee().enrolments
    met = (Encounter(programme_id="p", person_id="m"), Encounter(programme_id="q", person_id="n"))
    somebody = mentee().model_copy(
        update={"enrolments": (own, own.model_copy(update={"programme_id": "q"})), "encounters": met}
    )
    (kept,) = Snapshot.of(stored([somebody])).participants
    assert (kept.enrolments, kept.encounters) == ((own,), met[:1])


def test_the_same_snapshot_gives_the_same_result() -> None:
    people = crowd(2, 60, (Role.MENTOR, Role.MENTEE))
    first = computed(stored(people))
    again = computed(stored(list(reversed(people))))
    assert first == again
    assert repeated(stored(people), lambda _: None) == (first.audit.engine_version, first.audit.result_hash)


def test_everybody_who_was_considered_is_in_the_plan_or_has_a_reason() -> None:
    found = computed(stored(crowd(3, 60, (Role.MENTOR, Role.MENTEE))))
    proposals = [each for part in found.parts for each in part.proposals()]
    matched = {seeker for each in proposals for seeker in each.seekers}
    left_out = {reason.person_id for packed in found.left_out for reason in models(Reason, packed)}
    assert (len(proposals), len(matched | left_out), matched & left_out) == (found.proposals, found.considered, set())
    assert {reason.person_id for each in proposals for reason in each.if_refused} == matched
    assert len({each.mentorship_id for each in proposals}) == len(proposals)


def test_an_empty_cohort_has_an_empty_result() -> None:
    found = computed(stored([]))
    assert (found.considered, found.proposals, found.parts, found.left_out) == (0, 0, [], [])
    assert (found.audit.coverage, found.audit.total_score, found.audit.worst_score) == (0, 0, None)


def test_pins_that_cannot_be_honoured_end_it_before_any_work() -> None:
    told: list[str] = []
    people = [mentee(languages=("fr",)), mentor()]
    found = compute("c", stored(people, ruling(RulingKind.PIN, "mentee", "mentor")), told.append)
    assert isinstance(found, Contradictory)
    assert [each.constraint for each in found.found] == [Constraint.LANGUAGE]
    assert told == []


def test_what_a_programme_is_called_is_in_its_receipt_alone() -> None:
    found = stored([mentee()])
    assert isinstance(found.receipt.programme, Programme)
    assert all(found.receipt.programme.title not in part.model_dump_json() for part in found.parts)
