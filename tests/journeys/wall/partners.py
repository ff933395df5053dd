"""What partners answers, and the operators' routes of every service."""

from cli.services import NAMES
from tests.journeys.wall.row import ForOperators, Listing, Making, Row, Theirs

PARTNERS: tuple[Row, ...] = (
    ForOperators("POST /v1/organisations", {"name": "A new one"}),
    Listing("GET /v1/organisations"),
    Theirs("GET /v1/organisations/{organisation_id}", "organisation"),
    Theirs("PATCH /v1/organisations/{organisation_id}", "organisation", {"zone": "Europe/Paris"}),
    Theirs("POST /v1/organisations/{organisation_id}/leave", "organisation"),
    Making("POST /v1/agreements", {"offered_to": "{organisation_id}"}, "organisation"),
    Listing("GET /v1/agreements"),
    Theirs("GET /v1/agreements/{agreement_id}", "offer"),
    Theirs("POST /v1/agreements/{agreement_id}/accept", "offer"),
    Theirs("POST /v1/agreements/{agreement_id}/decline", "offer"),
    Theirs("POST /v1/agreements/{agreement_id}/end", "agreement"),
    Making("POST /v1/credentials", {"scopes": ["read"], "label": "The same label"}),
    Listing("GET /v1/credentials"),
    Theirs("GET /v1/credentials/{key_id}", "key"),
    Theirs("POST /v1/credentials/{key_id}/rotate", "key"),
    Theirs("POST /v1/credentials/{key_id}/revoke", "key"),
    Listing("GET /v1/erasures"),
    Theirs("GET /v1/erasures/{person_id}", "erasure"),
)

HELD = {"id": "mentormesh.people.v1/0/0"}
OPERATIONS: tuple[Row, ...] = tuple(
    row
    for service in NAMES
    for row in (
        ForOperators(f"GET /v1/operations/{service}/held-records"),
        ForOperators(f"GET /v1/operations/{service}/held-records/one", query=HELD),
        ForOperators(f"GET /v1/operations/{service}/held-records/counts"),
        ForOperators(f"POST /v1/operations/{service}/held-records/redrive", HELD),
        ForOperators(f"POST /v1/operations/{service}/held-records/redrive-many", {"dry_run": True}),
        ForOperators(f"POST /v1/operations/{service}/held-records/discard", {**HELD, "reason": "because"}),
        ForOperators(
            f"POST /v1/operations/{service}/held-records/pass-over", {**HELD, "last_applied": 0, "reason": "because"}
        ),
        ForOperators(f"GET /v1/operations/{service}/intake"),
        ForOperators(f"POST /v1/operations/{service}/intake/resume", {"reason": "because"}),
        ForOperators(f"GET /v1/operations/{service}/clock"),
        ForOperators(f"POST /v1/operations/{service}/clock/advance", {"seconds": 0}),
    )
)
