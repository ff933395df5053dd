import re
from html.parser import HTMLParser

import pytest

from cli.match.report.markup import tag
from tests.unit.cli.match.conftest import Match
from tests.unit.cli.match.given import Desk, mentee, mentor

VOID = ("meta", "input", "br")
HOSTILE = "<script>alert('&')</script>"


class Reader(HTMLParser):
    """Insists that every element is closed in its turn, and keeps what matters."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        if name not in VOID:
            self.open.append(name)
        self.ids += [value for key, value in attributes if key == "id" and value]
        self.links += [value for key, value in attributes if key == "href" and value]
        self.loads += [value for key, value in attributes if key in ("src", "srcset", "data", "action") and value]

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)


@pytest.fixture
def page(match: Match, desk: Desk) -> str:
    told = match(
        [mentee("a", name=HOSTILE), mentee("b", languages="fr"), mentee("c", zone=f"{HOSTILE}")],
        [mentor("m", name="Ada", places_offered="3"), mentor("n", name="Nia", never_with_external_ids="nobody")],
        "--report",
        str(desk.directory / "report.html"),
    )
    assert told.exit_code == 3, told.output
    return (desk.directory / "report.html").read_text(encoding="utf-8")


def test_it_is_one_file_that_needs_nothing_from_elsewhere(page: str) -> None:
    read = Reader(page)
    assert read.loads == []
    assert all(link.startswith("#") for link in read.links)
    assert not re.search(r"https?:|url\(|@import", page)
    assert "default-src 'none'" in page.replace("&#x27;", "'")


def test_its_links_lead_somewhere_and_ids_are_there_once(page: str) -> None:
    read = Reader(page)
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert len(set(read.ids)) == len(read.ids)


def test_what_stands_in_the_files_is_never_markup(page: str) -> None:
    assert HOSTILE not in page
    assert HOSTILE in Reader(page).texts


def test_everybody_is_in_it_with_a_reason(page: str) -> None:
    texts = " ".join(Reader(page).texts)
    for told in ("Mentee b", "No language in common.", "Language", "Goals", "25% ", "mentors.csv", "nobody", "100%"):
        assert told in texts


def test_the_same_run_gives_the_same_page(match: Match, desk: Desk) -> None:
    pages = set()
    for _ in range(2):
        match([mentee("a")], [mentor("m")], "--report", str(desk.directory / "r.html"))
        pages.add((desk.directory / "r.html").read_bytes())
    assert len(pages) == 1


def test_peers_beside_mentors_have_sections_of_their_own(match: Match, desk: Desk) -> None:
    peers = desk.put("peers.csv", [mentee("p"), mentee("q", disciplines="law:2")])
    report = desk.directory / "r.html"
    assert match([mentee("a")], [mentor("m")], "--peers", str(peers), "--report", str(report)).exit_code == 0
    read = Reader(report.read_text(encoding="utf-8"))
    assert {"pairs", "peer-pairs", "peer-fairness"} <= set(read.ids)
    assert len(set(read.ids)) == len(read.ids)


def test_markup_escapes_everything_but_markup() -> None:
    made = tag("p", "<", tag("b", 1), None, ["&"], class_='"', hidden=False, data_x=0, open=True)
    assert made == '<p class="&quot;" data-x="0" open>&lt;<b>1</b>&amp;</p>'
