"""One transaction, and what its failures mean."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WTimeoutError,
)

from services.chassis.mongo.driver import Client, Session, begin, open_session
from services.chassis.writer.backoff import Backoff

WRITE_CONFLICT = 112
DUPLICATE_KEY = 11000
COMMIT_PATIENCE = 60.0


class Conflict(Exception):
    """Somebody else changed what the decisions relied on: decide again on fresh states."""


class PassingTrouble(Exception):
    """The database is away or busy: the same work may succeed in a moment."""


@asynccontextmanager
async def transaction(client: Client) -> AsyncIterator[Session]:
    """Run the body in one transaction and commit it.

    Raises Conflict or PassingTrouble; the transaction is aborted then. Any other error is permanent and goes through.
    After a PassingTrouble the commit may have happened: the work must recognise its own effects.
    """
    try:
        session = await open_session(client)
        async with session:
            await begin(session)
            try:
                yield session
            except BaseException:
                await _abort(session)
                raise
            await _commit(session)
    except PyMongoError as error:
        raise meaning(error) from error


def meaning(error: PyMongoError) -> Exception:
    """Conflict, PassingTrouble, or the error itself if trying again will not help."""
    if isinstance(error, BulkWriteError):
        codes = {fault.get("code") for fault in error.details.get("writeErrors", ())}
        if codes & {WRITE_CONFLICT, DUPLICATE_KEY}:
            return Conflict(said(error))
    if isinstance(error, DuplicateKeyError):
        return Conflict(str(error))
    if isinstance(error, OperationFailure) and error.code == WRITE_CONFLICT:
        return Conflict(str(error))
    if isinstance(error, ConnectionFailure | ExecutionTimeout | WTimeoutError) or _is_transient(error):
        return PassingTrouble(f"{type(error).__name__}: {error}")
    return error


def said(error: BaseException) -> str:
    """What an error says, without the documents that a driver's error may carry: they are personal, and large."""
    if isinstance(error, BulkWriteError):
        faults = error.details.get("writeErrors", ())
        return "; ".join(f"{fault.get('code')} {fault.get('errmsg', '')}"[:300] for fault in faults[:3])
    return str(error)[:1000]


def _is_transient(error: PyMongoError) -> bool:
    return any(
        error.has_error_label(label)
        for label in ("TransientTransactionError", "UnknownTransactionCommitResult", "RetryableWriteError")
    )


async def _commit(session: Session) -> None:
    """Ask until the server says whether it is committed: to guess would be to do it twice, or not at all."""
    deadline = asyncio.get_running_loop().time() + COMMIT_PATIENCE
    backoff = Backoff(0.05, 1.0)
    while True:
        try:
            await session.commit_transaction()
        except PyMongoError as error:
            late = asyncio.get_running_loop().time() > deadline
            if late or not error.has_error_label("UnknownTransactionCommitResult"):
                raise
        else:
            return
        await asyncio.sleep(backoff.pause())


async def _abort(session: Session) -> None:
    try:
        await session.abort_transaction()
    except PyMongoError:
        # The server ends an abandoned transaction by itself; the first error is the one to tell.
        return
