import subprocess
import sys

import pytest

from services.chassis.observability.tracing.opening import endpoint, open_tracing
from services.chassis.observability.tracing.tracing import NO_TRACING
from services.chassis.settings import load_settings
from services.chassis.settings_wrong import SettingsWrong

SERVES = """
import sys
from cli.services import load
from services.chassis.observability.health import Health
from services.chassis.observability.tracing.opening import open_tracing
from services.chassis.process import build_app
from services.chassis.runtime import Runtime
from services.chassis.settings import load_settings
settings = load_settings()
tracing = open_tracing(settings)
runtimes = [Runtime(service, settings, tracing=tracing) for service in load(["profile"])]
build_app(runtimes, settings, Health(), tracing=tracing)
ours = ("opentelemetry.proto", "opentelemetry.exporter", "google.protobuf", "services.chassis.observability.tracing")
print(*sorted(name for name in sys.modules if name.startswith(ours)))
"""


def test_where_it_is_off_nothing_of_it_is_imported() -> None:
    # FastAPI brings OpenTelemetry's interfaces along, and Redis' client its SDK wherever that is installed.
    ran = subprocess.run([sys.executable, "-c", SERVES], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [
        "services.chassis.observability.tracing",
        *(f"services.chassis.observability.tracing.{room}" for room in ("context", "opening", "request", "span")),
        "services.chassis.observability.tracing.tracing",
    ]


def test_it_is_off_by_default() -> None:
    assert open_tracing(load_settings()) is NO_TRACING
    assert open_tracing(load_settings(tracing_url="")) is NO_TRACING


async def test_one_setting_turns_it_on() -> None:
    tracing = open_tracing(load_settings(tracing_url="http://127.0.0.1:1"))
    assert tracing.on
    await tracing.close()


def test_without_the_extra_the_start_is_stopped_by_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "services.chassis.observability.tracing.otlp", None)
    with pytest.raises(SettingsWrong) as wrong:
        open_tracing(load_settings(tracing_url="https://me:hidden@collector:4318"))
    said = str(wrong.value)
    assert "MENTORMESH_TRACING_URL is 'https://****@collector:4318'" in said
    assert "mentormesh[tracing]" in said
    assert "\n" not in said
    assert "hidden" not in said


@pytest.mark.parametrize("url", ["collector:4318", "grpc://collector:4317", "http://", "http://two words", "none"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(SettingsWrong, match="MENTORMESH_TRACING_URL is "):
        load_settings(tracing_url=url)


@pytest.mark.parametrize("share", [-0.1, 1.1, "many"])
def test_a_share_is_between_nothing_and_all(share: object) -> None:
    with pytest.raises(SettingsWrong, match="MENTORMESH_TRACING_SHARE is "):
        load_settings(tracing_share=share)


def test_an_address_without_a_path_gets_the_usual_one() -> None:
    assert endpoint("http://collector:4318") == endpoint("http://collector:4318/") == "http://collector:4318/v1/traces"
    assert endpoint("https://me:it@host/tempo/v1/traces") == "https://me:it@host/tempo/v1/traces"
