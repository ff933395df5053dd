"""The secret of a key, made again whenever the answer that first showed it is asked for again.

An answer is kept for two days, so that a request that is repeated under its `Idempotency-Key` gets the same one. A
secret must not lie there, nor anywhere. It does not have to: a key is the signature of its own facts (id, organisation,
scopes, times in whole seconds), and an Ed25519 signature is a function of the message and the signing key alone
(RFC 8032, section 5.1.6), without a random part. So the kept answer holds the facts, which are no secret, and on its
way out the same facts are signed again: whoever repeats a request that was cut off gets the very same secret, and
whoever reads the database gets none. Once the kept answer has expired nobody is shown the secret again.
"""

from collections.abc import Callable
from typing import Any

import orjson

from services.chassis.http.caller import Caller
from services.deciding import Refusal
from services.partners.api.callers import asker_of
from services.partners.api.key_views import KeyView
from services.partners.domain.credentials.granting import check_grant


class CannotIssueHere(Refusal):
    """The process holds no signing key (MENTORMESH_SIGNING_KEY), so that it can issue no other."""

    status = 501


def with_secret(runtime: Any, caller: Caller) -> Callable[[bytes], bytes]:
    """Completes an answer about an issued key with its secret.

    Raises CannotIssueHere at once, before a key is issued that nobody could ever use. Whoever repeats another's
    request is shown no more than they could have issued themselves: that raises ScopesNotYours.
    """
    if runtime.settings.signing_key is None:
        raise CannotIssueHere("no key can be issued here: MENTORMESH_SIGNING_KEY is not set")

    def reveal(body: bytes) -> bytes:
        facts = KeyView.model_validate_json(body)
        check_grant(asker_of(caller), facts.scopes)
        secret = runtime.keys.issue(facts.id, facts.organisation_id, facts.scopes, facts.issued_at, facts.expires_at)
        return orjson.dumps({**orjson.loads(body), "secret": secret})

    return reveal
