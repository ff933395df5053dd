"""The instruments that can be answered."""

from fastapi import APIRouter

from services.chassis.http.pages import Page
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.feedback.api.callers import InstrumentId, ReaderCaller
from services.feedback.domain.instruments import INSTRUMENTS, Instrument

router = APIRouter()


@router.get("/instruments")
async def list_instruments(caller: ReaderCaller) -> Page[Instrument]:
    """All instruments in all versions: there are few, so that they are one page."""
    return Page(items=list(INSTRUMENTS.values()))


@router.get("/instruments/{instrument_id}", responses=responses(Unknown))
async def show_instrument(instrument_id: InstrumentId, caller: ReaderCaller) -> Instrument:
    """One instrument by its name and version, such as session-reflection:1."""
    if instrument_id not in INSTRUMENTS:
        raise Unknown("instruments", instrument_id)
    return INSTRUMENTS[instrument_id]
