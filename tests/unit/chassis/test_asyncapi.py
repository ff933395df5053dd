import pytest

from mentormesh_contracts import TOPICS
from mentormesh_contracts.organisations import OrganisationJoined
from mentormesh_contracts.schemas import schema_of
from mentormesh_contracts.topics import ORGANISATIONS, PEOPLE, SESSIONS
from services.chassis.asyncapi import Document, Speaker, asyncapi_document
from services.chassis.http.asyncapi_page import asyncapi_page

SPEAKERS = (
    Speaker("partners", publishes=(ORGANISATIONS,)),
    Speaker("profile", publishes=(PEOPLE,), hears=(OrganisationJoined,)),
)


@pytest.fixture(scope="module")
def document() -> Document:
    return asyncapi_document(SPEAKERS)


def resolve(document: Document, ref: str) -> Document:
    found = document
    for part in ref.removeprefix("#/").split("/"):
        found = found[part]
    return found


def refs(part: object) -> list[str]:
    if isinstance(part, dict):
        return [value for key, value in part.items() if key == "$ref"] + [
            ref for value in part.values() for ref in refs(value)
        ]
    return [ref for value in part for ref in refs(value)] if isinstance(part, list) else []


def test_every_reference_leads_somewhere() -> None:
    whole = asyncapi_document([Speaker("all", publishes=TOPICS)])
    assert all(resolve(whole, ref) for ref in set(refs(whole)))


def test_topics_of_the_services_are_there_and_no_others(document: Document) -> None:
    assert set(document["channels"]) == {"organisations", "people"}
    assert SESSIONS.name not in str(document)


def test_a_channel_says_how_the_topic_is_kept(document: Document) -> None:
    kafka = document["channels"]["people"]["bindings"]["kafka"]
    assert kafka["partitions"] == PEOPLE.partitions
    assert kafka["topicConfiguration"]["cleanup.policy"] == ["compact"]


def test_a_payload_is_the_models_schema(document: Document) -> None:
    payload = resolve(document, document["components"]["messages"]["OrganisationJoined"]["payload"]["$ref"])
    assert payload["required"] == schema_of(OrganisationJoined)["required"]
    assert payload["properties"]["after"]["$ref"] == "#/components/schemas/Organisation"


def test_a_service_receives_only_what_it_listens_to(document: Document) -> None:
    received = document["operations"]["profile.receives.organisations"]
    assert received["action"] == "receive"
    assert received["messages"] == [{"$ref": "#/channels/organisations/messages/OrganisationJoined"}]


def test_a_service_sends_all_that_its_topics_hold(document: Document) -> None:
    assert len(document["operations"]["partners.sends.organisations"]["messages"]) == len(ORGANISATIONS.events)


def test_the_page_tells_of_each_message_and_who_hears_it(document: Document) -> None:
    page = asyncapi_page(document)
    assert all(message["name"] in page for message in document["components"]["messages"].values())
    assert "<dt>Heard by</dt><dd>profile</dd>" in page
    assert "<script" not in page


def test_the_page_escapes_what_it_is_given(document: Document) -> None:
    page = asyncapi_page({**document, "info": {**document["info"], "title": "<b>bold</b>"}})
    assert "&lt;b&gt;bold" in page
    assert "<b>" not in page
