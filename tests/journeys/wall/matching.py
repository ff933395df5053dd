"""What matching answers."""

from tests.journeys.wall.row import Listing, Making, Row, Theirs

MENTEE = {"person_id": "{mentee_id}", "role": "mentee"}
TWO = {"person_id": "{mentee_id}", "other_id": "{mentor_id}"}
DECLARED = {"person_id": "{mentor_id}", "role": "mentor", "other_id": "{mentee_id}"}

MATCHING: tuple[Row, ...] = (
    Making("POST /v1/programmes", {"kind": "informal", "title": "The same title"}),
    Listing("GET /v1/programmes"),
    Theirs("GET /v1/programmes/{programme_id}", "programme"),
    Theirs("PUT /v1/programmes/{programme_id}/policy", "programme", {"offer_expiry_hours": 48}),
    Theirs("POST /v1/programmes/{programme_id}/close", "programme"),
    Theirs("POST /v1/programmes/{programme_id}/enrolments", "pair", MENTEE),
    Theirs("GET /v1/programmes/{programme_id}/enrolments", "enrolled_pair"),
    Theirs("POST /v1/programmes/{programme_id}/enrolments/bulk", "pair", {"people": [MENTEE]}),
    Theirs("POST /v1/programmes/{programme_id}/withdrawals", "enrolled_pair", MENTEE),
    Theirs("POST /v1/programmes/{programme_id}/cycles", "formal_programme"),
    Theirs("GET /v1/programmes/{programme_id}/cycles", "cycle"),
    Theirs("GET /v1/programmes/{programme_id}/cycles/{cycle_id}", "cycle"),
    Theirs("GET /v1/programmes/{programme_id}/cycles/{cycle_id}/progress", "cycle"),
    Theirs("GET /v1/programmes/{programme_id}/cycles/{cycle_id}/left-out", "cycle"),
    Theirs("GET /v1/programmes/{programme_id}/cycles/{cycle_id}/pairs", "cycle"),
    Theirs("GET /v1/programmes/{programme_id}/cycles/{cycle_id}/audit", "cycle"),
    Theirs("GET /v1/programmes/{programme_id}/cycles/{cycle_id}/receipt", "cycle"),
    Theirs("POST /v1/programmes/{programme_id}/cycles/{cycle_id}/replay", "cycle"),
    Theirs("GET /v1/programmes/{programme_id}/cycles/{cycle_id}/replays/{replay_id}", "replay"),
    Listing("GET /v1/cycles"),
    Theirs("GET /v1/cycles/{cycle_id}", "cycle"),
    Theirs("POST /v1/programmes/{programme_id}/pins", "formal_pair", TWO),
    Theirs("GET /v1/programmes/{programme_id}/pins", "pin"),
    Theirs("DELETE /v1/programmes/{programme_id}/pins/{ruling_id}", "pin"),
    Theirs("POST /v1/programmes/{programme_id}/vetoes", "formal_pair", TWO),
    Theirs("GET /v1/programmes/{programme_id}/vetoes", "veto"),
    Theirs("DELETE /v1/programmes/{programme_id}/vetoes/{ruling_id}", "veto"),
    Theirs("GET /v1/programmes/{programme_id}/recommendations", "enrolled_pair", query={"mentee_id": "{mentee_id}"}),
    Theirs("GET /v1/programmes/{programme_id}/readiness", "pair", query={"person_id": "{mentee_id}"}),
    Theirs(
        "POST /v1/programmes/{programme_id}/requests",
        "enrolled_pair",
        {"mentee_id": "{mentee_id}", "mentor_id": "{mentor_id}"},
    ),
    Theirs("POST /v1/programmes/{programme_id}/declarations", "enrolled_pair", DECLARED),
    Listing("GET /v1/mentorships"),
    Theirs("GET /v1/mentorships/{mentorship_id}", "proposal"),
    Theirs("POST /v1/mentorships/{mentorship_id}/approve", "shared_proposal"),
    Theirs("POST /v1/mentorships/{mentorship_id}/accept", "proposal", {"person_id": "{mentor_id}"}),
    Theirs("POST /v1/mentorships/{mentorship_id}/decline", "proposal", {"person_id": "{mentor_id}"}),
    Theirs("POST /v1/mentorships/{mentorship_id}/pause", "mentorship"),
    Theirs("POST /v1/mentorships/{mentorship_id}/resume", "paused"),
    Theirs("POST /v1/mentorships/{mentorship_id}/complete", "mentorship"),
    Theirs("POST /v1/mentorships/{mentorship_id}/end", "mentorship", {"reason": "no_time"}),
    Theirs(
        "POST /v1/mentorships/{mentorship_id}/take-into-programme",
        "mentorship_for_both",
        {"programme_id": "{formal_programme_id}"},
    ),
    Listing("GET /v1/places/mentors"),
    Listing("GET /v1/places/agreements"),
)
