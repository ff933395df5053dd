import json
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from cli import committed
from cli.committed import SCHEMAS, DocumentsDiffer, NoCheckout, check_all, write_all
from cli.describe import openapi_of
from cli.services import load
from mentormesh_contracts.schemas import IncompatibleSchemas
from tests.unit.cli.conftest import Run

CHECKOUT = Path(__file__).parents[3]
PERSON = SCHEMAS / "mentormesh.person.registered.v1.json"


@pytest.fixture(scope="module")
def made() -> list[tuple[Path, str]]:
    """The documents of a platform with one service: making them takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(committed, "NAMES", ("scheduling",))
        return list(committed.generated())


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[tuple[Path, str]]) -> Path:
    """A checkout, freshly written."""
    monkeypatch.setattr(committed, "generated", lambda: made)
    (tmp_path / SCHEMAS).mkdir(parents=True)
    write_all(tmp_path)
    return tmp_path


def test_every_document_is_written_and_then_as_the_code_says(checkout: Path) -> None:
    written = {str(file.relative_to(checkout)) for file in checkout.rglob("*.*") if file.is_file()}
    expected = {"docs/glossary.md", "docs/asyncapi.json", "docs/openapi/all.json", "docs/openapi/scheduling.json"}
    assert written > expected | {str(PERSON)}
    check_all(checkout)
    assert write_all(checkout) == []


def test_documents_are_made_the_same_each_time(made: list[tuple[Path, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committed, "NAMES", ("scheduling",))
    assert list(committed.generated()) == made


def test_the_committed_documents_are_as_the_code_says() -> None:
    check_all(CHECKOUT)


def test_a_document_that_differs_is_named(checkout: Path) -> None:
    (checkout / "docs/glossary.md").write_text("something else")
    (checkout / "docs/asyncapi.json").unlink()
    with pytest.raises(DocumentsDiffer, match=r"docs/glossary\.md, docs/asyncapi\.json"):
        check_all(checkout)
    assert write_all(checkout) == [Path("docs/glossary.md"), Path("docs/asyncapi.json")]


def test_a_schema_that_readers_would_trip_over_is_not_written(checkout: Path) -> None:
    published = json.loads((checkout / PERSON).read_text())
    published["properties"]["gone"] = {"type": "string"}
    (checkout / PERSON).write_text(json.dumps(published))
    with pytest.raises(IncompatibleSchemas):
        write_all(checkout)


def test_only_a_checkout_is_written_to(tmp_path: Path) -> None:
    with pytest.raises(NoCheckout):
        write_all(tmp_path)


def test_the_documents_do_not_depend_on_the_settings_here(mentormesh: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = mentormesh("openapi", "--service", "scheduling").stdout
    monkeypatch.setenv("MENTORMESH_PORT", "not even right")
    assert mentormesh("openapi", "--service", "scheduling").stdout == plain


def test_the_openapi_document_is_one(mentormesh: Run) -> None:
    document = json.loads(mentormesh("openapi", "--service", "scheduling").stdout)
    validate(document)
    assert all(path.startswith("/v1/") for path in document["paths"] if "operations" not in path)


def test_it_has_the_operators_routes_and_waits_for_what_the_caller_has_seen() -> None:
    document = openapi_of(load(["scheduling"]))
    redrive = document["paths"]["/v1/operations/scheduling/held-records/redrive"]["post"]
    assert "MentorMesh-Position" in [parameter["name"] for parameter in redrive["parameters"]]


def test_the_asyncapi_document_names_who_listens(mentormesh: Run) -> None:
    document = json.loads(mentormesh("asyncapi", "--service", "scheduling").stdout)
    assert document["asyncapi"].startswith("3.")
    assert "scheduling.receives.mentorships" in document["operations"]
