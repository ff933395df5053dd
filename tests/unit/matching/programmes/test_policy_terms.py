from typing import Any

import pytest
from pydantic import ValidationError

from mentormesh_contracts.programmes import Policy
from services.matching.api.policy_terms import PolicyTerms
from services.matching.api.programmes import NewProgramme
from services.matching.domain.programmes.policy import sound
from services.matching.domain.programmes.programme import PolicyContradictsItself


def faults(model: Any, said: Any) -> list[tuple[tuple[Any, ...], str]]:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(said)
    return [(fault["loc"], fault["msg"]) for fault in refused.value.errors()]


def test_a_name_that_there_is_not_is_told_with_the_nearest_one() -> None:
    assert faults(PolicyTerms, {"weights": {"golas": 1, "skills": 1}, "ofer_expiry_hours": 3}) == [
        (("ofer_expiry_hours",), "there is no field ofer_expiry_hours; did you mean offer_expiry_hours?"),
        (("weights", "golas"), "there is no criterion golas; did you mean goals?"),
    ]


def test_it_is_told_where_it_is_in_the_request() -> None:
    said = {"kind": "formal", "title": "x", "policy": {"weights": {"Skils": 1}}}
    assert faults(NewProgramme, said) == [
        (("policy", "weights", "Skils"), "there is no criterion Skils; did you mean skills?")
    ]


def test_where_nothing_is_near_all_are_named() -> None:
    ((_, told),) = faults(PolicyTerms, {"weights": {"zzz" * 100: 1}})
    assert told.startswith("there is no criterion zzzz")
    assert told.endswith(
        "there are goals, skills, disciplines, experience_gap, languages, time_overlap, qualities, preferences"
    )
    assert len(told) < 250


def test_other_faults_are_told_as_they_were() -> None:
    ((where, _),) = faults(PolicyTerms, {"mentee_share": 2})
    assert where == ("mentee_share",)
    assert faults(PolicyTerms, [])
    assert faults(PolicyTerms, {"weights": [1]})


def test_what_is_right_is_as_the_rules_know_it() -> None:
    said = {"weights": {"goals": 0.5}, "objective": "stable", "audited_by": ["zone"], "version": 9}
    assert PolicyTerms.model_validate(said).plain() == Policy.model_validate(said)


def test_a_policy_that_nobody_could_fulfil_is_refused() -> None:
    with pytest.raises(PolicyContradictsItself) as refused:
        sound(Policy(minimum_experience_gap=5, maximum_experience_gap=4))
    assert refused.value.field == "policy.maximum_experience_gap"
    assert sound(Policy(minimum_experience_gap=5, maximum_experience_gap=5)).maximum_experience_gap == 5
