"""Records that were taken out of their streams: dead letters, and those that are parked."""

from cli.dead_letters.deciding import discard, pass_over
from cli.dead_letters.looking import count, list_records, show
from cli.dead_letters.redriving import redrive
from cli.group import group

app = group("Look at records that were taken out of their streams, and decide on them.")
app.command("list")(list_records)
app.command("count")(count)
app.command("show")(show)
app.command("redrive")(redrive)
app.command("discard")(discard)
app.command("pass-over")(pass_over)
