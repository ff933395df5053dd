from tests.unit.cli.conftest import Run
from tests.unit.cli.match.conftest import Match
from tests.unit.cli.match.given import Desk, csv_text, mentee, mentor


def test_pairs_have_the_ids_of_the_files_and_a_score(match: Match, desk: Desk) -> None:
    told = match([mentee("Ä 1/2")], [mentor("=1+1")])
    assert told.exit_code == 0, told.output
    (pair,) = desk.pairs()
    assert (pair["mentee"], pair["mentor"]) == ("Ä 1/2", "=1+1")
    assert 0 < float(pair["score"]) <= 1
    assert "1 matched (100.0%)" in told.stdout


def test_pairs_stand_in_the_order_of_the_mentees_file(match: Match, desk: Desk) -> None:
    match([mentee(id) for id in "dbca"], [mentor("m", places_offered="4")])
    assert list(desk.who_with_whom()) == list("dbca")


def test_places_are_never_exceeded_and_one_where_nothing_is_said(match: Match, desk: Desk) -> None:
    told = match(
        [mentee(str(n)) for n in range(6)], [mentor("two", places_offered="2"), mentor("one") | {"places_offered": ""}]
    )
    mentors = list(desk.who_with_whom().values())
    assert (mentors.count("two"), mentors.count("one")) == (2, 1)
    assert "1 mentor with no word on places: taken for one each" in told.stdout
    assert "3 left out" in told.stdout


def test_whoever_stands_on_both_sides_is_one_person_and_never_meets_themselves(match: Match, desk: Desk) -> None:
    both = mentee("b", name="Bo", disciplines="physics:5"), mentor("b", name="Bo", disciplines="physics:5")
    told = match([mentee("a"), both[0]], [mentor("c"), both[1]])
    assert told.exit_code == 0
    assert desk.who_with_whom() == {"a": "b", "b": "c"}


def test_one_file_may_be_both_sides_and_roles_tell_them_apart(match: Match, desk: Desk) -> None:
    people = [mentee("a", roles="mentee"), mentor("b", roles="mentor"), mentor("c", roles="mentor; mentee")]
    desk.put("people.csv", people)
    told = match("people.csv", "people.csv")
    assert desk.who_with_whom().keys() == {"a"}
    assert "people.csv: 1 passed over: no mentees, by their own roles" in told.stdout


def test_never_with_binds_across_the_files(match: Match, desk: Desk) -> None:
    match([mentee("a")], [mentor("no", strengths="python:5; writing:5", never_with_external_ids="a"), mentor("yes")])
    assert desk.who_with_whom() == {"a": "yes"}


def test_a_manager_in_the_line_is_not_the_mentor(match: Match, desk: Desk) -> None:
    match(
        [mentee("a", reporting_line_external_ids="x; boss")],
        [mentor("boss", strengths="python:5; writing:5"), mentor("yes")],
    )
    assert desk.who_with_whom() == {"a": "yes"}


def test_a_wish_counts_where_all_else_is_equal(match: Match, desk: Desk) -> None:
    mentors = [mentor(str(n)) for n in range(9)]
    match([mentee("a", preferred_external_ids="7")], mentors)
    assert desk.who_with_whom() == {"a": "7"}


def test_the_order_of_the_mentors_changes_nothing(match: Match, desk: Desk) -> None:
    mentees, mentors = [mentee(str(n)) for n in range(5)], [mentor(f"m{n}") for n in range(9)]
    match(mentees, mentors)
    first = desk.pairs()
    match(mentees, mentors[::-1])
    assert desk.pairs() == first


def test_a_seed_draws_lots_where_all_else_is_equal(match: Match, desk: Desk) -> None:
    mentors = [mentor(f"m{n}") for n in range(50)]
    drawn = set()
    for seed in ("0", "1", "2", "0"):
        match([mentee("a")], mentors, "--seed", seed)
        drawn.add(desk.who_with_whom()["a"])
    assert len(drawn) == 3


def test_peers_are_paired_by_person_and_peer(mentormesh: Run, desk: Desk) -> None:
    people = [mentee("a"), mentee("b", disciplines="law:2"), mentee("c", disciplines="law:30")]
    peers = desk.put("peers.csv", people)
    out = desk.directory / "out.csv"
    told = mentormesh("match", "--peers", str(peers), "--out", str(out))
    assert told.exit_code == 0, told.output
    (pair,) = desk.pairs("out.csv")
    assert (pair["person"], pair["peer"]) == ("a", "b")
    assert "3 peers: 2 matched" in told.stdout


def test_pairs_of_peers_go_beside_those_of_mentors(match: Match, desk: Desk) -> None:
    peers = desk.put("peers.csv", csv_text([mentee("p"), mentee("q", disciplines="law:2")]))
    assert match([mentee("a")], [mentor("m")], "--peers", str(peers)).exit_code == 0
    assert (len(desk.pairs()), len(desk.pairs("pairs.peers.csv"))) == (1, 1)
    match([mentee("a")], [mentor("m")], "--peers", str(peers), "--peers-out", str(desk.directory / "p.csv"))
    assert len(desk.pairs("p.csv")) == 1


def test_everything_is_there_for_scripts(match: Match, desk: Desk) -> None:
    told = match([mentee("a"), mentee("b", languages="fr")], [mentor("m")], "--json")
    said = desk.said(told.stdout)
    (pair,), (absent,) = said["mentoring"]["pairs"], said["mentoring"]["left_out"]
    assert (pair["mentee"], pair["mentor"], pair["rank"], pair["eligible"]) == ("a", "m", 1, 1)
    points = sum(each["weight"] * each["value"] for each in pair["contributions"])
    assert abs(points - pair["score"]) < 1e-6
    assert (absent["person"], absent["binding"], absent["ruled_out"]) == ("b", "language", {"language": 1})
    assert said["mentoring"]["figures"]["coverage"] == 0.5
    assert said["week"] == "2026-03-04"


def test_with_no_place_at_all_everybody_is_left_out_for_that(match: Match, desk: Desk) -> None:
    told = match([mentee("a")], [mentor("m", places_offered="0")], "--json", "--report", str(desk.directory / "r.html"))
    assert told.exit_code == 0, told.output
    assert desk.pairs() == []
    assert desk.said(told.stdout)["mentoring"]["figures"]["left_out"] == {"places": 1}


def test_a_peer_alone_is_left_out(mentormesh: Run, desk: Desk) -> None:
    peers, out = desk.put("peers.csv", [mentee("a")]), desk.directory / "out.csv"
    told = mentormesh("match", "--peers", str(peers), "--out", str(out), "--report", str(desk.directory / "r.html"))
    assert told.exit_code == 0, told.output
    assert desk.pairs("out.csv") == []
    assert "1 peer: 0 matched (0.0%)" in told.stdout
