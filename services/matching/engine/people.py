"""A cohort as arrays: one row a person."""

from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]
Sparse = csr_array
"""Rows of people by columns of something that few of them have."""


@dataclass(frozen=True)
class People:
    """What is compared. Columns mean the same in every People that is compared with another."""

    organisation: Integers
    """Number of the organisation."""
    passes_screening: Flags
    goals_sought: Floats
    """By goal: how dear it is; a row sums to 1, or to 0 if none is sought."""
    goals_offered: Floats
    """By goal: 1 if the person helps with it."""
    skills_wanted: Sparse
    """By skill: how much the person wants to grow in it; a row sums to 1, or to 0."""
    skills: Sparse
    """By skill: how strong the person is, 0 to 1."""
    disciplines: Sparse
    """By discipline: 1 if it is one of the person's."""
    years: Sparse
    """By discipline: years of experience."""
    most_years: Floats
    """Years of experience in the discipline where there are most."""
    main_discipline: Integers
    """Number of the discipline that is named first; -1 for none."""
    area: Integers
    """Number of the discipline that is sought; -1 for none."""
    years_in_area: Floats
    """The person's own years of experience in the area that they seek; where none is known, at large."""
    languages: Floats
    """By language: 1 if the person speaks it."""
    hours: Words
    """Free quarters of an hour of the week, as bits."""
    said_hours: Flags
    qualities_wished: Floats
    """By quality: how much it counts; a row sums to 1."""
    qualities_rated: Floats
    """By quality: the rating, 0 to 1, where there are raters enough; else what is assumed of everybody."""

    def __len__(self) -> int:
        return len(self.organisation)

    def rows(self, some: Any) -> Self:
        """A part of them: a slice, positions, or flags."""
        return type(self)(**{field.name: getattr(self, field.name)[some] for field in fields(self)})
