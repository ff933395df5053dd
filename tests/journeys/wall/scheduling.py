"""What scheduling answers."""

from tests.journeys.wall.row import Listing, Row, Theirs

LATER = {"start": "{later}"}
BUSY = {"start": "{later}", "end": "{later_still}", "zone": "UTC"}

SCHEDULING: tuple[Row, ...] = (
    Theirs("POST /v1/mentorships/{mentorship_id}/sessions", "mentorship", {**LATER, "zone": "UTC", "book": True}),
    Listing("GET /v1/sessions"),
    Theirs("GET /v1/sessions/{session_id}", "session"),
    Theirs("POST /v1/sessions/{session_id}/book", "shared_session"),
    Theirs("POST /v1/sessions/{session_id}/reschedule", "session", LATER),
    Theirs("POST /v1/sessions/{session_id}/cancel", "session"),
    Theirs("POST /v1/sessions/{session_id}/attendance", "begun_session", {"came": ["{mentor_id}", "{mentee_id}"]}),
    Theirs("GET /v1/people/{person_id}/calendar", "busy_time"),
    Theirs("POST /v1/people/{person_id}/busy-times", "person", BUSY),
    Theirs("GET /v1/people/{person_id}/busy-times", "busy_time"),
    Theirs("DELETE /v1/people/{person_id}/busy-times/{busy_time_id}", "busy_time"),
)
