"""What the engine says beyond pairs and reasons is shown in the files' own ids."""

from cli.match.ids import Ids
from cli.match.outcome import Absent, Pair, Round, Someone
from cli.match.report.audit import audited
from cli.match.report.left_out import left_out
from cli.match.report.markup import together
from cli.match.report.pairs import pairs
from mentormesh_contracts.mentorships import Contribution, Explanation
from mentormesh_contracts.programmes import Audit, AuditedGroup, Exchange
from mentormesh_contracts.vocabulary import AuditDimension, Constraint, Criterion, Objective, ProgrammeKind
from services.matching.domain.cycles.left_out import Reason, SmallestChange, Unit

IDS = Ids(["s-1"], ["North", "South"], seed=0)
ADA = Someone("s-1", "Ada", "North", 0)
BO = Someone("m-1", "Bo", "South", 1)


def found(explanation: Explanation, reason: Reason) -> Round:
    pair = Pair(ADA, BO, explanation)
    return Round(ProgrammeKind.FORMAL, [ADA], [BO], [pair], [Absent(ADA, reason)], audit=None, seconds=0)


def reason(change: SmallestChange | None = None) -> Reason:
    return Reason(
        person_id=IDS.person("s-1"),
        organisation_id=IDS.organisation("North"),
        binding=Constraint.TIME,
        ruled_out={Constraint.TIME: 3},
        change=change,
    )


def explained(**more: float) -> Explanation:
    contribution = Contribution(criterion=Criterion.GOALS, weight=1, value=0.5)
    return Explanation.model_validate({"score": 0.5, "contributions": [contribution], "rank": 2, "eligible": 7, **more})


def test_the_smallest_change_is_a_sentence() -> None:
    change = SmallestChange(constraint=Constraint.TIME, candidates=1, amount=0.5, unit=Unit.HOURS)
    assert "If time yields by 0.5 hours: 1 candidate" in left_out(found(explained(), reason(change)), "", IDS)
    assert "What would help" not in left_out(found(explained(), reason()), "", IDS)


def test_the_best_alternative_and_the_price_stand_beside_the_pair() -> None:
    shown = pairs(found(explained(alternative_score=0.625, price=0.02), reason()), "")
    assert "0.625" in shown
    assert "(+0.125)" in shown
    assert "place cost 0.020" in shown
    assert "Best alternative" not in pairs(found(explained(), reason()), "")


def test_an_audit_names_organisations_as_the_files_do() -> None:
    north, south = IDS.organisation("North"), IDS.organisation("South")
    audit = Audit(
        objective=Objective.MOST_MATCHED,
        engine_version="1.0",
        result_hash="0" * 64,
        coverage=1,
        total_score=0.5,
        gap=0.00004,
        exchanges=(Exchange(giver=south, receiver=north, places=1),),
        groups=(
            AuditedGroup(dimension=AuditDimension.ORGANISATION, value=north, people=5, matched=5),
            AuditedGroup(dimension=AuditDimension.ORGANISATION, people=4, matched=1),
        ),
    )
    shown = together(audited(audit, IDS))
    assert "0.0040%" in shown
    assert "South" in shown
    assert "all smaller groups, together" in shown
    assert north not in shown
    assert audited(None, IDS) == []
