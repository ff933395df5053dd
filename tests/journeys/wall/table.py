"""The whole table: a row for each route."""

from tests.journeys.wall.feedback import FEEDBACK
from tests.journeys.wall.matching import MATCHING
from tests.journeys.wall.partners import OPERATIONS, PARTNERS
from tests.journeys.wall.profile import PROFILE
from tests.journeys.wall.row import ForEverybody, ForOperators, Listing, Making, Theirs
from tests.journeys.wall.scheduling import SCHEDULING

TABLE = (*PARTNERS, *OPERATIONS, *PROFILE, *MATCHING, *SCHEDULING, *FEEDBACK)
THEIRS = [row for row in TABLE if isinstance(row, Theirs)]
LISTINGS = [row for row in TABLE if isinstance(row, Listing)]
MAKING = [row for row in TABLE if isinstance(row, Making)]
FOR_OPERATORS = [row for row in TABLE if isinstance(row, ForOperators)]
FOR_EVERYBODY = [row for row in TABLE if isinstance(row, ForEverybody)]
