"""Who publishes and hears what, as the services' own wiring has it; a test compares."""

HEARD: dict[str, tuple[str, ...]] = {
    "partners": ("credentials", "operations"),
    "profile": ("credentials", "mentorships", "organisations"),
    "matching": ("credentials", "feedback", "organisations", "people"),
    "scheduling": ("credentials", "mentorships", "people"),
    "feedback": ("credentials", "mentorships", "sessions"),
}
"""By service, the streams that it follows event by event. Of `people` some take erasures alone."""
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
