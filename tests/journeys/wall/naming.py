"""Fields of bodies in which an organisation could name what is another's, in requests about its own things."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

NAMING = ("offered_to", "programmes", "came")
"""Fields that name something though they do not end with _id."""


@dataclass(frozen=True)
class Naming:
    """A request about one's own (`own_…`) that names something of another's by id."""

    route: str
    field: str
    body: Any
    given: str = "person"

    @property
    def id(self) -> str:
        """For the test's name."""
        return f"{self.route} {self.field}"


PROGRAMME = "/v1/programmes/{own_programme_id}"
OWN_MENTEE = {"mentee_id": "{own_mentee_id}"}
OWN_MENTOR = {"mentor_id": "{own_mentor_id}"}
OWN_TWO = {"person_id": "{own_mentee_id}", "other_id": "{own_mentor_id}"}
WISH = {"person_id": "{person_id}", "role": "mentor"}

NAMINGS = (
    Naming(
        "POST /v1/credentials",
        "organisation_id",
        {"organisation_id": "{organisation_id}", "scopes": ["read"]},
        "organisation",
    ),
    Naming(f"POST {PROGRAMME}/enrolments", "person_id", WISH),
    Naming(f"POST {PROGRAMME}/enrolments/bulk", "person_id", {"people": [WISH]}),
    Naming(f"POST {PROGRAMME}/withdrawals", "person_id", {"person_id": "{person_id}"}),
    Naming(f"POST {PROGRAMME}/requests", "mentee_id", {"mentee_id": "{person_id}", **OWN_MENTOR}),
    Naming(f"POST {PROGRAMME}/requests", "mentor_id", {"mentor_id": "{person_id}", **OWN_MENTEE}),
    Naming(f"POST {PROGRAMME}/declarations", "person_id", {**WISH, "other_id": "{own_mentee_id}"}),
    Naming(
        f"POST {PROGRAMME}/declarations",
        "other_id",
        {"person_id": "{own_mentor_id}", "role": "mentor", "other_id": "{person_id}"},
    ),
    *(
        Naming(f"POST {PROGRAMME}/{said}", field, {**OWN_TWO, field: "{person_id}"})
        for said in ("pins", "vetoes")
        for field in OWN_TWO
    ),
    Naming("POST /v1/mentorships/{own_proposal_id}/accept", "person_id", {"person_id": "{person_id}"}),
    Naming("POST /v1/mentorships/{own_proposal_id}/decline", "person_id", {"person_id": "{person_id}"}),
    Naming(
        "POST /v1/mentorships/{own_mentorship_id}/take-into-programme",
        "programme_id",
        {"programme_id": "{programme_id}"},
        "formal_programme",
    ),
    Naming("POST /v1/sessions/{own_begun_session_id}/attendance", "came", {"came": ["{person_id}"]}),
    Naming("POST /v1/goals/{own_goal_id}/worked-on", "session_id", {"session_id": "{session_id}"}, "held_session"),
    Naming("POST /v1/sessions/{own_held_session_id}/feedback", "person_id", {"person_id": "{person_id}"}),
)
IN_OWN_WORDS = ("external_id", "never_with_external_ids", "preferred_external_ids", "reporting_line_external_ids")
NAMES_NOTHING_OF_OTHERS = {
    **{("POST /v1/people", field): "one's own words for one's own people" for field in IN_OWN_WORDS},
    **{("PUT /v1/people/{}", field): "one's own words for one's own people" for field in IN_OWN_WORDS},
    ("POST /v1/agreements", "offered_to"): "whom one offers something to one has to name",
    ("POST /v1/agreements", "programmes"): "gives nothing that is not one's own: tried by itself",
}


def names_something(fields: Iterable[str]) -> list[str]:
    """Those of the fields that hold ids."""
    return [field for field in fields if field.endswith(("_id", "_ids")) or field in NAMING]
