import pytest

from cli.client import Answer, ApiProblem
from cli.demo.world import attempt
from tests.unit.cli.demo.given import mentorship, world


def test_chance_falls_the_same_way_whatever_ids_people_have() -> None:
    one, other = world(), world()
    other.organisations["o1"].people["m9"] = {**other.organisations["o1"].people.pop("m1"), "id": "m9"}
    assert one.lasting_name("m1") == other.lasting_name("m9") == "kestrelworks/M1"
    assert one.dice(one.lasting_name("m1")).number(0, 10**9) == other.dice(other.lasting_name("m9")).number(0, 10**9)


def test_another_seed_makes_other_choices() -> None:
    assert world(1).dice("x").number(0, 10**9) != world(2).dice("x").number(0, 10**9)


def test_a_mentorship_is_named_by_its_members_in_whatever_order() -> None:
    made, one = world(), mentorship("a", "c1", "e2", 0.7)
    assert made.title(one) == "kestrelworks/M1+weidenfurt/E2"
    assert made.title({**one, "members": one["members"][::-1]}) == made.title(one)


def test_its_actors_are_the_organisations_of_its_members() -> None:
    made = world()
    assert [each.slug for each in made.actors(mentorship("a", "c1", "e2", 0.7))] == ["kestrelworks", "weidenfurt"]
    assert [each.slug for each in made.actors(mentorship("a", "c1", "e1", 0.7))] == ["kestrelworks"]


async def refuse(type: str) -> Answer:
    import httpx

    raise ApiProblem("POST", "/v1/x", httpx.Response(409, json={"type": f"https://mentormesh.example/problems/{type}"}))


async def test_a_refusal_that_happens_in_life_is_counted() -> None:
    made = world()
    assert await attempt(made, refuse("time-taken"), "time-taken") is None
    assert made.refused == {"time-taken": 1}


async def test_any_other_refusal_is_raised() -> None:
    with pytest.raises(ApiProblem):
        await attempt(world(), refuse("not-begun"), "time-taken")
