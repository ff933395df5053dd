"""Organisations, what they agree on, and their keys."""

from tests.journeys.wall.home import Given, Home


def organisation(home: Home) -> Given:
    """One that has no agreement with anybody."""
    lonely = home.network.joined("Lonely")
    home.network.watch.hide(lonely.id, lonely.id)
    return Given({"organisation_id": lonely.id}, lonely, (home.birch, home.cedar))


def offer(home: Home) -> Given:
    """An agreement that was offered and waits for an answer."""
    offering, asked = home.network.joined("Offering"), home.network.joined("Asked")
    offered = offering.post("/v1/agreements", {"offered_to": asked.id})
    return Given({"agreement_id": offered["id"]}, asked, (home.birch, home.cedar))


def agreement(home: Home) -> Given:
    """One in force between two others."""
    offering, asked = home.network.joined("Offering"), home.network.joined("Asked")
    agreed = home.network.agree(offering, asked)
    return Given({"agreement_id": agreed["id"]}, asked, (home.birch, home.cedar))


def key(home: Home) -> Given:
    """A key of Alder's."""
    return home.alders(key_id=home.alder.post("/v1/credentials", {"scopes": ["read"]})["id"])
