// SPDX-License-Identifier: EUPL-1.2
// Reads the mails named on the command line with mailparser and prints what
// it finds as JSON, one line a mail.  For mail_readers.py; runs in the
// directory that has the package.
"use strict";

const fs = require("fs");
const load = require("module").createRequire(process.cwd() + "/");
const { simpleParser } = load("mailparser");

function people(field) {
	return field.value.map(({ name, address }) => ({ name, address }));
}

function list(ids) {
	return ids === undefined ? [] : [].concat(ids);
}

async function read(path) {
	// Links and images stay as they are written.
	const mail = await simpleParser(fs.readFileSync(path),
	    { skipTextToHtml: true, skipHtmlToText: true, skipTextLinks: true });

	return {
		subject: mail.subject,
		from: people(mail.from),
		to: people(mail.to),
		message_id: mail.messageId,
		references: list(mail.references),
		in_reply_to: mail.inReplyTo || "",
		date: mail.date.getTime() / 1000,
		text: mail.text,
		html: mail.html || "",
		files: mail.attachments.map((file) => ({
			kind: file.contentType,
			name: file.filename || "",
			method: file.headers.get("content-type").params.method || "",
			content: file.content.toString("utf8"),
		})),
	};
}

(async () => {
	for (const path of process.argv.slice(2))
		console.log(JSON.stringify(await read(path)));
})();
