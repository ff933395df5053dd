import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from services.chassis.observability.correlation import correlation_id
from services.chassis.observability.logs import configure_logs, get_logger


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    yield
    root.handlers.clear()
    root.setLevel(level)


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_entry_is_one_json_object_with_service_and_thread(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    token = correlation_id.set("thread-1")
    get_logger("a").info("relay took over", lane=0)
    correlation_id.reset(token)
    (entry,) = written(capsys)
    assert entry.items() >= {
        "event": "relay took over", "lane": 0, "level": "info", "service": "tested", "correlation_id": "thread-1"
    }.items()  # fmt: skip


def test_logs_of_libraries_have_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    logging.getLogger("library").warning("lost %s", "it", extra={"password": "hidden"})
    (entry,) = written(capsys)
    assert entry["event"] == "lost it"
    assert entry["password"] == "****"


def test_a_traceback_stays_within_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    try:
        raise RuntimeError("broken")
    except RuntimeError:
        get_logger("b").exception("failed")
    (entry,) = written(capsys)
    assert "RuntimeError: broken" in entry["exception"]


def test_secrets_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    get_logger("c").info("connecting", url="redis://u:hidden@host", token="hidden")
    assert "hidden" not in json.dumps(written(capsys))


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    get_logger("d").debug("detail")
    assert written(capsys) == []
