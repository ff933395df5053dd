"""What errors of the driver mean, and that a commit of which nobody knows is asked about until it is known."""

from typing import Any

import pytest
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WTimeoutError,
)

from services.chassis.mongo import transaction as module
from services.chassis.mongo.transaction import Conflict, PassingTrouble, meaning, said, transaction


def labelled(*labels: str) -> PyMongoError:
    return PyMongoError("the answer was lost", error_labels=labels)


class FakeSession:
    """A session whose commits end as the list says; None is a success."""

    def __init__(self, *commits: PyMongoError | None) -> None:
        self.commits = list(commits)
        self.aborted = False

    async def __aenter__(self) -> "FakeSession":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def start_transaction(self, **_: Any) -> None:
        return None

    async def commit_transaction(self) -> None:
        if (error := self.commits.pop(0)) is not None:
            raise error

    async def abort_transaction(self) -> None:
        self.aborted = True

    def end_session(self) -> None:
        return None


class FakeClient:
    def __init__(self, session: FakeSession) -> None:
        self.session = session

    def start_session(self, **_: Any) -> FakeSession:
        return self.session


async def run(session: FakeSession, error: Exception | None = None) -> None:
    client: Any = FakeClient(session)
    async with transaction(client):
        if error:
            raise error


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.chassis.writer.backoff.random.uniform", lambda low, high: 0.0)


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (DuplicateKeyError("taken", 11000), Conflict),
        (BulkWriteError({"writeErrors": [{"code": 11000}]}), Conflict),
        (BulkWriteError({"writeErrors": [{"code": 112}]}), Conflict),
        (OperationFailure("write conflict", 112, {"errorLabels": ["TransientTransactionError"]}), Conflict),
        (OperationFailure("no such transaction", 251, {"errorLabels": ["TransientTransactionError"]}), PassingTrouble),
        (AutoReconnect("gone"), PassingTrouble),
        (ExecutionTimeout("slow"), PassingTrouble),
        (WTimeoutError("slow"), PassingTrouble),
        (BulkWriteError({"writeErrors": [{"code": 2}]}), BulkWriteError),
        (OperationFailure("the document is too large", 10334), OperationFailure),
    ],
)
def test_an_error_means_a_conflict_passing_trouble_or_itself(error: PyMongoError, means: type[Exception]) -> None:
    assert type(meaning(error)) is means


def test_what_an_error_says_is_told_without_the_documents_that_it_carries() -> None:
    error = BulkWriteError({"writeErrors": [{"code": 2, "errmsg": "bad value", "op": {"state": "Ada is afraid"}}]})
    assert said(error) == "2 bad value"
    assert len(said(ValueError("x" * 10**6))) == 1000


async def test_a_commit_whose_answer_was_lost_is_asked_about_again_until_it_is_known() -> None:
    session = FakeSession(*[labelled("UnknownTransactionCommitResult")] * 20, None)
    await run(session)
    assert session.commits == []


async def test_a_commit_that_did_not_happen_is_passing_trouble() -> None:
    with pytest.raises(PassingTrouble):
        await run(FakeSession(labelled("UnknownTransactionCommitResult"), labelled("TransientTransactionError")))


async def test_nobody_asks_about_a_commit_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COMMIT_PATIENCE", -1.0)
    session = FakeSession(labelled("UnknownTransactionCommitResult"), None)
    with pytest.raises(PassingTrouble):
        await run(session)
    assert session.commits == [None]


async def test_an_error_in_the_body_aborts_and_goes_through() -> None:
    session = FakeSession(None)
    with pytest.raises(ValueError, match="wrong"):
        await run(session, ValueError("wrong"))
    assert session.aborted
