"""The documents of the API and of the events."""

from pathlib import Path
from typing import Annotated

import typer

Services = Annotated[list[str] | None, typer.Option("--service", help="One service, or several; all if none is named.")]


def openapi(service: Services = None) -> None:
    """Print the OpenAPI 3.1 document. No server is needed.

    For example:

        mentormesh openapi --service matching > matching.json
    """
    from cli.committed import document_text
    from cli.describe import openapi_of
    from cli.services import load

    typer.echo(document_text(openapi_of(load(service or ()))), nl=False)


def asyncapi(service: Services = None) -> None:
    """Print the AsyncAPI 3 document: who says what on which topic, and who listens. No server is needed.

    For example:

        mentormesh asyncapi > asyncapi.json
    """
    from cli.committed import document_text
    from cli.describe import asyncapi_of
    from cli.services import load

    typer.echo(document_text(asyncapi_of(load(service or ()))), nl=False)


def documents(
    directory: Annotated[Path, typer.Option(help="The checkout.")] = Path(),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; end with exit code 1 if one differs.")] = False,
) -> None:
    """Write all documents that are made from the code: JSON Schemas, OpenAPI, AsyncAPI, glossary.

    For example:

        mentormesh documents
        mentormesh documents --check
    """
    from cli.committed import check_all, write_all

    if check:
        check_all(directory)
        typer.echo("all documents are as the code says")
    else:
        typer.echo("\n".join(f"wrote {place}" for place in write_all(directory)) or "nothing to write")
