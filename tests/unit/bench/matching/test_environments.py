"""Peers are pinned by hashes; where they come from is the machine's affair."""

import re

import pytest

from tests.bench.matching.environments import PEERS, PINS, pins

PIN = re.compile(r"^[a-z0-9][a-z0-9._-]*==[^ ]+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


@pytest.mark.parametrize("peer", PEERS)
def test_every_pin_has_a_version_and_hashes(peer: str) -> None:
    lines = pins(peer).read_text().splitlines()
    begins = [at for at, line in enumerate(lines) if PIN.match(line)]

    assert begins
    assert all(PIN.match(line) or HASH.match(line) for line in lines)
    assert all(HASH.match(lines[at + 1]) for at in begins)


@pytest.mark.parametrize("peer", PEERS)
def test_pins_name_no_address(peer: str) -> None:
    text = pins(peer).read_text()

    assert not re.search(r"://|index|find-links|trusted", text)


@pytest.mark.parametrize("peer", PEERS)
def test_what_is_wanted_is_pinned(peer: str) -> None:
    pinned = re.findall(r"(?m)^([a-z0-9._-]+)==", pins(peer).read_text())

    assert set(PEERS[peer]) <= set(pinned)


def test_there_are_no_pins_of_nobody() -> None:
    assert {path.stem for path in PINS.glob("*.txt")} == set(PEERS)
