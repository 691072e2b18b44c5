/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/step_topics.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"

int
step_topics_find(const struct step *step, const char *id)
{
	for (size_t i = 0; i < step->topic_count; i++)
		if (strcmp(step->topics[i].id, id) == 0)
			return (int)i;
	return -1;
}

void
step_topics_append(struct step *step, struct topic topic)
{
	step->topics = memory_resize(
	    step->topics, step->topic_count + 1, sizeof(*step->topics));
	step->topics[step->topic_count++] = topic;
}

void
step_topics_copy(const struct step *step, struct step *copy)
{
	copy->topics = NULL;
	copy->topic_count = 0;
	for (size_t i = 0; i < step->topic_count; i++)
		step_topics_append(
		    copy, (struct topic){memory_strdup(step->topics[i].id),
			      text_pair_copy(&step->topics[i].text)});
}

void
step_topics_release(struct step *step)
{
	for (size_t i = 0; i < step->topic_count; i++) {
		free(step->topics[i].id);
		text_pair_release(&step->topics[i].text);
	}
	free(step->topics);
	step->topics = NULL;
	step->topic_count = 0;
}

char *
step_topics_format(const struct step *step, enum language language)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < step->topic_count; i++)
		strbuf_add_format(&text, "%s%s: %s", i > 0 ? "; " : "",
		    step->topics[i].id, step->topics[i].text.in[language]);
	return strbuf_detach(&text);
}
