"""The table of sizes inside the page that tells of them."""

from pathlib import Path

from deploy.sizing.measured import Measured
from deploy.sizing.network import Network
from deploy.sizing.size import size_of
from deploy.sizing.table import markdown

PAGE = Path("docs/scaling.md")
BEGIN, END = "<!-- sizes: written by python -m tests.bench.operations.figures -->\n", "<!-- end of sizes -->\n"
ORGANISATIONS = (10, 100, 1_000)


def with_sizes(text: str, measured: Measured) -> str:
    """The page with the table as the model has it. Raises ValueError if it has no place for one."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no place between {BEGIN.strip()} and {END.strip()}")
    table = markdown([size_of(Network(organisations=each), measured) for each in ORGANISATIONS])
    return f"{before}{BEGIN}\n{table}\n{END}{after}"
