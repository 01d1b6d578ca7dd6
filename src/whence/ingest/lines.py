"""What one line of a page is by its own form: the grammar that plain captures and HTML pages share.

Each function looks at one line alone and never raises. Where the place on the page decides, readers of whole pages do.
"""

from whence.ingest.capture_bylines import (
    agency_of,
    authors_of,
    is_byline,
    is_desk,
    is_in_place,
    is_signoff,
    names_in_stamp,
    starts_with_dateline,
)
from whence.ingest.capture_credits import credit_outlet, is_credit, is_outlet_name, is_source_line, split_credit
from whence.ingest.capture_furniture import (
    correction_kind,
    is_advertisement,
    is_counter,
    is_nav,
    is_notice,
    is_promo_label,
    is_tag_label,
    is_time_of_change,
    tags_after_label,
)

__all__ = [
    "agency_of",
    "authors_of",
    "correction_kind",
    "credit_outlet",
    "is_advertisement",
    "is_byline",
    "is_counter",
    "is_credit",
    "is_desk",
    "is_in_place",
    "is_nav",
    "is_notice",
    "is_outlet_name",
    "is_promo_label",
    "is_signoff",
    "is_source_line",
    "is_tag_label",
    "is_time_of_change",
    "names_in_stamp",
    "split_credit",
    "starts_with_dateline",
    "tags_after_label",
]
