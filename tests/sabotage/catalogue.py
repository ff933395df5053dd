"""Ways to break the promise: records in, effects, events out, requests."""

from tests.sabotage.effects import EFFECTS
from tests.sabotage.events_out import EVENTS_OUT
from tests.sabotage.records_in import RECORDS_IN
from tests.sabotage.requests import REQUESTS
from tests.sabotage.sabotage import Sabotage

SABOTAGES: tuple[Sabotage, ...] = (*RECORDS_IN, *EFFECTS, *EVENTS_OUT, *REQUESTS)
