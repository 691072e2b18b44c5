#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The same hundred strings in mail that comes in and in what is said to it:
they reach other people's mails and calendars, and stay text there."""

import re
import unittest

from injection_strings import PLAIN, REFUSED, TAKEN, InjectionCase, unfold


# A reason may have several lines.
LINES = [f"Ana\n{text}" for text in (
    "Bcc: evil@example.org", "ATTENDEE:mailto:evil@example.org",
    "END:VEVENT\nBEGIN:VEVENT", ".", "\t", "\n\n--=_part")]
# And nothing else that is no letter.
CONTROLS = [text for text in REFUSED
            if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)]


def harmless(text):
    """With as many lines."""
    return re.sub(r"[^\n]+", PLAIN, text)


class Received(InjectionCase):
    def test_what_is_said_of_mail_that_came_in_is_text(self):
        """What the reader of mail may tell, and what somebody says to it."""
        running = self.begin_receiving()
        twin = self.begin_receiving(running)
        for number, text in enumerate(TAKEN + LINES):
            for each, words in ((running, text), (twin, harmless(text))):
                waiting = self.propose(each, number)
                each.api("POST", f"/received-mail/{waiting}/answer",
                         {"decline": True, "reason": words})
        for each in (running, twin):
            each.advance("2026-10-05T12:00")
        theirs = {letter.id: letter for letter in twin.letters()}
        declined = []
        for letter in running.letters():
            self.check_letter(letter, theirs.pop(letter.id))
            declined += self.comment_of(letter)
        self.assertEqual(theirs, {})
        self.assertEqual(sorted(declined), sorted(TAKEN + LINES))
        self.check_log(running)

    def test_no_reason_takes_a_control_character(self):
        running = self.begin_receiving()
        waiting = self.propose(running, 0)
        running.advance("2026-10-02T09:01")
        before = self.count(running)
        self.assertGreater(len(CONTROLS), 20)
        for text in CONTROLS:
            for verb, value in (("settle", {}), ("answer", {"decline": True}),
                                ("answer", {"accept": True})):
                answer = running.request(
                    "POST", f"/received-mail/{waiting}/{verb}",
                    {**value, "reason": text})
                self.assertEqual(answer.status, 400, (verb, text))
                # With a NUL it is no JSON of ours, so there is no field.
                self.assertEqual(answer.json()["error"]["field"],
                                 "" if "\0" in text else "reason")
        self.assertEqual(self.count(running), before)

    def begin_receiving(self, other=None):
        """One that receives, or the twin of another."""
        if other is None:
            running = self.start(mail={"limit_per_day": 10000})
        else:
            running = self.start_twin(other, "2026-10-01T08:00")
        running.add()
        running.advance("2026-10-02T09:00")
        return running

    @staticmethod
    def comment_of(letter):
        """What the calendar of a refusal says, without its escapes."""
        return [re.sub(r"\\(.)", lambda at: at[1].replace("n", "\n"),
                       line.removeprefix("COMMENT:"))
                for part in letter.message.walk()
                if part.get_param("method") == "DECLINECOUNTER"
                for line in unfold(part.get_payload(decode=True))
                if line.startswith("COMMENT:")]

    def test_no_fact_of_a_reader_that_was_taken_over_does_harm(self):
        running = self.begin_receiving()
        before = self.count(running)
        taken = 0
        for key in ("reason", "sender", "uid", "comment", "text", "source",
                    "message_id", "start", "start_zone", "authentication"):
            for kind in ("reply", "counter", "bounce", "other"):
                for text in REFUSED + TAKEN:
                    answer = running.request("POST", "/received-mail", {
                        "kind": kind, "events": 1, key: text})
                    self.assertIn(answer.status, (200, 400, 413), (key, text))
                    taken += answer.status == 200
        self.assertGreater(taken, 1000)
        running.advance("2026-10-05T12:00")
        after = self.count(running)
        for table in ("mail", "invitation", "activity", "person_address"):
            self.assertGreaterEqual(after[table], before[table])
        self.assertEqual(after["person_address"], before["person_address"])
        for arguments in ((), ("--json",), ("--review",)):
            shown = running.ctl("list-received", *arguments)
            self.assertEqual(shown.returncode, 0, shown.stderr)
            self.assertNotRegex(
                shown.stdout, r"[\x00-\x09\x0b-\x1f\x7f\x80-\x9f]")
        for letter in running.letters():
            self.assertNotIn("Bcc", letter.message)
            self.assertNotIn("evil", letter.to)
        self.check_log(running)


if __name__ == "__main__":
    unittest.main()
