// SPDX-License-Identifier: EUPL-1.2
// Reads the feeds named on the command line with ical.js (Thunderbird's reader)
// and node-ical, and prints the events of both as JSON, one line a feed.  For
// feed_parsers; runs in the directory that has the packages, with TZ=UTC.
"use strict";

const fs = require("fs");
const load = require("module").createRequire(process.cwd() + "/");
const ICAL = load("ical.js");
const nodeIcal = load("node-ical");

function instant(time) {
	if (time.isDate)
		return Date.UTC(time.year, time.month - 1, time.day) / 1000;
	return time.toUnixTime();
}

function fromIcalJs(text) {
	const calendar = new ICAL.Component(ICAL.parse(text));

	ICAL.TimezoneService.reset();
	for (const zone of calendar.getAllSubcomponents("vtimezone"))
		ICAL.TimezoneService.register(zone);
	return calendar.getAllSubcomponents("vevent").map((component) => {
		const event = new ICAL.Event(component);

		for (const time of [event.startDate, event.endDate]) {
			if (!time.isDate && time.zone.tzid === "floating")
				throw new Error(event.uid + " has no zone");
		}
		return {
			uid: event.uid,
			start: instant(event.startDate),
			end: instant(event.endDate),
			all_day: event.startDate.isDate,
			summary: event.summary,
			description: event.description,
			url: component.getFirstPropertyValue("url"),
			category: component.getFirstPropertyValue("categories"),
			cancelled: component.getFirstPropertyValue("status")
			    === "CANCELLED",
		};
	});
}

function fromNodeIcal(text) {
	const entries = Object.values(nodeIcal.sync.parseICS(text));

	return entries.filter((entry) => entry.type === "VEVENT")
	    .map((event) => ({
		uid: event.uid,
		start: event.start.getTime() / 1000,
		end: event.end.getTime() / 1000,
		all_day: event.datetype === "date",
		summary: event.summary,
		description: event.description,
		url: event.url,
		cancelled: event.status === "CANCELLED",
	}));
}

for (const path of process.argv.slice(2)) {
	const text = fs.readFileSync(path, "utf8");

	console.log(JSON.stringify({
		"ical.js": fromIcalJs(text),
		"node-ical": fromNodeIcal(text),
	}));
}
