"""A verb with verbs of its own."""

import typer


def group(describes: str) -> typer.Typer:
    """They all look alike."""
    return typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", help=describes)
