"""A cohort as columns: people, what is known between them, and what the policy says, in numbers."""

from services.matching.engine.columns.lists import Lists
from services.matching.engine.columns.people import People
from services.matching.engine.columns.quotas import Quotas
from services.matching.engine.columns.relations import Relations
from services.matching.engine.columns.rules import Forbidden, Rules, Value

__all__ = ["Forbidden", "Lists", "People", "Quotas", "Relations", "Rules", "Value"]
