"""Reads mails as an independent client does and prints one JSON object a mail.

usage: read_mail.py FILE…
The calendar parts are parsed with the icalendar library; a missing UID or DTSTAMP, which that
library forgives, is an error here.
"""

import email
import email.policy
import json
import pathlib
import sys

import icalendar


def calendar(part) -> dict:
    """What a calendar part says."""
    data = part.get_payload(decode=True)
    parsed = icalendar.Calendar.from_ical(data)
    (event,) = list(parsed.walk("VEVENT"))
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "ORGANIZER"):
        if name not in event:
            raise ValueError(f"{name} is missing")
    return {
        "type": part.get_content_type(),
        "type_method": part.get_param("method"),
        "transfer": part["Content-Transfer-Encoding"],
        "method": str(parsed["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "start": event.decoded("DTSTART").isoformat(),
        "end": event.decoded("DTEND").isoformat(),
        "summary": str(event.get("SUMMARY", "")),
        "location": str(event.get("LOCATION", "")),
        "longest_line": max(len(line) for line in data.split(b"\r\n")),
    }


def read(path: pathlib.Path) -> dict:
    """One mail."""
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    text = mail.get_body(("plain",))
    html = mail.get_body(("html",))
    return {
        "to": str(mail["To"]),
        "from": str(mail["From"]),
        "subject": str(mail["Subject"]),
        "message_id": str(mail["Message-ID"]),
        "text": text.get_content() if text else "",
        "html": html.get_content() if html else "",
        "calendars": [
            calendar(part)
            for part in mail.walk()
            if part.get_content_type() in ("text/calendar", "application/ics")
        ],
    }


for name in sys.argv[1:]:
    print(json.dumps(read(pathlib.Path(name)), ensure_ascii=False))
