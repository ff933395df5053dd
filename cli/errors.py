"""What may go wrong in the ordinary course: one line on stderr, and an exit code that scripts can rely on.

0: it was done. 1: it could not be done, as when a server is not there. 2: wrong usage, or a wrong setting.
3: a roster was processed, and some of its lines were left out.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

FAILED, WRONG_USAGE, LINES_LEFT_OUT, INTERRUPTED = 1, 2, 3, 130

# By name, so that telling of an error does not take the import of half the platform.
EXPECTED = {
    "cli.client.answer.ApiProblem": FAILED,
    "cli.client.answer.ServerAway": FAILED,
    "cli.committed.DocumentsDiffer": FAILED,
    "cli.committed.NoCheckout": WRONG_USAGE,
    "cli.errors.Failure": FAILED,
    "cli.errors.WrongUsage": WRONG_USAGE,
    "deploy.local.errors.DirectoryInUse": FAILED,
    "deploy.local.errors.ServerDidNotStart": FAILED,
    "deploy.local.errors.UnknownBroker": WRONG_USAGE,
    "mentormesh_contracts.schemas.IncompatibleSchemas": FAILED,
    "services.chassis.backup.manifest.BackupWrong": FAILED,
    "services.chassis.backup.restoring.NotEmpty": FAILED,
    "services.chassis.backup.taking.BackupTooSlow": FAILED,
    "services.chassis.backup.taking.FolderInUse": WRONG_USAGE,
    "services.chassis.kafka.topics.BrokerAway": FAILED,
    "services.chassis.kafka.topics.TopicsWrong": FAILED,
    "services.chassis.mongo.reachable.DatabaseAway": FAILED,
    "services.chassis.process.PortTaken": FAILED,
    "services.chassis.relay.by_hand.NobodyPublishes": FAILED,
    "services.chassis.replay.replay.NothingToReplay": FAILED,
    "services.chassis.replay.replay.ReplayUnderWay": FAILED,
    "services.chassis.settings_wrong.SettingsWrong": WRONG_USAGE,
    "services.profile.domain.roster.unreadable.RosterUnreadable": WRONG_USAGE,
}


class Failure(Exception):
    """It could not be done; the message says why."""


class WrongUsage(Exception):
    """It was asked for in a way that cannot work; the message says what would."""


@contextmanager
def in_one_line() -> Iterator[None]:
    """End the command with the message of an error and its exit code. MENTORMESH_DEBUG=1 shows where it came from."""
    if not _debugging():
        # A library that nobody configured would write its warnings to stderr, beside the one line.
        logging.getLogger().addHandler(logging.NullHandler())
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:
        code = exit_code(error)
        if _debugging() or _is_typers_own(error):
            raise
        tell(str(error) if code else f"unforeseen, and a fault of ours: {type(error).__name__}: {error}")
        if code is None:
            tell("MENTORMESH_DEBUG=1 shows where it happened")
        raise typer.Exit(code or FAILED) from None


def exit_code(error: Exception) -> int | None:
    """The code for an expected error; None for any other."""
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__)
    return next((EXPECTED[name] for name in names if name in EXPECTED), None)


def tell(message: str) -> None:
    """One line to whoever runs the command; stdout stays for what was asked for."""
    print("mentormesh:", " ".join(message.split()), file=sys.stderr)


def _debugging() -> bool:
    return os.environ.get("MENTORMESH_DEBUG", "0") not in ("", "0")


def _is_typers_own(error: Exception) -> bool:
    return isinstance(error, BrokenPipeError) or type(error).__module__.startswith("typer.")
