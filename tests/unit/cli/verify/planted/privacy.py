"""Events that say what no event may say."""

from mentormesh_contracts.feedback import GoalSet
from mentormesh_contracts.people import PersonRegistered
from mentormesh_contracts.programmes import ProgrammeOpened
from tests.unit.cli.verify.chronicle import Chronicle
from tests.unit.cli.verify.planted.plant import breaks, in_body


@breaks("private_words")
def a_person_s_name(told: Chronicle) -> object:
    return in_body(
        told, told.of(ProgrammeOpened, "peer")[0], b"A peer programme", b"With RUFUS  jaral".replace(b"  ", b" ")
    )


@breaks("private_words")
def an_address_in_a_header(told: Chronicle) -> object:
    return told.alter(0, headers={"ce_correlationid": "rufus.jaral.1@example.org"})


@breaks("free_text")
def a_sentence(told: Chronicle) -> object:
    return in_body(told, told.of(GoalSet, "g1")[0], b'"skill":null', b'"skill":null,"note":"Call me."')


@breaks("free_text")
def an_address(told: Chronicle) -> object:
    return in_body(told, told.of(PersonRegistered, "bo")[0], b'"id":"bo"', b'"id":"bo","mail":"bo@example.org"')


@breaks("fields")
def a_field_of_no_contract(told: Chronicle) -> object:
    return in_body(told, told.of(PersonRegistered, "bo")[0], b'"id":"bo"', b'"id":"bo","age":44')
