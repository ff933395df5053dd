from pathlib import Path

import orjson

from cli.demo.service_log import told_at_last


def entry(level: str, event: str, **facts: object) -> bytes:
    return orjson.dumps({"level": level, "event": event, "service": "all", "timestamp": "2027-01-01", **facts})


def test_what_is_well_is_passed_over(tmp_path: Path) -> None:
    log = tmp_path / "services.log"
    log.write_bytes(b"\n".join([entry("warning", "no database", tried="127.0.0.1:1"), entry("info", "ready")]))
    assert told_at_last(log) == ["no database tried=127.0.0.1:1"]


def test_of_a_trace_the_last_line_is_told(tmp_path: Path) -> None:
    log = tmp_path / "services.log"
    log.write_bytes(entry("error", "a decision failed", exception="Traceback …\n  File …\nKeyError: 'id'"))
    assert told_at_last(log) == ["a decision failed KeyError: 'id'"]


def test_what_is_no_entry_is_told_as_it_is(tmp_path: Path) -> None:
    log = tmp_path / "services.log"
    log.write_text("mentormesh: MENTORMESH_PORT is 'x'\n")
    assert told_at_last(log) == ["mentormesh: MENTORMESH_PORT is 'x'"]


def test_only_the_last_ones_are_told_and_none_without_a_log(tmp_path: Path) -> None:
    log = tmp_path / "services.log"
    log.write_bytes(b"\n".join(entry("warning", f"trouble {number}") for number in range(20)))
    assert told_at_last(log, 2) == ["trouble 18", "trouble 19"]
    assert told_at_last(tmp_path / "none.log") == []
