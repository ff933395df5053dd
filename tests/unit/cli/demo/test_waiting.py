import pytest

from cli.demo.waiting import DidNotCome, until


async def test_it_ends_when_nothing_is_lacking() -> None:
    looks = iter(["two", "one", None])

    async def lacking() -> str | None:
        return next(looks)

    await until("the end", lacking, 5)


async def test_what_did_not_come_is_named_with_what_was_there_instead() -> None:
    async def lacking() -> str | None:
        return "3 proposals still wait"

    with pytest.raises(DidNotCome, match=r"^the end did not come within 0.05 s: 3 proposals still wait$"):
        await until("the end", lacking, 0.05)


async def test_it_looks_at_least_once() -> None:
    async def lacking() -> str | None:
        return None

    await until("the end", lacking, 0)
