"""Matching cycles: looked at, explained, and replayed from their receipts."""

from cli.cycles import looking, replaying
from cli.group import group

app = group("Look at matching cycles, and compute them again from their receipts.")
app.command("list")(looking.list_cycles)
app.command("show")(looking.show)
app.command("replay")(replaying.replay)
