"""From an order to files: check, read, match, write."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cli.match.outcome import Chance
from cli.match.paths import check_inputs, check_outputs
from cli.match.policy_file import read_policy
from cli.match.read_sheets import read_sheets
from cli.match.report.page import page
from cli.match.result import Result, bring_together
from cli.match.written import pairs_csv, write
from mentormesh_contracts.vocabulary import Role


@dataclass(frozen=True)
class Order:
    """What was asked for."""

    mentees: Path | None
    mentors: Path | None
    peers: Path | None
    mapping: Path | None
    policy: Path | None
    out: Path
    peers_out: Path | None
    report: Path | None
    seed: int
    week: date

    def sides(self) -> dict[Role, Path]:
        """The files of people."""
        given = {Role.MENTEE: self.mentees, Role.MENTOR: self.mentors, Role.PEER: self.peers}
        return {role: path for role, path in given.items() if path}

    def pairs_go(self, *, are_peers: bool) -> Path:
        """Where the pairs of a round are written."""
        if not are_peers:
            return self.out
        beside = self.out.with_name(f"{self.out.stem}.peers{self.out.suffix}") if self.mentees else self.out
        return self.peers_out or beside


def run(order: Order) -> tuple[Result, list[Path]]:
    """The result, and what was written. Raises WrongUsage or Failure."""
    _check(order)
    policy = read_policy(order.policy)
    paths = {role: path.resolve() for role, path in order.sides().items()}
    read = read_sheets(paths.values(), order.mapping)
    sheets = {role: read[path] for role, path in paths.items()}
    result = bring_together(sheets, policy, Chance(order.seed, order.week))
    texts = {order.pairs_go(are_peers=found.are_peers): pairs_csv(found) for found in result.rounds}
    if order.report:
        texts[order.report] = page(result)
    for path, text in texts.items():
        write(path, text)
    return result, list(texts)


def _check(order: Order) -> None:
    inputs = [*order.sides().values(), *filter(None, (order.mapping, order.policy))]
    check_inputs(inputs)
    outputs = [order.out, *filter(None, (order.report,))]
    if order.peers and order.mentees:
        outputs.append(order.pairs_go(are_peers=True))
    elif order.peers:
        outputs = [order.pairs_go(are_peers=True), *outputs[1:]]
    check_outputs(outputs, inputs)
