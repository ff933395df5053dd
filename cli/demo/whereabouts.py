"""Where everything is, once it is up, and what to try first."""

from pathlib import Path

from rich.console import Console
from rich.text import Text

from cli.demo.report.looks import section, table
from cli.demo.run import Running

PAGES = (
    ("API documentation", "/docs"),
    ("OpenAPI", "/openapi.json"),
    ("Events", "/asyncapi"),
    ("AsyncAPI", "/asyncapi.json"),
    ("Metrics", "/metrics"),
    ("Health", "/health/ready"),
)


def write_keys(network: Running) -> Path:
    """All keys, as variables, in a file that nobody else may read."""
    place = network.installation.directory / "keys.env"
    place.unlink(missing_ok=True)
    place.touch(mode=0o600)
    keys = {one.slug.replace("-", "_").upper(): one.key for one in network.world.organisations.values()}
    lines = [f"{name}_KEY={key}" for name, key in {**keys, "OPERATOR": network.operators_key}.items()]
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


def print_whereabouts(console: Console, network: Running, keys: Path) -> None:
    """Addresses, organisations, and lines to paste."""
    url, servers = network.world.url, network.installation.servers
    section(console, "Where everything is", table(("", ""), [(name, url + path) for name, path in PAGES], words=2))
    rows = [("Kafka", servers.kafka_url), ("MongoDB", servers.mongo_url), ("Valkey", servers.redis_url)]
    section(console, "Servers", table(("", ""), rows, words=2))
    organisations = [(one.name, one.id, len(one.people)) for one in network.world.organisations.values()]
    section(console, "Organisations", table(("name", "id", "people"), organisations, words=2))
    _print_first_steps(console, network, keys)


def _print_first_steps(console: Console, network: Running, keys: Path) -> None:
    first = next(iter(network.world.organisations.values()))
    section(console, f"To paste, as {first.name}")
    for line in (
        f"export MENTORMESH_URL={network.world.url} MENTORMESH_KEY={first.key}",
        'curl -s -H "Authorization: Bearer $MENTORMESH_KEY" "$MENTORMESH_URL/v1/people?role=mentor&limit=2"',
    ):
        # Whole lines, however wide the terminal is: they are to be pasted.
        console.print(Text(line), soft_wrap=True)
    console.print(Text(f"\nThe other keys are in {keys}", "dim"), soft_wrap=True)
    console.print(Text("Ctrl-C stops everything.", "dim"))
