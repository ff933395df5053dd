"""What profile answers."""

from tests.journeys.wall.row import Listing, Making, Row, Theirs

AGAIN = {"external_id": "{external_id}", "name": "Declared anew"}

PROFILE: tuple[Row, ...] = (
    Making("POST /v1/people/imports", AGAIN, "person"),
    Making("POST /v1/people", AGAIN, "person"),
    Listing("GET /v1/people"),
    Theirs("GET /v1/people/{person_id}", "person"),
    Theirs("PUT /v1/people/{person_id}", "person", AGAIN),
    Theirs("PATCH /v1/people/{person_id}", "person", {"places_offered": 3}),
    Theirs("POST /v1/people/{person_id}/leave", "person"),
    Theirs("POST /v1/people/{person_id}/erase", "person"),
    Theirs("GET /v1/people/{person_id}/readiness", "person"),
)
