"""A question asked on every page: its SQL is made once for everyone it is the same for.

To build a queryset and turn it into SQL takes Python longer than PostgreSQL takes to answer. Where a queryset
follows from nothing but who asks and on which day, `functools.lru_cache` over a function that returns a
`Vraag` keeps the words and the values; only the asking is done again. The answer is never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet

BEWAARD = 512
"""How many questions of one kind a process keeps; of a few kilobytes each."""


Omzetter = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Vraag:
    """The SQL of a queryset and its values. Empty SQL: no row can meet it, so it is not asked.

    `omzetters`: place of a column → what Django does with its values, and the expression it came from.
    """

    sql: str
    waarden: tuple[Any, ...] = ()
    omzetters: Mapping[int, tuple[list[Omzetter], Any]] = field(default_factory=dict)

    @classmethod
    def van(cls, rijen: QuerySet[Any, Any]) -> Vraag:
        """The question this queryset asks; of a queryset by `values_list`, so that a row is a tuple."""
        compiler = rijen.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, waarden = compiler.as_sql()
        except EmptyResultSet:
            return cls("")
        uitdrukkingen = [uitdrukking for uitdrukking, _sql, _naam in compiler.select]
        return cls(sql, tuple(waarden), compiler.get_converters(uitdrukkingen))

    def rijen(self) -> list[list[Any]]:
        """Ask: one query, one list of values a row."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.waarden)
            rijen = [list(rij) for rij in cursor.fetchall()]
        for plek, (omzetters, uitdrukking) in self.omzetters.items():
            for rij in rijen:
                for zet_om in omzetters:
                    rij[plek] = zet_om(rij[plek], uitdrukking, connection)
        return rijen
