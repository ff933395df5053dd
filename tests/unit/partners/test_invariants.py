"""Whatever organisations do to each other, in whatever order."""

from collections import Counter
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from mentormesh_contracts.vocabulary import AgreementStatus, Scope
from services.deciding import Refusal
from services.partners.domain.agreements.agreement import SharingAgreement
from services.partners.domain.agreements.answer import Accept, Decline, accept, decline
from services.partners.domain.agreements.end import End, end
from services.partners.domain.agreements.offer import Offer, offer
from services.partners.domain.credentials.issue import Issue, issue
from services.partners.domain.credentials.key import IssuedKey
from services.partners.domain.credentials.revoke import Revoke, revoke
from services.partners.domain.credentials.rotate import Rotate, rotate
from services.partners.domain.organisations.change import ChangeOrganisation, change_organisation
from services.partners.domain.organisations.join import Join, join
from services.partners.domain.organisations.leave import Leave, leave
from services.partners.domain.organisations.name_claim import claimed
from services.partners.domain.organisations.organisation import JoinedOrganisation
from tests.unit.partners.given import OPERATOR, Shelf, asker

NAMES = st.sampled_from(["Acme", "acme", "Globex", "GLOBEX", "Initech"])
SCOPES = st.frozensets(st.sampled_from(Scope), min_size=1)


class Network(RuleBasedStateMachine):
    """Organisations join, change, leave, offer, answer, end, and deal in keys."""

    organisations: Bundle[str] = Bundle("organisations")
    agreements: Bundle[str] = Bundle("agreements")
    keys: Bundle[str] = Bundle("keys")

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf()

    def _carry_out(self, decider: Any, command: Any) -> Any:
        try:
            return multiple(self.shelf.carry_out(decider, command).answer.id)
        except Refusal:
            return multiple()

    @rule(target=organisations, name=NAMES)
    def joins(self, name: str) -> Any:
        return self._carry_out(join, Join(name=name))

    @rule(id=organisations, name=NAMES)
    def is_renamed(self, id: str, name: str) -> None:
        self._carry_out(change_organisation, ChangeOrganisation(asker=OPERATOR, organisation_id=id, name=name))

    @rule(id=organisations)
    def leaves(self, id: str) -> None:
        self._carry_out(leave, Leave(asker=OPERATOR, organisation_id=id))

    @rule(target=agreements, by=organisations, to=organisations)
    def offers(self, by: str, to: str) -> Any:
        return self._carry_out(offer, Offer(organisation_id=by, offered_to=to))

    @rule(id=agreements, by=organisations, act=st.sampled_from([(accept, Accept), (decline, Decline), (end, End)]))
    def answers(self, id: str, by: str, act: Any) -> None:
        decider, command = act
        self._carry_out(decider, command(organisation_id=by, agreement_id=id))

    @rule(target=keys, id=organisations, own=SCOPES, scopes=SCOPES)
    def issues(self, id: str, own: frozenset[Scope], scopes: frozenset[Scope]) -> Any:
        before = len(self.shelf.all(IssuedKey))
        answer = self._carry_out(issue, Issue(asker=asker(id, own), organisation_id=id, scopes=scopes))
        if len(self.shelf.all(IssuedKey)) > before:
            assert scopes <= own or Scope.OPERATE in own
        return answer

    @rule(target=keys, id=keys)
    def rotates(self, id: str) -> Any:
        return self._carry_out(rotate, Rotate(asker=OPERATOR, key_id=id))

    @rule(id=keys)
    def revokes(self, id: str) -> None:
        self._carry_out(revoke, Revoke(asker=OPERATOR, key_id=id))

    @invariant()
    def one_agreement_at_most_stands_between_two(self) -> None:
        standing = [each for each in self.shelf.all(SharingAgreement) if each.stands]
        pairs = Counter(frozenset(each.organisations()) for each in standing)
        assert all(count == 1 for count in pairs.values())

    @invariant()
    def ties_are_the_standing_agreements_of_both(self) -> None:
        standing = {each.id: set(each.organisations()) for each in self.shelf.all(SharingAgreement) if each.stands}
        ties: dict[str, set[str]] = {}
        for each in self.shelf.all(JoinedOrganisation):
            for other, agreement_id in each.ties.items():
                assert standing[agreement_id] == {each.id, other}
                ties.setdefault(agreement_id, set()).add(each.id)
        assert ties == standing

    @invariant()
    def a_name_is_shown_to_whom_it_was_offered_and_to_whom_it_shares_with(self) -> None:
        shown = {id: {id} for id in (each.id for each in self.shelf.all(JoinedOrganisation))}
        for each in self.shelf.all(SharingAgreement):
            by, to = each.agreement.offered_by, each.agreement.offered_to
            if each.stands:
                shown[by].add(to)
            if each.agreement.status is AgreementStatus.ACTIVE:
                shown[to].add(by)
        assert {each.id: set(each.organisations()) for each in self.shelf.all(JoinedOrganisation)} == shown

    @invariant()
    def active_organisations_have_names_of_their_own(self) -> None:
        names = sorted(claimed(each.organisation.name) for each in self.shelf.all(JoinedOrganisation) if each.is_active)
        assert all(one != other for one, other in pairwise(names))

    @invariant()
    def an_organisation_knows_its_keys_and_keeps_none_when_it_leaves(self) -> None:
        for each in self.shelf.all(JoinedOrganisation):
            valid = {
                key.id
                for key in self.shelf.all(IssuedKey)
                if key.credential.organisation_id == each.id and not key.is_revoked
            }
            assert set(each.keys) == valid
            assert each.is_active or not valid


TestNetwork = Network.TestCase
TestNetwork.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
