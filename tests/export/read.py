"""Reads a folder of iCalendar files with the package icalendar and prints what it finds in each as lines
of text, by the zones that the files themselves define. Series are not expanded. For tests/export.rs.

    python3 read.py FOLDER
"""

import datetime
import pathlib
import sys

import icalendar


def moment(value):
    """An instant in seconds, or a date."""
    if isinstance(value, datetime.datetime):
        return str(int(value.timestamp()))
    return value.isoformat()


def read(component, name, zones):
    """The value of a property, by the file's own zones."""
    prop = component.get(name)
    if prop is None:
        return None
    value = prop.dt
    zone = zones.get(prop.params.get("TZID"))
    return value.replace(tzinfo=zone) if zone else value


def lines(calendar):
    zones = {
        str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")
    }
    for event in calendar.walk("VEVENT"):
        start = read(event, "DTSTART", zones)
        end = read(event, "DTEND", zones)
        if end is None:
            end = start + event["DURATION"].dt if "DURATION" in event else start
        yield " ".join([moment(start), moment(end), str(event["SUMMARY"])])


for path in sorted(pathlib.Path(sys.argv[1]).glob("*.ics")):
    # Every property must be one that the package can read.
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    for component in calendar.walk():
        assert not component.errors, (path.name, component.errors)
    print("\n".join([path.name, *lines(calendar)]))
