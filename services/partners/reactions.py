"""What this service listens to, beside what the chassis hears for every service: erasures, to give a receipt."""

from collections.abc import Mapping

from mentormesh_contracts import Event
from mentormesh_contracts.operations import ErasureCarriedOut
from mentormesh_contracts.people import PersonErased
from services.chassis.writer.work import Reaction
from services.partners.domain.erasures.receipt import add_line, open_receipt

REACTIONS: Mapping[type[Event], Reaction] = {
    PersonErased: open_receipt,
    ErasureCarriedOut: add_line,
}
