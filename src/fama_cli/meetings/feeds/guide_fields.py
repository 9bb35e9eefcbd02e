"""The names of the fields of a Meeting Guide list (https://github.com/code4recovery/spec), and of those that programs add to it."""

from __future__ import annotations

TEXTS = {
    "name": "name", "address": "address", "city": "town", "state": "county",
    "slug": "source_id", "location": "venue", "location_notes": "place_notes", "conference_url": "online_url",
    "conference_url_notes": "online_notes", "conference_phone": "online_phone", "conference_phone_notes": "online_phone_notes",
    "notes": "notes", "group": "group", "group_notes": "group_notes", "website": "website", "url": "website",
}  # fmt: skip
"""Field of a list -> field of a Meeting. Where a list has both the page of the meeting and the group's site, the page is taken."""
CONTACTS = tuple(tuple(f"contact_{number}_{what}" for what in ("name", "email", "phone")) for number in (1, 2, 3))
OF_THE_GROUP = ("email", "phone")
MONEY_FIELDS = ("venmo", "square", "paypal", "homegroup_online")
_OWN = (
    *(
        "day",
        "time",
        "end_time",
        "timezone",
        "types",
        "formatted_address",
        "postal_code",
        "country",
        "regions",
        "region",
        "sub_region",
        "sub_sub_region",
    ),
    *("latitude", "longitude", "coordinates", "approximate", "updated", "attendance_option", "entity"),
)
OF_ITS_KEEPERS = (
    *(
        "entity_email",
        "entity_location",
        "entity_logo",
        "entity_phone",
        "entity_url",
        "entity_website_url",
        "entity_feedback_emails",
        "feedback_emails",
        "feedback_email",
    ),
    *(
        "feedback_url",
        "edit_url",
        "author",
        "data_source",
        "data_source_name",
        "last_contact",
        "mailing_address",
        "website_2",
        "district",
        "sub_district",
    ),
)
_OF_SOFTWARE = (
    *(
        "id",
        "row",
        "post_id",
        "location_id",
        "location_url",
        "group_id",
        "region_id",
        "sub_region_id",
        "district_id",
        "time_formatted",
        "distance",
        "import_hash",
    ),
    *("conference_provider", "conference_provider_url", "search", "approximate_address"),
)
KNOWN = frozenset(
    [*TEXTS, *_OWN, *OF_THE_GROUP, *MONEY_FIELDS, *OF_ITS_KEEPERS, *_OF_SOFTWARE, *(each for group in CONTACTS for each in group)]
)
"""Every field that the specification or the programs that write these lists have."""
MANY_LINES = frozenset({"notes", "group_notes", "location_notes", "conference_url_notes"})
