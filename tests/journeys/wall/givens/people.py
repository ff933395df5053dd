"""People and what is said of them alone."""

from tests.journeys.support.people import mentor, register
from tests.journeys.support.waiting import eventually
from tests.journeys.wall.givens.times import spoken
from tests.journeys.wall.home import Given, Home


def person(home: Home) -> Given:
    """Somebody who is enrolled nowhere."""
    someone = mentor(home.alder)
    (id,) = register(home.alder, someone)
    times = {"later": spoken(home), "later_still": spoken(home)}
    return home.alders(person_id=id, external_id=someone.words.external_id, **times)


def erasure(home: Home) -> Given:
    """The receipt of somebody whom Alder had erased."""
    ids = person(home).ids
    home.alder.post(f"/v1/people/{ids['person_id']}/erase")
    eventually(lambda: home.alder.ask("GET", f"/v1/erasures/{ids['person_id']}").is_success)
    return home.alders(**ids)


def busy_time(home: Home) -> Given:
    """The second of a person's."""
    ids = person(home).ids
    wishes = [{"start": spoken(home), "end": spoken(home), "zone": "UTC"} for _ in range(2)]
    _, last = (home.alder.post(f"/v1/people/{ids['person_id']}/busy-times", wish) for wish in wishes)
    return home.alders(person_id=ids["person_id"], busy_time_id=last["id"])
