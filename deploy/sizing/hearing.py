"""Who publishes and hears what, as the services' own wiring has it; a test compares."""

HEARD: dict[str, tuple[str, ...]] = {
    "partners": ("credentials", "operations", "people"),
    "profile": ("credentials", "mentorships", "organisations", "people"),
    "matching": ("credentials", "feedback", "organisations", "people"),
    "scheduling": ("credentials", "mentorships", "people"),
    "feedback": ("credentials", "mentorships", "people", "sessions"),
}
"""By service, the streams that it reads. A service also reads events of its streams that it does nothing with."""
SPOKEN: dict[str, tuple[str, ...]] = {
    "partners": ("organisations", "credentials"),
    "profile": ("people",),
    "matching": ("programmes", "mentorships"),
    "scheduling": ("sessions",),
    "feedback": ("feedback",),
}
SERVICES = tuple(HEARD)


def full_name(stream: str) -> str:
    """The name of its topic."""
    return f"mentormesh.{stream}.v1"
