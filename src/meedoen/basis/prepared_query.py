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

SAVED = 512
"""How many questions of one kind a process keeps; of a few kilobytes each."""


Converter = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class PreparedQuery:
    """The SQL of a queryset and its values. Empty SQL: no row can meet it, so it is not asked.

    `omzetters`: place of a column → what Django does with its values, and the expression it came from.
    """

    sql: str
    values: tuple[Any, ...] = ()
    converters: Mapping[int, tuple[list[Converter], Any]] = field(default_factory=dict)

    @classmethod
    def van(cls, rows: QuerySet[Any, Any]) -> PreparedQuery:
        """The question this queryset asks; of a queryset by `values_list`, so that a row is a tuple."""
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return cls("")
        expressions = [expression for expression, _sql, _name in compiler.select]
        return cls(sql, tuple(values), compiler.get_converters(expressions))

    def rows(self) -> list[list[Any]]:
        """Ask: one query, one list of values a row."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.values)
            rows = [list(row) for row in cursor.fetchall()]
        for place, (converters, expression) in self.converters.items():
            for row in rows:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
        return rows
