"""The chart in every size, and with every choice taken."""

import sys

import pytest

from tests.unit.deploy.chart.rendering import EVERYTHING, SIZES, Resource, rendered, values_of


@pytest.fixture(scope="session", params=("default", *SIZES, "everything"))
def resources(request: pytest.FixtureRequest) -> list[Resource]:
    """What an installation of that size makes."""
    if sys.platform != "linux":
        pytest.skip("Helm as a library is there for Linux only")
    chosen = {"default": {}, "everything": EVERYTHING}
    return rendered(chosen[request.param] if request.param in chosen else values_of(request.param))
