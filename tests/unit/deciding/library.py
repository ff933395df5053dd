"""A small world to try the language of rules on: books that are lent."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from mentormesh_contracts import Event, Fact
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Refusal, need_each, require

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)
CONTEXT = Context(now=NOW, new_id=lambda: "new")


class BookFact(Fact):
    id: str


class BookLent(Event):
    TYPE: ClassVar[str] = "mentormesh.book.lent.v1"
    after: BookFact


class BookReturned(Event):
    TYPE: ClassVar[str] = "mentormesh.book.returned.v1"
    after: BookFact


class BookLentOut(Refusal):
    """Somebody else has the book."""


class Book(Aggregate):
    KIND: ClassVar[str] = "books"

    lent_to: str | None = None


class Reader(Aggregate):
    KIND: ClassVar[str] = "readers"

    books: tuple[str, ...] = ()

    def organisations(self) -> Iterable[str]:
        return ("library",)


class Lend(Command):
    reader_id: str
    book_ids: tuple[str, ...]


class Remind(Command):
    book_id: str


def lend(command: Lend, context: Context) -> Deciding:
    reader = yield from require(Reader, command.reader_id)
    books = yield from need_each(Book, command.book_ids)
    decision = Decision().save(reader.model_copy(update={"books": tuple(books)}))
    for book in books.values():
        if book.lent_to is not None:
            raise BookLentOut(f"{book.id} is lent", field="book_ids")
        lent = book.model_copy(update={"lent_to": reader.id})
        decision.save(lent, BookLent(after=BookFact(id=book.id)))
        decision.remind(f"back:{book.id}", context.now + timedelta(days=28), Remind(book_id=book.id))
    return decision.tell(list(books))
