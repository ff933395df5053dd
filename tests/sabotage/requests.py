"""What goes wrong with requests."""

from tests.sabotage.sabotage import Sabotage

REQUESTS = (
    Sabotage(
        "answers-not-kept",
        "the same Idempotency-Key has its effect once",
        "writer/batch.py",
        "        if work.idempotency is not None:\n",
        "        if work.idempotency is not None and work.act == '':\n",
        "test_commands.py::test_the_same_idempotency_key_gives_the_same_answer_on_whichever_replica",
    ),
    Sabotage(
        "key-for-any-request",
        "an Idempotency-Key is good for one request",
        "writer/answers.py",
        "kept[0] in (request.request_hash, ERASED)",
        "True",
        "test_commands.py::test_an_idempotency_key_is_good_for_one_request_only",
    ),
    Sabotage(
        "answered-before-commit",
        "who is told that it is done, has it done",
        "writer/batch.py",
        "            self._outcome.answers.append((work, await self._carry_out_command(work)))\n",
        "            told = await self._carry_out_command(work)\n"
        "            if not work.done.done() and not isinstance(told, Exception):\n"
        "                work.done.set_result(told)\n"
        "            self._outcome.answers.append((work, told))\n",
        "test_commands.py::test_two_replicas_never_lose_a_count test_servers_away.py",
    ),
    Sabotage(
        "stale-accepted",
        "an update of what was changed meanwhile is refused",
        "writer/batch.py",
        "if stored is None or stored.revision == work.expected.revision:",
        "if stored is None or work.expected.revision:",
        "test_commands.py::test_a_stale_revision_is_refused",
    ),
    Sabotage(
        "revoked-let-in",
        "a revoked key is refused within the bound",
        "http/caller.py",
        "if service.revocations.is_revoked(key.id):",
        "if service.revocations.is_revoked(''):",
        "test_http.py::test_a_revoked_key_is_refused_within_the_bound",
    ),
    Sabotage(
        "no-tenant-wall",
        "an organisation finds its own alone",
        "mongo/scope.py",
        'return {"$and": [{"organisations": self.organisation_id}, query]}',
        "return query",
        "tests/integration/profile/test_sight.py",
    ),
)
