"""Keys: issued, replaced, revoked. A secret is shown to whoever asked for the key, once."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Identifier, Instant
from mentormesh_contracts.vocabulary import CredentialStatus, Scope
from services.chassis.http.acting import Act, CurrentRuntime
from services.chassis.http.conditional import etag
from services.chassis.http.listing import listed
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import Stale, responses
from services.deciding import Unknown
from services.partners.api.callers import AdministratorOrOperator, KeyId, asker_of
from services.partners.api.key_views import IssuedKeyView, KeyView
from services.partners.api.reach import Reach
from services.partners.api.secrets import CannotIssueHere, with_secret
from services.partners.domain.credentials.granting import (
    ExpiryOutOfRange,
    IssuerRevoked,
    ScopesNotYours,
    TooManyKeys,
)
from services.partners.domain.credentials.issue import Issue, issue
from services.partners.domain.credentials.key import IssuedKey, KeyOver, Label
from services.partners.domain.credentials.revoke import Revoke, revoke
from services.partners.domain.credentials.rotate import AlreadyRotated, Rotate, rotate

router = APIRouter(prefix="/credentials")
GRANTED = (Unknown, ScopesNotYours, IssuerRevoked, ExpiryOutOfRange, CannotIssueHere)


class NewKey(BaseModel):
    """What the key may do, for whom, and for how long."""

    model_config = ConfigDict(extra="forbid")

    organisation_id: Identifier | None = Field(
        default=None, description="Absent: one's own. Another one: for operators only."
    )
    scopes: frozenset[Scope] = Field(min_length=1, max_length=10, description="None that one's own key does not have.")
    expires_at: Instant | None = Field(default=None, description="Within 400 days; absent: in 90 days.")
    label: Label | None = Field(default=None, description="What it is for.")


class Rotation(BaseModel):
    """How the key is replaced."""

    model_config = ConfigDict(extra="forbid")

    expires_at: Instant | None = Field(
        default=None, description="Within 400 days; absent: the successor lives as long as the key was meant to."
    )
    grace_hours: Annotated[int, Field(ge=0, le=720)] = Field(default=24, description="Until the old key is revoked.")


def _address(key: IssuedKey) -> str:
    return f"/v1/credentials/{key.id}"


@router.post("", status_code=201, response_model=IssuedKeyView, responses=responses(*GRANTED, TooManyKeys))
async def issue_key(body: NewKey, caller: AdministratorOrOperator, act: Act, runtime: CurrentRuntime) -> Response:
    """Issue a key. It works in every service at once; its secret is in this answer alone."""
    command = Issue(
        asker=asker_of(caller),
        organisation_id=body.organisation_id or caller.organisation_id,
        scopes=body.scopes,
        expires_at=body.expires_at,
        label=body.label,
    )
    reveal = with_secret(runtime, caller)
    return await act(issue, command, view=KeyView.of, status=201, location=_address, reveal=reveal)


@router.get("")
async def list_keys(
    caller: AdministratorOrOperator,
    read: Reach,
    page: PageQuery,
    status: Annotated[CredentialStatus | None, Query(description="Only those that stand so.")] = None,
) -> Page[KeyView]:
    """Keys of one's own organisation, in the order of their last change. For operators: of all."""
    return await listed(read, IssuedKey, {"status": status}, page, KeyView.of)


@router.get("/{key_id}", responses=responses(Unknown))
async def show_key(key_id: KeyId, caller: AdministratorOrOperator, read: Reach, response: Response) -> KeyView:
    """One of them, without its secret."""
    stored = await read.get(IssuedKey, key_id)
    if stored is None:
        raise Unknown(IssuedKey.KIND, key_id)
    response.headers["ETag"] = etag(stored.revision)
    return KeyView.of(stored.state)


@router.post(
    "/{key_id}/rotate",
    status_code=201,
    response_model=IssuedKeyView,
    responses=responses(*GRANTED, KeyOver, AlreadyRotated, Stale),
)
async def rotate_key(
    key_id: KeyId,
    caller: AdministratorOrOperator,
    act: Act,
    runtime: CurrentRuntime,
    body: Annotated[Rotation, Body()] = Rotation(),
) -> Response:
    """Issue a successor with the same scopes. The old key stays valid for the grace time, then it is revoked."""
    command = Rotate(
        asker=asker_of(caller),
        key_id=key_id,
        expires_at=body.expires_at,
        grace=timedelta(hours=body.grace_hours),
    )
    return await act(
        rotate,
        command,
        view=KeyView.of,
        status=201,
        location=_address,
        target=(IssuedKey, key_id),
        reveal=with_secret(runtime, caller),
    )


@router.post("/{key_id}/revoke", response_model=KeyView, responses=responses(Unknown, Stale))
async def revoke_key(key_id: KeyId, caller: AdministratorOrOperator, act: Act) -> Response:
    """Revoke a key now. Every service refuses it within the stated bound, a few seconds."""
    command = Revoke(asker=asker_of(caller), key_id=key_id)
    return await act(revoke, command, view=KeyView.of, target=(IssuedKey, key_id))
