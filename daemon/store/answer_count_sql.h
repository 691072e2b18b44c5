/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_ANSWER_COUNT_SQL_H
#define ONBOARD_STORE_ANSWER_COUNT_SQL_H

#include "model/answer_count.h"

/* What statements that count answers are made of, for *_store.c only. */

/* What was answered by those who are counted, each by who. */
#define ANSWER_COUNT_SAID(who, counted)                                        \
	"WITH said AS (SELECT " who " AS who, q.question, q.kind, q.only_if, " \
	"CASE q.dimension WHEN '' THEN '?' || q.question "                     \
	"ELSE q.dimension END AS subject, v.value "                            \
	"FROM journey j JOIN survey_request r ON r.journey_id = j.id "         \
	"JOIN survey_answer v ON v.request_id = r.id "                         \
	"JOIN survey_question q ON q.survey_id = r.survey_id "                 \
	"AND q.question = v.question WHERE " counted " "                       \
	"AND r.survey = :survey AND r.state = 'answered') "

/* Of how many the mean is four or more, and who chose what. */
#define ANSWER_COUNT_COUNTED                                                   \
	"SELECT '" ANSWER_COUNT_MEAN "', subject, '', count(*) FROM "          \
	"(SELECT subject FROM said WHERE kind = 'scale' AND only_if = '' "     \
	"GROUP BY subject, who "                                               \
	"HAVING avg(CAST(value AS INTEGER)) >= 4) GROUP BY subject "           \
	"UNION ALL SELECT '" ANSWER_COUNT_CHOSEN "', question, value, "        \
	"count(DISTINCT who) FROM said WHERE kind = 'choice' "                 \
	"GROUP BY question, value ORDER BY 1, 2, 3 LIMIT 10000"

#endif
