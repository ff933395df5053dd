"""What goes wrong while effects become durable."""

from tests.sabotage.sabotage import Sabotage

EFFECTS = (
    Sabotage(
        "version-not-checked",
        "two decisions on one version do not both count",
        "writer/commit.py",
        'ReplaceOne({"_id": key[1], "version": before.version}',
        'ReplaceOne({"_id": key[1]}',
        "tests/unit/chassis/writer/test_batch.py tests/unit/chassis/writer/test_any_history.py",
    ),
    Sabotage(
        "conflict-not-noticed",
        "a write that finds another version undoes the batch",
        "writer/commit.py",
        "if guarded and done != len(operations):",
        "if guarded and done > len(operations):",
        "tests/unit/chassis/writer/test_batch.py tests/unit/chassis/writer/test_any_history.py",
    ),
    Sabotage(
        "sequence-stands-still",
        "each event of an aggregate has a number of its own",
        "writer/desk.py",
        "return Stored(state, version, revision, sequence, self._now)",
        "return Stored(state, version, revision, before.sequence if before else 1, self._now)",
        "test_commands.py::test_many_commands_at_once_share_batches_and_see_each_other",
    ),
    Sabotage(
        "outbox-apart",
        "an event is there if and only if its effect is",
        "writer/commit.py",
        "insert_many(batch.outbox.rows, ordered=True, session=session)",
        "insert_many(batch.outbox.rows, ordered=True)",
        "test_commands.py::test_what_was_not_committed_is_not_told_either",
    ),
    Sabotage(
        "outbox-forgotten",
        "every effect is told",
        "writer/commit.py",
        "            if batch.outbox.rows:\n",
        "            if len(batch.outbox.rows) > 1:\n",
        "tests/unit/chassis/writer/test_batch.py tests/unit/chassis/writer/test_any_history.py",
    ),
    Sabotage(
        "reminder-not-claimed",
        "a reminder fires once, however many replicas there are",
        "writer/reminders.py",
        'return [DeleteOne({"_id": work.id, "due": work.due}) for work in self._fired]',
        "return []",
        "tests/unit/chassis/writer/test_batch.py",
    ),
    Sabotage(
        "conflict-gives-up",
        "who meets a conflict tries again",
        "writer/carrying.py",
        "            works = self.without_late(works)\n"
        "            await asyncio.sleep(backoff.pause())\n"
        "            return works\n"
        "        work = works[0]",
        "            return ()\n        work = works[0]",
        "tests/unit/chassis/writer/test_loop.py",
    ),
)
