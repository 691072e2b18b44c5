/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/programme_graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static int
compare_steps(const void *a, const void *b)
{
	const struct step *left = *(const struct step *const *)a;
	const struct step *right = *(const struct step *const *)b;
	int order = strcmp(left->id, right->id);

	return order != 0 ? order : (left > right) - (left < right);
}

void
programme_graph_init(
    struct programme_graph *graph, const struct programme *programme)
{
	size_t count = programme->step_count;

	graph->programme = programme;
	graph->by_id = memory_alloc(count * sizeof(struct step *));
	graph->seen = memory_alloc(count * sizeof(*graph->seen));
	graph->stack = memory_alloc(count * sizeof(*graph->stack));
	for (size_t i = 0; i < count; i++)
		graph->by_id[i] = &programme->steps[i];
	qsort(graph->by_id, count, sizeof(struct step *), compare_steps);
}

void
programme_graph_release(struct programme_graph *graph)
{
	free(graph->by_id);
	free(graph->seen);
	free(graph->stack);
}

size_t
programme_graph_find(const struct programme_graph *graph, const char *id)
{
	size_t low = 0;
	size_t high = graph->programme->step_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(graph->by_id[middle]->id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == graph->programme->step_count ||
	    strcmp(graph->by_id[low]->id, id) != 0)
		return PROGRAMME_GRAPH_NONE;
	return (size_t)(graph->by_id[low] - graph->programme->steps);
}

/* Marks in seen all that from requires; itself only if in a cycle. */
static void
walk(struct programme_graph *graph, size_t from)
{
	size_t depth = 0;
	size_t at = from;

	memset(graph->seen, 0,
	    graph->programme->step_count * sizeof(*graph->seen));
	for (;;) {
		const struct step *step = &graph->programme->steps[at];

		for (size_t i = 0; i < step->require_count; i++) {
			size_t next =
			    programme_graph_find(graph, step->requires[i]);

			if (next == PROGRAMME_GRAPH_NONE || graph->seen[next])
				continue;
			graph->seen[next] = true;
			graph->stack[depth++] = next;
		}
		if (depth == 0)
			return;
		at = graph->stack[--depth];
	}
}

bool
programme_graph_reaches(struct programme_graph *graph, size_t from, size_t to)
{
	walk(graph, from);
	return graph->seen[to];
}

bool
programme_graph_reaches_kind(
    struct programme_graph *graph, size_t from, enum step_kind kind)
{
	walk(graph, from);
	for (size_t i = 0; i < graph->programme->step_count; i++)
		if (graph->seen[i] && graph->programme->steps[i].kind == kind)
			return true;
	return false;
}
