"""Commands and their effects, brought together."""

from tests.bench.api.effects import Commanded, Sightings, delays, place_of


def commanded(
    sequence: int = 2, *, due: float = 10.0, answered: float = 10.5, source: str = "people/anna"
) -> Commanded:
    return Commanded("change", "matching", source, sequence, due, answered)


def seen(*told: tuple[int, float]) -> Sightings:
    sightings = Sightings()
    for sequence, moment in told:
        sightings.saw("matching", "people/anna", sequence, moment)
    return sightings


def test_an_effect_is_seen_when_its_sequence_is() -> None:
    sightings = seen((1, 9.0), (2, 11.0), (3, 12.0))

    assert delays([commanded()], sightings).from_answer == [0.5]
    assert delays([commanded()], sightings).from_sending == [1.0]


def test_a_batch_that_goes_further_shows_what_came_before() -> None:
    assert seen((1, 9.0), (5, 11.0)).moment("matching", "people/anna", 3) == 11.0


def test_what_was_seen_first_counts() -> None:
    assert seen((2, 11.0), (2, 15.0), (1, 16.0)).moment("matching", "people/anna", 2) == 11.0


def test_an_effect_before_its_answer_was_read_took_no_time() -> None:
    assert delays([commanded()], seen((2, 10.2))).from_answer == [0.0]


def test_whose_effect_was_not_seen_is_named_and_has_no_delay() -> None:
    late, elsewhere = commanded(3), commanded(source="people/bert")
    sightings = seen((2, 11.0))

    assert sightings.lacking([commanded(), late, elsewhere]) == [late, elsewhere]
    assert delays([late, elsewhere], sightings).from_answer == []


def test_services_are_told_apart() -> None:
    assert seen((2, 11.0)).moment("scheduling", "people/anna", 2) is None


def test_the_place_of_an_aggregate_is_found_among_others() -> None:
    places = [("sessions/one", 3), ("mentorships/two", 4)]

    assert place_of("two", places) == ("mentorships/two", 4)
    assert place_of("three", places) is None
