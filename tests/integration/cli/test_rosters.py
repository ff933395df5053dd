"""What a partner does with it: rosters."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing
from tests.integration.cli.command import Environment, address_of, assert_one_line, mentormesh, running


async def test_a_roster_is_imported_and_the_same_one_again_changes_nothing(
    with_topics: Environment, tmp_path: Path
) -> None:
    roster = tmp_path / "people.csv"
    roster.write_text("Nr;name;roles;Zone\n1;Ada;mentor;Europe/Berlin\n2;Bo;mentee;Berlin\n3;Cy;mentee;Europe/Oslo\n")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\nNr = "external_id"\n')
    key = _key("harbour", ["roster"], with_topics)
    with running("serve", "profile", "--port", "0", **with_topics) as process:
        to = {"MENTORMESH_URL": address_of(process), "MENTORMESH_KEY": key}
        arguments = ("import", str(roster), "--mapping", str(mapping))
        tried = mentormesh(*arguments, "--dry-run", **to)
        assert (tried.returncode, tried.stdout.splitlines()[0]) == (
            3,
            "3 people read, nothing done; 1 would be left out",
        )
        first = mentormesh(*arguments, **to)
        assert first.returncode == 3
        assert first.stdout.startswith("3 people: 2 registered, 0 changed, 0 unchanged, 0 returned; 1 left out\n")
        assert '"Berlin" is no time zone' in first.stdout
        again = json.loads(mentormesh(*arguments, "--json", **to).stdout)
        assert (again["unchanged"], again["lines"][0]["line"], again["lines"][0]["field"]) == (2, 3, "Zone")
        refused = mentormesh("import", str(roster), **to)
        assert_one_line(refused, "422", '"Nr" is no heading of a roster')


def _key(organisation_id: str, scopes: list[str], environment: Environment) -> str:
    now = datetime.now(UTC).replace(microsecond=0)
    ring = KeyRing(environment["MENTORMESH_SIGNING_KEY"])
    return ring.issue("k1", organisation_id, map(Scope, scopes), now, now + timedelta(days=1))
