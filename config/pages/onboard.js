/* SPDX-License-Identifier: EUPL-1.2 */
"use strict";

/* Shows the buttons that copy an address; every page works without them. */
for (const button of document.querySelectorAll("[data-copy]")) {
	const field = document.getElementById(button.dataset.copy);
	const told = button.parentElement.querySelector("[data-done]");

	button.parentElement.hidden = false;
	button.addEventListener("click", async () => {
		field.select();
		try {
			await navigator.clipboard.writeText(field.value);
		} catch {
			/* No clipboard without https: the older way. */
			if (!document.execCommand("copy"))
				return;
		}
		told.textContent = told.dataset.done;
	});
}
