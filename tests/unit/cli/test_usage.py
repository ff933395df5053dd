"""What the command says of itself, and to whoever uses it wrongly."""

import pytest

from cli.main import app
from tests.unit.cli.conftest import Run

VERBS = [
    *("serve", "local", "demo", "topics", "indexes", "backup", "doctor", "sizing", "replay"),
    *("match", "cycles", "import", "keys", "dead-letters", "intake"),
    *("openapi", "asyncapi", "documents"),
]
SMALLER_VERBS = [
    *(f"cycles {verb}" for verb in ("list", "show", "replay")),
    *(f"topics {verb}" for verb in ("list", "create", "check", "refill")),
    "indexes create",
    *(f"backup {verb}" for verb in ("create", "check", "restore")),
    *(f"keys {verb}" for verb in ("new-signing-key", "operator", "issue", "list", "rotate", "revoke")),
    *(f"dead-letters {verb}" for verb in ("list", "count", "show", "redrive", "discard", "pass-over")),
    *(f"intake {verb}" for verb in ("show", "resume")),
]


def test_it_lists_its_verbs(mentormesh: Run) -> None:
    told = mentormesh("--help")
    assert told.exit_code == 0
    assert all(verb in told.stdout for verb in VERBS)
    assert "Exit codes" in told.stdout


def test_the_lists_of_verbs_here_are_whole() -> None:
    assert len(app.registered_commands) + len(app.registered_groups) == len(VERBS)
    groups = [group.typer_instance for group in app.registered_groups]
    assert sum(len(group.registered_commands) for group in groups if group) == len(SMALLER_VERBS)


@pytest.mark.parametrize(
    "verb",
    [verb for verb in VERBS if verb not in ("topics", "indexes", "backup", "cycles", "keys", "dead-letters", "intake")]
    + SMALLER_VERBS,
)
def test_every_verb_explains_itself_with_an_example(mentormesh: Run, verb: str) -> None:
    told = mentormesh(*verb.split(), "--help")
    assert told.exit_code == 0
    assert "For example:" in told.stdout
    assert f"mentormesh {verb}" in told.stdout


def test_it_says_its_version(mentormesh: Run) -> None:
    told = mentormesh("--version")
    assert told.exit_code == 0
    assert told.stdout.startswith("mentormesh 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("serv", "Did you mean 'serve'"),
        ("keys isue", "Did you mean 'issue'"),
        ("serve profil", "did you mean profile"),
        ("serve --prot 8000", "--port"),
        ("serve --port eight", "--port"),
        ("serve --port 99999", "MENTORMESH_PORT is '99999'"),
        ("openapi --service mathcing", "did you mean matching"),
        ("topics create --replicas 0", "--replicas"),
        ("keys list", "MENTORMESH_KEY"),
        ("keys list --key mm_x --url localhost:8000", "must begin with http://"),
        ("keys issue --key mm_x", "--scope"),
        ("keys issue --key mm_x --scope raed", "did you mean read"),
        ("keys operator", "MENTORMESH_SIGNING_KEY is not set"),
        ("keys operator --days 1000", "--days"),
        ("dead-letters list --key mm_x --state lost", "parked"),
        ("dead-letters show 7 --key mm_x --service profil", "did you mean profile"),
        ("dead-letters pass-over 7 --key mm_x --service profile --reason lost", "--after"),
        ("dead-letters discard 7 --key mm_x --service profile", "--reason"),
        ("import nowhere.csv --key mm_x", "nowhere.csv"),
        ("documents --directory /", "no checkout"),
    ],
)
def test_wrong_usage_is_told(mentormesh: Run, arguments: str, said: str) -> None:
    told = mentormesh(*arguments.split())
    assert told.exit_code == 2
    assert said in told.stderr
    assert "Traceback" not in told.output


def test_a_wrong_setting_is_one_line_with_its_variable(mentormesh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORMESH_BATCH_SIZE", "many")
    told = mentormesh("serve", "scheduling")
    assert told.exit_code == 2
    assert told.stderr.startswith("mentormesh: MENTORMESH_BATCH_SIZE is 'many': ")
    assert told.stderr.count("\n") == 1


def test_a_key_that_is_several_lines_is_not_echoed(mentormesh: Run) -> None:
    told = mentormesh("keys", "list", "--key", "mm_secret\nX-Other: 1")
    assert told.exit_code == 2
    assert "mm_secret" not in told.output
