"""Who may ask for what, and what of the address every route checks."""

from typing import Annotated

from fastapi import Depends, Path

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.caller import Caller, caller_with

ReaderCaller = Annotated[Caller, Depends(caller_with(Scope.READ))]
Coordinator = Annotated[Caller, Depends(caller_with(Scope.COORDINATE))]
Confidant = Annotated[Caller, Depends(caller_with(Scope.CONFIDE))]
"""Named by their organisation to read its people's free text."""

MentorshipId = Annotated[Identifier, Path(description="Id of a mentorship.")]
SessionId = Annotated[Identifier, Path(description="Id of a session.")]
PersonId = Annotated[Identifier, Path(description="Id of a person.")]
GoalId = Annotated[Identifier, Path(description="Id of a goal.")]
FeedbackId = Annotated[Identifier, Path(description="Id of a person's answers about a session.")]
InstrumentId = Annotated[Identifier, Path(description="Name and version, such as session-reflection:1.")]
