"""The least an import can be: the whole list read by the standard reader, and every column of it put into one plain table.

python bench/plain_insert.py LIST DATABASE
"""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path


def main(list_path: str, database: str) -> None:
    with Path(list_path).open(encoding="utf-8") as file:
        rows = json.load(file)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    for row in rows:
        row["types"] = ",".join(row["types"])
    connection = sqlite3.connect(database)
    named = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f"CREATE TABLE meeting ({named})")
    connection.executemany(f"INSERT INTO meeting VALUES ({', '.join('?' * len(columns))})", (list(map(row.get, columns)) for row in rows))
    connection.commit()
    connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
