"""Command lines that cannot be understood, whose sentences are kept in usage_errors.txt for a person to read."""

WRONG = [
    ["find", "--substance"],
    ["find", "--online=yes"],
    ["groups"],
    ["groups", "show"],
    ["groups", "show", "aa", "smart"],
    ["groups", "compare", "aa"],
    ["groups", "checked", "aa"],
    ["groups", "checked", "aa", "--by", "Kim Wu"],
    ["groups", "stale", "--older-than", "soon"],
    ["groups", "check-leaflet"],
    ["groups", "check-leaflet", "photo.jpg"],
    ["find", "cocaine", "--json", "--format", "csv"],
    ["helplines", "wales"],
    ["data", "where", "aaaa"],
    ["-x"],
]
