"""All files of a match: each is read once, though it may stand on both sides."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from cli.errors import WrongUsage
from cli.match.own_words import read_mapping
from cli.match.read_csv import read_csv
from cli.match.read_ndjson import read_ndjson
from cli.match.sheet import Sheet
from cli.match.source import open_source
from cli.progress import progress
from services.profile.domain.roster import RosterUnreadable


def read_sheets(paths: Iterable[Path], mapping: Path | None) -> dict[Path, Sheet]:
    """By path. Raises WrongUsage if a file as a whole cannot be read, before any line of another is."""
    words = read_mapping(mapping)
    sources = {path: open_source(path, file, words) for path, file in _called(list(dict.fromkeys(paths))).items()}
    if mapping is not None:
        words.insist_on_use([heading for source in sources.values() for heading in source.headings], mapping.name)
    sheets = {}
    with progress("reading", len(sources)) as advance:
        for path, source in sources.items():
            read = read_ndjson if source.is_ndjson else read_csv
            try:
                sheets[path] = read(source, words.fitted(source.headings))
            except RosterUnreadable as error:
                raise WrongUsage(f"{source.file}: {error}") from None
            advance()
    return sheets


def _called(paths: Sequence[Path]) -> dict[Path, str]:
    """By their names, unless two have the same."""
    names = Counter(path.name for path in paths)
    return {path: path.name if names[path.name] == 1 else str(path) for path in paths}
