"""A programme: kind, policy, structure, and for whom it is open."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self

from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.vocabulary import ProgrammeStatus
from services.deciding import Aggregate, Indexed, Invalid, Refusal


class ProgrammeOver(Refusal):
    """The programme is closed: it takes nobody new."""


class PolicyWeighsNothing(Invalid):
    """A policy gives at least one criterion a weight above zero."""


class PolicyContradictsItself(Invalid):
    """No pair could fulfil the policy."""


class MentoringProgramme(Aggregate):
    """A programme of one organisation."""

    KIND = "programmes"

    public: Programme

    def organisations(self) -> Iterable[str]:
        """Its own; partners find it through the directory."""
        return (self.public.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by kind and status, and by those to whom it is open."""
        return {"kind": self.public.kind, "status": self.public.status, "audience": self._audience()}

    def _audience(self) -> tuple[str, ...]:
        owner = self.public.organisation_id
        if not self.public.open_to_partners:
            return (to_own(owner),)
        return (to_own(owner), to_partners(owner), to_listed(owner, self.id))

    def changed(self, now: datetime, **update: Any) -> Self:
        """With other public facts."""
        return self.model_copy(update={"public": self.public.model_copy(update={**update, "changed_at": now})})

    def insist_open(self) -> None:
        """Raise ProgrammeOver if it is closed."""
        if self.public.status is not ProgrammeStatus.OPEN:
            raise ProgrammeOver("the programme is closed")


def to_own(organisation_id: str) -> str:
    """Audience: the organisation's own people."""
    return f"own:{organisation_id}"


def to_partners(organisation_id: str) -> str:
    """Audience: partners with whom the organisation shares every open programme."""
    return f"partners:{organisation_id}"


def to_listed(organisation_id: str, programme_id: str) -> str:
    """Audience: partners with whom the organisation shares this programme by name."""
    return f"listed:{organisation_id}:{programme_id}"
