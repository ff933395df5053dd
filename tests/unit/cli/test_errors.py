from importlib import import_module

import pytest
import typer

from cli.errors import EXPECTED, INTERRUPTED, Failure, WrongUsage, exit_code, in_one_line
from services.chassis.kafka.topics import BrokerAway
from services.profile.domain.roster.unreadable import MappingUnfit


def test_every_expected_error_is_there() -> None:
    for name in EXPECTED:
        module, _, kind = name.rpartition(".")
        found = getattr(import_module(module), kind)
        assert issubclass(found, Exception)
        assert f"{found.__module__}.{found.__qualname__}" == name


def test_an_error_has_the_code_of_its_kind() -> None:
    assert exit_code(BrokerAway("…")) == 1
    assert exit_code(WrongUsage("…")) == 2
    assert exit_code(MappingUnfit("a kind of RosterUnreadable")) == 2
    assert exit_code(KeyError("…")) is None


def test_an_expected_error_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, in_one_line():
        raise Failure("first\n  second")
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err == "mentormesh: first second\n"


def test_an_unforeseen_error_says_what_it_is_and_how_to_see_more(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, in_one_line():
        raise KeyError("x")
    told = capsys.readouterr().err
    assert ended.value.exit_code == 1
    assert "KeyError: 'x'" in told
    assert "MENTORMESH_DEBUG=1" in told
    assert "Traceback" not in told


def test_for_debugging_the_error_itself_comes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORMESH_DEBUG", "1")
    with pytest.raises(Failure), in_one_line():
        raise Failure("as it is")


def test_ctrl_c_is_not_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, in_one_line():
        raise KeyboardInterrupt
    assert ended.value.exit_code == INTERRUPTED
    assert capsys.readouterr().err == ""
