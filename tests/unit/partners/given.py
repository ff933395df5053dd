"""States that the partners' tests start from, and a shelf that keeps what was decided."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from mentormesh_contracts.organisations import Agreement, Organisation, Share
from mentormesh_contracts.vocabulary import AgreementStatus, OrganisationStatus, Scope
from services.deciding import Aggregate, Context, Deciding, Decision
from services.deciding.trial import decide
from services.partners.domain.agreements.agreement import SharingAgreement
from services.partners.domain.asker import Asker
from services.partners.domain.credentials.issue import new_key
from services.partners.domain.credentials.key import IssuedKey
from services.partners.domain.organisations.name_claim import NameClaim, claimed
from services.partners.domain.organisations.organisation import JoinedOrganisation

NOW = datetime(2026, 3, 2, 9, 30, 15, 250_000, tzinfo=UTC)
DAY = timedelta(days=1)
ADMINISTRATION = frozenset({Scope.READ, Scope.ROSTER, Scope.ADMINISTER})

S = TypeVar("S", bound=Aggregate)
_ids = count(1)
IDS = 2


def context(now: datetime = NOW) -> Context:
    return Context(now=now, new_id=lambda: f"new-{next(_ids)}")


def asker(organisation_id: str = "acme", scopes: Iterable[Scope] = ADMINISTRATION, key_id: str = "own-key") -> Asker:
    return Asker(organisation_id=organisation_id, key_id=key_id, scopes=frozenset(scopes))


OPERATOR = asker("operator", {Scope.OPERATE})


def organisation(id: str = "acme", **more: Any) -> JoinedOrganisation:
    status = more.pop("status", OrganisationStatus.ACTIVE)
    name = more.pop("name", id.title())
    return JoinedOrganisation(
        id=id, organisation=Organisation(id=id, name=name, joined_at=NOW - 100 * DAY, status=status), **more
    )


def name_claim(id: str = "acme") -> NameClaim:
    return NameClaim(id=claimed(id), organisation_id=id)


def agreement(status: AgreementStatus = AgreementStatus.OFFERED, **more: Any) -> SharingAgreement:
    """Offered by acme to globex."""
    terms = Agreement(
        id="agreement",
        offered_by="acme",
        offered_to="globex",
        gives=Share(),
        receives=Share(),
        status=status,
        offered_at=NOW - 10 * DAY,
        **more,
    )
    return SharingAgreement(id=terms.id, agreement=terms)


def tied(active: bool = False) -> list[Aggregate]:
    """Acme has offered globex an agreement, and it may have been accepted."""
    acme = organisation("acme", ties={"globex": "agreement"}, known_to=("globex",))
    globex = organisation("globex", ties={"acme": "agreement"}, known_to=("acme",) if active else ())
    return [acme, globex, agreement(AgreementStatus.ACTIVE if active else AgreementStatus.OFFERED)]


def key(id: str = "key", organisation_id: str = "acme", scopes: Iterable[Scope] = (Scope.READ,)) -> IssuedKey:
    return new_key(id, organisation_id, frozenset(scopes), NOW - 10 * DAY, NOW + 80 * DAY, None)


def saved(decision: Decision, kind: type[S], id: str) -> S:
    """The state that the decision saves."""
    (state,) = [change.state for change in decision.changes if isinstance(change.state, kind) and change.state.id == id]
    return state


def event_types(decision: Decision) -> list[str]:
    return [type(event).__name__ for event in decision.events]


class Shelf:
    """States as they are after the decisions so far."""

    def __init__(self, *states: Aggregate) -> None:
        self._states = {(type(state), state.id): state for state in states}

    def carry_out(self, decider: Callable[[Any, Context], Deciding], command: Any, now: datetime = NOW) -> Decision:
        given = [f"new-{next(_ids)}" for _ in range(IDS)]
        ids = iter(given)
        decision = decide(decider(command, Context(now, lambda: next(ids))), self._states.values(), fresh=given)
        for change in decision.changes:
            address = (type(change.state), change.state.id)
            if change.removed:
                del self._states[address]
            else:
                self._states[address] = change.state
        return decision

    def all(self, kind: type[S]) -> list[S]:
        return [state for state in self._states.values() if isinstance(state, kind)]
