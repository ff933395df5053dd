"""The pair of keys on which all others rest."""

import typer

from cli.output import Json, print_json


def new_signing_key(as_json: Json = False) -> None:
    """Make a signing key and its verifying key. They are shown once and kept nowhere.

    `partners` needs the signing key, every other service the verifying key alone. To replace a pair, let the services
    trust both verifying keys for a while, separated by a comma, the newest first.

    For example:

        mentormesh keys new-signing-key >> .env
    """
    from services.chassis.http.keys import new_signing_key as make
    from services.chassis.http.keys import verifying_key_of

    signing = make()
    pair = {"MENTORMESH_SIGNING_KEY": signing, "MENTORMESH_VERIFYING_KEYS": verifying_key_of(signing)}
    if as_json:
        print_json(pair)
    else:
        typer.echo("\n".join(f"{name}={value}" for name, value in pair.items()))
