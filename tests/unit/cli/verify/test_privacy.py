import pytest

from cli.verify.asking import Answers
from cli.verify.checks.privacy import check_free_text, check_private_words
from mentormesh_contracts.programmes import ProgrammeOpened
from tests.unit.cli.verify.chronicle import Chronicle
from tests.unit.cli.verify.facts import programme
from tests.unit.cli.verify.network import network


def titled(title: str) -> Chronicle:
    return Chronicle().tell(ProgrammeOpened(after=programme("peer", title=title)))


@pytest.mark.parametrize("title", ["With Zoë Groß", "zoë groß", "(Zoë Groß)", "Zo\\u00eb Groß"])
def test_a_name_is_found_however_it_is_written(title: str) -> None:
    told = titled("TITLE")
    body = told.raws[0].body
    assert body is not None
    told.alter(0, body=body.replace(b"TITLE", title.encode()))
    assert list(check_private_words(told.history("Zoë Groß"), Answers()))


@pytest.mark.parametrize("title", ["Zoë Großmann", "Groß", "Groß, Zoë"])
def test_another_name_is_not_it(title: str) -> None:
    assert list(check_private_words(titled(title).history("Zoë Groß"), Answers())) == []


def test_a_telephone_number_is_found() -> None:
    assert list(check_private_words(titled("Call +44 20 7946 0123!").history("+44 20 7946 0123"), Answers()))


def test_what_organisations_call_themselves_may_be_words() -> None:
    assert list(check_free_text(network().history(), Answers())) == []
