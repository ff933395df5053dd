"""The front page: what stands here, and where its documents are."""

from collections.abc import Mapping

from services.chassis.http.markup import Html, element, framed, link

DOORS = (
    ("docs", "API", "Every route, to read and to try."),
    ("openapi.json", "OpenAPI 3.1", "The same, for programs."),
)
EVENTS = (
    ("asyncapi", "Events", "Topics, messages and their payloads."),
    ("asyncapi.json", "AsyncAPI 3.0", "The same, for programs."),
)
OPERATING = (
    ("health/ready", "Health", "Ready or not, and why."),
    ("metrics", "Metrics", "For Prometheus."),
)


def front_page(title: str, version: str, services: Mapping[str, str], *, with_events: bool) -> str:
    """The whole page."""
    doors = DOORS + (EVENTS if with_events else ()) + OPERATING
    listed = [element("li", element("strong", name), " ", about) for name, about in services.items()]
    return framed(
        title,
        element("h1", title),
        element("p", f"Version {version}", class_="quiet"),
        element("nav", *(_door(*door) for door in doors)),
        element("h2", "Services" if len(services) > 1 else "Service"),
        element("ul", *listed, class_="services"),
    )


def _door(address: str, label: str, sentence: str) -> Html:
    return element("p", link(address, label), element("span", sentence))
