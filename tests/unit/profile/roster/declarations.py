"""Any declaration that a partner could make."""

from datetime import time
from typing import TypeVar
from zoneinfo import available_timezones

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.vocabulary import Goal, Quality, Role, Screening, Weekday
from services.profile.domain.roster import PersonDeclaration

T = TypeVar("T")

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
EXTERNAL_IDS = st.one_of(
    st.sampled_from(["E-1", "a;b", "a\\;b", "\\", "0017", "x,y", '"q"', "b\\\\"]), TEXT.map(str.strip).filter(bool)
)
CONCEPTS = st.from_regex(
    r"[a-z0-9][a-z0-9+#.:_-]{0,8}|https?://[A-Za-z0-9][A-Za-z0-9.:/_~%?#&=+-]{0,8}", fullmatch=True
)
LANGUAGES = st.sampled_from(["en", "de", "pt-BR", "zh-Hant-TW", "sw", "gsw"])
CLOCKS = st.one_of(
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.times(),
)


@st.composite
def weekly_hours(draw: st.DrawFn) -> WeeklyHours:
    start, end = sorted((draw(CLOCKS), draw(CLOCKS)))
    return WeeklyHours(day=draw(st.sampled_from(Weekday)), start=start, end=end if end > start else time(0))


def several(values: SearchStrategy[T]) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=4, unique=True).map(tuple)


def declarations() -> SearchStrategy[PersonDeclaration]:
    return st.builds(
        PersonDeclaration,
        external_id=EXTERNAL_IDS.map(lambda external_id: f"{external_id}!"),
        name=TEXT.filter(lambda name: bool(name.strip())),
        email=st.sampled_from([None, "ada@example.org", "a.b+c@mail.example.co.uk", "jürgen@bücher.example"]),
        phone=st.sampled_from([None, "+49 30 23125 001", "0123 ext. 4"]),
        shares_contact=st.booleans(),
        roles=several(st.sampled_from([Role.MENTOR, Role.MENTEE])),
        goals_sought=several(st.sampled_from(Goal)),
        goals_offered=several(st.sampled_from(Goal)),
        strengths=st.dictionaries(CONCEPTS, st.integers(1, 5), max_size=4),
        weaknesses=several(CONCEPTS),
        disciplines=st.dictionaries(CONCEPTS, st.floats(0, 80), max_size=4),
        area_sought=st.none() | CONCEPTS,
        languages=several(LANGUAGES),
        zone=st.sampled_from(sorted(available_timezones())),
        weekly_hours=st.lists(weekly_hours(), max_size=4).map(tuple),
        places_offered=st.integers(0, 100),
        wished_qualities=st.dictionaries(st.sampled_from(Quality), st.floats(0, 1), max_size=5),
        preferred_external_ids=several(EXTERNAL_IDS),
        reporting_line_external_ids=several(EXTERNAL_IDS),
        never_with_external_ids=several(EXTERNAL_IDS),
        screening=st.sampled_from(Screening),
    )
