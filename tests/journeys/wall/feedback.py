"""What feedback answers."""

from tests.journeys.wall.row import ForEverybody, Listing, Row, Theirs

FEEDBACK: tuple[Row, ...] = (
    Theirs("POST /v1/mentorships/{mentorship_id}/goals", "mentorship", {"goal": "knowledge_transfer"}),
    Theirs("POST /v1/goals/{goal_id}/worked-on", "goal_and_session", {"session_id": "{session_id}"}),
    Theirs("POST /v1/goals/{goal_id}/reached", "goal"),
    Theirs("POST /v1/goals/{goal_id}/dropped", "goal"),
    Listing("GET /v1/goals"),
    Theirs("GET /v1/goals/{goal_id}", "goal"),
    Theirs("POST /v1/mentorships/{mentorship_id}/introductions", "mentorship", {}),
    Theirs("POST /v1/mentorships/{mentorship_id}/problems-solved", "mentorship", {}),
    Theirs("POST /v1/sessions/{session_id}/feedback", "held_session", {"person_id": "{mentee_id}"}),
    Theirs("GET /v1/sessions/{session_id}/feedback", "answers"),
    Listing("GET /v1/feedback"),
    Theirs("GET /v1/feedback/{feedback_id}", "answers"),
    Theirs("GET /v1/feedback/{feedback_id}/comment", "answers"),
    ForEverybody("GET /v1/instruments"),
    ForEverybody("GET /v1/instruments/{instrument_id}"),
    Theirs("GET /v1/people/{person_id}/scores", "rated_mentor"),
    Theirs("GET /v1/mentorships/{mentorship_id}/health", "mentorship"),
    Listing("GET /v1/risks"),
    Theirs("GET /v1/mentorships/{mentorship_id}/report", "answers"),
    Listing("GET /v1/reports"),
)
