"""Keys: the pair that signs and verifies, an operator's own, and those of the organisations."""

from cli.group import group
from cli.keys import operator, organisations, signing

app = group("Make, issue, replace and revoke keys.")
app.command("new-signing-key")(signing.new_signing_key)
app.command("operator")(operator.operator)
app.command("issue")(organisations.issue)
app.command("list")(organisations.list_keys)
app.command("rotate")(organisations.rotate)
app.command("revoke")(organisations.revoke)
