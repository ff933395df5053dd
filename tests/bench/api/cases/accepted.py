"""From a command's answer to its effect, committed in another service's database.

The load is open: 200 commands a second come as from independent callers, whatever the services make of it. Three acts
are mixed: somebody's declaration changes (profile → matching), a session is held (scheduling → feedback), a mentorship
pauses or goes on (matching → scheduling).

`accepted_to_committed_…` is from the moment at which the command's answer has arrived, which is sent once it is
committed, to the moment at which a majority-committed change stream shows that the other service has applied that
event: the relay, the broker, the other's batch and its commit, and the change stream's own delay. `sent_to_committed_…`
is from the moment at which the command was due to be sent, so that whatever waited anywhere is in it.
`command_…` is from there to the answer.
"""

import time
from collections import defaultdict
from datetime import timedelta
from random import Random

from services.chassis.http.position import HEADER, decode_position
from tests.bench.api.acts import Act, Moves, changes_of_people, mixture, pauses, sessions_held
from tests.bench.api.effects import Commanded, delays, place_of
from tests.bench.api.ground import Ground, standing
from tests.bench.api.http import failures, header
from tests.bench.api.open_loop import at_rate
from tests.bench.api.opening import Organisation, book_sessions, let_time_pass, organisation
from tests.bench.api.processes import watched
from tests.bench.api.run import Run
from tests.bench.api.statistics import milliseconds
from tests.bench.api.watching import sighting, until_all_are_seen
from tests.bench.results import Figures

NAMES = ("profile", "matching", "scheduling", "feedback")
RATE = 200.0
PEOPLE, HELD, PAUSED = 0.6, 0.2, 0.2
ORGANISATIONS, CROWD, PAIRS = 4, 500, 50
POSITION = HEADER.lower().encode()


async def measure(run: Run, rate: float = RATE) -> Figures:
    """Warm up, then measure for a minute. `rate`: commands a second."""
    namespace, sandbox = f"accepted-{rate:g}", {"MENTORMESH_SANDBOX": "true"}
    async with standing(run.servers, run.directory, namespace, NAMES, sandbox) as ground:
        warming, seconds = run.sized(15, 3), run.sized(90, 10)
        acts = await _opened(ground, run, rate * (warming + seconds) * HELD * 1.3)
        async with sighting(ground, ("matching", "scheduling", "feedback")) as sightings:
            run.say(f"warming up for {warming:g} s")
            await _ask(ground, acts, rate, warming, run.seed)
            run.say(f"{rate:g} commands a second for {seconds:g} s")
            watch = watched(ground.pids())
            commanded, latest = await _ask(ground, acts, rate, seconds, run.seed + 1)
            cores = watch.cores()
            lacking = await until_all_are_seen(sightings, commanded)
        found = delays(commanded, sightings)
        by_act: dict[str, list[Commanded]] = defaultdict(list)
        for each in commanded:
            by_act[each.act].append(each)
        return {
            **_named("accepted_to_committed", found.from_answer),
            **_named("sent_to_committed", found.from_sending),
            **_named("command", [each.answered - each.due for each in commanded]),
            "by_act_ms": {act: milliseconds(delays(some, sightings).from_answer) for act, some in by_act.items()},
            "commands": len(commanded),
            "asked_per_s": round(len(commanded) / seconds, 1),
            "generator_latest_ms": round(latest * 1000, 1),
            "lacking_effects": len(lacking),
            "busy_cores": cores,
            "warm_up_s": warming,
            **failures(ground.http),
        }


async def _opened(ground: Ground, run: Run, sessions: float) -> Moves:
    run.say("organisations, people, mentorships")
    made: list[Organisation] = [await organisation(ground, n, CROWD, PAIRS) for n in range(ORGANISATIONS)]
    mentorships = [each for one in made for each in one.mentorships]
    meeting, pausing = mentorships[::2], mentorships[1::2]
    run.say(f"booking {sessions:g} sessions")
    await book_sessions(ground, meeting, int(sessions / len(meeting)) + 1)
    await let_time_pass(ground, timedelta(days=3))
    kinds = {changes_of_people(made): PEOPLE, sessions_held(meeting): HELD, pauses(pausing): PAUSED}
    return mixture(kinds, Random(run.seed))


async def _ask(ground: Ground, acts: Moves, rate: float, seconds: float, seed: int) -> tuple[list[Commanded], float]:
    commanded: list[Commanded] = []

    async def ask(due: float) -> None:
        act = acts()
        received = await ground.to(act.path).ask(act.message)
        if received is not None:
            commanded.append(_commanded(act, header(received, POSITION), received.body, due, time.perf_counter()))

    latest = await at_rate(rate, seconds, Random(seed), ask)
    return commanded, latest


def _commanded(act: Act, position: str | None, body: bytes, due: float, answered: float) -> Commanded:
    places = decode_position(position)
    source, sequence = place_of(act.about, places) or (f"no position: {body[:100]!r}", 0)
    return Commanded(act.name, act.hearer, source, sequence, due, answered)


def _named(name: str, taken: list[float]) -> Figures:
    return {f"{name}_{quantile}_ms": value for quantile, value in milliseconds(taken).items()}
