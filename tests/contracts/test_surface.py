import inspect
from importlib.resources import files

import mentormesh_contracts
from mentormesh_contracts import schemas
from mentormesh_contracts.glossary import MODULES


def test_the_public_surface_is_the_one_that_was_agreed() -> None:
    assert mentormesh_contracts.__all__ == [
        "DOWNCASTERS",
        "EVENTS",
        "TOPICS",
        "TOPIC_OF",
        "UPCASTERS",
        "Downcasters",
        "Envelope",
        "Event",
        "Fact",
        "MalformedRecord",
        "Received",
        "Topic",
        "Upcasters",
        "decode",
    ]
    assert all(hasattr(mentormesh_contracts, name) for name in mentormesh_contracts.__all__)


def test_the_package_says_that_it_is_typed() -> None:
    assert files("mentormesh_contracts").joinpath("py.typed").is_file()


def test_whatever_is_public_says_what_it_is() -> None:
    for module in (*MODULES, schemas):
        own = [thing for thing in vars(module).values() if getattr(thing, "__module__", "") == module.__name__]
        public = [thing for thing in own if hasattr(thing, "__name__") and not thing.__name__.startswith("_")]
        assert [thing.__name__ for thing in public if not inspect.getdoc(thing)] == []
