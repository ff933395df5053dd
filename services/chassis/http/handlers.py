"""Whatever goes wrong in a request leaves as a problem document."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pymongo.errors import PyMongoError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from services.chassis.http.problems import BodyTooLarge, Busy, ProblemResponse, problem, refused
from services.chassis.mongo.transaction import PassingTrouble, meaning
from services.chassis.observability.logs import get_logger
from services.deciding import Refusal

log = get_logger(__name__)
ECHOED = 80


def install_problem_handlers(app: FastAPI) -> None:
    """Turn refusals, validation errors and HTTP errors into problems."""
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(PassingTrouble, _trouble)
    app.add_exception_handler(PyMongoError, _driver)


async def _refusal(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return refused(error)


async def _trouble(_: Request, error: Exception) -> Response:
    log.warning("a request met passing trouble", error=str(error))
    return refused(Busy("the database is out of reach; try again shortly", retry_after=2))


async def _driver(request: Request, error: Exception) -> Response:
    assert isinstance(error, PyMongoError)
    if isinstance(means := meaning(error), PassingTrouble):
        return await _trouble(request, means)
    raise error


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    title = status.phrase.capitalize()
    if status is HTTPStatus.NOT_FOUND:
        detail = "there is nothing here" if error.detail == status.phrase else str(error.detail)
        return ProblemResponse(problem("no-such-route", "No such route", 404, detail))
    detail = status.description or title if error.detail == status.phrase else str(error.detail)
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return refused(BodyTooLarge(str(error.detail)))
    if error.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        return refused(Busy(str(error.detail)))
    body = problem(title.lower().replace(" ", "-"), title, error.status_code, detail)
    return ProblemResponse(body, error.headers)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if unreadable := [fault for fault in faults if fault["type"] in ("json_invalid", "multipart_invalid")]:
        detail = "the body is not JSON: " + str(unreadable[0].get("ctx", {}).get("error", "it cannot be read"))
        return ProblemResponse(problem("body-unreadable", "Body unreadable", 400, detail))
    members = {"errors": [_named(fault) for fault in faults]}
    detail = "1 field is wrong" if len(faults) == 1 else f"{len(faults)} fields are wrong"
    return ProblemResponse(problem("request-invalid", "Request invalid", 422, detail, members))


def _named(fault: Mapping[str, Any]) -> dict[str, str]:
    where, *path = (str(part)[:ECHOED] for part in fault["loc"])
    detail = shortened(fault["msg"].removeprefix("Value error, "), fault.get("input"))
    if where == "body":
        escaped = (part.replace("~", "~0").replace("/", "~1") for part in path)
        return {"pointer": "".join("/" + part for part in escaped), "detail": detail}
    return {"parameter": ".".join(path), "detail": detail}


def shortened(message: str, value: object) -> str:
    """The message, with no more of the value that was sent than its beginning."""
    if isinstance(value, str) and len(value) > ECHOED and value in message:
        return message.replace(value, value[:ECHOED] + "…")
    return message
