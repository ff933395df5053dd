"""Writes the rosters of the sample network: `python -m deploy.sample.generate [--people N] [--seed S] [--out DIR]`.

The same people and seed give the same bytes.
"""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from deploy.sample import partner_words, rosters, spoil
from deploy.sample.manifest import entry
from deploy.sample.organisations import CHARITY, COMPANY, UNIVERSITY, SampleOrganisation, sizes
from deploy.sample.people import person
from deploy.sample.relations import related
from services.profile.domain.roster import PersonDeclaration

PEOPLE = 1280
FEWEST = 150
"""Fewer would not leave each of the charity's mistakes a good line before it."""
SEED = 20260
OUT = Path(__file__).parent / "rosters"


def people_of(organisation: SampleOrganisation, count: int, seed: int) -> list[PersonDeclaration]:
    """Everyone of an organisation, in the order of their numbers."""
    return related([person(organisation, number, seed) for number in range(1, count + 1)], organisation, seed)


def files(people: int = PEOPLE, seed: int = SEED) -> dict[str, bytes]:
    """The content of every file, by name."""
    members = {each.slug: people_of(each, sizes(people)[each.slug], seed) for each in (COMPANY, UNIVERSITY, CHARITY)}
    strangers = [person(CHARITY, 9000 + number, seed) for number in range(len(spoil.REASONS))]
    company = rosters.company(members[COMPANY.slug])
    university = rosters.university(members[UNIVERSITY.slug], seed)
    charity = rosters.charity(members[CHARITY.slug], strangers, seed)
    manifest = {
        "seed": seed,
        "organisations": [
            entry(COMPANY, members[COMPANY.slug], "company.csv", company),
            entry(UNIVERSITY, members[UNIVERSITY.slug], "university.csv", university, "university.mapping.toml"),
            entry(CHARITY, members[CHARITY.slug], "charity.csv", charity),
        ],
    }
    texts = {
        "company.csv": company.text,
        "university.csv": university.text,
        "university.mapping.toml": partner_words.mapping(),
        "charity.csv": charity.text,
        "manifest.json": json.dumps(manifest, indent=2, ensure_ascii=False) + "\n",
    }
    return {name: text.encode() for name, text in texts.items()}


def write(out: Path, people: int = PEOPLE, seed: int = SEED) -> None:
    """Write every file into a directory, which is made if there is none."""
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files(people, seed).items():
        (out / name).write_bytes(content)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = ArgumentParser(prog="python -m deploy.sample.generate", description="Write the sample rosters.")
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"in all three organisations, at least {FEWEST}")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    given = parser.parse_args(arguments)
    if given.people < FEWEST:
        parser.error(f"--people must be at least {FEWEST}")
    write(given.out, given.people, given.seed)


if __name__ == "__main__":
    main()
